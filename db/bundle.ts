/** Bundles sent and taken in, and the receipts that came back. */
import type { Receipts } from '../shared/exchange/manifest.ts';
import type { DeskSide } from '../shared/rpc.ts';
import { all, get, prepare, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface BundleEntry {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly peerSide: DeskSide;
  readonly peerTownId: string;
  readonly peerDevice: string;
  readonly month: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly atMs: number;
  readonly archiveName: string;
  readonly summary: string;
}

interface BundleRow {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly peer_side: DeskSide;
  readonly peer_town_id: string;
  readonly peer_device: string;
  readonly month: string;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly at_ms: number;
  readonly archive_name: string;
  readonly summary: string;
}

const columns = sql`id, direction, peer_side, peer_town_id, peer_device, month, sha256, size_bytes, at_ms,
  archive_name, summary`;

export function insertBundle(db: WriteDb, entry: BundleEntry): void {
  run(
    db,
    sql`INSERT OR IGNORE INTO bundle (${columns})
        VALUES (${entry.id}, ${entry.direction}, ${entry.peerSide}, ${entry.peerTownId}, ${entry.peerDevice},
                ${entry.month}, ${entry.sha256}, ${entry.sizeBytes}, ${entry.atMs}, ${entry.archiveName},
                ${entry.summary})`,
  );
  db.touched.add('exchange');
}

/** Latest first. */
export function listBundles(db: ReadDb): BundleEntry[] {
  return all<BundleRow>(db, sql`SELECT ${columns} FROM bundle ORDER BY at_ms DESC, id`).map(toEntry);
}

export function findBundle(db: ReadDb, id: string): BundleEntry | undefined {
  const row = get<BundleRow>(db, sql`SELECT ${columns} FROM bundle WHERE id = ${id}`);
  return row ? toEntry(row) : undefined;
}

export function lastBundle(db: ReadDb, direction: 'in' | 'out', peerTownId: string): BundleEntry | undefined {
  const row = get<BundleRow>(
    db,
    sql`SELECT ${columns} FROM bundle WHERE direction = ${direction} AND peer_town_id = ${peerTownId}
        ORDER BY at_ms DESC LIMIT 1`,
  );
  return row ? toEntry(row) : undefined;
}

/** What became of the operations a town's laptops wrote, received since `sinceMs`: for its next bundle. */
export function receiptsFor(db: ReadDb, townId: string, sinceMs: number): Receipts {
  const rows = all<{ id: string; state: string; hold_reason: string }>(
    db,
    sql`SELECT o.id, o.state, o.hold_reason FROM op o JOIN device d ON d.id = o.author
        WHERE d.town_id = ${townId} AND d.state <> 'self'
          AND (o.received_at_ms >= ${sinceMs} OR o.state = 'held')
        ORDER BY o.id`,
  );
  return {
    applied: rows.filter((row) => row.state !== 'held').map((row) => row.id),
    held: rows.filter((row) => row.state === 'held').map((row) => ({ id: row.id, reason: row.hold_reason })),
    rejected: [],
  };
}

/** Keeps what the other side says became of our operations; a later word replaces an earlier one. */
export function storeReceipts(db: WriteDb, receipts: Receipts, device: string, bundleId: string): void {
  const insert = prepare(
    db,
    `INSERT INTO receipt (op_id, device, outcome, reason, bundle_id) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (op_id, device) DO UPDATE
     SET outcome = excluded.outcome, reason = excluded.reason, bundle_id = excluded.bundle_id`,
  );
  for (const id of receipts.applied) insert.run(id, device, 'applied', '', bundleId);
  for (const { id, reason } of receipts.held) insert.run(id, device, 'held', reason, bundleId);
  for (const { id, reason } of receipts.rejected) insert.run(id, device, 'rejected', reason, bundleId);
}

/** Operations held on one side: ours that the other holds, and theirs that we hold. */
export function heldOperations(db: ReadDb): { id: string; where: 'theirs' | 'ours'; reason: string }[] {
  return all<{ id: string; where: 'theirs' | 'ours'; reason: string }>(
    db,
    sql`SELECT op_id AS id, 'theirs' AS "where", reason FROM receipt WHERE outcome IN ('held', 'rejected')
        UNION ALL
        SELECT id, 'ours' AS "where", hold_reason AS reason FROM op WHERE state = 'held'
        LIMIT 1000`,
  );
}

/** Operations written here after the last bundle to a peer, within what it may read. */
export function countUnsent(
  db: ReadDb,
  ownSide: DeskSide,
  partitions: readonly string[],
  sinceMs: number,
): number {
  const count = prepare(
    db,
    'SELECT count(*) AS n FROM op WHERE partition_id = ? AND side = ? AND received_at_ms > ?',
  );
  return partitions.reduce(
    (sum, partition) => sum + (count.get(partition, ownSide, sinceMs) as { n: number }).n,
    0,
  );
}

/** Changes whenever the log or the known devices do: what a preview is bound to. */
export function logState(db: ReadDb): string {
  const row = get<{ ops: number; last: number | null; devices: number }>(
    db,
    sql`SELECT count(*) AS ops, max(rowid) AS last,
               (SELECT count(*) FROM device WHERE state IN ('self', 'confirmed')) AS devices FROM op`,
  );
  return `${row?.ops ?? 0}.${row?.last ?? 0}.${row?.devices ?? 0}`;
}

function toEntry(row: BundleRow): BundleEntry {
  return {
    id: row.id,
    direction: row.direction,
    peerSide: row.peer_side,
    peerTownId: row.peer_town_id,
    peerDevice: row.peer_device,
    month: row.month,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    atMs: row.at_ms,
    archiveName: row.archive_name,
    summary: row.summary,
  };
}
