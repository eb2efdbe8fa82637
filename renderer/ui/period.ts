/** The days that a long list shows: 近一年 to begin with, all, or from one day to another. */
import { addDays } from '../../shared/clock.ts';

/** Filter value of a list that shows the last year and what is still to come. */
export const recently = 'recent';

const recentDays = 365;
const offeredYears = 10;

/** Years that are offered to choose from, this one first. `today`: YYYY-MM-DD. */
export function lastYears(today: string): string[] {
  return Array.from({ length: offeredYears }, (_, back) => String(Number(today.slice(0, 4)) - back));
}

/** `values` of the filter: none for all days, `recently`, or the first and the last day. `today`: YYYY-MM-DD. */
export function periodDays(
  values: readonly string[] | undefined,
  today: string,
): { readonly fromDate?: string; readonly toDate?: string } {
  const [fromDate, toDate] = values ?? [];
  if (fromDate === recently) return { fromDate: addDays(today, -recentDays) };
  return fromDate === undefined || toDate === undefined ? {} : { fromDate, toDate };
}

/** 近一年, 2025 年, 2026-01-05至2026-02-28 */
export function periodText(values: readonly string[]): string {
  const [from = '', to = ''] = values;
  if (from === recently) return '近一年';
  const year = from.slice(0, 4);
  return from === `${year}-01-01` && to === `${year}-12-31` ? `${year} 年` : `${from}至${to}`;
}
