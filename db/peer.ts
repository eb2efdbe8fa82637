/**
 * What a laptop of another side holds: what its latest bundle said, and never what a clock suggests.
 * design/exchange.md, cursors.
 */
import type { BundleManifest } from '../shared/exchange/manifest.ts';
import { prepare, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface PeerPosition {
  readonly seq: number;
  readonly lastId: string;
  /** The laptop holds two branches of the stream: its last operation does not tell how much of each. */
  readonly forked: boolean;
}

/** Replaces all that was known of the sender's laptop: after a restore it may hold less than it did. */
export function putPeerHoldings(db: WriteDb, { sender, streams, forks, wantedBlobs }: BundleManifest): void {
  const { deviceId } = sender;
  run(db, sql`DELETE FROM peer_stream WHERE device = ${deviceId}`);
  run(db, sql`DELETE FROM peer_wanted_blob WHERE device = ${deviceId}`);
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

/** Whether a laptop said that it lacks an attachment's content. */
export function wantsBlob(db: ReadDb, device: string, sha256: string): boolean {
  const select = prepare(db, 'SELECT 1 FROM peer_wanted_blob WHERE device = ? AND sha256 = ?');
  return select.get(device, sha256) !== undefined;
}
