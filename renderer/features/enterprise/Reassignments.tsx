/** 改派记录 at /enterprises/reassigned: what went to another town, and how far the hand-over between the two has come. */
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Reassignment, ReassignmentStanding } from '../../../shared/enterprise/reassignment-contract.ts';
import { LocalTable } from '../../local-table.tsx';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusTag, type StatusTone } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

const standings: Readonly<
  Record<ReassignmentStanding, { readonly text: string; readonly tone: StatusTone }>
> = {
  nobody: { text: '原镇区未邀请加入', tone: 'plain' },
  invited: { text: '原镇区已邀请，尚未加入', tone: 'plain' },
  unsent: { text: '通知待导出', tone: 'warn' },
  sent: { text: '通知已导出，待原镇区回执', tone: 'plain' },
  received: { text: '原镇区已收到通知', tone: 'good' },
  kept: { text: '本机只读，待市里收齐并答复', tone: 'plain' },
  cleared: { text: '本机已无此企业资料', tone: 'good' },
};

const lateText = ({ late }: Reassignment): string => (late === 0 ? '' : `${late} 条待答复`);

/** The city's list says whose each was, and what came late; a town's own need not. */
function columnsOf(isCity: boolean): readonly DataColumn<Reassignment>[] {
  return [
    {
      key: 'enterpriseName',
      title: '企业名称',
      width: 260,
      grow: true,
      value: (row) => row.enterpriseName,
      sortable: true,
      always: true,
    },
    ...(isCity
      ? [{ key: 'fromTown', title: '原镇区', width: 130, value: (row: Reassignment) => row.fromTown }]
      : []),
    {
      key: 'toTown',
      title: '现归镇区',
      width: 130,
      value: (row) => row.toTown || '未分派',
    },
    { key: 'onDate', title: '最近改派', width: 120, value: (row) => row.onDate, sortable: true },
    {
      key: 'standing',
      title: '办理情况',
      width: 220,
      value: (row) => standings[row.standing].text,
      render: (row) => {
        const { text, tone } = standings[row.standing];
        return <StatusTag tone={tone}>{text}</StatusTag>;
      },
    },
    ...(isCity
      ? [
          {
            key: 'late',
            title: '迟到的修改',
            width: 120,
            value: lateText,
            render: (row: Reassignment) =>
              row.late === 0 ? null : (
                // The row opens the enterprise; this, what is to be answered.
                <Link
                  to={`/suggestions?enterprise=${row.enterpriseId}`}
                  onClick={(event) => event.stopPropagation()}
                >
                  {lateText(row)}
                </Link>
              ),
          },
        ]
      : []),
  ];
}

const columns = { city: columnsOf(true), town: columnsOf(false) } as const;

const explanations = {
  city: '改派后原镇区只读；它迟到的修改列为修改建议，由市里决定是否采纳，检查报备照常计入',
  town: '改派后本机只读；市发改委收齐本机的全部记录、答复迟到的修改后才会清除，此前一直保留',
} as const;

export function Reassignments(): ReactNode {
  const side = useCall('session.state', {}).data?.side ?? 'town';
  const navigate = useNavigate();
  const list = useCall('reassignment.list', {});
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          back={{ to: '/enterprises', label: '企业台账' }}
          title="改派记录"
          subtitle={explanations[side]}
        />
      }
    >
      <LocalTable
        tableId="reassigned-enterprises"
        label="改派记录"
        columns={columns[side]}
        rowKey={(row) => `${row.enterpriseId} ${row.fromTown}`}
        list={list}
        searchPlaceholder="企业、镇区、日期"
        onOpen={(row) => {
          if (row.standing !== 'cleared') void navigate(`/enterprises/${row.enterpriseId}`);
        }}
        empty={
          <EmptyState title="没有改派的企业" explanation="企业从一个镇区改派到另一个镇区后，列在这里。" />
        }
      />
    </Page>
  );
}
