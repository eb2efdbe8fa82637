import { z } from 'zod';
import { isMonth } from '../clock.ts';
import { medium } from '../exchange/parts.ts';
import { partitionChange } from '../record/changes.ts';
import { action, command, query } from '../rpc.ts';
import { joinings } from '../town/joining.ts';
import { closingNoteLength, leftOpen } from './entity.ts';
import { typedLines } from '../text/typed.ts';

const month = z.string().refine(isMonth, { message: '月份应为“年-月”，例如 2026-11' });

const closing = z.object({
  closedOn: z.string(),
  closedBy: z.string(),
  leftOpen,
  note: z.string(),
});
export type MonthClosing = z.output<typeof closing>;

const townMonth = z.object({
  townId: z.string(),
  name: z.string(),
  enterprises: z.int(),
  handIn: z.enum(['absent', 'before', 'missing', 'open', 'waiting', 'in', 'late']),
  /** In which words its joining is told: 未邀请, 已邀请 … */
  joining: z.enum(joinings),
  /** The latest bundle of the month taken in; null while there is none. */
  inAtMs: z.int().nullable(),
  inBundleId: z.string(),
  /** YYYY-MM: what was taken in during the month was the hand-over for that other one; '' when there was no such. */
  otherMonth: z.string(),
  /** Who made it. */
  officer: z.string(),
  bundles: z.int(),
  /** Its bundles of the month in the inbox. */
  waiting: z.int(),
  conflicts: z.int(),
  /** 修改建议 that wait for an answer. */
  suggestions: z.int(),
  /** What it wrote and is kept aside for another reason. */
  held: z.int(),
  /** The latest bundle of the month made for the town; null while there is none. */
  outAtMs: z.int().nullable(),
  outBundleId: z.string(),
  /** Saves of the city that no bundle for the town holds yet. */
  unsent: z.int(),
  reachable: z.boolean(),
});
export type TownMonth = z.output<typeof townMonth>;

export const monthBoard = z.object({
  month: z.string(),
  dueDate: z.string(),
  closing: closing.nullable(),
  towns: z.array(townMonth),
  /** As it would be left open if the month were closed now. */
  open: leftOpen,
  /** Names of the towns that were not invited, as far as is known here: they hand nothing in, and owe nothing. */
  absent: z.array(z.string()),
  /** Names exactly what is open, one by one: equal counts of other things have another one. */
  openState: z.string(),
});
export type MonthBoard = z.output<typeof monthBoard>;

const exportedTown = z.object({
  townId: z.string(),
  name: z.string(),
  /** Of its 交接单; '' when nothing was written. */
  bundleId: z.string(),
  /** [] when nothing was written. */
  files: z.array(z.string()),
  operations: z.int(),
  /** Why nothing was written; '' when it was. */
  obstacle: z.string(),
});
export type ExportedTown = z.output<typeof exportedTown>;

export const monthContract = {
  /** Which towns have handed in, what waits, what is open. */
  'month.board': query(z.object({ month }), monthBoard, { side: 'city' }),
  /** Of the month that presses: the one before until every town has handed in or it was closed, else the running one. */
  'month.pressing': query(z.object({}), monthBoard, { side: 'city' }),
  /** What the month's bundles brought, by town and enterprise, as they were taken in. */
  'month.changes': query(z.object({ month }), z.array(partitionChange), { side: 'city' }),
  /** Refused while something is open, unless the clerk accepts it; `openState` is that of the board he was shown. */
  'month.close': command(
    z.object({
      month,
      acceptOpen: z.boolean(),
      openState: z.string().max(64),
      note: typedLines().max(closingNoteLength).default(''),
    }),
    z.null(),
    { side: 'city' },
  ),
  /** YYYY-MM of the months that are closed. */
  'month.closed': query(z.object({}), z.array(z.string()), { side: 'city' }),
  'month.reopen': command(z.object({ month }), z.null(), { side: 'city' }),
  /** Bundles for all towns with a laptop into one folder; null when the officer chose none. */
  'month.exportAll': action(
    z.object({ month, medium: medium.default('stick') }),
    z.object({ folder: z.string(), towns: z.array(exportedTown) }).nullable(),
    { side: 'city' },
  ),
  /** 交接单: the paper for both sides of one bundle, sent or taken in. */
  'month.receiptPreview': action(z.object({ bundleId: z.string() }), z.object({ html: z.string() })),
  'month.receiptExport': action(
    z.object({ bundleId: z.string(), format: z.enum(['pdf', 'docx']) }),
    z.object({ path: z.string() }).nullable(),
  ),
  'month.receiptPrint': action(z.object({ bundleId: z.string() }), z.object({ printed: z.boolean() })),
};
