/** What of 检查统计 is looked at rather than read. Pure. */
import { type ChartSpec, monthNames, monthsBetween } from '../chart/spec.ts';
import type { FilingStatistics } from './statistics.ts';

/** Inspections month by month, those that are only filed beside them. */
export function filingMonthsChart({ months: rows }: Pick<FilingStatistics, 'months'>): ChartSpec {
  const [first, last] = [rows.at(0)?.key ?? '', rows.at(-1)?.key ?? ''];
  const byMonth = new Map(rows.map((row) => [row.key, row]));
  const months = first === '' ? [] : monthsBetween(first, last);
  return {
    title: '各月检查次数',
    kind: 'stacked',
    isLying: false,
    categories: monthNames(months),
    unit: '次',
    series: [
      { name: '已检查', tone: 'main', values: months.map((month) => byMonth.get(month)?.inspections ?? 0) },
      { name: '尚未检查', tone: 'plan', values: months.map((month) => byMonth.get(month)?.planned ?? 0) },
    ],
  };
}
