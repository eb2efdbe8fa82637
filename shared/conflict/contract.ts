import { z } from 'zod';
import { entityId, operationId } from '../log/operation.ts';
import { command, query } from '../rpc.ts';

/** One of the values standing side by side, and who wrote it. */
export const conflictingValue = z.object({
  opId: z.string(),
  value: z.unknown(),
  /** What the writer saw when writing; null when the field was empty. */
  seenValue: z.unknown(),
  side: z.enum(['city', 'town']),
  officer: z.string(),
  deviceName: z.string(),
  writtenAtMs: z.int(),
  /** The one shown on the record meanwhile. */
  isShown: z.boolean(),
});

export const conflict = z.object({
  entityType: z.string(),
  entityLabel: z.string(),
  entityId: z.string(),
  field: z.string(),
  fieldLabel: z.string(),
  partition: z.string(),
  enterpriseName: z.string(),
  /** Whether this desk may settle it (it owns the field). */
  mine: z.boolean(),
  values: z.array(conflictingValue),
});
export type Conflict = z.output<typeof conflict>;

export const conflictContract = {
  'conflict.count': query(z.object({}), z.object({ count: z.int() })),
  'conflict.list': query(z.object({}), z.array(conflict)),
  /** Settles one field with a value; `seen` are all the operations the officer saw. */
  'conflict.settle': command(
    z.object({
      entityType: z.string(),
      entityId,
      field: z.string(),
      value: z.json(),
      seen: z.array(operationId).min(1),
    }),
    z.null(),
  ),
};
