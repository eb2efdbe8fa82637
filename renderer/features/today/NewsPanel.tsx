/** 新到变化: what others changed since the officer last looked it through. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { bulletinEntity } from '../../../shared/bulletin/entity.ts';
import { mostNews, type News } from '../../../shared/news/contract.ts';
import type { PartitionChange } from '../../../shared/record/changes.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useAfterPaint } from '../../ui/useAfterPaint.ts';

const shownChanges = 4;

/** Nothing at all while there is no news. */
export function NewsPanel(): ReactNode {
  const isSeen = useAfterPaint(true);
  const news = useCall('news.list', { most: shownChanges }, { enabled: isSeen });
  const see = useCommand('news.seen', { doneText: '已记为看过' });
  if (news.error)
    return (
      <Panel title="新到变化">
        <ErrorNotice error={news.error} onRetry={() => void news.refetch()} />
      </Panel>
    );
  if (!news.data || news.data.saves === 0) return null;
  const { places, changes, issued, upTo } = news.data;
  const hidden = places - shownChanges;
  return (
    <Panel
      title="新到变化"
      extra={
        <>
          {changes === null ? null : <Link to="/news">逐项查看</Link>}
          <Button type="link" size="small" loading={see.isPending} onClick={() => see.mutate({ upTo })}>
            知道了
          </Button>
        </>
      }
    >
      <p className="desk-none">{newsText(news.data)}</p>
      <ul className="desk-todo">
        {/* It is nobody's enterprise: among the city's common records it would not be found. */}
        {issued.map(({ id, title }) => (
          <li key={id}>
            <span className="desk-todo-what">
              <Link to={`/bulletins/${id}`}>{`${bulletinEntity.label}　${title}`}</Link>
              <div className="desk-none">市发改委：已印发</div>
            </span>
          </li>
        ))}
        {(changes ?? []).map((change) => (
          <ChangeLine key={`${change.townName} ${change.partition} ${change.title}`} change={change} />
        ))}
      </ul>
      {hidden > 0 ? <Link to="/news">还有 {hidden} 处</Link> : null}
    </Panel>
  );
}

/** 市发改委、白蒲镇的数据包带来 12 处改动 */
export function newsText({ bundles, saves }: News): string {
  const names = [...new Set(bundles.map(({ peerName }) => peerName))];
  const from = names.length > 3 ? `${names.slice(0, 3).join('、')}等 ${names.length} 方` : names.join('、');
  return `上次查看之后，${from}的数据包带来 ${savesText(saves)}`;
}

/** 12 处改动；2000 多处改动 */
export function savesText(saves: number): string {
  return saves > mostNews ? `${mostNews} 多处改动` : `${saves} 处改动`;
}

function ChangeLine({ change }: { readonly change: PartitionChange }): ReactNode {
  const { partition, title, townName, isEnterprise } = change;
  return (
    <li>
      <span className="desk-todo-what">
        <Link to={isEnterprise ? `/enterprises/${partition}` : '/news'}>{title}</Link>
        <div className="desk-none">{`${townName}：${kindsText(change)}`}</div>
      </span>
    </li>
  );
}

/** 问题诉求 2、走访服务 */
function kindsText({ records }: PartitionChange): string {
  const counts = new Map<string, number>();
  for (const { entityLabel } of records) counts.set(entityLabel, (counts.get(entityLabel) ?? 0) + 1);
  return [...counts].map(([label, count]) => (count === 1 ? label : `${label} ${count}`)).join('、');
}
