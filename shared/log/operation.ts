/** One save, as it is stored, hashed, signed for and relayed. design/exchange.md, Operation. */
import { z } from 'zod';

export const operationVersion = 1;

/** SHA-256 of an operation's bytes. */
export const operationId = z.string().regex(/^[0-9a-f]{64}$/);
const identity = z.string().regex(/^[0-9a-f]{32}$/);
const plainName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/);
/** Partition: an enterprise's id, or a named one such as `city`, `town:t01`. */
export const partitionId = z.string().regex(/^[a-z0-9:-]{1,80}$/);
export const entityId = z.string().regex(/^[0-9a-z:-]{1,80}$/);

/** Limits of design/exchange.md, Container. */
export const operationLimits = {
  operationBytes: 256 * 1024,
  stringCharacters: 64 * 1024,
  /** Writes of one field that one operation replaces. */
  parents: 1000,
  /** A peer's clock may push ours ahead by at most this much. */
  futureMs: 24 * 60 * 60 * 1000,
} as const;

/** Loose: what a newer program added is kept, relayed and shown after the upgrade. */
export const operationBody = z.looseObject({
  v: z.int().min(1),
  partition: partitionId,
  incarnation: identity,
  seq: z.int().min(1),
  prev: operationId.nullable(),
  author: identity,
  hlc: z.tuple([z.int().min(0), z.int().min(0)]),
  wall: z.int().min(0),
  kind: plainName,
  entity: z.tuple([plainName, entityId]),
  fields: z.record(
    plainName,
    z.looseObject({ value: z.json(), parents: z.array(operationId).max(operationLimits.parents) }),
  ),
});
export type OperationBody = z.output<typeof operationBody>;

export const putKind = 'put';

/** Partitions that are not an enterprise. */
export const cityPartition = 'city';
/** The city desk's own records; never leaves the city. */
export const cityInternalPartition = 'city-internal';
export const townPartition = (townId: string): string => `town:${townId}`;
