/** The charts of a bulletin, from its own figures: the same on the screen and on paper, whenever they are drawn. Pure. */
import { type ChartSpec, isWorthDrawing, monthNames } from '../chart/spec.ts';
import type { LevelCount } from '../enterprise/level-count.ts';
import { isLevelKey, levelOf } from '../enterprise/levels.ts';
import type { BulletinFigures } from './figures.ts';

export const bulletinChartKeys = ['levels', 'problems', 'towns', 'visits'] as const;
export type BulletinChartKey = (typeof bulletinChartKeys)[number];

/** Those that have something to show, in their order. */
export function bulletinCharts(figures: BulletinFigures): { key: BulletinChartKey; spec: ChartSpec }[] {
  const all: readonly { key: BulletinChartKey; spec: ChartSpec }[] = [
    { key: 'levels', spec: levelsChart(figures.levels, figures.quarter.slice(0, 4)) },
    { key: 'visits', spec: visitMonthsChart(figures.months) },
    { key: 'problems', spec: problemsChart(figures) },
    { key: 'towns', spec: townsChart(figures) },
  ];
  return all.filter(({ spec }) => isWorthDrawing(spec));
}

/** What is held beside what the plans of `year` are for. */
export function levelsChart(levels: readonly LevelCount[], year: string): ChartSpec {
  return {
    title: '培育层级与年度申报计划',
    kind: 'beside',
    isLying: true,
    categories: levels.map(({ key }) => levelName(key)),
    unit: '家',
    series: [
      { name: '现有', tone: 'main', values: levels.map(({ held }) => held) },
      {
        name: `${year}年计划申报`,
        tone: 'plan',
        values: levels.map(({ planned }) => planned),
      },
    ],
  };
}

/** Visits made beside those that were planned for the month. */
export function visitMonthsChart(
  months: readonly { readonly month: string; readonly planned: number; readonly visited: number }[],
): ChartSpec {
  return {
    title: '各月走访与计划',
    kind: 'beside',
    isLying: false,
    categories: monthNames(months.map(({ month }) => month)),
    unit: '次',
    series: [
      { name: '计划走访', tone: 'plan', values: months.map(({ planned }) => planned) },
      { name: '已走访', tone: 'main', values: months.map(({ visited }) => visited) },
    ],
  };
}

function problemsChart({ months }: BulletinFigures): ChartSpec {
  return {
    title: '各月新增和办结的问题',
    kind: 'beside',
    isLying: false,
    categories: monthNames(months.map(({ month }) => month)),
    unit: '个',
    series: [
      { name: '新增', tone: 'main', values: months.map(({ raised }) => raised) },
      { name: '办结', tone: 'done', values: months.map(({ ended }) => ended) },
    ],
  };
}

function townsChart({ towns }: BulletinFigures): ChartSpec {
  const shown = towns.filter(({ ended, open }) => ended + open > 0);
  return {
    title: '各镇（区、街道）问题办理情况',
    kind: 'stacked',
    isLying: true,
    categories: shown.map(({ name }) => name),
    unit: '个',
    series: [
      { name: '本季度办结', tone: 'done', values: shown.map(({ ended }) => ended) },
      { name: '在办', tone: 'main', values: shown.map(({ open, overdue }) => open - overdue) },
      { name: '逾期未答复', tone: 'late', values: shown.map(({ overdue }) => overdue) },
    ],
  };
}

/** A level that a newer program counted keeps its key. */
export function levelName(key: string): string {
  return isLevelKey(key) ? levelOf(key).shortLabel : key;
}
