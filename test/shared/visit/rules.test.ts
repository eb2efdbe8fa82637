import { describe, expect, it } from 'vitest';
import { type Call, quietCheck, visitPeriod } from '../../../shared/visit/rules.ts';

const call = (id: string, date: string, isMade: boolean, kind: Call['kind'] = 'visit'): Call => ({
  id,
  kind,
  date,
  isMade,
  who: '张三',
});

describe('无事不扰', () => {
  const calls = [
    call('long-ago', '2026-11-01', true),
    call('lately', '2026-11-10', true),
    call('inspected', '2026-11-20', true, 'inspection'),
    call('same-week', '2026-11-28', false),
    call('inspection-planned', '2026-12-04', false, 'inspection'),
    call('later', '2026-12-20', false),
    call('made-after', '2026-11-26', true),
  ];

  it('tells who called within the quiet days before, the latest first, and what is planned around the day', () => {
    const { recent, planned } = quietCheck(calls, '2026-11-24', 15);
    expect(recent.map(({ id }) => id)).toEqual(['inspected', 'lately']);
    expect(planned.map(({ id }) => id)).toEqual(['same-week', 'inspection-planned']);
  });

  it('has nothing to say when nobody was there', () => {
    expect(quietCheck([], '2026-11-24', 15)).toEqual({ recent: [], planned: [] });
  });
});

describe('the period of a duty', () => {
  it('is the month, or the quarter the month lies in', () => {
    expect(visitPeriod('2028-02', 'month')).toEqual({ fromDate: '2028-02-01', toDate: '2028-02-29' });
    expect(visitPeriod('2026-11', 'quarter')).toEqual({ fromDate: '2026-10-01', toDate: '2026-12-31' });
    expect(visitPeriod('2026-01', 'quarter')).toEqual({ fromDate: '2026-01-01', toDate: '2026-03-31' });
  });
});
