/**
 * What a bundle may leave out. While the whole log of the recipient's partitions is small it is sent, always; past
 * that, what every laptop of the recipient has acknowledged stays at home. design/exchange.md, decisions.
 */
import type { HeldStream } from './holdings.ts';
import { earlierWords, peerPosition } from '../peer.ts';
import { prepare, type ReadDb } from '../sql.ts';
import type { PeerLaptops } from './keys.ts';

/** Of the log in a bundle. */
export const fullLogBytes = 20 * 1024 * 1024;

/**
 * Bytes of the log for one byte of the bundle, put low: 50,000 saves are 27 MB and 2.9 MB in the bundle. Measuring it
 * would take as long as writing the bundle.
 */
const compression = 6;

export interface LogSize {
  readonly operations: number;
  readonly bytes: number;
}

/** Where each stream begins in the bundle: after this operation. A stream that is not named is sent whole. */
export type Base = ReadonlyMap<string, { readonly seq: number; readonly lastId: string }>;

export const streamKey = (partition: string, incarnation: string): string => `${partition} ${incarnation}`;

/** Whether the log is small enough to be sent whole. */
export function isSmall({ bytes }: Pick<LogSize, 'bytes'>, limitBytes = fullLogBytes): boolean {
  return estimatedBytes({ bytes }) <= limitBytes;
}

/** What a log takes in a bundle, rather too much than too little. */
export function estimatedBytes({ bytes }: Pick<LogSize, 'bytes'>): number {
  return Math.ceil(bytes / compression);
}

/** How far a laptop has acknowledged streams of ours; 0 where it has not, or where its history is not ours. */
export type Acknowledgement = (stream: { readonly partition: string; readonly incarnation: string }) => {
  readonly seq: number;
  readonly lastId: string;
};

/** By its latest bundle. */
export function acknowledgementOf(db: ReadDb, device: string): Acknowledgement {
  const none = { seq: 0, lastId: '' };
  const isOurs = prepare(
    db,
    'SELECT 1 FROM op WHERE id = ? AND partition_id = ? AND incarnation = ? AND seq = ?',
  );
  return ({ partition, incarnation }) => {
    const position = peerPosition(db, device, partition, incarnation);
    if (!position || position.forked) return none;
    return isOurs.get(position.lastId, partition, incarnation, position.seq) ? position : none;
  };
}

/** By all of its last bundles: a copy of the laptop may have written any of them. */
export function steadyAcknowledgementOf(db: ReadDb, device: string): Acknowledgement {
  const words = [device, ...earlierWords(db, device)].map((word) => acknowledgementOf(db, word));
  return (stream) => words.map((word) => word(stream)).reduce(lower);
}

function lower<Position extends { readonly seq: number }>(one: Position, other: Position): Position {
  return other.seq < one.seq ? other : one;
}

/** What every laptop of the peer has; empty when one of them was never heard of. */
export function commonBase(
  held: readonly HeldStream[],
  laptops: PeerLaptops,
  acknowledgements: readonly Acknowledgement[],
): Base {
  const base = new Map<string, { readonly seq: number; readonly lastId: string }>();
  if (laptops.hasStrangers || acknowledgements.length === 0) return base;
  for (const stream of held) {
    // Two branches: the last operation of one does not tell how much of the other is there.
    if (stream.forkedAt !== null) continue;
    const lowest = acknowledgements.map((acknowledged) => acknowledged(stream)).reduce(lower);
    // Past a gap of ours nothing is known.
    if (lowest.seq === 0 || lowest.seq > stream.seq) continue;
    base.set(streamKey(stream.partition, stream.incarnation), lowest);
  }
  return base;
}
