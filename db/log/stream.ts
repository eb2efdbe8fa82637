/** Streams (partition, incarnation) → last operation, and the hybrid logical clock. */
import { operationLimits } from '../../shared/log/operation.ts';
import { get, prepare, type ReadDb, run, sql, type WriteDb } from '../sql.ts';

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

/** Moves the stream's end forward; an older operation arriving late leaves it where it is. */
export function advanceStream(
  db: WriteDb,
  partition: string,
  incarnation: string,
  seq: number,
  opId: string,
): void {
  // Of two operations with the same number (a fork) the larger id stands, whatever order they came in.
  prepare(
    db,
    `INSERT INTO stream (partition_id, incarnation, seq, last_id) VALUES (?, ?, ?, ?)
     ON CONFLICT (partition_id, incarnation) DO UPDATE SET seq = excluded.seq, last_id = excluded.last_id
     WHERE excluded.seq > seq OR (excluded.seq = seq AND excluded.last_id > last_id)`,
  ).run(partition, incarnation, seq, opId);
}

interface ClockRow {
  readonly hlc_ms: number;
  readonly hlc_counter: number;
}

function readClock(db: ReadDb): ClockRow {
  return get<ClockRow>(db, sql`SELECT hlc_ms, hlc_counter FROM log_clock`) ?? { hlc_ms: 0, hlc_counter: 0 };
}

/** The next HLC of a local write; never goes back, even when the machine's clock does. */
export function tickClock(db: WriteDb, nowMs: number): readonly [ms: number, counter: number] {
  const clock = readClock(db);
  const next: readonly [number, number] =
    nowMs > clock.hlc_ms ? [nowMs, 0] : [clock.hlc_ms, clock.hlc_counter + 1];
  run(db, sql`UPDATE log_clock SET hlc_ms = ${next[0]}, hlc_counter = ${next[1]}`);
  return next;
}

/** Hears a peer's clock: advances ours, by at most 24 h over our own time. */
export function hearClock(db: WriteDb, peerMs: number, nowMs: number): void {
  const clock = readClock(db);
  const bounded = Math.min(peerMs, nowMs + operationLimits.futureMs);
  if (bounded > clock.hlc_ms) run(db, sql`UPDATE log_clock SET hlc_ms = ${bounded}, hlc_counter = 0`);
}
