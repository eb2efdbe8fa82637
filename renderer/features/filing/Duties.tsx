/** The three clocks of a filing: what each asks for, why, by when, and the words of the policy it rests on. */
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import { filingStandingLabels } from '../../../shared/filing/case.ts';
import { clauses } from '../../../shared/filing/clauses.ts';
import { clockStateLabels } from '../../../shared/filing/clocks.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import type { PolicyKey } from '../../../shared/policy/questions.ts';
import { type ClockVerdict, verdictText } from '../../../shared/filing/rules.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { clockTones, dueText } from './clock-text.ts';

export function Duties({ filing }: { readonly filing: Filing }): ReactNode {
  if (filing.standing !== 'counts')
    return <p className="desk-none">{filingStandingLabels[filing.standing]}，时限不再计算。</p>;
  return (
    <>
      <p className="desk-none">{verdictText(filing.verdict)}</p>
      <ul className="desk-clocks">
        {filing.clocks.map((clock) => (
          <li key={clock.key}>
            <span>
              {clock.label}
              <Grounds
                label={clock.label}
                verdict={filing.verdict[clock.key]}
                note={clock.key === 'report' ? `部门负责人指${filing.departmentHead}。` : ''}
              />
            </span>
            <span className="desk-none">
              {clock.doneAtMs === null ? dueText(clock) : `${localDateTime(clock.doneAtMs)} 已办`}
            </span>
            <StatusTag tone={clockTones[clock.state]}>{clockStateLabels[clock.state]}</StatusTag>
          </li>
        ))}
      </ul>
      {filing.unknownHolidays === '' ? null : <p className="desk-none">{filing.unknownHolidays}</p>}
    </>
  );
}

/** Why, letter for letter; what the policy leaves open leads to the answers of the DRC. */
function Grounds(props: {
  readonly label: string;
  readonly note: string;
  readonly verdict: ClockVerdict;
}): ReactNode {
  const { because, clause, question } = props.verdict;
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      content={
        <div className="desk-grounds">
          <p>
            {because}。{props.note}
          </p>
          {clause === null ? (
            <p className="desk-none">87号文件对此没有规定。</p>
          ) : (
            <blockquote>
              {clauses[clause].text}
              <footer className="desk-none">{clauses[clause].source}</footer>
            </blockquote>
          )}
          {question === null ? null : <QuestionLink question={question} />}
        </div>
      }
    >
      <Button type="link" size="small" aria-label={`${props.label}的依据`}>
        依据
      </Button>
    </Popover>
  );
}

function QuestionLink({ question }: { readonly question: PolicyKey }): ReactNode {
  return <Link to={`/filings/policy#${question}`}>政策没有写明的，看市发改委的答复</Link>;
}
