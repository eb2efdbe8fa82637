/** 联席会议议定事项 on 今日待办: the own meetings', and at a town what the city's meeting gave it to do. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { AssignedDecision, Decision } from '../../../shared/meeting/contract.ts';
import { useCompleteDecision } from '../../complete-decision.ts';
import { DecisionProgress } from '../../decision-progress.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { spellMonth } from '../../ui/dateText.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { WholeListLink } from '../../ui/WholeListLink.tsx';
import { useToday } from '../../ui/useToday.ts';
import { formPath } from './form-path.ts';
import { shownLines } from './panels.tsx';

const nothing = { rows: [], total: 0, overdue: 0 };

export function DecisionPanel(): ReactNode {
  const today = useToday();
  const open = useCall('decision.open', {});
  const waiting = useCall('decision.waiting', {});
  const { isLeader } = useOwnDesk();
  const { complete, isPending } = useCompleteDecision('已记为办结');
  const decisions = open.data ?? nothing;
  const assigned = waiting.data ?? nothing;
  if (open.data && waiting.data && decisions.total + assigned.total === 0) return null;
  const given = assigned.rows.slice(0, shownLines);
  const own = decisions.rows.slice(0, shownLines - given.length);
  const hiddenGiven = assigned.total - given.length;
  const hidden = decisions.total - own.length;
  const overdue = decisions.overdue + assigned.overdue;
  return (
    <Panel
      title="联席会议议定事项"
      extra={overdue > 0 ? <StatusTag tone="bad">逾期 {overdue} 项</StatusTag> : null}
    >
      {open.error ? <ErrorNotice error={open.error} onRetry={() => void open.refetch()} /> : null}
      {waiting.error ? <ErrorNotice error={waiting.error} onRetry={() => void waiting.refetch()} /> : null}
      <ul className="desk-todo desk-todo-lines">
        {given.map((each) => (
          <AssignedLine key={each.id} decision={each} today={today} isLeader={isLeader} />
        ))}
        {own.map((decision) => (
          <li key={decision.id}>
            <DueTag dueDate={decision.dueDate} today={today} />
            <Link to={`/meetings/${decision.meetingId}`}>{decision.what}</Link>
            <span className="desk-todo-what desk-none">
              {decision.who} <Reported decision={decision} isLeader={isLeader} />
            </span>
            <time>{decision.dueDate}</time>
            <span className="desk-todo-act">
              {isLeader ? null : (
                <DecisionProgress decision={decision} onDone={complete} disabled={isPending} link />
              )}
            </span>
          </li>
        ))}
      </ul>
      {hiddenGiven > 0 ? (
        <WholeListLink to="/meetings/assigned">市级议定事项还有 {hiddenGiven} 项</WholeListLink>
      ) : null}
      {hidden > 0 ? <WholeListLink to="/meetings">还有 {hidden} 项</WholeListLink> : null}
    </Panel>
  );
}

interface AssignedLineProps {
  readonly decision: AssignedDecision;
  readonly today: string;
  readonly isLeader: boolean;
}

function AssignedLine({ decision, today, isLeader }: AssignedLineProps): ReactNode {
  const { id, what, meetingMonth, state, returnReason, dueDate } = decision;
  const from = `${spellMonth(meetingMonth)}市联席会议`;
  const late = isPast(dueDate, today);
  return (
    <li>
      <StatusTag tone={state === 'returned' || late ? 'bad' : 'info'}>
        {state === 'returned' ? '市里退回' : late ? '逾期' : '市级交办'}
      </StatusTag>
      <WholeListLink to={`/meetings/assigned?decision=${id}`}>{what}</WholeListLink>
      <span className="desk-todo-what desk-none">
        {state === 'returned' ? `${from}　退回原因：${returnReason}` : from}
        {late && state === 'returned' ? '　已逾期' : ''}
      </span>
      <time>{dueDate}</time>
      {isLeader ? null : (
        <span className="desk-todo-act">
          <Link to={formPath(`decision-report:${id}`)}>报办理情况</Link>
        </span>
      )}
    </li>
  );
}

interface ReportedProps {
  readonly decision: Decision;
  readonly isLeader: boolean;
}

/** At the city: which of the towns that carry it out were sent back to it, which have reported it done, and what they wrote. */
function Reported({ decision: { meetingId, towns }, isLeader }: ReportedProps): ReactNode {
  const reported = towns.filter(({ state }) => state === 'reported');
  const returned = towns.filter(({ state }) => state === 'returned').map(({ townName }) => townName);
  return (
    <>
      {returned.length > 0 ? <StatusTag tone="plain">{`已退回${returned.join('、')}`}</StatusTag> : null}{' '}
      {reported.length > 0 ? (
        <StatusTag tone="warn">
          {towns.length === 1 ? '镇区已报办结，待确认' : `${reported.length}/${towns.length} 个镇区已报办结`}
        </StatusTag>
      ) : null}
      {reported.map(({ id, townName, report }) => (
        <div key={id} className="desk-kept-lines">
          {townName} {report?.on}　{report?.text}
          {isLeader ? null : <Link to={formPath(`decision-return:${meetingId}:${id}`)}>　退回</Link>}
        </div>
      ))}
    </>
  );
}

interface DueTagProps {
  readonly dueDate: string;
  readonly today: string;
}

function DueTag({ dueDate, today }: DueTagProps): ReactNode {
  const late = isPast(dueDate, today);
  return (
    <StatusTag tone={late ? 'bad' : 'plain'}>
      {late ? '逾期' : dueDate === '' ? '未办结' : '未到期'}
    </StatusTag>
  );
}

function isPast(dueDate: string, today: string): boolean {
  return dueDate !== '' && dueDate < today;
}
