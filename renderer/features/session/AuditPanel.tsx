import { Button, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import type { AuditEntryView } from '../../../shared/audit/contract.ts';
import { auditEventLabel } from '../../../shared/audit/events.ts';
import { type BackupReason, backupReasons, parseBackupName } from '../../../shared/backup/rules.ts';
import { localDateTime } from '../../../shared/clock.ts';
import { useCall } from '../../queries.ts';
import { DateText } from '../../ui/DateText.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

/** 安全审计: who opened this desk and what left or entered it, each entry chained to the one before. */
export function AuditPanel(): ReactNode {
  const [checking, setChecking] = useState(false);
  const list = useCall('audit.list', { limit: 200 });
  const towns = useCall('town.list', {});
  const nameOf = (townId: string): string => towns.data?.find((town) => town.id === townId)?.name ?? townId;
  const verdict = useCall('audit.verify', {}, { enabled: checking });
  return (
    <Panel
      title="安全审计"
      extra={
        <>
          {verdict.data === undefined ? null : <Verdict {...verdict.data} />}
          <Button
            loading={verdict.isFetching}
            onClick={() => (checking ? void verdict.refetch() : setChecking(true))}
          >
            核对完整性
          </Button>
        </>
      }
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      <Table<AuditEntryView>
        size="small"
        rowKey="n"
        loading={list.data === undefined}
        dataSource={list.data ?? []}
        pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
        locale={{ emptyText: '还没有记录' }}
        columns={[
          { title: '序号', dataIndex: 'n', width: 80 },
          { title: '时间', width: 160, render: (_, { atMs }) => <DateText atMs={atMs} /> },
          { title: '事项', width: 200, render: (_, { event }) => auditEventLabel(event) },
          { title: '说明', render: (_, { detail }) => detailText(detail, nameOf) },
        ]}
      />
    </Panel>
  );
}

function Verdict(props: { readonly entries: number; readonly brokenAt: number | null }): ReactNode {
  return props.brokenAt === null ? (
    <StatusTag tone="good">{`共 ${props.entries} 条，前后相连，没有改动`}</StatusTag>
  ) : (
    <StatusTag tone="bad">{`第 ${props.brokenAt} 条起与前文不符，请联系技术人员`}</StatusTag>
  );
}

const labels: Readonly<Record<string, string>> = {
  name: '备份',
  backup: '备份',
  quarantine: '隔离文件夹',
  reason: '类型',
  town: '镇区',
  tries: '次数',
  invitation: '邀请',
  device: '电脑',
  peer: '对方',
  leader: '对方',
  month: '月份',
  count: '条数',
  added: '新增',
  held: '暂存',
};

/**
 * Such as 类型：导入前, then the time of the backup; ids are shortened, codes of this program are left out. A leader stands
 * with his office where the office alone would.
 */
function detailText(detail: AuditEntryView['detail'], nameOf: (townId: string) => string): string {
  const isOfLeader = detail['leader'] !== undefined;
  return Object.entries(detail)
    .filter(([key]) => !isOfLeader || (key !== 'peer' && key !== 'town'))
    .flatMap(([key, value]) => {
      const label = labels[key];
      return label === undefined || value === '' || (key === 'held' && value === 0)
        ? []
        : `${label}：${valueText(key, String(value), nameOf)}`;
    })
    .join('　');
}

function valueText(key: string, value: string, nameOf: (townId: string) => string): string {
  if (key === 'peer' && value === 'city') return '市发改委';
  if (key === 'town' || key === 'peer') return nameOf(value);
  if (key === 'reason' && Object.hasOwn(backupReasons, value)) return backupReasons[value as BackupReason];
  const backup = parseBackupName(value);
  if (backup) return localDateTime(backup.atMs);
  return /^[0-9a-f]{32}$/.test(value) ? value.slice(0, 8) : value;
}
