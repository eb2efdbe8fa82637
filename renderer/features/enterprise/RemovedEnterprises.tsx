/** 已删除的企业 at /enterprises/removed: nothing is ever gone, and the city brings it back. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import type { RemovedEnterprise } from '../../../shared/enterprise/contract.ts';
import { LocalTable } from '../../local-table.tsx';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

export function RemovedEnterprises(): ReactNode {
  const list = useCall('enterprise.removed', {});
  const restore = useCommand('enterprise.restore', { doneText: '已恢复，企业回到台账' });
  const columns: readonly DataColumn<RemovedEnterprise>[] = [
    {
      key: 'name',
      title: '企业名称',
      width: 260,
      grow: true,
      value: (row) => row.name,
      sortable: true,
      always: true,
    },
    { key: 'creditCode', title: '统一社会信用代码', width: 190, value: (row) => row.creditCode },
    { key: 'townName', title: '所属镇区', width: 110, value: (row) => row.townName || '未分派' },
    {
      key: 'removedAt',
      title: '删除时间',
      width: 150,
      value: (row) => localDateTime(row.removedAtMs),
      sortable: true,
    },
    { key: 'officer', title: '删除人', width: 180, value: (row) => `${row.unit} ${row.officer}`.trim() },
    { key: 'deviceName', title: '电脑', width: 160, value: (row) => row.deviceName },
    {
      key: 'restore',
      title: '操作',
      width: 80,
      always: true,
      render: (row) => (
        <Button
          type="link"
          size="small"
          disabled={restore.isPending}
          aria-label={`恢复${row.name}`}
          onClick={() => restore.mutate({ id: row.id })}
        >
          恢复
        </Button>
      ),
    },
  ];
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          back={{ to: '/enterprises', label: '企业台账' }}
          title="已删除的企业"
          subtitle="资料和变更记录都还在；恢复后原样回到台账"
        />
      }
    >
      <LocalTable
        tableId="removed-enterprises"
        label="已删除的企业"
        columns={columns}
        rowKey={(row) => row.id}
        list={list}
        searchPlaceholder="名称、代码、镇区、经办人"
        empty={<EmptyState title="没有已删除的企业" explanation="从台账中删除的企业列在这里，可以恢复。" />}
      />
    </Page>
  );
}
