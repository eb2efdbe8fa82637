import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { MeetingSummary } from '../../../shared/meeting/contract.ts';
import { LocalTable } from '../../local-table.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

const columns: readonly DataColumn<MeetingSummary>[] = [
  { key: 'month', title: '会议月份', width: 110, value: (row) => row.month, sortable: true, always: true },
  { key: 'keeper', title: '记录单位', width: 110, grow: true, value: (row) => row.keeper, sortable: true },
  { key: 'heldOn', title: '会议日期', width: 120, value: (row) => row.heldOn, sortable: true },
  { key: 'place', title: '地点', width: 180, grow: true, value: (row) => row.place },
  { key: 'chair', title: '主持人', width: 150, value: (row) => row.chair },
  { key: 'topicCount', title: '议题', width: 70, align: 'right', value: (row) => row.topicCount },
  {
    key: 'decisionCount',
    title: '议定事项',
    width: 150,
    value: (row) => row.openDecisionCount,
    sheetValue: (row) =>
      row.decisionCount === 0 ? '无' : `${row.decisionCount} 项，未办结 ${row.openDecisionCount}`,
    render: (row) =>
      row.decisionCount === 0 ? (
        <span className="desk-none">无</span>
      ) : (
        <StatusTag tone={row.openDecisionCount > 0 ? 'info' : 'good'}>
          {row.decisionCount} 项，未办结 {row.openDecisionCount}
        </StatusTag>
      ),
  },
];

/** 月度联席会议. */
export function MeetingList(): ReactNode {
  const navigate = useNavigate();
  const { side, isLeader } = useOwnDesk();
  const list = useCall('meeting.list', {});
  const { assigned, total: waiting } = useCall('decision.waiting', {}).data ?? { assigned: 0, total: 0 };
  const add = isLeader ? null : (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/meetings/new')}>
      新建会议纪要
    </Button>
  );
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title="月度联席会议"
          subtitle="由组长或副组长牵头召开，议定事项逐项跟踪"
          actions={
            <>
              {assigned === 0 ? null : (
                <Button onClick={() => void navigate('/meetings/assigned')}>
                  市级议定事项{waiting === 0 ? '' : `（${waiting} 项待办结）`}
                </Button>
              )}
              {add}
            </>
          }
        />
      }
    >
      <LocalTable
        tableId="meetings"
        label="月度联席会议纪要"
        columns={columns}
        rowKey={(row) => row.id}
        list={list}
        searchPlaceholder="月份、单位、地点、主持人"
        onOpen={(row) => void navigate(`/meetings/${row.id}`)}
        empty={
          <EmptyState
            title="还没有会议纪要"
            explanation={
              side === 'city'
                ? '每月联席会议之后在这里记录议题和议定事项，可打印成会议纪要；各镇（区、街道）的会议纪要随数据包报来，也列在这里。'
                : '每月联席会议之后在这里记录议题和议定事项，可打印成会议纪要，并随数据包报市发改委。'
            }
            actions={add}
          />
        }
      />
    </Page>
  );
}
