/** 新到变化: which bundles the officer of this laptop has not looked through yet. */
import { readSetting, writeSetting } from './setting.ts';
import { all, type ReadDb, sql, value, type WriteDb } from './sql.ts';
import type { TakenRows } from './taken-in.ts';

const seenKey = 'news/seen';

export interface NewBundle extends TakenRows {
  readonly id: string;
  readonly peerSide: 'city' | 'town';
  readonly peerLeaderId: string;
  readonly officer: string;
  readonly atMs: number;
}

/** Taken in since, in the order in which they came; those that brought nothing new are left out. */
export function newBundles(db: ReadDb): NewBundle[] {
  const seen = readSetting<number>(db, seenKey) ?? 0;
  return all<NewBundle>(
    db,
    sql`SELECT b.id AS id, b.peer_side AS peerSide, b.peer_town_id AS townId, b.peer_leader_id AS peerLeaderId,
               b.at_ms AS atMs, d.officer AS officer, max(d.row_before, ${seen}) AS rowBefore, d.row_last AS rowLast
        FROM bundle_detail d JOIN bundle b ON b.id = d.bundle_id
        WHERE b.direction = 'in' AND d.row_last > ${seen} AND d.row_last > d.row_before ORDER BY b.rowid`,
  );
}

/** Rows of `op` by others than this laptop among them. */
export function countNewRows(db: ReadDb, bundles: readonly TakenRows[], exceptAuthor: string): number {
  return bundles.reduce(
    (total, { rowBefore, rowLast }) =>
      total +
      (value<number>(
        db,
        sql`SELECT count(*) FROM op
            WHERE rowid > ${rowBefore} AND rowid <= ${rowLast} AND author <> ${exceptAuthor}`,
      ) ?? 0),
    0,
  );
}

/** `upTo`: row of `op`. It never goes back: two windows of the list may be answered in any order. */
export function markSeen(db: WriteDb, upTo: number): void {
  const last = value<number>(db, sql`SELECT max(row_last) FROM bundle_detail`) ?? 0;
  const seen = readSetting<number>(db, seenKey) ?? 0;
  writeSetting(db, seenKey, Math.max(seen, Math.min(upTo, last)));
}
