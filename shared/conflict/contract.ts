import { z } from 'zod';
import { entityId, operationId } from '../log/operation.ts';
import { command, query } from '../rpc.ts';

/** One of the values standing side by side, who wrote it, and what that writer saw before. */
export const conflictingValue = z.object({
  opId: z.string(),
  value: z.unknown(),
  /** In words; '' when empty. */
  text: z.string(),
  /** What stood when it was written, in words: one, or several when it settled them; none when nothing stood. */
  seenTexts: z.array(z.string()),
  /** It settled an earlier conflict of this field. */
  isDecision: z.boolean(),
  side: z.enum(['city', 'town']),
  /** 市发改委, or the town. */
  unit: z.string(),
  officer: z.string(),
  deviceName: z.string(),
  /** By the writer's own clock. */
  writtenAtMs: z.int(),
  clock: z.enum(['fine', 'ahead', 'behind']),
  /** The place in time of what stands here; larger is later. */
  order: z.int(),
  /** The one shown on the record meanwhile. */
  isShown: z.boolean(),
});
export type ConflictingValue = z.output<typeof conflictingValue>;

export const conflict = z.object({
  /**
   * `values`: one field, several values. `deletion`: one side took the record away, the other changed it without knowing;
   * the first value is the deletion, the others are the changes.
   */
  kind: z.enum(['values', 'deletion']),
  entityType: z.string(),
  entityLabel: z.string(),
  entityId: z.string(),
  /** What the record is called; '' for an enterprise's own. */
  recordTitle: z.string(),
  field: z.string(),
  fieldLabel: z.string(),
  partition: z.string(),
  enterpriseName: z.string(),
  /** '' for no town. */
  townId: z.string(),
  townName: z.string(),
  /** Whether this desk may settle it (it owns the field). */
  mine: z.boolean(),
  /** Somebody had settled it; it is open again. */
  reopened: z.boolean(),
  /** What all the writers had seen last, in words; null when they began from nothing. */
  baseText: z.string().nullable(),
  values: z.array(conflictingValue),
  /** Of a deletion: what each of the changes changed. In the order of `values` without the first. */
  changedLabels: z.array(z.string()),
});
export type Conflict = z.output<typeof conflict>;

const id = z.string().min(1).max(100);
const seen = z.array(operationId).min(1).max(1000);
const place = { entityType: id, entityId, field: id };

export const conflictContract = {
  /** Of all, or of one enterprise and what belongs to it. */
  'conflict.count': query(z.object({ partition: id.optional() }), z.object({ count: z.int() })),
  'conflict.list': query(z.object({}), z.array(conflict)),
  /** Settles one field with a value of its own; `seen` are all the operations the officer saw. */
  'conflict.settle': command(z.object({ ...place, value: z.json(), seen }), z.null()),
  /** Settles fields with one of the values that stand, all or none. @throws conflict.settled */
  'conflict.take': command(
    z.object({
      choices: z
        .array(z.object({ ...place, opId: operationId, seen }))
        .min(1)
        .max(2000),
    }),
    z.object({ settled: z.int() }),
  ),
  /** Decides whether a record that was deleted against a change stays deleted. @throws conflict.settled */
  'conflict.settleDeletion': command(
    z.object({ entityType: id, entityId, deleted: z.boolean(), seen }),
    z.null(),
  ),
};
