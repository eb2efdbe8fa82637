/**
 * What a laptop of another side holds: what its latest bundles said, and never what a clock suggests.
 * design/exchange.md, cursors.
 *
 * The last two bundles are kept apart. A copied laptop goes by the same device id as the one it was copied from, until
 * somebody notices, and of a laptop that was put back an older bundle may still come late: what both bundles say is
 * there whichever of the two reads the next delta.
 */
import type { BundleManifest } from '../shared/exchange/manifest.ts';
import { all, prepare, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface PeerPosition {
  readonly seq: number;
  readonly lastId: string;
  /** The laptop holds two branches of the stream: its last operation does not tell how much of each. */
  readonly forked: boolean;
}

type HoldingsWord = Pick<BundleManifest, 'sender' | 'streams' | 'forks' | 'wantedBlobs'>;

/** Under this name lies what the bundle before the latest said. */
const beforeLatest = (device: string): string => `${device} before`;

/** The sender's word replaces the one before the latest: after a restore a laptop may hold less than it did. */
export function putPeerHoldings(db: WriteDb, { sender, streams, forks, wantedBlobs }: HoldingsWord): void {
  const { deviceId } = sender;
  const before = beforeLatest(deviceId);
  run(db, sql`DELETE FROM peer_stream WHERE device = ${before}`);
  run(db, sql`UPDATE peer_stream SET device = ${before} WHERE device = ${deviceId}`);
  run(db, sql`DELETE FROM peer_wanted_blob WHERE device = ${before}`);
  run(db, sql`UPDATE peer_wanted_blob SET device = ${before} WHERE device = ${deviceId}`);
  const forked = new Set(forks.map(([partition, incarnation]) => `${partition} ${incarnation}`));
  const insertStream = prepare(
    db,
    `INSERT OR REPLACE INTO peer_stream (device, partition_id, incarnation, seq, last_id, forked)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const [partition, incarnation, seq, lastId] of streams) {
    const isForked = forked.has(`${partition} ${incarnation}`);
    insertStream.run(deviceId, partition, incarnation, seq, lastId, isForked ? 1 : 0);
  }
  const insertWanted = prepare(db, 'INSERT OR IGNORE INTO peer_wanted_blob (device, sha256) VALUES (?, ?)');
  for (const sha256 of wantedBlobs) insertWanted.run(deviceId, sha256);
}

/** The partitions count as gone from the laptop, by both of its words. */
export function forgetHoldingsOutside(db: WriteDb, device: string, partitions: readonly string[]): void {
  run(
    db,
    sql`DELETE FROM peer_stream WHERE device IN (${device}, ${beforeLatest(device)})
        AND partition_id NOT IN (SELECT value FROM json_each(${JSON.stringify(partitions)}))`,
  );
}

/** The bundle before the latest of a laptop, as a name for `peerPosition`; undefined when only one came. */
export function earlierWord(db: ReadDb, device: string): string | undefined {
  const before = beforeLatest(device);
  const found = prepare(db, 'SELECT 1 FROM peer_stream WHERE device = ? LIMIT 1').get(before);
  return found === undefined ? undefined : before;
}

/** How far a laptop holds a stream; undefined when not at all. */
export function peerPosition(
  db: ReadDb,
  device: string,
  partition: string,
  incarnation: string,
): PeerPosition | undefined {
  const row = prepare(
    db,
    'SELECT seq, last_id, forked FROM peer_stream WHERE device = ? AND partition_id = ? AND incarnation = ?',
  ).get(device, partition, incarnation) as { seq: number; last_id: string; forked: number } | undefined;
  return row ? { seq: row.seq, lastId: row.last_id, forked: row.forked === 1 } : undefined;
}

/** What the laptops hold, by their latest bundles, in other partitions than these. */
export function holdingsOutside(
  db: ReadDb,
  devices: readonly string[],
  partitions: readonly string[],
): { partition: string; incarnation: string; seq: number; lastId: string }[] {
  return all(
    db,
    sql`SELECT partition_id AS "partition", incarnation, seq, last_id AS lastId FROM peer_stream
        WHERE device IN (SELECT value FROM json_each(${JSON.stringify(devices)}))
          AND partition_id NOT IN (SELECT value FROM json_each(${JSON.stringify(partitions)}))
        ORDER BY partition_id, incarnation, seq`,
  );
}

/** Whether a laptop said, in either of its last bundles, that it lacks an attachment's content. */
export function wantsBlob(db: ReadDb, device: string, sha256: string): boolean {
  const select = prepare(db, 'SELECT 1 FROM peer_wanted_blob WHERE device IN (?, ?) AND sha256 = ?');
  return select.get(device, beforeLatest(device), sha256) !== undefined;
}
