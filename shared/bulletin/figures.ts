/**
 * The figures of a quarterly bulletin (季度信息通报, 皋政办发〔2021〕87号 四（一）): counted once, then kept as they were printed.
 * Whole numbers only; shares are reckoned from them where they are told. Pure.
 */
import { z } from 'zod';
import { levelCount } from '../enterprise/level-count.ts';
import { isQuarter } from './quarter.ts';

const count = z.int().min(0);

/** What one quarter is compared with another by. */
export const countShape = z.object({
  /** In the pool on the last day, and with a title that stands. */
  inPool: count,
  titled: count,
  /** Titles granted in the quarter. */
  gained: count,
  visits: count,
  visitedEnterprises: count,
  /** 挂钩联系: pairs of a leader and an enterprise, and those called on in the quarter. */
  linked: count,
  linkedVisited: count,
  raised: count,
  ended: count,
  /** On the last day. */
  open: count,
  overdue: count,
  /** Whose deadline lay in the quarter and is past or was answered before, and those answered by it. */
  due: count,
  inTime: count,
  asked: count,
  satisfied: count,
  inspections: count,
  firstInspections: count,
  /** Of these with a conclusion, and without 停产、罚款、上网. */
  firstConcluded: count,
  soft: count,
  filingsDue: count,
  filingsInTime: count,
  /** 月度联席会议 of the leading group: the city's, with what it decided. */
  meetings: count,
  decisions: count,
  decisionsDone: count,
  /** The towns' own. Left out by programs before this one, whose `meetings` and decisions have them too. */
  townMeetings: count.optional(),
});
export type BulletinCounts = z.output<typeof countShape>;
export type CountKey = keyof BulletinCounts;

const text = z.string().max(100);

export const bulletinFigures = z.object({
  quarter: z.string().refine(isQuarter),
  /** The day they were counted on, YYYY-MM-DD. */
  countedOn: z.string().max(10),
  counts: countShape,
  /** The quarter before; null when nothing is on record of it. */
  before: countShape.nullable(),
  /** By 培育层级: held on the last day, granted in the quarter, planned to be applied for in the year. */
  levels: z.array(levelCount).max(30),
  /** Problems raised in the quarter, the most first. */
  categories: z.array(z.object({ key: text, raised: count })).max(50),
  hosts: z.array(z.object({ name: z.string().max(200), raised: count, ended: count })).max(30),
  towns: z
    .array(
      z.object({
        townId: text,
        name: text,
        inPool: count,
        visits: count,
        raised: count,
        ended: count,
        open: count,
        overdue: count,
        due: count,
        inTime: count,
        inspections: count,
        /** Had not joined the exchange when they were counted. Left out of the others, and by programs before this one. */
        absent: z.literal(true).optional(),
      }),
    )
    .max(200),
  /** Twelve months that end with the quarter. */
  months: z
    .array(
      z.object({ month: z.string().max(7), raised: count, ended: count, planned: count, visited: count }),
    )
    .max(12),
});
export type BulletinFigures = z.output<typeof bulletinFigures>;
export type TownFigures = BulletinFigures['towns'][number];

/** Whether the quarter has no record at all: what was not kept cannot be reported on. Open things and plans are none. */
export function isEmptyQuarter(counts: BulletinCounts): boolean {
  const kept = [
    'gained',
    'visits',
    'raised',
    'ended',
    'due',
    'asked',
    'inspections',
    'meetings',
    'townMeetings',
  ] as const;
  return kept.every((key) => (counts[key] ?? 0) === 0);
}

/** Most 主办单位 a bulletin names. */
export const mostHosts = 30;
