/** Follows the streams of operations while they are taken in: which there are, where one forked, what is new. */
import type { WriteDb } from '../sql.ts';
import { isForkedAt, markFork } from './fork.ts';
import { noteStream, numberBefore, type StreamPlace } from './stream.ts';

export interface StreamWatch {
  /** `operation` was stored just now. */
  added(operation: StreamPlace): void;
  /**
   * Names each stream.
   * @returns incarnation → operations past the end this desk knew, or beside one it had: what it had never seen. The
   *   others only fill a gap, as when a partition comes back that was cleared here.
   */
  finish(): ReadonlyMap<string, number>;
}

/** Changed in place: there is one for every operation that comes. */
interface StreamReached {
  readonly partition: string;
  readonly incarnation: string;
  /** The last number that this desk knew before. */
  readonly known: number;
  /** No number above this one is taken, stored before or just now. */
  taken: number;
  unseen: number;
}

/** `lastRow`: the last row of `op` before. */
export function watchStreams(db: WriteDb, lastRow: number): StreamWatch {
  const streams = new Map<string, StreamReached>();
  let latest: StreamReached | undefined;
  const begin = ({ partition, incarnation }: StreamPlace): StreamReached => {
    const known = numberBefore(db, partition, incarnation, lastRow);
    return { partition, incarnation, known, taken: known, unseen: 0 };
  };
  const find = (place: StreamPlace): StreamReached => {
    const key = `${place.partition} ${place.incarnation}`;
    const found = streams.get(key);
    if (found) return found;
    const begun = begin(place);
    streams.set(key, begun);
    return begun;
  };
  return {
    added: (place) => {
      const { partition, incarnation, seq } = place;
      // A stream's operations mostly follow one another.
      const isSame = latest?.partition === partition && latest.incarnation === incarnation;
      const stream = latest && isSame ? latest : find(place);
      latest = stream;
      // Only a number that may be taken is looked up: most arrive past the end.
      const isFork = seq <= stream.taken && isForkedAt(db, place);
      if (isFork) markFork(db, place);
      if (isFork || seq > stream.known) stream.unseen += 1;
      stream.taken = Math.max(stream.taken, seq);
    },
    finish: () => {
      const unseen = new Map<string, number>();
      for (const stream of streams.values()) {
        noteStream(db, stream.partition, stream.incarnation);
        if (stream.unseen > 0)
          unseen.set(stream.incarnation, (unseen.get(stream.incarnation) ?? 0) + stream.unseen);
      }
      return unseen;
    },
  };
}
