/**
 * 设备状态声明: the city's latest word on a laptop beside its certificate. Signed, so that it may travel through any
 * hands; of two the larger number stands, whatever order they came in.
 */
import { z } from 'zod';
import type { PartitionCut, StreamCut } from '../log/authority.ts';
import { partitionId } from '../log/operation.ts';
import { wireHash, wireId, wireSignature, wireTimeMs } from './wire.ts';

/** partition, incarnation, last seq that still counts */
const lastPosition = z.tuple([partitionId, wireId, z.int().min(1)]);

export const standing = z.looseObject({
  v: z.int().min(1),
  deviceId: wireId,
  /** SHA-256 of the city's raw public key */
  issuerKeyId: wireHash,
  n: z.int().min(1),
  state: z.enum(['confirmed', 'revoked']),
  /** What the city had of the laptop when it took its word back; operations past it are held. Empty while confirmed. */
  streams: z.array(lastPosition).max(200_000),
  atMs: wireTimeMs,
  signature: wireSignature,
});
export type Standing = z.output<typeof standing>;

/** Where a revoked laptop's operations end; undefined while the city's word stands. */
export function revokedAfter(found: Standing | undefined): StreamCut | undefined {
  if (found?.state !== 'revoked') return undefined;
  const cut = new Map<string, Map<string, number>>();
  for (const [partition, incarnation, seq] of found.streams) {
    const ends = cut.get(partition) ?? new Map<string, number>();
    ends.set(incarnation, seq);
    cut.set(partition, ends);
  }
  return cut satisfies ReadonlyMap<string, PartitionCut>;
}
