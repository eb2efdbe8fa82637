/**
 * Where a record is kept. One laptop writes it in one partition; a program that does not keep to the rules may write a
 * record of another's in a partition of its own. Which one is its home follows from what the writes say, never from a
 * clock, from what came first, or from an operation's id: all three can be made to measure.
 */
import { canonicalJson } from './canonical.ts';

/** A write of a record that would count if the record is kept where it was written. */
export interface PlacedWrite {
  readonly partition: string;
  readonly side: string;
  /** The record's id was made for that partition, or is the id of the laptop that wrote it. */
  readonly isOfBirth: boolean;
  /** It names no write before it: the record may have begun with it. */
  readonly isFirst: boolean;
  /** A hash of the record's id and the partition: whoever finds a record made by another cannot choose it. */
  readonly mark: string;
}

/**
 * The partition a record is kept in, when laptops wrote it in several: the one its id was made for; for ids that say
 * nothing, the one the city wrote in; then one where the record began before one where it was only changed; of equals the
 * smaller mark. What was written in another one is held as `elsewhere`: nobody changes a record by writing it in a
 * partition of his own.
 */
export function homePartition(writes: readonly PlacedWrite[]): string | undefined {
  let best: PlacedWrite | undefined;
  for (const write of writes) if (!best || precedes(write, best)) best = write;
  return best?.partition;
}

function precedes(a: PlacedWrite, b: PlacedWrite): boolean {
  if (a.isOfBirth !== b.isOfBirth) return a.isOfBirth;
  const isCity = a.side === 'city';
  if (isCity !== (b.side === 'city')) return isCity;
  if (a.isFirst !== b.isFirst) return a.isFirst;
  if (a.mark !== b.mark) return a.mark < b.mark;
  return a.partition < b.partition;
}

/** What is hashed to bind an id to the partition it was made in. `nonce`: its first 16 hex digits. */
export function birthText(nonce: string, partition: string): string {
  return `DRCB birth v1\n${canonicalJson([nonce, partition])}`;
}

/** What is hashed to tell apart partitions that nothing else tells apart. */
export function markText(entity: readonly [type: string, id: string], partition: string): string {
  return `DRCB home v1\n${canonicalJson([...entity, partition])}`;
}
