/** 我的挂钩企业, on a leader's own laptop, at /mine: large, for the five minutes on site. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { leaderText } from '../../../shared/filing/rules.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { LeaderWorkView } from './LeaderWork.tsx';

export function MinePage(): ReactNode {
  const navigate = useNavigate();
  const found = useCall('leader.work', {});
  if (found.error)
    return (
      <FailedPage
        back={{ to: '/today', label: '今日待办' }}
        title="我的挂钩企业"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  if (!found.data) return null;
  const work = found.data;
  const linked = work.enterprises.filter(({ isLinked }) => isLinked).length;
  return (
    <Page
      large
      header={
        <PageHeader
          title="我的挂钩企业"
          subtitle={`${leaderText(work)}　挂钩联系 ${linked} 家`}
          actions={
            <>
              <Button onClick={() => void navigate(`/people/${work.personId}?section=calendar`)}>年历</Button>
              <Button onClick={() => void navigate(`/people/${work.personId}/paper`)}>打印工作单</Button>
            </>
          }
        />
      }
    >
      {work.enterprises.length === 0 ? (
        <EmptyState
          title="还没有挂钩企业"
          explanation="挂钩联系由市发改委和镇区登记。先导出本机的数据包交给他们，再导入他们给您的数据包，您的企业就会列在这里。"
          actions={<Link to="/exchange">去数据交换</Link>}
        />
      ) : (
        <LeaderWorkView work={work} />
      )}
    </Page>
  );
}
