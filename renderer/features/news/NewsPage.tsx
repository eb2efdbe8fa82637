import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type { News } from '../../../shared/news/contract.ts';
import { ChangesTable } from '../../changes-table.tsx';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';

/** So many are listed at once, the latest first. */
const atOnce = 50;

/** 新到变化, one by one: before and after. */
export function NewsPage(): ReactNode {
  const [most, setMost] = useState(atOnce);
  const navigate = useNavigate();
  const news = useCall('news.list', { most }, { keepPrevious: true });
  const see = useCommand('news.seen', { doneText: '已记为看过', onDone: () => void navigate('/today') });
  const { data } = news;
  const rest = (data?.places ?? 0) - (data?.changes?.length ?? 0);
  const hasNews = data !== undefined && data.saves > 0;
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/today', label: '今日待办' }}
          title="新到变化"
          subtitle={hasNews ? fromText(data) : undefined}
          actions={
            hasNews ? (
              <Button type="primary" loading={see.isPending} onClick={() => see.mutate({ upTo: data.upTo })}>
                全部看过
              </Button>
            ) : null
          }
        />
      }
    >
      <Panel>
        <ChangesTable
          label="新到变化"
          changes={data?.changes ?? (data ? [] : undefined)}
          error={news.error}
          onRetry={() => void news.refetch()}
          empty={
            data?.changes === null ? (
              <EmptyState
                title="数据包带来的内容很多，不逐项列出"
                explanation="第一次收到全部资料时通常如此。内容都在企业台账和各项工作中，变更记录可在每条记录下查看。"
              />
            ) : (
              <EmptyState
                title="没有新到的变化"
                explanation="导入数据包之后，别人改了什么列在这里；看过之后点“全部看过”。"
              />
            )
          }
        />
        {rest > 0 ? (
          <Button type="link" loading={news.isPlaceholderData} onClick={() => setMost(most + atOnce)}>
            还有 {rest} 处，再列 {Math.min(rest, atOnce)} 处
          </Button>
        ) : null}
      </Panel>
    </Page>
  );
}

/** 市发改委 2026-11-28 09:12，… */
function fromText({ bundles }: News): string {
  return bundles
    .slice(0, 3)
    .map(({ peerName, officer, atMs }) =>
      [peerName, officer, localDateTime(atMs)].filter((part) => part !== '').join(' '),
    )
    .join('；');
}
