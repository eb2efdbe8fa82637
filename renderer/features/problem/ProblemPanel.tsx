/** 问题诉求 of one enterprise, inside its dossier. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Page.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { problemColumns } from './columns.tsx';

const shown = ['title', 'category', 'raisedOn', 'host', 'state', 'hostDueOn'];
const limit = 200;

interface ProblemPanelProps {
  readonly enterpriseId: string;
  readonly editable: boolean;
}

export function ProblemPanel({ enterpriseId, editable }: ProblemPanelProps): ReactNode {
  const navigate = useNavigate();
  const [today] = useState(() => localDate(Date.now()));
  const columns = useMemo(() => problemColumns(today, []).filter(({ key }) => shown.includes(key)), [today]);
  const list = useCall('problem.list', { filter: { enterpriseId }, offset: 0, limit });
  const total = list.data?.total ?? 0;
  return (
    <Panel
      title="问题诉求"
      extra={
        editable ? (
          <Button
            type="primary"
            size="small"
            icon={<PlusOutlined />}
            onClick={() => void navigate(`/problems/new?enterprise=${encodeURIComponent(enterpriseId)}`)}
          >
            登记问题
          </Button>
        ) : null
      }
    >
      <SmallTable
        label="问题诉求"
        columns={columns}
        rowKey={(row) => row.id}
        rows={list.data?.rows}
        error={list.error}
        onRetry={() => void list.refetch()}
        onOpen={(row) => void navigate(`/problems/${row.id}`)}
        empty={
          <EmptyState
            title="本企业还没有问题诉求"
            explanation="企业提出的问题在这里登记，按工作日计算期限，答复后请企业确认，直到办结。"
          />
        }
      />
      {total > limit ? (
        <p className="desk-none">
          共 {total} 个，这里列出最近 {limit} 个；其余请在“问题诉求”中按企业名称查找。
        </p>
      ) : null}
    </Panel>
  );
}
