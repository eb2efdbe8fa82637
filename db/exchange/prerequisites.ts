/** What a delta builds upon, and what of it is not here yet: then it waits in the inbox and nothing is taken in. */
import type { BundleManifest, StreamPosition } from '../../shared/exchange/manifest.ts';
import type { HeldStream } from './holdings.ts';
import { heldStreams } from './holdings.ts';
import { prepare, type ReadDb } from '../sql.ts';

export interface MissingBase {
  readonly partition: string;
  readonly incarnation: string;
  /** The bundle begins after this number. */
  readonly seq: number;
  /** This desk's last number of the stream; 0 when it has none of it, or another branch. */
  readonly heldSeq: number;
}

/** The prerequisites of a bundle that this desk does not meet; empty for a full log. Reads only. */
export function missingPrerequisites(db: ReadDb, { base }: Pick<BundleManifest, 'base'>): MissingBase[] {
  if (base.length === 0) return [];
  const held = heldStreams(db, [...new Set(base.map(([partition]) => partition))]);
  const select = prepare(
    db,
    'SELECT 1 FROM op WHERE id = ? AND partition_id = ? AND incarnation = ? AND seq = ?',
  );
  return missingBase(base, held, ([partition, incarnation, seq, lastId]) =>
    Boolean(select.get(lastId, partition, incarnation, seq)),
  );
}

/** Pure: `has` says whether the very operation at a position lies here. */
export function missingBase(
  base: readonly StreamPosition[],
  held: readonly HeldStream[],
  has: (position: StreamPosition) => boolean,
): MissingBase[] {
  const heldSeqs = new Map(held.map((stream) => [keyOf(stream.partition, stream.incarnation), stream.seq]));
  return base.flatMap((position) => {
    const [partition, incarnation, seq] = position;
    const heldSeq = heldSeqs.get(keyOf(partition, incarnation)) ?? 0;
    if (heldSeq < seq) return [{ partition, incarnation, seq, heldSeq }];
    return has(position) ? [] : [{ partition, incarnation, seq, heldSeq: 0 }];
  });
}

function keyOf(partition: string, incarnation: string): string {
  return `${partition} ${incarnation}`;
}
