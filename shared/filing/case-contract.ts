/** What is kept beside a filing: deliveries, reasons, voiding and correction, paper versions, the register's number. */
import { z } from 'zod';
import { dateMessage, isDate } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { seenHeads } from '../record/contract.ts';
import { action, command } from '../rpc.ts';
import { typedLine, typedLines } from '../text/typed.ts';
import { deliverySlotKeys, deliveryWays } from './case.ts';
import { moment } from './moment.ts';
import { filingWarningCodes } from './warnings.ts';

const short = typedLine().trim().max(100, { message: '文字过长，请不超过 100 字' });

/** How and by whom; the same for every recipient told at once. */
export const deliveryHow = z.object({
  way: z.enum(deliveryWays),
  handledBy: short,
  receiptNumber: short,
});
export type DeliveryHow = z.output<typeof deliveryHow>;

export const deliveryInput = deliveryHow.extend({
  atMs: moment,
  note: typedLine().trim().max(200, { message: '文字过长，请不超过 200 字' }),
});
export type DeliveryInput = z.output<typeof deliveryInput>;

export const deliveryView = z.object({
  slot: z.enum(deliverySlotKeys),
  /** The record's; '' while only its time is known (from the step, or an older program). */
  id: z.string(),
  atMs: z.int().nullable(),
  /** One of deliveryWays, or what a newer program wrote. */
  way: z.string(),
  handledBy: z.string(),
  receiptNumber: z.string(),
  note: z.string(),
  heads: seenHeads,
});
export type DeliveryView = z.output<typeof deliveryView>;

export const reasonText = typedLines()
  .trim()
  .min(1, { message: '请写明理由' })
  .max(500, { message: '文字过长，请不超过 500 字' });

export const givenReason = z.object({ warning: z.enum(filingWarningCodes), reason: reasonText });
export type GivenReason = z.output<typeof givenReason>;

export const reasonView = z.object({
  id: z.string(),
  /** The warning's code, whether or not it still applies. */
  warning: z.string(),
  /** What the warning was about, in a few words. */
  about: z.string(),
  reason: z.string(),
  writtenAtMs: z.int(),
});

export const versionView = z.object({
  id: z.string(),
  version: z.int(),
  format: z.string(),
  madeAtMs: z.int(),
});

/** Another filing that this one points at, or that points at this one. */
export const filingReference = z.object({ id: z.string(), number: z.string() });

export const caseView = z.object({
  /** 〔2026〕3号; '' for none. */
  number: z.string(),
  /** Another filing of the unit has the same number: two laptops gave it without knowing of each other. */
  isNumberShared: z.boolean(),
  deliveries: z.array(deliveryView),
  reasons: z.array(reasonView),
  voided: z.object({ reason: z.string(), voidedOn: z.string() }).nullable(),
  corrects: filingReference.nullable(),
  correctedBy: z.array(filingReference),
  versions: z.array(versionView),
  /** The version that would be printed now. */
  version: z.int(),
});
export type CaseView = z.output<typeof caseView>;

const voidedOn = z.string().refine(isDate, dateMessage);

export const filingCaseContract = {
  /** Records or changes what is known of one delivery; the clocks and the steps follow it. */
  'filing.deliver': command(
    z.object({
      id: entityId,
      slot: z.enum(deliverySlotKeys),
      delivery: deliveryInput,
      seen: seenHeads.optional(),
    }),
    z.null(),
  ),
  /** Takes a delivery back that was recorded by mistake, and the step that rests on it. */
  'filing.undeliver': command(z.object({ id: entityId, slot: z.enum(deliverySlotKeys) }), z.null()),
  /** Why the officer goes on although a warning was given. */
  'filing.explain': command(z.object({ id: entityId, ...givenReason.shape }), z.null()),
  'filing.unexplain': command(z.object({ id: entityId, reasonId: entityId }), z.null()),
  /** The filing counts no more; it stays in the register, with its reason. */
  'filing.void': command(z.object({ id: entityId, reason: reasonText, voidedOn }), z.null()),
  'filing.unvoid': command(z.object({ id: entityId }), z.null()),
  /** A new filing with the same contents that points at this one, to be put right and sent anew. */
  'filing.correct': command(z.object({ id: entityId }), z.object({ id: z.string() })),
  /** Gives the next free number of its unit and year, to one without a number or with a shared one. */
  'filing.number': command(z.object({ id: entityId }), z.object({ number: z.string() })),
  /** An earlier version of the paper as it was made, as HTML. */
  'filing.previewVersion': action(
    z.object({ id: entityId, versionId: entityId }),
    z.object({ html: z.string() }),
  ),
};
