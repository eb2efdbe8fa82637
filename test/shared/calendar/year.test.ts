import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CalendarMark, yearCalendar } from '../../../shared/calendar/year.ts';

const mark = (
  id: string,
  date: string,
  who = '甲局',
  state: CalendarMark['state'] = 'made',
): CalendarMark => ({
  id,
  kind: 'inspection',
  date,
  state,
  who,
  about: '安全',
});

it('has every day of the year once, in months that begin on the right day of the week', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2199 }), (year) => {
      const { months } = yearCalendar(year, [], 7);
      const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      const dates = months.flatMap(({ days }) => days.map(({ date }) => date));
      expect(new Set(dates).size).toBe(isLeap ? 366 : 365);
      for (const { month, daysBefore } of months)
        expect((daysBefore + 1) % 7).toBe(new Date(`${month}-01T00:00:00Z`).getUTCDay());
    }),
  );
  const { months } = yearCalendar(2026, [], 7);
  expect(months.map(({ daysBefore }) => daysBefore)).toEqual([3, 6, 6, 2, 4, 0, 2, 5, 1, 3, 6, 1]);
});

it('marks the days of inspections, made and planned, and counts those of the year', () => {
  const found = yearCalendar(
    2026,
    [
      mark('a', '2026-11-24'),
      mark('b', '2026-11-24', '乙局', 'planned'),
      mark('c', '2025-11-24'),
      mark('d', ''),
    ],
    7,
  );
  const marked = found.months.flatMap(({ days }) => days.filter(({ marks }) => marks.length > 0));
  expect(marked.map(({ date, marks }) => [date, marks.map(({ id }) => id)])).toEqual([
    ['2026-11-24', ['a', 'b']],
  ]);
  expect(found).toMatchObject({ made: 1, planned: 1 });
});

it('marks both days when another unit inspects within seven days, and neither when it is the same or later', () => {
  const near = (...marks: CalendarMark[]) => {
    const found = yearCalendar(2026, marks, 7);
    return {
      days: found.months.flatMap(({ days }) => days.filter((day) => day.isNearOther).map(({ date }) => date)),
      pairs: found.pairs.map(({ first, second, daysApart }) => [first.id, second.id, daysApart]),
    };
  };
  expect(near(mark('b', '2026-03-08', '乙局'), mark('a', '2026-03-01'))).toEqual({
    days: ['2026-03-01', '2026-03-08'],
    pairs: [['a', 'b', 7]],
  });
  expect(near(mark('a', '2026-03-01'), mark('b', '2026-03-09', '乙局'))).toEqual({ days: [], pairs: [] });
  expect(near(mark('a', '2026-03-01'), mark('b', '2026-03-02'))).toEqual({ days: [], pairs: [] });
  expect(near(mark('a', '2026-03-01'), mark('b', '2026-03-01', '乙局')).days).toEqual(['2026-03-01']);
  // Another inspection of its own in between hides nothing.
  expect(
    near(mark('a', '2026-03-01'), mark('c', '2026-03-02'), mark('b', '2026-03-04', '乙局')).pairs,
  ).toEqual([
    ['a', 'b', 3],
    ['c', 'b', 2],
  ]);
  // Over the turn of the year.
  expect(near(mark('a', '2025-12-30'), mark('b', '2026-01-02', '乙局'))).toEqual({
    days: ['2026-01-02'],
    pairs: [['a', 'b', 3]],
  });
  expect(near(mark('a', '2025-12-01'), mark('b', '2025-12-02', '乙局')).pairs).toEqual([]);
});
