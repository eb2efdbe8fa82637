import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CalendarEntry } from '../../../shared/calendar/entry.ts';
import { yearCalendar } from '../../../shared/calendar/year.ts';

const near = 7;

const entry = (id: string, date: string, change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id,
  kind: 'inspection',
  date,
  state: 'made',
  recordId: id,
  enterpriseId: 'e1',
  enterpriseName: '甲公司',
  townId: '',
  townName: '',
  who: '甲局',
  what: '安全',
  ...change,
});
const other = { who: '乙局' };

it('has every day of the year once, in months that begin on the right day of the week', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2199 }), (year) => {
      const { months } = yearCalendar(year, [], near);
      const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      const dates = months.flatMap(({ days }) => days.map(({ date }) => date));
      expect(new Set(dates).size).toBe(isLeap ? 366 : 365);
      for (const { month, daysBefore } of months)
        expect((daysBefore + 1) % 7).toBe(new Date(`${month}-01T00:00:00Z`).getUTCDay());
    }),
  );
  const { months } = yearCalendar(2026, [], near);
  expect(months.map(({ daysBefore }) => daysBefore)).toEqual([3, 6, 6, 2, 4, 0, 2, 5, 1, 3, 6, 1]);
});

it('marks the days of visits, inspections and deadlines, and counts visits and inspections of the year apart', () => {
  const found = yearCalendar(
    2026,
    [
      entry('a', '2026-11-24'),
      entry('b', '2026-11-24', { ...other, state: 'planned' }),
      entry('v', '2026-11-24', { kind: 'visit', who: '李四' }),
      entry('p', '2026-12-01', { kind: 'promise', state: 'due' }),
      entry('c', '2025-11-24'),
      entry('d', ''),
    ],
    near,
  );
  const marked = found.months.flatMap(({ days }) => days.filter(({ entries }) => entries.length > 0));
  expect(marked.map(({ date, entries }) => [date, entries.map(({ id }) => id)])).toEqual([
    ['2026-11-24', ['v', 'a', 'b']],
    ['2026-12-01', ['p']],
  ]);
  expect(found).toMatchObject({
    visits: { made: 1, planned: 0 },
    inspections: { made: 1, planned: 1 },
  });
});

it('marks both days when another unit inspects within seven days, and neither when it is the same or later', () => {
  const found = (...entries: CalendarEntry[]) => {
    const { months, pairs } = yearCalendar(2026, entries, near);
    return {
      days: months.flatMap(({ days }) => days.filter((day) => day.isNearOther).map(({ date }) => date)),
      pairs: pairs.map(({ first, second, daysApart }) => [first.id, second.id, daysApart]),
    };
  };
  expect(found(entry('b', '2026-03-08', other), entry('a', '2026-03-01'))).toEqual({
    days: ['2026-03-01', '2026-03-08'],
    pairs: [['a', 'b', 7]],
  });
  expect(found(entry('a', '2026-03-01'), entry('b', '2026-03-09', other))).toEqual({ days: [], pairs: [] });
  expect(found(entry('a', '2026-03-01'), entry('b', '2026-03-02'))).toEqual({ days: [], pairs: [] });
  // Of another enterprise, or no inspection at all.
  expect(
    found(entry('a', '2026-03-01'), entry('b', '2026-03-02', { ...other, enterpriseId: 'e2' })).pairs,
  ).toEqual([]);
  expect(
    found(entry('a', '2026-03-01'), entry('b', '2026-03-02', { ...other, kind: 'visit' })).pairs,
  ).toEqual([]);
});

it('pairs the days around the turn of the year with those that lie in it', () => {
  const entries = [entry('a', '2025-12-30'), entry('b', '2026-01-02', other)];
  for (const year of [2025, 2026]) expect(yearCalendar(year, entries, near).pairs).toHaveLength(1);
  expect(yearCalendar(2024, entries, near).pairs).toEqual([]);
});
