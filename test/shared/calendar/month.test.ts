import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CalendarEntry,
  calendarKinds,
  calendarStates,
  countKinds,
  entrySubject,
  entryText,
  inCalendarOrder,
  passesCalendar,
} from '../../../shared/calendar/entry.ts';
import { monthDays, monthGrid } from '../../../shared/calendar/month.ts';
import { dayMark } from '../../../shared/calendar/workdays.ts';
import { addDays, addMonths, isDate } from '../../../shared/clock.ts';

const months = fc
  .record({ year: fc.integer({ min: 1900, max: 2199 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`);
const entries = fc.array(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    kind: fc.constantFrom(...calendarKinds),
    date: fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-10-15', days)),
    state: fc.constantFrom(...calendarStates),
    recordId: fc.constant('r'),
    enterpriseId: fc.constantFrom('e1', 'e2', ''),
    enterpriseName: fc.constantFrom('甲公司', '乙公司', ''),
    townId: fc.constantFrom('t01', 't02', ''),
    townName: fc.constant(''),
    who: fc.constantFrom('李四', ''),
    what: fc.constantFrom('招工难', '安全', ''),
  }),
);

it('shows every day of the month once, in whole weeks that begin on a Monday', () => {
  fc.assert(
    fc.property(months, (month) => {
      const weeks = monthGrid(month, []);
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      for (const [first] of weeks) expect(new Date(`${first?.date}T00:00:00Z`).getUTCDay()).toBe(1);
      const own = weeks.flat().filter(({ isOther }) => !isOther);
      const { fromDate, toDate } = monthDays(month);
      expect([own[0]?.date, own.at(-1)?.date]).toEqual([fromDate, toDate]);
      expect(isDate(toDate) && !addDays(toDate, 1).startsWith(month)).toBe(true);
      expect(own).toHaveLength(new Set(own.map(({ date }) => date)).size);
    }),
  );
});

it('puts every entry of the month on its day, in order, and none of another month', () => {
  fc.assert(
    fc.property(entries, (given) => {
      const sorted: CalendarEntry[] = given.toSorted(inCalendarOrder);
      const days = monthGrid('2026-11', sorted).flat();
      expect(days.flatMap((day) => day.entries)).toEqual(
        sorted.filter(({ date }) => date.startsWith('2026-11')),
      );
      expect(days.every((day) => day.entries.every(({ date }) => date === day.date))).toBe(true);
    }),
  );
});

it('orders entries in one way only, whatever order they come in', () => {
  fc.assert(
    fc.property(entries, fc.integer(), (given, turn) => {
      const at = given.length === 0 ? 0 : Math.abs(turn) % given.length;
      const turned = [...given.slice(at), ...given.slice(0, at)];
      const keys = (list: readonly CalendarEntry[]): string[] =>
        list.map(({ date, kind, enterpriseName, enterpriseId, id }) =>
          [date, kind, enterpriseName, enterpriseId, id].join(),
        );
      expect(keys(turned.toSorted(inCalendarOrder))).toEqual(keys(given.toSorted(inCalendarOrder)));
    }),
  );
});

it('narrows to kinds and towns, and counts what is left', () => {
  fc.assert(
    fc.property(
      entries,
      fc.subarray([...calendarKinds]),
      fc.subarray(['t01', 't02', '']),
      (given, kinds, towns) => {
        const shown = given.filter((entry) => passesCalendar(entry, { kinds, towns }));
        expect(shown.every(({ kind, townId }) => kinds.includes(kind) && towns.includes(townId))).toBe(true);
        const counts = countKinds(shown);
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(shown.length);
        expect(given.filter((entry) => passesCalendar(entry, {}))).toEqual(given);
      },
    ),
  );
});

it('says of every entry in words what it is', () => {
  const entry = (change: Partial<CalendarEntry>): CalendarEntry => ({
    id: 'x',
    kind: 'visit',
    date: '2026-11-24',
    state: 'planned',
    recordId: 'x',
    enterpriseId: 'e1',
    enterpriseName: '甲公司',
    townId: '',
    townName: '',
    who: '李四（副市长）',
    what: '',
    ...change,
  });
  expect(entryText(entry({}))).toBe('李四（副市长）计划走访甲公司');
  expect(entryText(entry({ state: 'made' }), 'enterprise')).toBe('李四（副市长）走访');
  expect(entryText(entry({ kind: 'inspection', who: '应急局', what: '安全' }))).toBe(
    '应急局计划安全检查甲公司',
  );
  expect(entryText(entry({ kind: 'problem', who: '', what: '招工难' }))).toBe('甲公司：招工难（尚未交办）');
  expect(entryText(entry({ kind: 'promise', what: '协调用地' }), 'enterprise')).toBe(
    '协调用地（李四（副市长）承诺）',
  );
  const meeting = entry({ kind: 'meeting', enterpriseName: '', who: '如皋市', what: '三楼会议室' });
  expect(entryText(meeting)).toBe('如皋市月度联席会议（三楼会议室）');
  expect(entrySubject(meeting)).toBe('如皋市联席会议');
  // No visit is told of in words of an inspection, nor the other way round.
  expect(entryText(entry({ state: 'passed' }))).not.toMatch(/检查/u);
});

it('turns over months without leaving those that can be shown', () => {
  expect(addMonths('2026-12', 1)).toBe('2027-01');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(addMonths('1900-01', -1)).toBe('1900-01');
  expect(addMonths('2199-12', 1)).toBe('2199-12');
});

it('marks holidays and make-up workdays as announced, a holiday by name on its first day, and guesses at no other year', () => {
  expect(dayMark('2026-10-01')).toEqual({ kind: 'holiday', name: '国庆节' });
  expect(dayMark('2026-10-02')).toEqual({ kind: 'holiday', name: '' });
  expect(dayMark('2026-10-10')).toEqual({ kind: 'worked' });
  expect(dayMark('2026-10-11')).toEqual({ kind: 'weekend' });
  expect(dayMark('2026-10-12')).toEqual({ kind: 'workday' });
  expect(dayMark('2099-10-01')).toEqual({ kind: 'workday' });
});
