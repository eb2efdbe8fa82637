import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { BulletinSummary } from '../../../shared/bulletin/contract.ts';
import { quarterText } from '../../../shared/bulletin/quarter.ts';
import { LocalTable } from '../../local-table.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { IssueState, removalOpen } from './IssueState.tsx';

const columns = (isWriter: boolean): readonly DataColumn<BulletinSummary>[] => [
  {
    key: 'quarter',
    title: '季度',
    width: 150,
    value: (row) => row.quarter,
    sheetValue: (row) => quarterText(row.quarter),
    render: (row) => quarterText(row.quarter),
    sortable: true,
    always: true,
  },
  { key: 'issue', title: '期号', width: 90, value: (row) => `第${row.issue}期` },
  { key: 'title', title: '标题', width: 320, grow: true, value: (row) => row.title },
  { key: 'highlightCount', title: '亮点', width: 80, align: 'right', value: (row) => row.highlightCount },
  { key: 'countedOn', title: '取数日期', width: 120, value: (row) => row.countedOn },
  {
    key: 'issuedOn',
    title: '状态',
    width: 210,
    value: (row) =>
      row.issuedOn === '' ? '草拟中' : `已印发 ${row.issuedOn}${row.isRemovalOpen ? `，${removalOpen}` : ''}`,
    render: (row) => <IssueState bulletin={row} isWriter={isWriter} />,
  },
];

/** 季度信息通报. */
export function BulletinList(): ReactNode {
  const navigate = useNavigate();
  const { side, isLeader } = useOwnDesk();
  const list = useCall('bulletin.list', {});
  const isWriter = side === 'city' && !isLeader;
  const add = isWriter ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/bulletins/new')}>
      编写季度通报
    </Button>
  ) : null;
  return (
    <Page
      body="fill"
      header={
        <PageHeader title="季度通报" subtitle="季度信息通报，由领导小组办公室每季度印发" actions={add} />
      }
    >
      <LocalTable
        tableId="bulletins"
        label="季度信息通报"
        columns={columns(isWriter)}
        rowKey={(row) => row.id}
        list={list}
        searchPlaceholder="季度、标题"
        onOpen={(row) => void navigate(`/bulletins/${row.id}`)}
        empty={
          <EmptyState
            title="还没有季度通报"
            explanation={
              isWriter
                ? '每季度末在这里编写：数字和图表从台账自动取得，并与上季度比较；特色亮点从本季度的记录中挑选。印发以后随数据包发到各镇区。'
                : '市发改委印发以后，随数据包送到这里。'
            }
            actions={add}
          />
        }
      />
    </Page>
  );
}
