/** What every record has: its history, and the heads the user saw when a form was opened. */
import { z } from 'zod';
import { entityId, operationId } from '../log/operation.ts';
import { query } from '../rpc.ts';

/** field → ids of the heads seen; sent back with an edit so that nothing unseen is overwritten. */
export const seenHeads = z.record(z.string(), z.array(operationId));
export type SeenHeads = z.output<typeof seenHeads>;

const historyEntry = z.object({
  opId: z.string(),
  entityType: z.string(),
  entityLabel: z.string(),
  entityId: z.string(),
  field: z.string(),
  fieldLabel: z.string(),
  newValue: z.unknown(),
  /** This save began the record. */
  isCreation: z.boolean(),
  /** The owner wrote what another side had suggested. */
  isAcceptance: z.boolean(),
  oldValues: z.array(z.unknown()),
  /** 市发改委, or the name of the writer's town */
  unit: z.string(),
  /** 经办人, or the laptop's number when it is not known here */
  officer: z.string(),
  deviceName: z.string(),
  side: z.string(),
  writtenAtMs: z.int(),
  /** The writer's clock was more than a day ahead when the save came in here. */
  isClockOff: z.boolean(),
  state: z.enum(['applied', 'held', 'pending']),
  /** What became of a held write; null of any other. */
  suggested: z.enum(['waiting', 'accepted', 'declined', 'withdrawn']).nullable(),
  /** Why its town suggested it; '' of any other. */
  reason: z.string(),
});

/** The same in words: names for identifiers, labels for keys. */
export const readableHistoryEntry = z.object({
  ...historyEntry.shape,
  newText: z.string(),
  oldTexts: z.array(z.string()),
});
export type ReadableHistoryEntry = z.output<typeof readableHistoryEntry>;

export const recordContract = {
  /** Every field change of one record, and of a meeting's decisions with it, in words, latest first. */
  'record.history': query(z.object({ entityId }), z.array(readableHistoryEntry)),
};
