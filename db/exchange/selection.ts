/** The operations of a bundle, as they lay in the log at one moment: later saves wait for the next bundle. */
import { prepare, type ReadDb, sql, value } from '../sql.ts';
import { type Base, type LogSize, streamKey } from './delta.ts';

export interface Selection {
  readonly partitions: readonly string[];
  readonly base: Base;
  /** Rows of the log that came later are not part of it. */
  readonly lastRow: number;
}

export function selectOperations(db: ReadDb, partitions: readonly string[], base: Base): Selection {
  return { partitions, base, lastRow: value<number | null>(db, sql`SELECT max(rowid) FROM op`) ?? 0 };
}

export function measureSelection(db: ReadDb, selection: Selection): LogSize {
  const measure = prepare(
    db,
    `SELECT count(*) AS operations, total(length(bytes)) AS bytes FROM op
     WHERE partition_id = ? AND incarnation = ? AND seq > ? AND rowid <= ?`,
  );
  let operations = 0;
  let bytes = 0;
  for (const [partition, incarnation, after] of streamsOf(db, selection)) {
    const found = measure.get(partition, incarnation, after, selection.lastRow) as LogSize;
    operations += found.operations;
    bytes += found.bytes;
  }
  return { operations, bytes };
}

/**
 * Canonical bytes as stored, by partition and then as the clocks ran, so that what an operation names mostly came
 * before. May be iterated again. Between two operations the database is free for others.
 */
export function operationsOf(db: ReadDb, selection: Selection): Iterable<Uint8Array> {
  return { [Symbol.iterator]: () => iterate(db, selection) };
}

interface Key {
  readonly row: number;
  readonly id: string;
  readonly ms: number;
  readonly counter: number;
}

function* iterate(db: ReadDb, selection: Selection): Generator<Uint8Array> {
  const select = prepare(
    db,
    `SELECT rowid AS "row", id, hlc_ms AS ms, hlc_counter AS counter FROM op
     WHERE partition_id = ? AND incarnation = ? AND seq > ? AND rowid <= ?`,
  );
  const read = prepare(db, 'SELECT bytes FROM op WHERE rowid = ?');
  for (const partition of selection.partitions) {
    const keys = streamsOf(db, { ...selection, partitions: [partition] }).flatMap(
      ([, incarnation, after]) => select.all(partition, incarnation, after, selection.lastRow) as Key[],
    );
    keys.sort((a, b) => a.ms - b.ms || a.counter - b.counter || (a.id < b.id ? -1 : 1));
    for (const { row } of keys) {
      const found = read.get(row) as { bytes: Uint8Array } | undefined;
      // Gone meanwhile: an enterprise handed over, cleared because the city holds all of it.
      if (found) yield found.bytes;
    }
  }
}

function streamsOf(
  db: ReadDb,
  { partitions, base }: Selection,
): [partition: string, incarnation: string, after: number][] {
  const select = prepare(db, 'SELECT incarnation FROM stream WHERE partition_id = ? ORDER BY incarnation');
  return partitions.flatMap((partition) =>
    (select.all(partition) as { incarnation: string }[]).map(({ incarnation }): [string, string, number] => [
      partition,
      incarnation,
      base.get(streamKey(partition, incarnation))?.seq ?? 0,
    ]),
  );
}
