/** 检查统计: how many inspections, how softly the first ones were dealt with, how punctually they were reported. Pure. */
import type { ClockKey, FilingClock } from './clocks.ts';
import { type FilingDomain, filingDomainLabels, filingDomains, type FilingVerdict } from './rules.ts';

/** A filing that counts: neither void nor corrected. */
export interface CountedFiling {
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  /** '' for none. */
  readonly townName: string;
  readonly inspectingUnit: string;
  readonly domain: FilingDomain;
  /** The day it was made, or is planned for; YYYY-MM-DD */
  readonly day: string;
  readonly isMade: boolean;
  readonly isConcluded: boolean;
  /** 入库企业首次环保、安全、消防检查 */
  readonly isSoftFirst: boolean;
  /** The conclusion uses 停产, 罚款 or 上网. */
  readonly isHarsh: boolean;
  readonly duties: Duties;
}

export interface Duties {
  /** Clocks that were required and have been done, or have run out. */
  readonly due: number;
  /** Of these done in time. */
  readonly inTime: number;
}

export interface StatisticsRow {
  readonly key: string;
  readonly label: string;
  /** Inspections that were made. */
  readonly inspections: number;
  /** Filed, and not made yet or not recorded. */
  readonly planned: number;
  /** Of the inspections the first of 入库企业. */
  readonly first: number;
  /** Of the first ones those with a conclusion: the others cannot be judged yet. */
  readonly firstConcluded: number;
  /** Of these without 停产, 罚款, 上网. */
  readonly soft: number;
  readonly due: number;
  readonly inTime: number;
}

export interface FilingStatistics {
  readonly total: StatisticsRow;
  readonly units: readonly StatisticsRow[];
  readonly domains: readonly StatisticsRow[];
  readonly months: readonly StatisticsRow[];
  /** Those inspected most. */
  readonly enterprises: readonly StatisticsRow[];
  readonly towns: readonly StatisticsRow[];
}

export const mostEnterprises = 20;
export const noTownLabel = '未分派';

/** Of filings whose day lies in the period, both days included. */
export function filingStatistics(filings: readonly CountedFiling[]): FilingStatistics {
  const by = (keyOf: (filing: CountedFiling) => string, labelOf = keyOf): StatisticsRow[] =>
    [...Map.groupBy(filings, keyOf)].map(([key, group]) =>
      counted(key, group[0] ? labelOf(group[0]) : key, group),
    );
  const domainOrder = (row: StatisticsRow): number => filingDomains.findIndex((domain) => domain === row.key);
  return {
    total: counted('total', '合计', filings),
    units: by(({ inspectingUnit }) => inspectingUnit).toSorted(byInspections),
    domains: by(
      ({ domain }) => domain,
      ({ domain }) => filingDomainLabels[domain],
    ).toSorted((a, b) => domainOrder(a) - domainOrder(b)),
    months: by(({ day }) => day.slice(0, 7)).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    enterprises: by(
      ({ enterpriseId }) => enterpriseId,
      ({ enterpriseName }) => enterpriseName,
    )
      .filter(({ inspections }) => inspections > 0)
      .toSorted(byInspections)
      .slice(0, mostEnterprises),
    towns: by(({ townName }) => townName || noTownLabel).toSorted(byInspections),
  };
}

function counted(key: string, label: string, filings: readonly CountedFiling[]): StatisticsRow {
  const made = filings.filter(({ isMade }) => isMade);
  const first = made.filter(({ isSoftFirst }) => isSoftFirst);
  const judged = first.filter(({ isConcluded }) => isConcluded);
  return {
    key,
    label,
    inspections: made.length,
    planned: filings.length - made.length,
    first: first.length,
    firstConcluded: judged.length,
    soft: judged.filter(({ isHarsh }) => !isHarsh).length,
    due: filings.reduce((sum, { duties }) => sum + duties.due, 0),
    inTime: filings.reduce((sum, { duties }) => sum + duties.inTime, 0),
  };
}

/** Most first; then as the words sort, so that it is the same on every desk. */
function byInspections(a: StatisticsRow, b: StatisticsRow): number {
  if (a.inspections !== b.inspections) return b.inspections - a.inspections;
  if (a.planned !== b.planned) return b.planned - a.planned;
  return a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
}

const judgedStates: ReadonlySet<string> = new Set(['done', 'late', 'overdue', 'offered']);

/** What was required of a filing's clocks and can be judged: done, run out, or done by the filing that this one puts right. */
export function dutiesOf(
  verdict: Pick<FilingVerdict, ClockKey>,
  clocks: readonly Pick<FilingClock, 'key' | 'state'>[],
): Duties {
  const judged = clocks.filter(
    ({ key, state }) => verdict[key].demand === 'required' && judgedStates.has(state),
  );
  return {
    due: judged.length,
    inTime: judged.filter(({ state }) => state === 'done' || state === 'offered').length,
  };
}
