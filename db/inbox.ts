/** 收件箱: bundles that came from outside and are not taken in yet. */
import { all, get, type ReadDb, run, sql, type WriteDb } from './sql.ts';
import type { DeskSide } from '../shared/rpc.ts';

export interface InboxEntry {
  /** Of the copy in the inbox folder, without its ending. */
  readonly name: string;
  /** As the officer knows the file. */
  readonly fileName: string;
  readonly bundleId: string;
  readonly peerName: string;
  readonly peerSide: DeskSide;
  readonly peerTownId: string;
  /** '' for a laptop of the office */
  readonly peerLeaderId: string;
  readonly fingerprint: string;
  readonly month: string;
  readonly partIndex: number;
  readonly partCount: number;
  readonly sizeBytes: number;
  readonly receivedAtMs: number;
  /**
   * ready: verified. unconfirmed: verified, and its laptop has to be compared first. waiting: what it builds upon is
   * missing. quarantined: nobody vouches for its sender.
   */
  readonly state: 'ready' | 'unconfirmed' | 'waiting' | 'quarantined';
  /** In the officer's words; '' when ready. */
  readonly explanation: string;
}

/** `importedAtMs`: when the same bundle was taken in already; null when it was not. */
export type InboxItem = InboxEntry & { readonly importedAtMs: number | null };

interface InboxRow {
  readonly imported_at_ms: number | null;
  readonly name: string;
  readonly file_name: string;
  readonly bundle_id: string;
  readonly peer_name: string;
  readonly peer_side: DeskSide;
  readonly peer_town_id: string;
  readonly peer_leader_id: string;
  readonly fingerprint: string;
  readonly month: string;
  readonly part_index: number;
  readonly part_count: number;
  readonly size_bytes: number;
  readonly received_at_ms: number;
  readonly state: InboxEntry['state'];
  readonly explanation: string;
}

const columns = sql`name, file_name, bundle_id, peer_name, peer_side, peer_town_id, peer_leader_id, fingerprint,
  month, part_index, part_count, size_bytes, received_at_ms, state, explanation`;

const imported = sql`(SELECT at_ms FROM bundle WHERE id = inbox.bundle_id AND direction = 'in') AS imported_at_ms`;

/** In the order of import: as handed over, the parts of one hand-over together. */
export function listInbox(db: ReadDb): InboxItem[] {
  return all<InboxRow>(
    db,
    sql`SELECT ${columns}, ${imported} FROM inbox ORDER BY peer_name, month, part_index, received_at_ms, name`,
  ).map(toEntry);
}

export function findInbox(db: ReadDb, name: string): InboxItem | undefined {
  const row = get<InboxRow>(db, sql`SELECT ${columns}, ${imported} FROM inbox WHERE name = ${name}`);
  return row ? toEntry(row) : undefined;
}

/** The copy of the same bundle that lies here already. */
export function findInboxBundle(db: ReadDb, bundleId: string): InboxItem | undefined {
  const row = get<InboxRow>(db, sql`SELECT ${columns}, ${imported} FROM inbox WHERE bundle_id = ${bundleId}`);
  return row ? toEntry(row) : undefined;
}

/** Inserts, or replaces what was known of the same copy. */
export function putInbox(db: WriteDb, entry: InboxEntry): void {
  run(
    db,
    sql`INSERT OR REPLACE INTO inbox (${columns})
        VALUES (${entry.name}, ${entry.fileName}, ${entry.bundleId}, ${entry.peerName}, ${entry.peerSide},
                ${entry.peerTownId}, ${entry.peerLeaderId}, ${entry.fingerprint}, ${entry.month}, ${entry.partIndex}, ${entry.partCount},
                ${entry.sizeBytes}, ${entry.receivedAtMs}, ${entry.state}, ${entry.explanation})`,
  );
  db.touched.add('inbox');
}

export function deleteInbox(db: WriteDb, name: string): void {
  run(db, sql`DELETE FROM inbox WHERE name = ${name}`);
  db.touched.add('inbox');
}

function toEntry(row: InboxRow): InboxItem {
  return {
    name: row.name,
    fileName: row.file_name,
    bundleId: row.bundle_id,
    peerName: row.peer_name,
    peerSide: row.peer_side,
    peerTownId: row.peer_town_id,
    peerLeaderId: row.peer_leader_id,
    fingerprint: row.fingerprint,
    month: row.month,
    partIndex: row.part_index,
    partCount: row.part_count,
    sizeBytes: row.size_bytes,
    receivedAtMs: row.received_at_ms,
    state: row.state,
    explanation: row.explanation,
    importedAtMs: row.imported_at_ms,
  };
}
