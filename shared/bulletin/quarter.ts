/** A quarter of a year: 2026-Q4. Pure. */
import { addDays } from '../clock.ts';

/** YYYY-Q1 to YYYY-Q4, between 1900 and 2199 as every date of the program. */
export function isQuarter(text: string): boolean {
  return /^(?:19|20|21)\d{2}-Q[1-4]$/.test(text);
}

/** Of a day, YYYY-MM-DD. */
export function quarterOf(date: string): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

export function quarterBefore(quarter: string): string {
  return shifted(quarter, -1);
}

export interface QuarterSpan {
  readonly fromDate: string;
  readonly toDate: string;
}

export function quarterSpan(quarter: string): QuarterSpan {
  const first = (of: string): string => {
    const month = Number(of.slice(6)) * 3 - 2;
    return `${of.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
  };
  return { fromDate: first(quarter), toDate: addDays(first(shifted(quarter, 1)), -1) };
}

/** The month a year's worth of months begins with that ends with the quarter: YYYY-MM. */
export function yearToQuarter(quarter: string): { readonly first: string; readonly last: string } {
  return {
    first: quarterSpan(shifted(quarter, -3)).fromDate.slice(0, 7),
    last: quarterSpan(quarter).toDate.slice(0, 7),
  };
}

const names = ['一', '二', '三', '四'];

/** 2026年第四季度 */
export function quarterText(quarter: string): string {
  return isQuarter(quarter) ? `${quarter.slice(0, 4)}年第${names[Number(quarter.slice(6)) - 1]}季度` : '';
}

/** The last quarter that is over; the current one in its last month, when its bulletin is begun. */
export function quarterToReport(today: string): string {
  const current = quarterOf(today);
  return Number(today.slice(5, 7)) % 3 === 0 ? current : quarterBefore(current);
}

/** 期号 that a bulletin has where one is issued each quarter. */
export function issueOf(quarter: string): number {
  return Number(quarter.slice(6));
}

/** Those to choose from, the latest first. */
export function recentQuarters(today: string, count: number): string[] {
  const current = quarterOf(today);
  return Array.from({ length: count }, (_, back) => shifted(current, -back));
}

function shifted(quarter: string, by: number): string {
  const n = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + by;
  return `${String(Math.floor(n / 4)).padStart(4, '0')}-Q${(n % 4) + 1}`;
}
