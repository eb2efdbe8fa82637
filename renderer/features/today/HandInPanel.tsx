/** 本月上报 on the city's 今日待办: which towns have handed in. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type { TownMonth } from '../../../shared/month/contract.ts';
import type { HandIn } from '../../../shared/month/rules.ts';
import { HandInTag } from '../../hand-in-tag.tsx';
import { useCall } from '../../queries.ts';
import { spellMonth } from '../../ui/dateText.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useAfterPaint } from '../../ui/useAfterPaint.ts';
import { useToday } from '../../ui/useToday.ts';

const order: readonly HandIn[] = ['waiting', 'missing', 'open', 'late', 'in'];

export function HandInPanel(): ReactNode {
  const isSeen = useAfterPaint(true);
  const board = useCall('month.pressing', {}, { enabled: isSeen });
  const running = useToday().slice(0, 7);
  const { towns = [], dueDate = '', open } = board.data ?? {};
  const handedIn = towns.filter(({ handIn }) => handIn === 'in' || handIn === 'late').length;
  const due = towns.filter(({ handIn }) => handIn !== 'before').length;
  const joined = towns.filter(({ handIn }) => handIn !== 'absent' && handIn !== 'before');
  return (
    <Panel
      title={`${spellMonth(board.data?.month ?? running).slice(5)}上报`}
      extra={
        <>
          <Link to="/exchange">导入导出</Link>
          <Link to="/month">月度汇总</Link>
        </>
      }
    >
      {board.error ? <ErrorNotice error={board.error} onRetry={() => void board.refetch()} /> : null}
      {board.data && joined.length === 0 ? (
        <p>
          还没有镇区加入。下一步：<Link to="/towns">制作邀请文件</Link>，交给各镇区。
        </p>
      ) : null}
      {joined.length === 0 ? null : (
        <>
          <p>
            {`已交 ${handedIn}／${due}，${dueDate} 前交齐`}
            {open !== undefined && open.inbox > 0 ? (
              <>
                {'；'}
                <Link to="/exchange">收件箱 {open.inbox} 个待导入</Link>
              </>
            ) : null}
          </p>
          <ul className="desk-hand-in">
            {joined
              .toSorted((a, b) => order.indexOf(a.handIn) - order.indexOf(b.handIn))
              .map((town) => (
                <li key={town.townId}>
                  <HandInTag town={town} withName />
                </li>
              ))}
          </ul>
          <p className="desk-none">
            {[
              sentText(joined),
              joined.length === towns.length ? '' : `另有 ${towns.length - joined.length} 个镇区未加入`,
            ]
              .filter((text) => text !== '')
              .join('；')}
          </p>
        </>
      )}
    </Panel>
  );
}

/** What is still to be sent out, and when something last was. */
function sentText(towns: readonly TownMonth[]): string {
  const waiting = towns.filter(({ unsent, reachable }) => reachable && unsent > 0).length;
  const lastMs = Math.max(0, ...towns.map(({ outAtMs }) => outAtMs ?? 0));
  const last = lastMs === 0 ? '本月还没有下发' : `最近下发 ${localDateTime(lastMs)}`;
  return waiting === 0 ? last : `${last}，${waiting} 个镇区有待下发的内容`;
}
