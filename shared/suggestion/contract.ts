/** 修改建议: what one side wrote in the other's fields, what the owner made of it, and whether it was taken back. */
import { z } from 'zod';
import { poolMembership, planFields, titleFields } from '../enterprise/schema.ts';
import { seenHeads } from '../record/contract.ts';
import { command, query } from '../rpc.ts';
import { typedLines } from '../text/typed.ts';
import { reasonLength, suggestionReason } from './reason.ts';

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

/** What a town begins from when it words its own suggestion anew: the record's fields as they are synced. */
export const rewritable = z.object({
  entityType: z.enum(['enterprise', 'title', 'plan']),
  standing: z.record(z.string(), z.unknown()),
  suggested: z.record(z.string(), z.unknown()),
  /** Of all fields of the record. */
  seen: seenHeads,
});
export type Rewritable = z.output<typeof rewritable>;

/** Who wrote it, and when by the writer's clock. */
const signature = z.object({ unit: z.string(), officer: z.string(), atMs: z.int() });

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
  /** Why its town asks for it; '' when it said nothing. */
  reason: z.string(),
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
  /** An answer stands over a withdrawal: then both are told. */
  state: z.enum(['waiting', 'accepted', 'declined', 'withdrawn']),
  /** Why it was declined. */
  answer: z.string(),
  withdrawal: signature.nullable(),
  /** null while it waits. */
  answeredBy: signature.nullable(),
  /** This desk's town made it and may take it back, or put it forward again. */
  mine: z.boolean(),
  /** Null when it cannot be worded anew here. */
  rewrite: rewritable.nullable(),
});
export type Suggestion = z.output<typeof suggestion>;

const id = z.string().min(1).max(80);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const reason = typedLines()
  .trim()
  .min(1, { message: '请填写不采纳的理由' })
  .max(reasonLength, { message: `理由请不超过 ${reasonLength} 字` });
const seen = z.record(z.string().max(80), z.array(hash).max(900));
const about = {
  enterpriseId: id,
  seen,
  /** The town's own waiting suggestion about the same record, withdrawn in the same moment. */
  replaces: hash.optional(),
  reason: suggestionReason.default(''),
};

/** What a town may propose: the fields that the city keeps. */
export const proposal = z.discriminatedUnion('entityType', [
  z.object({
    entityType: z.literal('enterprise'),
    ...about,
    fields: z.object({ townId: z.string().max(80), pool: poolMembership }).partial(),
  }),
  z.object({
    entityType: z.literal('title'),
    ...about,
    /** A new one when left out. */
    titleId: id.optional(),
    fields: titleFields,
  }),
  z.object({
    entityType: z.literal('plan'),
    ...about,
    planId: id.optional(),
    fields: planFields,
  }),
]);
export type Proposal = z.output<typeof proposal>;

export const suggestionContract = {
  /** Those that wait: neither answered nor withdrawn. */
  'suggestion.count': query(z.object({}), z.object({ count: z.int() })),
  'suggestion.list': query(
    z.object({ answered: z.boolean().default(false), partition: id.optional() }),
    z.array(suggestion),
  ),
  /** All or none. @throws suggestion.answered | suggestion.withdrawn | suggestion.not-acceptable | suggestion.same-item */
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
  /** All or none. @throws suggestion.answered | suggestion.withdrawn */
  'suggestion.decline': command(
    z.object({ opIds: z.array(hash).min(1).max(1000), reason }),
    z.object({ answered: z.int() }),
    { side: 'city' },
  ),
  /** @throws suggestion.unchanged | suggestion.waiting; with `replaces` also what suggestion.withdraw throws */
  'suggestion.propose': command(proposal, z.null(), { side: 'town' }),
  /** While it waits. @throws suggestion.answered | suggestion.withdrawn | suggestion.not-own | enterprise.handed-over */
  'suggestion.withdraw': command(z.object({ opId: hash }), z.null(), { side: 'town' }),
  /** Takes the withdrawal back. @throws suggestion.answered | suggestion.not-own | enterprise.handed-over */
  'suggestion.restore': command(z.object({ opId: hash }), z.null(), { side: 'town' }),
};
