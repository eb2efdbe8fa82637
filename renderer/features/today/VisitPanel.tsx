/** 走访服务 on 今日待办: who is expected, what was promised, and how many nobody has called on yet. */
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import type { OutputOf } from '../../../shared/contract.ts';
import { leadersOfTowns } from '../../../shared/visit/contract.ts';
import { leaderText } from '../../../shared/filing/rules.ts';
import { useCommand } from '../../commands.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { recently } from '../../ui/period.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag, type StatusTone } from '../../ui/StatusTag.tsx';
import { WholeListLink } from '../../ui/WholeListLink.tsx';
import { useToday } from '../../ui/useToday.ts';

type VisitsDue = OutputOf<'visit.due'>;

export function VisitPanel(): ReactNode {
  const today = useToday();
  const due = useCall('visit.due', {});
  if (due.data && !pressesOf(due.data)) return null;
  const { planned = [], promises = [], plannedTotal = 0, promiseTotal = 0 } = due.data ?? {};
  const hidden = plannedTotal + promiseTotal - planned.length - promises.length;
  return (
    <Panel
      title="走访与承诺"
      extra={
        <>
          <Unvisited due={due.data} />
          <Link to="/visits/plan">走访计划</Link>
        </>
      }
    >
      {due.error ? <ErrorNotice error={due.error} onRetry={() => void due.refetch()} /> : null}
      <ul className="desk-todo desk-todo-lines">
        {promises.map((promise) => (
          <PromiseLine key={promise.id} promise={promise} today={today} />
        ))}
        {planned.map((visit) => (
          <PlannedLine key={visit.id} visit={visit} today={today} />
        ))}
      </ul>
      {hidden > 0 ? <WholeListLink to="/visits">还有 {hidden} 项</WholeListLink> : null}
      <OfTowns due={due.data} />
    </Panel>
  );
}

/** Whether anything of it belongs on the list of today. */
export function pressesOf({ plannedTotal, promiseTotal, unvisited, ofTowns }: VisitsDue): boolean {
  return plannedTotal + promiseTotal + unvisited + ofTowns.unrecorded + ofTowns.overdue > 0;
}

/** What the towns' leaders are late with, which their towns see to. */
function OfTowns({ due }: { readonly due: VisitsDue | undefined }): ReactNode {
  const { unrecorded = 0, overdue = 0 } = due?.ofTowns ?? {};
  if (unrecorded + overdue === 0) return null;
  const leader = [leadersOfTowns];
  return (
    <p className="desk-none">
      镇区领导：
      {unrecorded > 0 ? (
        <WholeListLink to="/visits" filters={{ leader, status: ['unrecorded'], date: [recently] }}>
          近一年走访待记录 {unrecorded} 次
        </WholeListLink>
      ) : null}
      {unrecorded > 0 && overdue > 0 ? '，' : ''}
      {overdue > 0 ? (
        <WholeListLink to="/visits" filters={{ leader, openPromiseCount: ['overdue'] }}>
          承诺逾期 {overdue} 项
        </WholeListLink>
      ) : null}
    </p>
  );
}

function Unvisited({ due }: { readonly due: VisitsDue | undefined }): ReactNode {
  const { side, isLeader } = useOwnDesk();
  if (due === undefined || due.unvisited === 0) return null;
  const { unvisited, unarranged, toDate } = due;
  const who = isLeader ? '您' : side === 'city' ? '市领导' : '挂钩领导';
  // An enterprise that is linked to two leaders is waiting for each.
  const unit = isLeader ? '家' : '家次';
  const rest =
    unarranged === 0
      ? '都已安排'
      : unarranged === unvisited
        ? '都未安排'
        : `其中 ${unarranged} ${unit}未安排`;
  return (
    <span className="desk-none">
      {`${Number(toDate.slice(5, 7))}月${Number(toDate.slice(8))}日前${who}还有 ${unvisited} ${unit}未走访，${rest}`}
    </span>
  );
}

interface PlannedProps {
  readonly visit: VisitsDue['planned'][number];
  readonly today: string;
}

function PlannedLine({ visit, today }: PlannedProps): ReactNode {
  const { plannedOn } = visit.timing;
  const isPast = plannedOn < today;
  return (
    <li>
      <StatusTag tone={plannedOn > today ? 'plain' : 'warn'}>
        {isPast ? '待记录' : plannedOn === today ? '今天走访' : '将走访'}
      </StatusTag>
      <Link to={`/visits/${visit.id}`}>{visit.enterpriseName}</Link>
      <span className="desk-todo-what desk-none">
        {isPast
          ? `${leaderText(visit.leader)}　计划的日子已过，请记录、改期或取消`
          : leaderText(visit.leader)}
      </span>
      <time>{plannedOn}</time>
      <span className="desk-todo-act">
        {plannedOn > today ? (
          <Link to={`/visits/paper?enterprise=${visit.enterpriseId}&visit=${visit.id}`}>打印走访单</Link>
        ) : (
          <Link to={`/visits/${visit.id}/edit`}>记录走访</Link>
        )}
      </span>
    </li>
  );
}

interface PromiseProps {
  readonly promise: VisitsDue['promises'][number];
  readonly today: string;
}

function PromiseLine({ promise, today }: PromiseProps): ReactNode {
  const keep = useCommand('promise.complete', { doneText: '已记为今日兑现' });
  const { id, what, dueDate, enterpriseName, leader, who, heads } = promise;
  const [tone, label] = pressingOf(dueDate, today);
  return (
    <li>
      <StatusTag tone={tone}>{label}</StatusTag>
      <Link to={`/visits/${promise.visitId}`}>{enterpriseName}</Link>
      <span className="desk-todo-what">
        {what}
        <span className="desk-none">{`　${who === '' ? leader.name : who}`}</span>
      </span>
      <time>{dueDate}</time>
      <span className="desk-todo-act">
        <Checkbox
          checked={false}
          disabled={keep.isPending}
          aria-label={`兑现：${what}`}
          title="勾选即记为今日兑现"
          onChange={() =>
            keep.mutate({ id, done: true, doneOn: localDate(Date.now()), note: '', seen: heads })
          }
        >
          兑现
        </Checkbox>
      </span>
    </li>
  );
}

function pressingOf(dueDate: string, today: string): readonly [StatusTone, string] {
  if (dueDate === '') return ['plain', '承诺'];
  if (dueDate < today) return ['bad', '承诺逾期'];
  return dueDate === today ? ['warn', '今日到期'] : ['plain', '承诺将到期'];
}
