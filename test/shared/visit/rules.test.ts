import { describe, expect, it } from 'vitest';
import { type Call, plannedDayHint, quietCheck, visitPeriod } from '../../../shared/visit/rules.ts';

const call = (id: string, date: string, isMade: boolean, kind: Call['kind'] = 'visit'): Call => ({
  id,
  kind,
  date,
  isMade,
  who: '张三',
});

describe('无事不扰', () => {
  const around = { date: '2026-11-24', quietDays: 15 };
  const calls = [
    call('long-ago', '2026-11-01', true),
    call('lately', '2026-11-10', true),
    call('inspected', '2026-11-20', true, 'inspection'),
    call('same-week', '2026-11-28', false),
    call('inspection-planned', '2026-12-04', false, 'inspection'),
    call('later', '2026-12-20', false),
    call('made-after', '2026-11-26', true),
  ];

  it('tells who called within the quiet days before, the latest first, and which visits are still to come', () => {
    const { recent, planned } = quietCheck(calls, { ...around, today: '2026-11-24' });
    expect(recent.map(({ id }) => id)).toEqual(['inspected', 'lately']);
    expect(planned.map(({ id }) => id)).toEqual(['same-week']);
  });

  it('offers no visit to be joined whose day is over, and today’s until the evening', () => {
    const planned = (today: string) => quietCheck(calls, { ...around, today }).planned.map(({ id }) => id);
    expect(planned('2026-11-28')).toEqual(['same-week']);
    expect(planned('2026-11-29')).toEqual([]);
  });

  it('tells of a plan whose day is over apart from those to come', () => {
    const { planned, unrecorded } = quietCheck(calls, { ...around, today: '2026-11-29' });
    expect(planned).toEqual([]);
    expect(unrecorded.map(({ id }) => id)).toEqual(['same-week']);
  });

  it('has nothing to say when nobody was there', () => {
    expect(quietCheck([], { ...around, today: '2026-11-24' })).toEqual({
      recent: [],
      planned: [],
      unrecorded: [],
    });
  });
});

describe('the period of a duty', () => {
  it('is the month, or the quarter the month lies in', () => {
    expect(visitPeriod('2028-02', 'month')).toEqual({ fromDate: '2028-02-01', toDate: '2028-02-29' });
    expect(visitPeriod('2026-11', 'quarter')).toEqual({ fromDate: '2026-10-01', toDate: '2026-12-31' });
    expect(visitPeriod('2026-01', 'quarter')).toEqual({ fromDate: '2026-01-01', toDate: '2026-03-31' });
  });
});

it('says of a planned day that offices are closed on it, or that it is more than a year ahead', () => {
  const hint = (day: string) => plannedDayHint(day, '2026-02-10');
  expect(hint('2026-02-11')).toBe('');
  expect(hint('2026-03-07')).toBe('这一天是星期六，企业可能休息。');
  expect(hint('2026-03-08')).toBe('这一天是星期日，企业可能休息。');
  expect(hint('2026-10-01')).toBe('这一天是国庆节假期，企业可能休息。');
  // A Saturday that is worked in exchange for the holidays.
  expect(hint('2026-02-14')).toBe('');
  expect(hint('2027-02-10')).toBe('');
  expect(hint('2027-02-11')).toBe('这一天在一年以后，请核对年份。');
});
