/** What changed: against the quarter before, in words, and against the figures that a bulletin holds. Pure. */
import { percentOf } from '../text/percent.ts';
import type { BulletinCounts, BulletinFigures, CountKey } from './figures.ts';

/** 比上季度增加3件; '' where there is no quarter to compare with. */
export function comparedText(now: number, before: number | null, unit: string): string {
  if (before === null) return '';
  if (now === before) return '与上季度持平';
  return now > before ? `比上季度增加${now - before}${unit}` : `比上季度减少${before - now}${unit}`;
}

/** ↑3, ↓2, →; '' where there is nothing to compare with. */
export function comparedMark(now: number, before: number | null): string {
  if (before === null) return '';
  if (now === before) return '→';
  return now > before ? `↑${now - before}` : `↓${before - now}`;
}

/** 比上季度提高2.5个百分点; '' where one of the two has nothing to reckon a share of. */
export function comparedShareText(now: Share, before: Share | null): string {
  const [here, there] = [percentOf(...now), before === null ? null : percentOf(...before)];
  if (here === null || there === null) return '';
  const points = Math.round((here - there) * 10) / 10;
  if (points === 0) return '与上季度持平';
  return points > 0 ? `比上季度提高${points}个百分点` : `比上季度下降${-points}个百分点`;
}

/** A part and its whole. */
export type Share = readonly [part: number, whole: number];

export const countLabels: Readonly<Record<CountKey, string>> = {
  inPool: '在库企业',
  titled: '有称号的企业',
  gained: '本季度新获认定',
  visits: '走访次数',
  visitedEnterprises: '走访企业',
  linked: '挂钩联系应走访（家次）',
  linkedVisited: '挂钩联系已走访（家次）',
  raised: '新增问题',
  ended: '办结问题',
  open: '在办问题',
  overdue: '逾期未答复',
  due: '期限在本季度的问题',
  inTime: '其中按期答复',
  asked: '请企业确认',
  satisfied: '其中满意',
  inspections: '检查次数',
  firstInspections: '其中首次检查',
  firstConcluded: '首次检查已作结论',
  soft: '其中柔性处置',
  filingsDue: '报备应办时限',
  filingsInTime: '其中按时',
  meetings: '联席会议',
  decisions: '议定事项',
  decisionsDone: '办结议定事项',
  townMeetings: '镇区会议',
};

export interface FigureChange {
  readonly label: string;
  readonly was: string;
  readonly now: string;
}

/** What taking the figures anew would change, line by line; empty when it would change nothing but the day. */
export function figureChanges(was: BulletinFigures, now: BulletinFigures): FigureChange[] {
  const keys = Object.keys(countLabels) as CountKey[];
  const counted = (label: string, a: BulletinCounts | null, b: BulletinCounts | null): FigureChange[] =>
    keys.flatMap((key) => {
      const [from, to] = [String(a?.[key] ?? '无'), String(b?.[key] ?? '无')];
      return from === to ? [] : [{ label: `${label}${countLabels[key]}`, was: from, now: to }];
    });
  const parts = [
    ['分级企业数', '级', was.levels, now.levels],
    ['问题类别', '类', was.categories, now.categories],
    ['主办单位', '个', was.hosts, now.hosts],
    ['各镇区', '个', was.towns, now.towns],
    ['各月', '个月', was.months, now.months],
  ] as const;
  return [
    ...counted('', was.counts, now.counts),
    ...counted('上季度', was.before, now.before),
    ...parts.flatMap(([label, unit, a, b]) => {
      const [from, to] = [a, b].map((rows) => rows.map((row) => JSON.stringify(row))) as [string[], string[]];
      if (from.join() === to.join()) return [];
      const fresh = to.filter((row) => !from.includes(row)).length;
      const how =
        fresh > 0 ? `，其中 ${fresh} ${unit}的数字不同` : from.length === to.length ? '，次序不同' : '';
      return [{ label, was: `${from.length} ${unit}`, now: `${to.length} ${unit}${how}` }];
    }),
  ];
}
