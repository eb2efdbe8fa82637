/** 年历: the days of a year on which one enterprise was, or will be, called on. Pure. */
import { addDays, daysBetween, isDate } from '../clock.ts';

export interface CalendarMark {
  /** Of the record. */
  readonly id: string;
  /** What record it is: a kind of its own for each, so that the calendar never mixes them. */
  readonly kind: 'inspection';
  /** YYYY-MM-DD */
  readonly date: string;
  /** made: it took place. planned: it is meant to. */
  readonly state: 'made' | 'planned';
  /** Who comes. */
  readonly who: string;
  /** What for. */
  readonly about: string;
}

export interface CalendarDay {
  readonly date: string;
  readonly marks: readonly CalendarMark[];
  /** Another unit inspects within so few days that one trip would do: 建议联合检查. */
  readonly isNearOther: boolean;
}

export interface CalendarMonth {
  /** YYYY-MM */
  readonly month: string;
  /** Days of the week before the first, Monday first: 0–6. */
  readonly daysBefore: number;
  readonly days: readonly CalendarDay[];
}

/** Two inspections by different units within a few days. */
export interface NearPair {
  readonly first: CalendarMark;
  readonly second: CalendarMark;
  readonly daysApart: number;
}

export interface YearCalendar {
  readonly year: number;
  readonly months: readonly CalendarMonth[];
  /** At least one of the two lies in the year; in the order of the days. */
  readonly pairs: readonly NearPair[];
  readonly made: number;
  readonly planned: number;
}

/** `marks` may lie in other years too: those around the turn of the year make pairs. */
export function yearCalendar(year: number, marks: readonly CalendarMark[], nearDays: number): YearCalendar {
  const dated = marks.filter(({ date }) => isDate(date)).toSorted(inOrder);
  const pairs = nearPairs(dated, nearDays).filter(({ first, second }) =>
    [first, second].some(({ date }) => yearOf(date) === year),
  );
  const near = new Set(pairs.flatMap(({ first, second }) => [first.id, second.id]));
  const byDay = Map.groupBy(dated, ({ date }) => date);
  const day = (date: string): CalendarDay => {
    const found = byDay.get(date) ?? [];
    return { date, marks: found, isNearOther: found.some(({ id }) => near.has(id)) };
  };
  const ofYear = dated.filter(({ date }) => yearOf(date) === year);
  return {
    year,
    months: Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1, day)),
    pairs,
    made: ofYear.filter(({ state }) => state === 'made').length,
    planned: ofYear.filter(({ state }) => state === 'planned').length,
  };
}

/** Each inspection with the next ones of other units. */
function nearPairs(dated: readonly CalendarMark[], nearDays: number): NearPair[] {
  const inspections = dated.filter(({ kind }) => kind === 'inspection');
  return inspections.flatMap((first, index) =>
    inspections.slice(index + 1).flatMap((second) => {
      const daysApart = daysBetween(first.date, second.date);
      return second.who !== first.who && daysApart <= nearDays ? [{ first, second, daysApart }] : [];
    }),
  );
}

function monthOf(year: number, number: number, day: (date: string) => CalendarDay): CalendarMonth {
  const month = `${year}-${String(number).padStart(2, '0')}`;
  const first = `${month}-01`;
  const days: CalendarDay[] = [];
  for (let date = first; date.startsWith(month); date = addDays(date, 1)) days.push(day(date));
  return { month, daysBefore: (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7, days };
}

function inOrder(a: CalendarMark, b: CalendarMark): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
