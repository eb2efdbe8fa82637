/** What a bundle brought or carried: for the hand-over receipt and for the changes of a month. */
import { countedMonth } from '../shared/month/rules.ts';
import { all, get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface BundleDetail {
  readonly bundleId: string;
  /** 经办人 at the laptop that made it. */
  readonly officer: string;
  readonly deviceName: string;
  readonly fingerprint: string;
  /** When it came into the inbox; of one that was sent, when it was made. */
  readonly receivedAtMs: number;
  readonly partIndex: number;
  readonly partCount: number;
  readonly operations: number;
  readonly attachments: number;
  readonly added: number;
  readonly held: number;
  /** New ones. */
  readonly conflicts: number;
  /** Of one that was taken in: rows of `op` after `rowBefore` up to `rowLast` are what it brought. */
  readonly rowBefore: number;
  readonly rowLast: number;
}

const columns = sql`bundle_id AS bundleId, officer, device_name AS deviceName, fingerprint,
  received_at_ms AS receivedAtMs, part_index AS partIndex,
  part_count AS partCount, operations, attachments, added, held, conflicts, row_before AS rowBefore, row_last AS rowLast`;

/** Of a bundle that is known by now; a second import of the same changes nothing. */
export function insertBundleDetail(db: WriteDb, detail: BundleDetail): void {
  run(
    db,
    sql`INSERT OR IGNORE INTO bundle_detail (bundle_id, officer, device_name, fingerprint, received_at_ms, part_index, part_count,
          operations, attachments, added, held, conflicts, row_before, row_last)
        VALUES (${detail.bundleId}, ${detail.officer}, ${detail.deviceName}, ${detail.fingerprint}, ${detail.receivedAtMs},
                ${detail.partIndex}, ${detail.partCount}, ${detail.operations}, ${detail.attachments},
                ${detail.added}, ${detail.held}, ${detail.conflicts}, ${detail.rowBefore}, ${detail.rowLast})`,
  );
}

/** Undefined for a bundle of before details were kept. */
export function findBundleDetail(db: ReadDb, bundleId: string): BundleDetail | undefined {
  return get<BundleDetail>(db, sql`SELECT ${columns} FROM bundle_detail WHERE bundle_id = ${bundleId}`);
}

type TakenIn = BundleDetail & { readonly townId: string; readonly month: string };

/** Of the bundles that were taken in and count for a month, in the order in which they came. */
export function detailsTakenIn(db: ReadDb, month: string): TakenIn[] {
  return all<TakenIn>(
    db,
    sql`SELECT b.peer_town_id AS townId, b.month AS month, ${columns}
        FROM bundle b JOIN bundle_detail d ON d.bundle_id = b.id WHERE b.direction = 'in' ORDER BY b.rowid`,
  ).filter((taken) => countedMonth(taken.month, taken.receivedAtMs) === month);
}
