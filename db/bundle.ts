/** Bundles sent and taken in. */
import type { DeskSide } from '../shared/rpc.ts';
import type { Party } from './party.ts';
import { all, get, type ReadDb, run, sql, values, type WriteDb } from './sql.ts';

export interface BundleEntry {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly peerSide: DeskSide;
  readonly peerTownId: string;
  /** '' or absent: the office's laptops, not a leader's own. */
  readonly peerLeaderId?: string;
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
  readonly peer_leader_id: string;
  readonly peer_device: string;
  readonly month: string;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly at_ms: number;
  readonly archive_name: string;
  readonly summary: string;
}

const columns = sql`id, direction, peer_side, peer_town_id, peer_leader_id, peer_device, month, sha256,
  size_bytes, at_ms, archive_name, summary`;

export function insertBundle(db: WriteDb, entry: BundleEntry): void {
  run(
    db,
    sql`INSERT OR IGNORE INTO bundle (${columns})
        VALUES (${entry.id}, ${entry.direction}, ${entry.peerSide}, ${entry.peerTownId},
                ${entry.peerLeaderId ?? ''}, ${entry.peerDevice},
                ${entry.month}, ${entry.sha256}, ${entry.sizeBytes}, ${entry.atMs}, ${entry.archiveName},
                ${entry.summary})`,
  );
  db.touched.add('exchange');
}

/** Latest first. */
export function listBundles(db: ReadDb): BundleEntry[] {
  return all<BundleRow>(db, sql`SELECT ${columns} FROM bundle ORDER BY at_ms DESC, id`).map(toEntry);
}

/** Whether it came from outside and was taken in. */
export function isTakenIn(db: ReadDb, id: string): boolean {
  return findBundle(db, id)?.direction === 'in';
}

export function findBundle(db: ReadDb, id: string): BundleEntry | undefined {
  const row = get<BundleRow>(db, sql`SELECT ${columns} FROM bundle WHERE id = ${id}`);
  return row ? toEntry(row) : undefined;
}

/** Of every bundle taken in or written here, and of those that lie in the inbox. */
export function bundleIds(db: ReadDb): Set<string> {
  return new Set(values<string>(db, sql`SELECT id FROM bundle UNION SELECT bundle_id FROM inbox`));
}

/** The one written down last, whatever the clock said. */
export function lastBundle(db: ReadDb, direction: 'in' | 'out', peer: Party): BundleEntry | undefined {
  const row = get<BundleRow>(
    db,
    sql`SELECT ${columns} FROM bundle WHERE direction = ${direction} AND peer_side = ${peer.side} AND peer_town_id = ${peer.townId}
          AND peer_leader_id = ${peer.leaderId ?? ''}
        ORDER BY rowid DESC LIMIT 1`,
  );
  return row ? toEntry(row) : undefined;
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
    peerLeaderId: row.peer_leader_id,
    peerDevice: row.peer_device,
    month: row.month,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    atMs: row.at_ms,
    archiveName: row.archive_name,
    summary: row.summary,
  };
}
