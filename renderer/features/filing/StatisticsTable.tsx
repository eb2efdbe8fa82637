/** One table of the statistics, with simple bars, and 导出 Excel. */
import { type ReactNode, useMemo } from 'react';
import type { StatisticsRow } from '../../../shared/filing/statistics.ts';
import { percentOf, percentText } from '../../../shared/text/percent.ts';
import { ExportedPanel } from '../../exported-panel.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

interface StatisticsTableProps {
  readonly heading: string;
  /** What the rows are. */
  readonly by: string;
  readonly rows: readonly StatisticsRow[];
  readonly total: StatisticsRow;
  /** 2026-01-01至2026-12-31 */
  readonly period: string;
}

export function StatisticsTable({ heading, by, rows, total, period }: StatisticsTableProps): ReactNode {
  const columns = useMemo(
    () => statisticsColumns(by, Math.max(1, ...rows.map(({ inspections }) => inspections))),
    [by, rows],
  );
  return (
    <ExportedPanel
      heading={heading}
      sheet={`检查统计${heading}（${period}）`}
      columns={columns}
      rowKey={(row) => row.key}
      rows={rows}
      total={total}
    />
  );
}

type Column = DataColumn<StatisticsRow>;

function statisticsColumns(by: string, most: number): readonly Column[] {
  return [
    {
      key: 'label',
      title: by,
      width: 220,
      grow: true,
      value: (row) => row.label,
      render: (row) =>
        row.key === 'total' ? <strong>{row.label}</strong> : <span title={row.label}>{row.label}</span>,
    },
    {
      key: 'inspections',
      title: '检查次数',
      width: 180,
      value: (row) => row.inspections,
      render: (row) =>
        row.key === 'total' ? (
          <span className="desk-share">
            <strong className="desk-share-number">{row.inspections}</strong>
          </span>
        ) : (
          <Bar value={row.inspections} most={most} />
        ),
    },
    count('planned', '尚未检查', ({ planned }) => planned),
    count('first', '首次检查', ({ first }) => first),
    count('firstConcluded', '已作结论', ({ firstConcluded }) => firstConcluded),
    count('soft', '柔性处置', ({ soft }) => soft),
    percent('softRate', '柔性处置率', ({ soft, firstConcluded }) => [soft, firstConcluded]),
    count('due', '应办时限', ({ due }) => due),
    count('inTime', '按时办理', ({ inTime }) => inTime),
    percent('inTimeRate', '按时率', ({ inTime, due }) => [inTime, due]),
  ];
}

function count(key: string, title: string, value: (row: StatisticsRow) => number): Column {
  return { key, title, width: 84, align: 'right', value };
}

function percent(
  key: string,
  title: string,
  parts: (row: StatisticsRow) => readonly [number, number],
): Column {
  return {
    key,
    title,
    width: 96,
    align: 'right',
    value: (row) => percentText(...parts(row)),
    sheetTitle: `${title}（%）`,
    sheetValue: (row) => percentOf(...parts(row)),
  };
}

function Bar({ value, most }: { readonly value: number; readonly most: number }): ReactNode {
  return (
    <span className="desk-share">
      <span className="desk-share-number">{value}</span>
      <span className="desk-share-room" aria-hidden>
        <span style={{ width: `${(value / most) * 100}%` }} />
      </span>
    </span>
  );
}
