/** 挂钩工作 of one leader, inside his page at the office. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { LeaderWorkView } from './LeaderWork.tsx';

export function LeaderWorkSection({ personId }: { readonly personId: string }): ReactNode {
  const navigate = useNavigate();
  const found = useCall('leader.work', { personId });
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  if (found.data.enterprises.length === 0)
    return (
      <EmptyState
        title="没有挂钩企业"
        explanation="建立挂钩之后，这里列出每家企业的走访、承诺事项和在办问题。"
      />
    );
  return (
    <>
      <div className="desk-work-tools">
        <span className="desk-none">出发前打印给领导：每家企业的走访、尚未兑现的承诺和在办问题</span>
        <Button onClick={() => void navigate(`/people/${personId}/paper`)}>打印工作单</Button>
      </div>
      <LeaderWorkView key={personId} work={found.data} />
    </>
  );
}
