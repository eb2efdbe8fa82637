/**
 * Streams (partition, incarnation): the table `stream` names each one that has operations here, and who writes it. How
 * far it reaches is read from the operations themselves.
 */
import { prepare, type ReadDb, sql, type WriteDb } from '../sql.ts';

export interface StreamEnd {
  readonly seq: number;
  readonly lastId: string | null;
  /** False when no operation of it is here, or fewer than once were. */
  readonly isHere: boolean;
}

/** How far a stream reaches, or reached when its partition was cleared here. */
export function streamEnd(db: ReadDb, partition: string, incarnation: string): StreamEnd {
  const held = lastOf(db, partition, incarnation);
  const cleared = prepare(
    db,
    'SELECT seq, last_id AS id FROM cleared_stream WHERE partition_id = ? AND incarnation = ?',
  ).get(partition, incarnation) as Numbered | undefined;
  const isHere = held !== undefined && held.seq >= (cleared?.seq ?? 0);
  const end = isHere ? held : cleared;
  return { seq: end?.seq ?? 0, lastId: end?.id ?? null, isHere };
}

interface Numbered {
  readonly seq: number;
  readonly id: string;
}

/** Of two operations with the same number (a fork) the larger id stands, whatever order they came in. */
function lastOf(db: ReadDb, partition: string, incarnation: string): Numbered | undefined {
  // Read from the index as it stands: sorted by id as well, it costs every save three times as much.
  const lastTwo = prepare(
    db,
    'SELECT seq, id FROM op WHERE partition_id = ? AND incarnation = ? ORDER BY seq DESC LIMIT 2',
  ).all(partition, incarnation) as Numbered[];
  const [last, before] = lastTwo;
  if (!last || last.seq !== before?.seq) return last;
  return prepare(db, lastOperation).get(partition, incarnation) as Numbered | undefined;
}

const lastOperation = `SELECT seq, id, side FROM op WHERE partition_id = ? AND incarnation = ?
  ORDER BY seq DESC, id DESC LIMIT 1`;

/**
 * How far a stream reached before the operations after this row of `op` were stored, or before its partition was cleared here;
 * 0 when nothing of it was ever here.
 */
export function numberBefore(db: ReadDb, partition: string, incarnation: string, row: number): number {
  const before = prepare(
    db,
    `SELECT seq FROM (SELECT seq FROM op WHERE partition_id = ? AND incarnation = ? AND rowid <= ?
                      ORDER BY seq DESC LIMIT 1)
     UNION ALL SELECT seq FROM cleared_stream WHERE partition_id = ? AND incarnation = ?
     ORDER BY seq DESC LIMIT 1`,
  ).get(partition, incarnation, row, partition, incarnation) as { seq: number } | undefined;
  return before?.seq ?? 0;
}

/** Of a row `s` of `stream`, as values in SQL: the number of its last operation, read from an index alone, */
export const lastNumber = sql`(SELECT max(e.seq) FROM op e
  WHERE e.partition_id = s.partition_id AND e.incarnation = s.incarnation)`;
/** and that operation itself, as its row in `op`. */
export const lastRow = sql`(SELECT e.rowid FROM op e
  WHERE e.partition_id = s.partition_id AND e.incarnation = s.incarnation ORDER BY e.seq DESC, e.id DESC LIMIT 1)`;

/** An operation in its stream. */
export interface StreamPlace {
  readonly partition: string;
  readonly incarnation: string;
  readonly seq: number;
}

/** Names the stream, and who wrote its last operation: one laptop writes a stream. Writes nothing that is known. */
export function noteStream(db: WriteDb, partition: string, incarnation: string): void {
  prepare(
    db,
    `INSERT INTO stream (partition_id, incarnation, side) SELECT ?, ?, side FROM (${lastOperation}) WHERE true
     ON CONFLICT (partition_id, incarnation) DO UPDATE SET side = excluded.side WHERE side <> excluded.side`,
  ).run(partition, incarnation, partition, incarnation);
}
