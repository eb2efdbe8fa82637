/** 数据包 on 今日待办: when the last one went out, and to whom something is still to be sent. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { daysBetween, localDate, localDateTime } from '../../../shared/clock.ts';
import type { ExchangePeer } from '../../../shared/exchange/contract.ts';
import { peerKey } from '../../../shared/exchange/peer-id.ts';
import { handInDueDate } from '../../../shared/month/rules.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useToday } from '../../ui/useToday.ts';

/** All towns of the city fit. */
const shownLines = 20;

export function ExchangePanel(): ReactNode {
  const today = useToday();
  const { side, isLeader } = useOwnDesk();
  const peers = useCall('exchange.peers', {});
  const reached = (peers.data ?? []).filter(
    (peer) => peer.reachable || peer.lastInAtMs !== null || peer.lastOutAtMs !== null,
  );
  const office = reached.find((peer) => peer.side === 'city' && peer.leaderId === '' && peer.reachable);
  return (
    <Panel title="数据包" extra={<Link to="/exchange">导入导出</Link>}>
      {peers.error ? <ErrorNotice error={peers.error} onRetry={() => void peers.refetch()} /> : null}
      {office && side === 'town' && !isLeader ? <OwnHandIn office={office} today={today} /> : null}
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

/** Whether this town has handed in for the month that runs. */
function OwnHandIn({ office, today }: { readonly office: ExchangePeer; readonly today: string }): ReactNode {
  const month = today.slice(0, 7);
  const dueDate = handInDueDate(month);
  const isDone = office.lastOutMonth === month;
  if (isDone)
    return (
      <p>
        <StatusTag tone="good">本月已上报</StatusTag>
      </p>
    );
  const left = daysBetween(today, dueDate);
  return (
    <p>
      <StatusTag tone={left <= dueSoon ? 'warn' : 'plain'}>本月未上报</StatusTag>
      {`　${dueDate} 前交市发改委　`}
      <Link to={`/exchange?to=${peerKey(office)}`}>导出</Link>
    </p>
  );
}

const dueSoon = 5;

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
