import { z } from 'zod';
import { chartPicture } from '../chart/contract.ts';
import { dateMessage, isDate } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { paperFormat } from '../meeting/contract.ts';
import { seenHeads } from '../record/contract.ts';
import { action, command, query } from '../rpc.ts';
import { typedLine, typedLines } from '../text/typed.ts';
import { bulletinChartKeys } from './charts.ts';
import { bulletinFigures } from './figures.ts';
import { isQuarter } from './quarter.ts';

export const highlightLength = 500;
const line = (length: number) => typedLine().max(length, { message: `文字过长，请不超过 ${length} 字` });
const lines = (length: number) =>
  typedLines()
    .trim()
    .max(length, { message: `文字过长，请不超过 ${length} 字` });
const quarter = z.string().refine(isQuarter, { message: '请选择季度' });

export const highlight = z.object({
  /** The record it comes from; '' for one that the clerk wrote himself. */
  source: z.string().max(100),
  text: lines(highlightLength).min(1, { message: '亮点不能为空' }),
});
export type Highlight = z.output<typeof highlight>;

export const bulletinFields = z.object({
  quarter,
  issue: z
    .int({ message: '请填写期号' })
    .min(1, { message: '期号从 1 开始' })
    .max(999, { message: '期号过大' }),
  title: line(100).min(1, { message: '请填写标题' }),
  unit: line(100).min(1, { message: '请填写编发单位' }),
  issuedOn: z.string().refine((text) => text === '' || isDate(text), dateMessage),
  highlights: z.array(highlight).max(50, { message: '亮点最多 50 条，请只留最突出的' }),
  closing: lines(5000),
  recipients: lines(500),
  figures: bulletinFigures,
});
export type BulletinFields = z.output<typeof bulletinFields>;

const summary = z.object({
  id: z.string(),
  quarter: z.string(),
  issue: z.int(),
  title: z.string(),
  unit: z.string(),
  issuedOn: z.string(),
  highlightCount: z.int(),
  /** The day its figures are of. */
  countedOn: z.string(),
  /** It was issued, and somebody removed it without knowing: it stands until a person has decided. */
  isRemovalOpen: z.boolean(),
  /** Parts that two laptops wrote differently, and nobody has decided upon. */
  disputes: z.int(),
  heads: seenHeads,
});
export type BulletinSummary = z.output<typeof summary>;

export const bulletin = z.object({
  id: z.string(),
  ...bulletinFields.shape,
  quarter: z.string(),
  issue: z.int(),
  title: z.string(),
  unit: z.string(),
  highlights: z.array(z.object({ source: z.string(), text: z.string() })),
  closing: z.string(),
  recipients: z.string(),
  /** Null when another program's version wrote what this one cannot read. */
  figures: bulletinFigures.nullable(),
  /** As in the list. */
  isRemovalOpen: z.boolean(),
  editable: z.boolean(),
  /** Parts that two laptops wrote differently, and nobody has decided upon. */
  disputes: z.int(),
  heads: seenHeads,
});
export type Bulletin = z.output<typeof bulletin>;

const reference = z.object({ id: entityId });
const city = { side: 'city' } as const;

export const bulletinContract = {
  /** The latest quarter first. A town, and a leader, sees those that were issued. */
  'bulletin.list': query(z.object({}), z.array(summary)),
  'bulletin.get': query(reference, bulletin),
  /** The figures of a quarter as the records say now, and what might be told of it. */
  'bulletin.figures': query(
    z.object({ quarter }),
    z.object({ figures: bulletinFigures, isEmpty: z.boolean(), proposals: z.array(highlight) }),
    city,
  ),
  /** Creates (no id) or changes one. */
  'bulletin.save': command(
    z.object({ id: entityId.optional(), fields: bulletinFields, seen: seenHeads.optional() }),
    reference,
    city,
  ),
  /** Of a draft: 印发日期 is today, and the next bundles tell the towns. One that was issued stays as it is. */
  'bulletin.issue': command(z.object({ id: entityId, seen: seenHeads.optional() }), z.null(), city),
  'bulletin.remove': command(reference, z.null(), city),
  /** The paper as HTML for the preview. */
  'bulletin.preview': action(reference, z.object({ html: z.string() })),
  /** Saves the paper where the officer says; null when cancelled. `pictures`: its charts as the window drew them, for Word. */
  'bulletin.exportPaper': action(
    z.object({
      id: entityId,
      format: paperFormat,
      pictures: z
        .array(z.object({ key: z.enum(bulletinChartKeys), png: chartPicture }))
        .max(bulletinChartKeys.length),
    }),
    z.object({ path: z.string() }).nullable(),
  ),
  'bulletin.print': action(reference, z.object({ printed: z.boolean() })),
};
