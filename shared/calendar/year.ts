/** 年历: the days of a year on which an enterprise was, or will be, called on, and those of a leader. Pure. */
import { addDays, daysBetween, isDate, weekdayFromMonday } from '../clock.ts';
import { type CalendarEntry, inCalendarOrder } from './entry.ts';

export interface YearDay {
  readonly date: string;
  readonly entries: readonly CalendarEntry[];
  /** Another unit inspects within so few days that one trip would do: 建议联合检查. */
  readonly isNearOther: boolean;
}

export interface YearMonth {
  /** YYYY-MM */
  readonly month: string;
  /** Days of the week before the first, Monday first: 0–6. */
  readonly daysBefore: number;
  readonly days: readonly YearDay[];
}

/** Two inspections of one enterprise within a few days, by different units. */
export interface NearPair {
  readonly first: CalendarEntry;
  readonly second: CalendarEntry;
  readonly daysApart: number;
}

export interface YearCalendar {
  readonly year: number;
  readonly months: readonly YearMonth[];
  /** Inspections by different units; at least one of the two lies in the year; in the order of the days. */
  readonly pairs: readonly NearPair[];
  readonly visits: { readonly made: number; readonly planned: number };
  readonly inspections: { readonly made: number; readonly planned: number };
}

/**
 * `entries` may lie in other years too: those around the turn of the year make pairs. `nearDays`: inspections of two units so
 * near one another could be one. Visits make no pairs with them: a visit is no inspection, and hears of none that is planned.
 */
export function yearCalendar(
  year: number,
  entries: readonly CalendarEntry[],
  nearDays: number,
): YearCalendar {
  const dated = entries.filter(({ date }) => isDate(date)).toSorted(inCalendarOrder);
  const inspections = dated.filter(({ kind }) => kind === 'inspection');
  const ofYear = ({ first, second }: NearPair): boolean =>
    [first, second].some(({ date }) => yearOf(date) === year);
  const pairs = nearPairs(inspections, nearDays).filter(ofYear);
  const nearIds = new Set(pairs.flatMap(({ first, second }) => [first.id, second.id]));
  const byDay = Map.groupBy(dated, ({ date }) => date);
  const day = (date: string): YearDay => {
    const found = byDay.get(date) ?? [];
    return { date, entries: found, isNearOther: found.some(({ id }) => nearIds.has(id)) };
  };
  return {
    year,
    months: Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1, day)),
    pairs,
    visits: countOf(dated, 'visit', year),
    inspections: countOf(dated, 'inspection', year),
  };
}

/** Each inspection with the next ones of other units at the same enterprise. */
function nearPairs(inspections: readonly CalendarEntry[], nearDays: number): NearPair[] {
  return inspections.flatMap((first, index) => {
    const until = addDays(first.date, nearDays);
    const found: NearPair[] = [];
    for (let next = index + 1; next < inspections.length; next += 1) {
      const second = inspections[next];
      if (second === undefined || second.date > until) break;
      if (first.enterpriseId === second.enterpriseId && first.who !== second.who)
        found.push({ first, second, daysApart: daysBetween(first.date, second.date) });
    }
    return found;
  });
}

function countOf(entries: readonly CalendarEntry[], kind: 'visit' | 'inspection', year: number) {
  const own = entries.filter((entry) => entry.kind === kind && yearOf(entry.date) === year);
  const made = own.filter(({ state }) => state === 'made').length;
  return { made, planned: own.length - made };
}

function monthOf(year: number, number: number, day: (date: string) => YearDay): YearMonth {
  const month = `${year}-${String(number).padStart(2, '0')}`;
  const first = `${month}-01`;
  const days: YearDay[] = [];
  for (let date = first; date.startsWith(month); date = addDays(date, 1)) days.push(day(date));
  return { month, daysBefore: weekdayFromMonday(first), days };
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
