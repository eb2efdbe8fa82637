import type { ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** Takes the whole width: addresses, remarks. */
  readonly wide?: boolean;
}

export interface DescriptionGridProps {
  readonly facts: readonly Fact[];
  readonly columns?: 1 | 2 | 3;
}

/** The facts of a record, label and value. An empty value is 未填写, so that it is seen to be missing. */
export function DescriptionGrid({ facts, columns = 2 }: DescriptionGridProps): ReactNode {
  return (
    <dl className={`desk-facts desk-facts-${columns}`}>
      {facts.map((fact) => (
        <div key={fact.label} className={fact.wide === true ? 'desk-fact desk-fact-wide' : 'desk-fact'}>
          <dt>{fact.label}</dt>
          <dd>{isBlank(fact.value) ? <span className="desk-none">未填写</span> : fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isBlank(value: ReactNode): boolean {
  return value === null || value === undefined || value === '' || value === false;
}
