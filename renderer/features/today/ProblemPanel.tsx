/** 问题诉求 on 今日待办: what is overdue, what falls due, and what the enterprise has still to be asked about. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ProblemRow } from '../../../shared/problem/contract.ts';
import type { DeskSide } from '../../../shared/rpc.ts';
import { stepForms } from '../../../shared/problem/form.ts';
import { type EntryKind, entryKindLabels } from '../../../shared/problem/steps.ts';
import { dueState, problemStateLabels } from '../../../shared/problem/rules.ts';
import { useCall } from '../../queries.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag, type StatusTone } from '../../ui/StatusTag.tsx';
import { WholeListLink } from '../../ui/WholeListLink.tsx';
import { useToday } from '../../ui/useToday.ts';
import { formPath } from './form-path.ts';
import { shownLines } from './panels.tsx';

export function ProblemPanel(): ReactNode {
  const today = useToday();
  const due = useCall('problem.due', {});
  const rows = due.data?.rows ?? [];
  const { overdue = 0, soonUntil = today } = due.data ?? {};
  if (due.data && rows.length === 0) return null;
  const hidden = (due.data?.total ?? 0) - Math.min(rows.length, shownLines);
  return (
    <Panel
      title="问题诉求"
      extra={
        <>
          {overdue > 0 ? <StatusTag tone="bad">逾期 {overdue} 项</StatusTag> : null}
          <WholeListLink to="/problems">全部问题</WholeListLink>
        </>
      }
    >
      {due.error ? <ErrorNotice error={due.error} onRetry={() => void due.refetch()} /> : null}
      <ul className="desk-todo desk-todo-lines">
        {rows.slice(0, shownLines).map((row) => (
          <Line key={row.id} row={row} today={today} soonUntil={soonUntil} />
        ))}
      </ul>
      {hidden > 0 ? <WholeListLink to="/problems">还有 {hidden} 项</WholeListLink> : null}
    </Panel>
  );
}

interface Days {
  readonly today: string;
  readonly soonUntil: string;
}

function Line({ row, ...days }: Days & { readonly row: ProblemRow }): ReactNode {
  const { side, isLeader } = useOwnDesk();
  const [tone, label, what] = pressing(row, days, side);
  const act = isLeader ? undefined : nextAct(row, side);
  return (
    <li>
      <StatusTag tone={tone}>{label}</StatusTag>
      <Link to={`/problems/${row.id}`}>{row.title}</Link>
      <span className="desk-todo-what desk-none">
        <span className="desk-todo-part">{row.enterpriseName}</span>
        <span className="desk-todo-part">{what}</span>
      </span>
      {row.answeredOn === '' ? <time>{row.hostDueOn}</time> : null}
      {isLeader ? null : (
        <span className="desk-todo-act">
          {act === undefined ? (
            isAtCity(row, side) && <span className="desk-none">市级办理中</span>
          ) : (
            <Link to={stepPath(act, row.id)}>{entryKindLabels[act]}</Link>
          )}
        </span>
      )}
    </li>
  );
}

/** The city has taken it up: the town waits for it. */
function isAtCity({ level, askedOn }: ProblemRow, side: DeskSide): boolean {
  return side === 'town' && level === 'city' && askedOn === '';
}

/** Where it is taken: one that asks nothing has no form, but a button on the problem’s page. */
function stepPath(act: EntryKind, id: string): string {
  return act in stepForms ? formPath(`problem-step:${act}:${id}`) : `/problems/${id}`;
}

/** The step that is waited for, where this desk is the one to take it. */
function nextAct(row: ProblemRow, side: DeskSide): EntryKind | undefined {
  // Whoever keeps the enterprise takes it back, whichever desk merged it.
  if (row.state === 'merged') return 'unmerge';
  // The town asks the enterprise, whoever has answered; the city asks where no town is.
  if (row.state === 'answered' && !row.isDissatisfied)
    return side === 'town' || row.townName === '' ? 'confirm' : undefined;
  if (row.level !== side) return undefined;
  if (row.isDissatisfied) return 'reopen';
  switch (row.state) {
    case 'raised':
      return row.askedOn === '' ? 'assign' : 'accept';
    case 'accepted':
      return 'assign';
    case 'assigned':
      return 'answer';
    case 'confirmed':
      return 'close';
    default:
      return undefined;
  }
}

/** What presses of it, and what is to be done. */
function pressing(
  row: ProblemRow,
  { today, soonUntil }: Days,
  side: DeskSide,
): readonly [StatusTone, string, string] {
  if (row.askedOn !== '' && side === 'city') return askedLine(row, today);
  if (row.state === 'merged' && row.isClosedUnaware)
    return ['bad', '并案未办', '所并入的问题关闭时尚不知有此并案，请撤销并案，或将那个问题重新办理'];
  if (row.state === 'merged')
    return ['bad', '并案有误', '相互并入，或所并入的问题已删除，没有一个在办，请撤销并案'];
  if (row.isClosedUnaware) return ['bad', '不满意', '企业不满意，办结时尚不知情，请重新办理'];
  if (row.isDissatisfied) return ['bad', '不满意', '企业不满意，请重新办理'];
  if (row.state === 'confirmed') return ['info', '待办结', '企业已确认'];
  if (row.state === 'answered') return ['warn', '待确认', '已答复，请企业确认'];
  const unit = row.host === '' ? '尚未交办' : row.host;
  const who = row.askedOn === '' ? unit : `已于 ${row.askedOn} 提请市级，市级尚未受理`;
  switch (dueState(row, today, soonUntil)) {
    case 'overdue':
      return ['bad', '逾期', who];
    case 'today':
      return ['warn', '今日到期', who];
    case 'soon':
      return ['plain', '将到期', who];
    default:
      return ['plain', problemStateLabels[row.state], who];
  }
}

/** A town waits for the city: to be taken up, late or not. */
function askedLine(row: ProblemRow, today: string): readonly [StatusTone, string, string] {
  const isLate = dueState(row, today, today) === 'overdue';
  const asked = `${row.townName || '镇区'} ${row.askedOn} 提请市级协调，待受理`;
  return [isLate ? 'bad' : 'warn', '提请市级', isLate ? `${asked}，已逾期` : asked];
}
