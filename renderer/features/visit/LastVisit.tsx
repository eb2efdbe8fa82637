/** 上次走访, on top of the form: what was said, what was promised and is not kept yet, which problems are open. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { leaderText } from '../../../shared/filing/rules.ts';
import { problemStateLabels } from '../../../shared/problem/rules.ts';
import type { PromiseView, VisitContext } from '../../../shared/visit/contract.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { spellDate } from '../../ui/dateText.ts';
import { Panel } from '../../ui/Page.tsx';
import { OpenPromises } from './OpenPromises.tsx';

/** Folded, so that the form below is in sight when it opens: lines of what was said, and promises. */
const mostFolded = 2;
/** About what fits into the folded lines. */
const shortSaid = 90;
const mostProblems = 4;

export function LastVisit({ context }: { readonly context: VisitContext }): ReactNode {
  const { last, problems } = context;
  const { isLeader } = useOwnDesk();
  const [isOpen, setIsOpen] = useState(false);
  const said = last?.said ?? '';
  const isLong = said.length > shortSaid || said.trim().split('\n').length > mostFolded;
  const isOfLast = ({ visitId }: PromiseView): boolean => visitId === last?.id;
  // Those of the visit that the card is headed by come first.
  const promises = [
    ...context.promises.filter(isOfLast),
    ...context.promises.filter((promise) => !isOfLast(promise)),
  ];
  // The line that unfolds is no shorter than one promise.
  const hidden = promises.length > mostFolded + 1 ? promises.length - mostFolded : 0;
  const leaders = new Set([last?.leader ?? '', ...promises.map(({ leader }) => leaderText(leader))]);
  const unfold = (
    <Button
      type="link"
      size="small"
      className="desk-inline"
      aria-expanded={isOpen}
      onClick={() => setIsOpen(!isOpen)}
    >
      {isOpen ? '收起' : hidden > 0 ? `展开其余 ${hidden} 项` : '展开'}
    </Button>
  );
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
        <p className="desk-none">
          {context.promises.length === 0 ? '还没有走访记录，这是第一次。' : '这一天以前没有走访记录。'}
        </p>
      ) : (
        <p className={isOpen ? 'desk-kept-lines' : 'desk-visit-said'}>
          {said === '' ? '没有记录企业反映的情况。' : said}
        </p>
      )}
      {hidden === 0 && isLong ? unfold : null}
      <OpenPromises
        heading={hidden === 0 || isOpen ? '尚未兑现的承诺' : `尚未兑现的承诺（${promises.length} 项）`}
        promises={isOpen || hidden === 0 ? promises : promises.slice(0, mostFolded)}
        // The leader of the last visit stands above: nobody need be named where there is no other.
        withLeader={() => leaders.size > 1}
        onlyOf={isLeader ? (context.leader?.personId ?? '') : undefined}
      />
      {hidden > 0 ? unfold : null}
      {problems.length === 0 ? null : <OpenProblems context={context} isOpen={isOpen} />}
      {hidden === 0 && !isLong && problems.length > 1 ? unfold : null}
    </Panel>
  );
}

function OpenProblems(props: { readonly context: VisitContext; readonly isOpen: boolean }): ReactNode {
  const { problems, enterpriseId } = props.context;
  if (!props.isOpen)
    return (
      <p className="desk-visit-folded">
        <strong>{problems.length === 1 ? '在办问题' : `在办问题（${problems.length} 个）`}</strong>
        {problems.slice(0, mostProblems).map(({ id, title, state }) => (
          <span key={id}>
            <Link to={`/problems/${id}`}>{title}</Link>{' '}
            <span className="desk-none">{problemStateLabels[state]}</span>
          </span>
        ))}
      </p>
    );
  return (
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
            <Link to={`/enterprises/${encodeURIComponent(enterpriseId)}?section=problems`}>
              另有 {problems.length - mostProblems} 个
            </Link>
          </li>
        ) : null}
      </ul>
    </>
  );
}
