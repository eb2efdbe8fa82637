/** 修改建议: what one side wrote in the other's fields, and what the owner made of it. */
import { z } from 'zod';
import { poolMembership, planFields, titleFields } from '../enterprise/schema.ts';
import { seenHeads } from '../record/contract.ts';
import { command, query } from '../rpc.ts';

export const suggestedField = z.object({
  field: z.string(),
  label: z.string(),
  /** In words; '' when empty. */
  currentText: z.string(),
  suggestedText: z.string(),
  /** What stood when it was proposed; null where nothing did, or it is not known here. */
  madeFromText: z.string().nullable(),
  /** What stands now is not what the suggestion was made from. */
  changedSince: z.boolean(),
});

export const suggestion = z.object({
  /** The operation. */
  opId: z.string(),
  /** Names the record it changes, whatever partition that lies in. */
  record: z.string(),
  entityLabel: z.string(),
  /** What the record is called; '' for an enterprise's own. */
  recordTitle: z.string(),
  /** There is no such record yet. */
  isNew: z.boolean(),
  partition: z.string(),
  enterpriseName: z.string(),
  townName: z.string(),
  fields: z.array(suggestedField),
  /** What stands now in these fields: goes with the answer, so that nothing unseen is overwritten. */
  seen: seenHeads,
  /** The enterprise went to another town meanwhile. */
  reassigned: z.boolean(),
  unit: z.string(),
  officer: z.string(),
  deviceName: z.string(),
  writtenAtMs: z.int(),
  state: z.enum(['waiting', 'accepted', 'declined']),
  /** Why it was declined. */
  answer: z.string(),
});
export type Suggestion = z.output<typeof suggestion>;

const id = z.string().min(1).max(80);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const reason = z
  .string()
  .trim()
  .min(1, { message: '请填写不采纳的理由' })
  .max(500, { message: '理由请不超过 500 字' });
const seen = z.record(z.string().max(80), z.array(hash).max(900));

/** What a town may propose: the fields that the city keeps. */
export const proposal = z.discriminatedUnion('entityType', [
  z.object({
    entityType: z.literal('enterprise'),
    enterpriseId: id,
    fields: z.object({ townId: z.string().max(80), pool: poolMembership }).partial(),
    seen,
  }),
  z.object({
    entityType: z.literal('title'),
    enterpriseId: id,
    /** A new one when left out. */
    titleId: id.optional(),
    fields: titleFields,
    seen,
  }),
  z.object({
    entityType: z.literal('plan'),
    enterpriseId: id,
    planId: id.optional(),
    fields: planFields,
    seen,
  }),
]);
export type Proposal = z.output<typeof proposal>;

export const suggestionContract = {
  /** Those without an answer. */
  'suggestion.count': query(z.object({}), z.object({ count: z.int() })),
  'suggestion.list': query(
    z.object({ answered: z.boolean().default(false), partition: id.optional() }),
    z.array(suggestion),
  ),
  /** All or none. @throws suggestion.answered | suggestion.not-acceptable | suggestion.same-item */
  'suggestion.accept': command(
    z.object({
      items: z
        .array(z.object({ opId: hash, seen }))
        .min(1)
        .max(1000),
    }),
    z.object({ answered: z.int() }),
    { side: 'city' },
  ),
  /** All or none. @throws suggestion.answered */
  'suggestion.decline': command(
    z.object({ opIds: z.array(hash).min(1).max(1000), reason }),
    z.object({ answered: z.int() }),
    { side: 'city' },
  ),
  /** @throws suggestion.unchanged | suggestion.waiting */
  'suggestion.propose': command(proposal, z.null(), { side: 'town' }),
};
