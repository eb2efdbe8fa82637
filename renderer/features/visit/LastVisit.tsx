/** 上次走访, on top of the form: what was said, what was promised and is not kept yet, which problems are open. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { problemStateLabels } from '../../../shared/problem/rules.ts';
import type { VisitContext } from '../../../shared/visit/contract.ts';
import { spellDate } from '../../ui/dateText.ts';
import { Panel } from '../../ui/Page.tsx';
import { OpenPromises } from './OpenPromises.tsx';

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
      <OpenPromises heading="尚未兑现的承诺" promises={context.promises} />
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
