/** What must be known of a problem before anything is done about it: what it was merged into, what nobody answered for. */
import { Alert } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Problem } from '../../../shared/problem/contract.ts';
import { openStates } from '../../../shared/problem/rules.ts';

/** Above its facts. */
export function ProblemNotes({ problem }: { readonly problem: Problem }): ReactNode {
  const { mergedInto, closedWithout, escalation, level, unknownHolidays } = problem;
  const known = problem.merged.filter(({ id }) => closedWithout.every((other) => other.id !== id));
  return (
    <>
      {problem.isDissatisfied && problem.isClosedUnaware ? (
        <Alert
          className="desk-page-alert"
          type="warning"
          showIcon
          title="登记办结时，还不知道企业表示不满意：这次办结不算，请重新办理。"
        />
      ) : null}
      {mergedInto ? (
        <Alert
          className="desk-page-alert"
          type={problem.isClosedUnaware ? 'warning' : 'info'}
          showIcon
          title={
            <>
              已并入 <Link to={`/problems/${mergedInto.id}`}>{mergedInto.title}</Link>，
              {problem.isClosedUnaware
                ? '最终并入的问题关闭时尚不知有此并案：请撤销并案后另行办理，或将最终并入的问题重新办理。'
                : '在那里继续办理。'}
            </>
          }
        />
      ) : null}
      {closedWithout.length === 0 ? null : (
        <Alert
          className="desk-page-alert"
          type="warning"
          showIcon
          title={
            <>
              {mergedInto ? '最终并入的问题关闭时尚不知并入了：' : '关闭时尚不知并入了：'}
              <ProblemLinks problems={closedWithout} />
              {mergedInto
                ? '。请撤销并案后另行办理，或将最终并入的问题重新办理。'
                : '。请重新办理，或撤销并案后另行办理。'}
            </>
          }
        />
      )}
      {known.length === 0 ? null : (
        <Alert
          className="desk-page-alert"
          type="info"
          showIcon
          title={
            <>
              并入本问题的有：
              <ProblemLinks problems={known} />
            </>
          }
        />
      )}
      {escalation && level === 'city' && openStates.includes(problem.state) ? (
        <Alert
          className="desk-page-alert"
          type="info"
          showIcon
          title={`已于 ${escalation.on} 提请市级协调：${escalation.reason}`}
        />
      ) : null}
      {unknownHolidays === '' ? null : (
        <Alert className="desk-page-alert" type="info" showIcon title={unknownHolidays} />
      )}
    </>
  );
}

function ProblemLinks({ problems }: { readonly problems: Problem['merged'] }): ReactNode {
  return problems.map(({ id, title }, index) => (
    <Fragment key={id}>
      {index > 0 ? '、' : ''}
      <Link to={`/problems/${id}`}>{title}</Link>
    </Fragment>
  ));
}
