/** 年历: the days of a year on which an enterprise was, or will be, called on, and those of a leader. Pure. */
import { addDays, daysBetween, isDate, weekdayFromMonday } from '../clock.ts';
import { type CalendarEntry, inCalendarOrder, isDeadline } from './entry.ts';

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

/** Two calls on one enterprise within a few days. */
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
  /** A visit and an inspection of one enterprise that are both still to come: on one day the enterprise is called on once. */
  readonly trips: readonly NearPair[];
  readonly visits: { readonly made: number; readonly planned: number };
  readonly inspections: { readonly made: number; readonly planned: number };
}

export interface NearDays {
  /** Inspections of two units so near one another could be one. */
  readonly inspections: number;
  /** 无事不扰: a visit and an inspection so near one another could be one trip. */
  readonly trips: number;
}

/** `entries` may lie in other years too: those around the turn of the year make pairs. */
export function yearCalendar(year: number, entries: readonly CalendarEntry[], near: NearDays): YearCalendar {
  const dated = entries.filter(({ date }) => isDate(date)).toSorted(inCalendarOrder);
  const calls = dated.filter((entry) => !isDeadline(entry));
  const ofYear = ({ first, second }: NearPair): boolean =>
    [first, second].some(({ date }) => yearOf(date) === year);
  const pairs = pairsOf(calls, near.inspections, areOfTwoUnits).filter(ofYear);
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
    trips: pairsOf(calls, near.trips, areOneTrip).filter(ofYear),
    visits: countOf(calls, 'visit', year),
    inspections: countOf(calls, 'inspection', year),
  };
}

function areOfTwoUnits(a: CalendarEntry, b: CalendarEntry): boolean {
  return a.kind === 'inspection' && b.kind === 'inspection' && a.who !== b.who;
}

function areOneTrip(a: CalendarEntry, b: CalendarEntry): boolean {
  const isPair =
    (a.kind === 'visit' && b.kind === 'inspection') || (a.kind === 'inspection' && b.kind === 'visit');
  return isPair && a.state === 'planned' && b.state === 'planned';
}

/** Each call with the next ones on the same enterprise. */
function pairsOf(
  calls: readonly CalendarEntry[],
  nearDays: number,
  isPair: (first: CalendarEntry, second: CalendarEntry) => boolean,
): NearPair[] {
  return calls.flatMap((first, index) => {
    const until = addDays(first.date, nearDays);
    const found: NearPair[] = [];
    for (let next = index + 1; next < calls.length; next += 1) {
      const second = calls[next];
      if (second === undefined || second.date > until) break;
      if (first.enterpriseId === second.enterpriseId && isPair(first, second))
        found.push({ first, second, daysApart: daysBetween(first.date, second.date) });
    }
    return found;
  });
}

function countOf(calls: readonly CalendarEntry[], kind: 'visit' | 'inspection', year: number) {
  const own = calls.filter((entry) => entry.kind === kind && yearOf(entry.date) === year);
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
