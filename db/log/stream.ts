/** Streams (partition, incarnation) → last operation. */
import type { DeskSide } from '../../shared/rpc.ts';
import { prepare, type ReadDb, type WriteDb } from '../sql.ts';

export interface StreamEnd {
  readonly seq: number;
  readonly lastId: string | null;
}

/** How far a stream reaches, or reached when its partition was cleared here. */
export function streamEnd(db: ReadDb, partition: string, incarnation: string): StreamEnd {
  const row = prepare(
    db,
    `SELECT seq, last_id FROM stream WHERE partition_id = ? AND incarnation = ?
     UNION ALL SELECT seq, last_id FROM cleared_stream WHERE partition_id = ? AND incarnation = ?
     ORDER BY seq DESC LIMIT 1`,
  ).get(partition, incarnation, partition, incarnation) as { seq: number; last_id: string } | undefined;
  return row ? { seq: row.seq, lastId: row.last_id } : { seq: 0, lastId: null };
}

/** An operation that may be the end of its stream. */
export interface StreamPlace {
  readonly partition: string;
  readonly incarnation: string;
  readonly seq: number;
  readonly id: string;
  /** Of its author; `unknown` until the city's word on the laptop comes. */
  readonly side: DeskSide | 'unknown';
}

/** Moves the stream's end forward; an older operation arriving late leaves it where it is. */
export function advanceStream(db: WriteDb, { partition, incarnation, seq, id, side }: StreamPlace): void {
  // Of two operations with the same number (a fork) the larger id stands, whatever order they came in.
  prepare(
    db,
    `INSERT INTO stream (partition_id, incarnation, seq, last_id, side) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (partition_id, incarnation)
       DO UPDATE SET seq = excluded.seq, last_id = excluded.last_id, side = excluded.side
     WHERE excluded.seq > seq OR (excluded.seq = seq AND excluded.last_id > last_id)`,
  ).run(partition, incarnation, seq, id, side);
}
