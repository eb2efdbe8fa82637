/** The month as a list, for the keyboard and for Excel. */
import type { ReactNode } from 'react';
import {
  type CalendarEntry,
  calendarKindLabels,
  calendarStateText,
  entryText,
} from '../../../shared/calendar/entry.ts';
import { LocalTable, type LocalTableProps } from '../../local-table.tsx';
import { spellMonth, weekdayOf } from '../../ui/dateText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusTag, type StatusTone } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

const tones: Readonly<Record<CalendarEntry['state'], StatusTone>> = {
  made: 'good',
  planned: 'info',
  passed: 'warn',
  due: 'plain',
  overdue: 'bad',
};

const columns: readonly DataColumn<CalendarEntry>[] = [
  { key: 'date', title: '日期', width: 104, value: (row) => row.date, sortable: true, always: true },
  { key: 'weekday', title: '星期', width: 76, value: (row) => weekdayOf(row.date) },
  {
    key: 'kind',
    title: '类别',
    width: 110,
    value: (row) => calendarKindLabels[row.kind],
  },
  {
    key: 'what',
    title: '事项',
    width: 320,
    grow: true,
    value: (row) => entryText(row, 'enterprise'),
    always: true,
  },
  {
    key: 'enterpriseName',
    title: '企业名称',
    width: 220,
    grow: true,
    value: (row) => row.enterpriseName,
    sortable: true,
  },
  { key: 'townName', title: '所属镇区', width: 100, value: (row) => row.townName, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 112,
    value: calendarStateText,
    render: (row) => <StatusTag tone={tones[row.state]}>{calendarStateText(row)}</StatusTag>,
  },
];

export interface MonthListProps {
  readonly month: string;
  readonly list: LocalTableProps<CalendarEntry>['list'];
  readonly onOpen: (entry: CalendarEntry) => void;
}

export function MonthList({ month, list, onOpen }: MonthListProps): ReactNode {
  return (
    <LocalTable
      tableId="calendar"
      placeKey={`calendar ${month}`}
      label="月历"
      sheetLabel={`${spellMonth(month)}工作月历`}
      columns={columns}
      rowKey={(row) => `${row.kind} ${row.id}`}
      list={list}
      onOpen={onOpen}
      searchPlaceholder="企业名称、事项、镇区"
      empty={<EmptyState title="没有事项" explanation="本月没有走访、检查、会议和到期的事项。" />}
    />
  );
}
