/**
 * Forks: two operations with the same partition, incarnation and number. Somebody wrote on from an earlier state of a
 * database (put back from outside, or a copy on a second laptop) and nobody noticed in time. Both branches are kept.
 */
import { all, prepare, type ReadDb, sql, type WriteDb } from '../sql.ts';

export interface Fork {
  readonly partition: string;
  readonly incarnation: string;
  /** The first number given twice. Depends only on the operations that are known, like everything in the log. */
  readonly seq: number;
}

export function markFork(db: WriteDb, { partition, incarnation, seq }: Fork): void {
  prepare(
    db,
    `INSERT INTO fork (partition_id, incarnation, seq) VALUES (?, ?, ?)
     ON CONFLICT (partition_id, incarnation) DO UPDATE SET seq = excluded.seq WHERE excluded.seq < seq`,
  ).run(partition, incarnation, seq);
  db.touched.add('fork');
}

/** Whether more than one operation has this number. */
export function isForkedAt(db: ReadDb, { partition, incarnation, seq }: Fork): boolean {
  const { n } = prepare(
    db,
    'SELECT count(*) AS n FROM op WHERE partition_id = ? AND incarnation = ? AND seq = ?',
  ).get(partition, incarnation, seq) as { n: number };
  return n > 1;
}

/** Every fork this desk knows of. */
export function listForks(db: ReadDb): Fork[] {
  return all<Fork>(
    db,
    sql`SELECT partition_id AS partition, incarnation, seq FROM fork ORDER BY partition_id, incarnation`,
  );
}
