/** 上次走访, on top of the form: what was said, what was promised and is not kept yet, which problems are open. */
import { Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import { problemStateLabels } from '../../../shared/problem/rules.ts';
import type { PromiseView, VisitContext } from '../../../shared/visit/contract.ts';
import { useCommand } from '../../commands.ts';
import { spellDate } from '../../ui/dateText.ts';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

/** So that the form below is not pushed out of sight; what was promised is shown whole. */
const mostProblems = 4;

export function LastVisit({ context }: { readonly context: VisitContext }): ReactNode {
  const { last, problems } = context;
  return (
    <Panel
      title="上次走访"
      extra={
        last === null ? null : (
          <Link to={`/visits/${last.id}`}>
            {spellDate(last.visitedOn)}　{last.leader}
          </Link>
        )
      }
    >
      {last === null ? (
        <p className="desk-none">还没有走访记录，这是第一次。</p>
      ) : (
        <p className="desk-visit-said">{last.said === '' ? '没有记录企业反映的情况。' : last.said}</p>
      )}
      <Promises promises={context.promises} />
      {problems.length === 0 ? null : (
        <>
          <h3 className="desk-visit-heading">在办问题</h3>
          <ul className="desk-visit-list">
            {problems.slice(0, mostProblems).map(({ id, title, state, raisedOn }) => (
              <li key={id}>
                <Link to={`/problems/${id}`}>{title}</Link>
                <span className="desk-none">
                  {problemStateLabels[state]}　{raisedOn} 提出
                </span>
              </li>
            ))}
            {problems.length > mostProblems ? (
              <li>
                <Link to={`/enterprises/${encodeURIComponent(context.enterpriseId)}?section=problems`}>
                  另有 {problems.length - mostProblems} 个
                </Link>
              </li>
            ) : null}
          </ul>
        </>
      )}
    </Panel>
  );
}

/** One that was ticked here stays, so that a wrong tick can be taken back. */
function Promises({ promises }: { readonly promises: readonly PromiseView[] }): ReactNode {
  const [today] = useState(() => localDate(Date.now()));
  const [kept, setKept] = useState<readonly PromiseView[]>([]);
  const complete = useCommand('promise.complete');
  const shown = [...promises, ...kept.filter(({ id }) => promises.every((open) => open.id !== id))];
  if (shown.length === 0) return null;
  const isKept = (id: string): boolean => promises.every((open) => open.id !== id);
  const tick = (promise: PromiseView, done: boolean): void => {
    const { id, heads } = promise;
    const seen = done ? { seen: heads } : {};
    if (done) setKept([...kept.filter((other) => other.id !== id), promise]);
    complete.mutate({ id, done, doneOn: done ? localDate(Date.now()) : '', note: '', ...seen });
  };
  return (
    <>
      <h3 className="desk-visit-heading">尚未兑现的承诺</h3>
      <ul className="desk-visit-list">
        {shown.map((promise) => (
          <li key={promise.id}>
            <span className="desk-kept-lines">{promise.what}</span>
            <span className="desk-none">
              {[promise.who, promise.dueDate === '' ? '' : `时限 ${promise.dueDate}`]
                .filter(Boolean)
                .join('　')}
            </span>
            {promise.dueDate !== '' && promise.dueDate < today && !isKept(promise.id) ? (
              <StatusTag tone="bad">已逾期</StatusTag>
            ) : null}
            <Checkbox
              className="desk-visit-tick"
              checked={isKept(promise.id)}
              disabled={complete.isPending}
              aria-label={`已兑现：${promise.what}`}
              onChange={({ target }) => tick(promise, target.checked)}
            >
              已兑现
            </Checkbox>
          </li>
        ))}
      </ul>
    </>
  );
}
