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

/** What another laptop says of streams that this one knows too; the second branch may still be on its way. */
export function hearForks(db: WriteDb, forks: readonly Fork[]): void {
  for (const fork of forks) {
    const known = prepare(db, 'SELECT 1 FROM op WHERE partition_id = ? AND incarnation = ? AND seq = ?').get(
      fork.partition,
      fork.incarnation,
      fork.seq,
    );
    if (known !== undefined) markFork(db, fork);
  }
}

/** device → partitions in which it wrote one number twice */
export function forkedDevices(db: ReadDb): Map<string, number> {
  const rows = all<{ device: string; partitions: number }>(
    db,
    sql`SELECT o.author AS device, count(DISTINCT f.partition_id) AS partitions
        FROM fork f
        JOIN op o ON o.partition_id = f.partition_id AND o.incarnation = f.incarnation AND o.seq = f.seq
        GROUP BY o.author`,
  );
  return new Map(rows.map(({ device, partitions }) => [device, partitions]));
}
