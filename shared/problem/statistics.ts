/** 问题办理统计: how many were raised, answered by their deadline, and to the enterprise's content. Pure. */
import { daysBetween } from '../clock.ts';
import type { ProblemStatistics, ProblemStatisticsRow } from './contract.ts';
import {
  type DeadlineFacts,
  dueState,
  isInTime,
  openStates,
  problemCategories,
  problemCategoryLabels,
} from './rules.ts';

export interface CountedProblem extends DeadlineFacts {
  readonly category: string;
  /** '' for none. */
  readonly townId: string;
  readonly raisedOn: string;
  readonly host: string;
  /** Of the answer that stands; null while the enterprise was not asked. */
  readonly satisfied: boolean | null;
}

/** As it is counted over a period. */
export interface PeriodProblem extends CountedProblem {
  /** Of any answer, one that was mended since included. */
  readonly wasDissatisfied: boolean;
}

/** Open ones by the days since they were raised. */
const ages = [
  { label: '7 天以内', most: 7 },
  { label: '8—15 天', most: 15 },
  { label: '16—30 天', most: 30 },
  { label: '31—90 天', most: 90 },
  { label: '90 天以上', most: Number.POSITIVE_INFINITY },
] as const;

interface ProblemTowns {
  readonly townName: (townId: string) => string;
  /** In the city's own order. */
  readonly townPlace: (townId: string) => number;
  /** Ids. */
  readonly absentTowns: ReadonlySet<string>;
}

export function problemStatistics(
  problems: readonly PeriodProblem[],
  today: string,
  { townName, townPlace, absentTowns }: ProblemTowns,
): ProblemStatistics {
  const rows = (
    keyOf: (problem: PeriodProblem) => string,
    labelOf: (key: string) => string,
  ): ProblemStatisticsRow[] =>
    [...Map.groupBy(problems, keyOf)].map(([key, group]) => countRow(key, labelOf(key), group, today));
  const byNumber = (a: ProblemStatisticsRow, b: ProblemStatisticsRow): number =>
    b.raised - a.raised || (a.label < b.label ? -1 : 1);
  const open = problems.filter(({ state }) => openStates.includes(state));
  return {
    total: countRow('total', '合计', problems, today),
    categories: rows(categoryOf, (key) => problemCategoryLabels[categoryOf({ category: key })]).toSorted(
      byNumber,
    ),
    hosts: rows(
      ({ host }) => host,
      (key) => (key === '' ? '未交办' : key),
    ).toSorted(byNumber),
    towns: rows(
      ({ townId }) => townId,
      (key) => (key === '' ? '未分派' : townName(key)),
    ).toSorted((a, b) => townPlace(a.key) - townPlace(b.key)),
    absentTowns: [...absentTowns].map(townName),
    months: rows(
      ({ raisedOn }) => raisedOn.slice(0, 7),
      (key) => key,
    ).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    ages: ages.map(({ label, most }, index) => {
      const least = index === 0 ? Number.NEGATIVE_INFINITY : (ages[index - 1]?.most ?? 0) + 1;
      const aged = open.filter(({ raisedOn }) => {
        const days = daysBetween(raisedOn, today);
        return days >= least && days <= most;
      });
      return {
        label,
        open: aged.length,
        overdue: aged.filter((problem) => dueState(problem, today, today) === 'overdue').length,
      };
    }),
  };
}

function countRow(
  key: string,
  label: string,
  problems: readonly PeriodProblem[],
  today: string,
): ProblemStatisticsRow {
  const counted = problems.map((problem) => isInTime(problem, today)).filter((kept) => kept !== null);
  const asked = problems.filter(({ satisfied }) => satisfied !== null);
  const open = problems.filter(({ state }) => openStates.includes(state));
  return {
    key,
    label,
    raised: problems.length,
    open: open.length,
    overdue: open.filter((problem) => dueState(problem, today, today) === 'overdue').length,
    ended: problems.length - open.length,
    explained: problems.filter(({ state }) => state === 'explained').length,
    due: counted.length,
    inTime: counted.filter(Boolean).length,
    inTimeExplained: problems.filter(
      (problem) =>
        problem.state === 'explained' && problem.answeredOn === '' && isInTime(problem, today) === true,
    ).length,
    asked: asked.length,
    satisfied: asked.filter(({ satisfied }) => satisfied === true).length,
    wasDissatisfied: problems.filter((problem) => problem.wasDissatisfied).length,
  };
}

function categoryOf({ category }: { readonly category: string }): (typeof problemCategories)[number] {
  return problemCategories.find((known) => known === category) ?? 'other';
}
