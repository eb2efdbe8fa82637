/** What of 问题办理统计 is looked at rather than read. Pure. */
import { type ChartSpec, monthNames, monthsBetween } from '../chart/spec.ts';
import { percentOf } from '../text/percent.ts';
import type { ProblemStatistics, ProblemStatisticsRow } from './contract.ts';

type Counts = Pick<ProblemStatisticsRow, 'raised' | 'open' | 'overdue' | 'ended' | 'due' | 'inTime'>;
interface MonthCounts {
  readonly months: readonly (Counts & Pick<ProblemStatisticsRow, 'key'>)[];
}
const none: Counts = { raised: 0, open: 0, overdue: 0, ended: 0, due: 0, inTime: 0 };

/** How those raised in each month stand now. */
export function problemMonthsChart({ months }: MonthCounts): ChartSpec {
  const { names, counts } = everyMonth(months);
  return {
    title: '各月提出的问题现在的状态',
    kind: 'stacked',
    isLying: false,
    categories: names,
    unit: '个',
    series: [
      { name: '已关闭', tone: 'done', values: counts.map(({ ended }) => ended) },
      { name: '在办', tone: 'main', values: counts.map(({ open, overdue }) => open - overdue) },
      { name: '逾期未答复', tone: 'late', values: counts.map(({ overdue }) => overdue) },
    ],
  };
}

/** Open ones by how long they have been open. */
export function problemAgesChart({ ages }: Pick<ProblemStatistics, 'ages'>): ChartSpec {
  return {
    title: '在办问题按已办天数',
    kind: 'stacked',
    isLying: false,
    categories: ages.map(({ label }) => label),
    unit: '个',
    series: [
      { name: '在办', tone: 'main', values: ages.map(({ open, overdue }) => open - overdue) },
      { name: '逾期未答复', tone: 'late', values: ages.map(({ overdue }) => overdue) },
    ],
  };
}

/** 按期答复率 of those raised in each month; no point where nothing was due. */
export function problemInTimeChart({ months }: MonthCounts): ChartSpec {
  const { names, counts } = everyMonth(months);
  return {
    title: '各月按期答复率',
    kind: 'line',
    isLying: false,
    categories: names,
    unit: '%',
    series: [
      { name: '按期答复率', tone: 'main', values: counts.map(({ inTime, due }) => percentOf(inTime, due)) },
    ],
  };
}

/** A month in which nothing was raised is a gap to be seen, not one that is left out. */
function everyMonth(rows: MonthCounts['months']): { names: string[]; counts: Counts[] } {
  const [first, last] = [rows.at(0)?.key ?? '', rows.at(-1)?.key ?? ''];
  const byMonth = new Map(rows.map((row) => [row.key, row]));
  const months = first === '' ? [] : monthsBetween(first, last);
  return { names: monthNames(months), counts: months.map((month) => byMonth.get(month) ?? none) };
}
