/** 数据包 on 今日待办: when the last one went out, and to whom something is still to be sent. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { localDate, localDateTime } from '../../../shared/clock.ts';
import type { ExchangePeer } from '../../../shared/exchange/contract.ts';
import { peerKey } from '../../../shared/exchange/peer-id.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';

/** All towns of the city fit. */
const shownLines = 20;

export function ExchangePanel(): ReactNode {
  const [today] = useState(() => localDate(Date.now()));
  const { side, isLeader } = useOwnDesk();
  const peers = useCall('exchange.peers', {});
  const reached = (peers.data ?? []).filter(
    (peer) => peer.reachable || peer.lastInAtMs !== null || peer.lastOutAtMs !== null,
  );
  return (
    <Panel title="数据包" extra={<Link to="/exchange">导入导出</Link>}>
      {peers.error ? <ErrorNotice error={peers.error} onRetry={() => void peers.refetch()} /> : null}
      {peers.data && reached.length === 0 && side === 'city' && !isLeader ? (
        <p>
          还没有镇区加入。下一步：<Link to="/towns">制作邀请文件</Link>，交给各镇区。
        </p>
      ) : null}
      {peers.data && reached.length > 0 ? <p className="desk-none">{lastOutText(peers.data)}</p> : null}
      <ul className="desk-todo">
        {reached.slice(0, shownLines).map((peer) => (
          <li key={peerKey(peer)}>
            <span>{peer.name}</span>
            <span className="desk-todo-what desk-none">
              <span className="desk-nowrap">收到 {dayText(peer.lastInAtMs, today)}</span>
              {'　'}
              <span className="desk-nowrap">送出 {dayText(peer.lastOutAtMs, today)}</span>
            </span>
            {peer.reachable && peer.unsent > 0 ? (
              <Link to={`/exchange?to=${peerKey(peer)}`}>待导出 {peer.unsent} 条</Link>
            ) : null}
          </li>
        ))}
      </ul>
      {reached.length > shownLines ? <Link to="/exchange">还有 {reached.length - shownLines} 个</Link> : null}
    </Panel>
  );
}

function lastOutText(peers: readonly ExchangePeer[]): string {
  const [last] = peers
    .flatMap(({ name, lastOutAtMs }) => (lastOutAtMs === null ? [] : [{ name, atMs: lastOutAtMs }]))
    .toSorted((a, b) => b.atMs - a.atMs);
  return last ? `最近一次送出：${localDateTime(last.atMs)}，给${last.name}` : '还没有送出过数据包';
}

/** 11-20, with its year when it was another one. */
function dayText(atMs: number | null, today: string): string {
  if (atMs === null) return '—';
  const date = localDate(atMs);
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date;
}
