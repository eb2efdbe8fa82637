import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { type AssignedState, assignedStateLabels } from '../../../shared/meeting/assigned.ts';
import type { AssignedDecision } from '../../../shared/meeting/contract.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { LocalTable } from '../../local-table.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { spellMonth } from '../../ui/dateText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusTag, type StatusTone } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { isReportable, ReportDialog, reportKey } from './AssignedDialog.tsx';

/** 市级议定事项: what the city's joint meeting gave this town to do, and what was reported of it. At ?decision=…: with that one marked. */
export function AssignedList(): ReactNode {
  const { isLeader } = useOwnDesk();
  const list = useCall('decision.assigned', {});
  const [form, setForm] = useOpenForm();
  const [search] = useSearchParams();
  const open = list.data?.find((row) => reportKey(row.id) === form && isReportable(row));
  const onOpen = (row: AssignedDecision): void => {
    if (isReportable(row)) setForm(reportKey(row.id));
  };
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          back={{ to: '/meetings', label: '月度联席会议' }}
          title="市级议定事项"
          subtitle="市月度联席会议议定、由本镇区办理的事项，随市里的数据包发来"
        />
      }
    >
      <DraftHint
        keys={['decision-report:']}
        opens={(key) => list.data?.some((row) => reportKey(row.id) === key && isReportable(row))}
      />
      <LocalTable
        tableId="meetings/assigned"
        marked={search.get('decision') ?? undefined}
        label="市级议定事项"
        columns={columns(isLeader ? null : onOpen)}
        rowKey={(row) => row.id}
        list={list}
        searchPlaceholder="事项、会议月份"
        {...(isLeader ? {} : { onOpen })}
        empty={
          <EmptyState
            title="没有市里交办的议定事项"
            explanation="市月度联席会议议定、责任单位写明本镇区的事项，随市里的数据包发来，列在这里和今日待办。"
          />
        }
      />
      {open === undefined || isLeader ? null : (
        <ReportDialog key={form} decision={open} onClose={() => setForm('')} />
      )}
    </Page>
  );
}

const tones: Readonly<Record<AssignedState, StatusTone>> = {
  open: 'warn',
  returned: 'bad',
  reported: 'info',
  done: 'good',
  withdrawn: 'plain',
};

function columns(
  /** null: it is only read. */
  onReport: ((row: AssignedDecision) => void) | null,
): readonly DataColumn<AssignedDecision>[] {
  return [
    {
      key: 'meetingMonth',
      title: '会议',
      width: 115,
      value: (row) => spellMonth(row.meetingMonth),
      sortable: true,
    },
    {
      key: 'what',
      title: '议定事项',
      width: 240,
      grow: true,
      value: (row) => row.what,
      render: (row) => <span className="desk-kept-lines">{row.what}</span>,
      always: true,
    },
    { key: 'who', title: '责任单位（人）', width: 140, value: (row) => row.who },
    { key: 'dueDate', title: '完成时限', width: 115, value: (row) => row.dueDate, sortable: true },
    {
      key: 'state',
      title: '状态',
      width: 170,
      value: (row) => assignedStateLabels[row.state],
      sortable: true,
      render: (row) => <StatusTag tone={tones[row.state]}>{assignedStateLabels[row.state]}</StatusTag>,
    },
    {
      key: 'report',
      title: '本镇区报的办理情况',
      width: 200,
      grow: true,
      value: (row) => reportLine(row),
      render: (row) => <span className="desk-kept-lines">{reportLine(row)}</span>,
    },
    ...(onReport === null
      ? []
      : [
          {
            key: 'act',
            title: '操作',
            width: 110,
            value: () => '',
            render: (row: AssignedDecision) =>
              isReportable(row) ? (
                <Button type="link" size="small" onClick={() => onReport(row)}>
                  {row.state === 'reported' ? '更正' : '报办理情况'}
                </Button>
              ) : null,
          },
        ]),
  ];
}

function reportLine({ state, report, returnReason }: AssignedDecision): string {
  return [
    report === null ? '' : `${report.on}　${report.text}`,
    state === 'returned' ? `市里退回：${returnReason}` : '',
  ]
    .filter((text) => text !== '')
    .join('\n');
}
