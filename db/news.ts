/** 新到变化: which bundles the officer of this laptop has not looked through yet. */
import { readSetting, writeSetting } from './setting.ts';
import { all, type ReadDb, sql, value, type WriteDb } from './sql.ts';
import type { TakenRows } from './taken-in.ts';

const seenKey = 'news/seen';

export interface NewBundle extends TakenRows {
  readonly id: string;
  /** Its place among the bundles of this laptop. */
  readonly n: number;
  readonly peerSide: 'city' | 'town';
  readonly peerLeaderId: string;
  readonly officer: string;
  readonly atMs: number;
}

/** Taken in since, in the order in which they came; those that brought nothing new are left out. */
export function newBundles(db: ReadDb): NewBundle[] {
  const seen = readSetting<number>(db, seenKey) ?? 0;
  const found = all<NewBundle>(
    db,
    sql`SELECT b.id AS id, b.rowid AS n, b.peer_side AS peerSide, b.peer_town_id AS townId,
               b.peer_leader_id AS peerLeaderId, b.at_ms AS atMs, d.officer AS officer, d.row_before AS rowBefore,
               d.row_last AS rowLast
        FROM bundle b JOIN bundle_detail d ON d.bundle_id = b.id
        WHERE b.rowid > ${seen} AND b.direction = 'in' AND d.row_last > d.row_before ORDER BY b.rowid`,
  );
  // Rows that were cleared since are given out again: they belong to the later one.
  return found.map((bundle, index) => ({
    ...bundle,
    rowLast: Math.min(bundle.rowLast, ...found.slice(index + 1).map(({ rowBefore }) => rowBefore)),
  }));
}

/** Rows of `op` by others than this laptop among them; `most` when there are more. */
export function countNewRows(
  db: ReadDb,
  bundles: readonly TakenRows[],
  exceptAuthor: string,
  most: number,
): number {
  return bundles.reduce((total, { rowBefore, rowLast }) => {
    if (total >= most) return most;
    const more = value<number>(
      db,
      sql`SELECT count(*) FROM (SELECT 1 FROM op WHERE rowid > ${rowBefore} AND rowid <= ${rowLast}
            AND author <> ${exceptAuthor} LIMIT ${most - total})`,
    );
    return total + (more ?? 0);
  }, 0);
}

/** `upTo`: `n` of a bundle. It never goes back: two windows of the list may be answered in any order. */
export function markSeen(db: WriteDb, upTo: number): void {
  const last = value<number>(db, sql`SELECT max(rowid) FROM bundle`) ?? 0;
  const seen = readSetting<number>(db, seenKey) ?? 0;
  writeSetting(db, seenKey, Math.max(seen, Math.min(upTo, last)));
  db.touched.add('news');
}
