/** From one day to another: a whole year to choose, or both days typed. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { isDate } from '../../shared/clock.ts';
import { DateInput } from './formInputs.tsx';

/** As typed: perhaps no dates yet. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export function isPeriod({ from, to }: Period): boolean {
  return isDate(from) && isDate(to) && from <= to;
}

export function PeriodChoice(props: {
  readonly period: Period;
  /** Years to choose from, in any order. */
  readonly years: readonly string[];
  readonly onPeriod: (next: Period) => void;
}): ReactNode {
  const { period, onPeriod } = props;
  const years = [...new Set(props.years)].toSorted().toReversed();
  const wholeYear = years.find((year) => period.from === `${year}-01-01` && period.to === `${year}-12-31`);
  const input = (key: keyof Period): ReactNode => (
    <DateInput
      id={`statistics-${key}`}
      value={period[key]}
      onChange={(value) => onPeriod({ ...period, [key]: String(value) })}
      invalid={!isDate(period[key]) || period.from > period.to}
      required
      disabled={false}
      describedBy={undefined}
    />
  );
  return (
    <div className="desk-period">
      <Select
        aria-label="年度"
        placeholder="年度"
        value={wholeYear ?? null}
        options={years.map((year) => ({ value: year, label: `${year} 年度` }))}
        onChange={(year) => onPeriod({ from: `${year}-01-01`, to: `${year}-12-31` })}
      />
      <label htmlFor="statistics-from">自</label>
      {input('from')}
      <label htmlFor="statistics-to">至</label>
      {input('to')}
    </div>
  );
}
