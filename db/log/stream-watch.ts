/** Follows the streams of operations while they are taken in: how far each reaches, where it forked, what is new. */
import type { WriteDb } from '../sql.ts';
import { isForkedAt, markFork } from './fork.ts';
import { advanceStream, type StreamPlace, streamEnd } from './stream.ts';

export interface StreamWatch {
  /** `operation` was stored just now. */
  added(operation: StreamPlace): void;
  /**
   * Writes how far each stream reaches now.
   * @returns incarnation → operations past the end this desk knew, or beside one it had: what it had never seen. The
   *   others only fill a gap, as when a partition comes back that was cleared here.
   */
  finish(): ReadonlyMap<string, number>;
}

/** Changed in place: there is one for every operation that comes. */
interface StreamReached {
  /** The end so far. */
  place: StreamPlace;
  /** The last number that this desk knew before. */
  readonly known: number;
  /** No number above this one is taken, stored before or just now. */
  taken: number;
  unseen: number;
}

/** Of each stream only the end is written, as `advanceStream` orders it: the larger number, then the larger id. */
export function watchStreams(db: WriteDb): StreamWatch {
  const ends = new Map<string, StreamReached>();
  const begin = (place: StreamPlace): StreamReached => {
    const known = streamEnd(db, place.partition, place.incarnation).seq;
    return { place, known, taken: known, unseen: 0 };
  };
  return {
    added: (place) => {
      const { partition, incarnation, seq, id } = place;
      const key = `${partition} ${incarnation}`;
      const found = ends.get(key);
      const end = found ?? begin(place);
      if (!found) ends.set(key, end);
      // Only a number that may be taken is looked up: most arrive past the end.
      const isFork = seq <= end.taken && isForkedAt(db, place);
      if (isFork) markFork(db, place);
      if (isFork || seq > end.known) end.unseen += 1;
      end.taken = Math.max(end.taken, seq);
      if (end.place.seq < seq || (end.place.seq === seq && end.place.id < id)) end.place = place;
    },
    finish: () => {
      const unseen = new Map<string, number>();
      for (const end of ends.values()) {
        advanceStream(db, end.place);
        const { incarnation } = end.place;
        if (end.unseen > 0) unseen.set(incarnation, (unseen.get(incarnation) ?? 0) + end.unseen);
      }
      return unseen;
    },
  };
}
