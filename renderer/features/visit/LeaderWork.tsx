/** 挂钩工作: a leader's enterprises, each with what was promised and what is open, and what can be done about it. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import { levelOf } from '../../../shared/enterprise/levels.ts';
import type { LeaderWork, WorkEnterprise } from '../../../shared/leader/contract.ts';
import { isProblemOverdue, isPromiseOverdue, problemFacts } from '../../../shared/leader/rules.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { OpenPromises } from './OpenPromises.tsx';

/** Mounted once it is known: what is ticked off does not move the enterprises about. */
export function LeaderWorkView({ work }: { readonly work: LeaderWork }): ReactNode {
  const [today] = useState(() => localDate(Date.now()));
  const [order] = useState(() => work.enterprises.map(({ enterpriseId }) => enterpriseId));
  const place = ({ enterpriseId }: WorkEnterprise): number => {
    const at = order.indexOf(enterpriseId);
    return at === -1 ? order.length : at;
  };
  const enterprises = work.enterprises.toSorted((a, b) => place(a) - place(b));
  return (
    <div className="desk-work">
      <Overdue enterprises={enterprises} today={today} />
      {enterprises.map((enterprise) => (
        <Enterprise key={enterprise.enterpriseId} enterprise={enterprise} today={today} />
      ))}
    </div>
  );
}

interface Shown {
  readonly today: string;
}

/** One line: those it counts stand first below. */
function Overdue({
  enterprises,
  today,
}: Shown & { readonly enterprises: readonly WorkEnterprise[] }): ReactNode {
  const count = (of: (enterprise: WorkEnterprise) => number): number =>
    enterprises.reduce((sum, enterprise) => sum + of(enterprise), 0);
  const parts = [
    ['承诺', count(({ promises }) => promises.filter((each) => isPromiseOverdue(each, today)).length), '项'],
    ['问题', count(({ problems }) => problems.filter((each) => isProblemOverdue(each, today)).length), '个'],
    ['计划日期已过、还没有记录的走访', count((each) => (each.unrecordedVisit === null ? 0 : 1)), '次'],
  ] as const;
  const shown = parts.filter(([, n]) => n > 0);
  if (shown.length === 0) return null;
  return (
    <p className="desk-work-overdue" role="status">
      <StatusTag tone="bad">逾期</StatusTag>
      {shown.map(([what, n, unit]) => `${what} ${n} ${unit}`).join('，')}
      <span className="desk-none">已列在最前</span>
    </p>
  );
}

function Enterprise({ enterprise, today }: Shown & { readonly enterprise: WorkEnterprise }): ReactNode {
  const { enterpriseId, enterpriseName, townName, levels, promises, problems } = enterprise;
  const level = levels.at(-1);
  const { isLeader } = useOwnDesk();
  return (
    <Panel
      title={
        <span className="desk-work-name">
          <Link to={`/enterprises/${encodeURIComponent(enterpriseId)}`}>{enterpriseName}</Link>
          {level === undefined ? null : <StatusTag tone="plain">{levelOf(level).shortLabel}</StatusTag>}
          <span className="desk-none">{enterprise.isLinked ? townName : `${townName}　已不再挂钩`}</span>
        </span>
      }
      extra={<Actions enterprise={enterprise} today={today} />}
    >
      <Visits enterprise={enterprise} />
      <OpenPromises heading="承诺事项" promises={promises} readOnly={!enterprise.editable} withVisit />
      <OpenPromises
        heading="其他领导的承诺"
        promises={enterprise.othersPromises}
        readOnly={isLeader || !enterprise.editable}
        withVisit
        withLeader={() => true}
      />
      {problems.length === 0 ? null : (
        <>
          <h3 className="desk-visit-heading">在办问题</h3>
          <ul className="desk-visit-list">
            {problems.map((problem) => (
              <li key={problem.id}>
                <Link to={`/problems/${problem.id}`}>{problem.title}</Link>
                <span className="desk-none">{problemFacts(problem, today)}</span>
                {isProblemOverdue(problem, today) ? <StatusTag tone="bad">已逾期</StatusTag> : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Visits({ enterprise }: { readonly enterprise: WorkEnterprise }): ReactNode {
  const { lastVisit, nextVisit, unrecordedVisit, promises, othersPromises, problems } = enterprise;
  const isQuiet = [promises, othersPromises, problems].every(({ length }) => length === 0);
  return (
    <p className="desk-work-visits">
      {lastVisit === null ? (
        <span className="desk-none">还没有走访过</span>
      ) : (
        <span>
          上次走访 <Link to={`/visits/${lastVisit.id}`}>{lastVisit.on}</Link>{' '}
          <span className="desk-none">{lastVisit.leader}</span>
        </span>
      )}
      {nextVisit === null ? (
        <span className="desk-none">没有走访计划</span>
      ) : (
        <span>
          计划走访 <Link to={`/visits/${nextVisit.id}`}>{nextVisit.on}</Link>
          {nextVisit.isOwn ? null : <span className="desk-none"> {nextVisit.leader}</span>}
        </span>
      )}
      {unrecordedVisit === null ? null : (
        <span>
          <StatusTag tone="warn">走访待记录</StatusTag>{' '}
          <Link to={`/visits/${unrecordedVisit.id}`}>{unrecordedVisit.on}</Link>
        </span>
      )}
      {isQuiet ? <span className="desk-none">没有未兑现的承诺和在办的问题</span> : null}
    </p>
  );
}

function Actions({ enterprise, today }: Shown & { readonly enterprise: WorkEnterprise }): ReactNode {
  const navigate = useNavigate();
  const { enterpriseId, enterpriseName, nextVisit, unrecordedVisit, editable } = enterprise;
  const of = `enterprise=${encodeURIComponent(enterpriseId)}`;
  const own = nextVisit?.isOwn === true ? nextVisit : null;
  // One that was planned for today or before is written down; a trip of its own leaves the plan as it is.
  const due = own !== null && own.on <= today ? own : unrecordedVisit;
  const record = due === null ? `/visits/new?${of}` : `/visits/${due.id}/edit`;
  return (
    <>
      <Button
        type="text"
        aria-label={`打印走访单：${enterpriseName}`}
        onClick={() => void navigate(`/visits/paper?${of}${own === null ? '' : `&visit=${own.id}`}`)}
      >
        打印走访单
      </Button>
      {editable ? (
        <Button
          type={due === null ? 'default' : 'primary'}
          aria-label={`记录走访：${enterpriseName}`}
          onClick={() => void navigate(record)}
        >
          记录走访
        </Button>
      ) : null}
    </>
  );
}
