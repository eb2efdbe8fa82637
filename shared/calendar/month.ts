/** 月历: the weeks of a month, Monday first, with what stands on each day. Pure. */
import { addDays, lastDayOf, weekdayFromMonday } from '../clock.ts';
import type { CalendarEntry } from './entry.ts';
import { type DayMark, dayMark } from './workdays.ts';

export interface MonthDay {
  readonly date: string;
  /** Of the month before or after: only its number is shown. */
  readonly isOther: boolean;
  readonly mark: DayMark;
  readonly entries: readonly CalendarEntry[];
}

/** The first and the last day. `month`: YYYY-MM. */
export function monthDays(month: string): { readonly fromDate: string; readonly toDate: string } {
  return { fromDate: `${month}-01`, toDate: lastDayOf(month) };
}

/** `entries` in order; those of other months are left out. */
export function monthGrid(
  month: string,
  entries: readonly CalendarEntry[],
): readonly (readonly MonthDay[])[] {
  const byDay = Map.groupBy(entries, ({ date }) => date);
  const first = `${month}-01`;
  const daysBefore = weekdayFromMonday(first);
  const length = Number(lastDayOf(month).slice(8));
  const weeks = Math.ceil((daysBefore + length) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, index) => {
      const date = addDays(first, week * 7 + index - daysBefore);
      const isOther = !date.startsWith(month);
      return { date, isOther, mark: dayMark(date), entries: isOther ? [] : (byDay.get(date) ?? []) };
    }),
  );
}
