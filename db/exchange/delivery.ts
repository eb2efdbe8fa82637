/**
 * How far this side's saves have come: written down for a peer, and acknowledged by one of its laptops. By the numbers
 * of the streams, never by a clock.
 */
import { listDevices } from '../device.ts';
import { forgetHoldingsOutside } from '../peer.ts';
import { get, prepare, type ReadDb, run, type Sql, sql, type WriteDb } from '../sql.ts';
import { lastNumber } from '../log/stream.ts';
import type { HeldStream } from './holdings.ts';
import { isSameParty, type Party } from '../party.ts';

/** Names a peer in `sent_stream`. */
export function peerKey({ side, townId, leaderId }: Party): string {
  if (leaderId) return `leader:${leaderId}`;
  return side === 'city' ? side : `town:${townId}`;
}

/** The latest bundle for the peer went this far. */
export function putSent(db: WriteDb, peer: Party, held: readonly HeldStream[]): void {
  const key = peerKey(peer);
  run(db, sql`DELETE FROM sent_stream WHERE peer = ${key}`);
  const insert = prepare(
    db,
    'INSERT INTO sent_stream (peer, partition_id, incarnation, seq) VALUES (?, ?, ?, ?)',
  );
  for (const { partition, incarnation, seq } of held) insert.run(key, partition, incarnation, seq);
}

/**
 * What the peer's laptops may clear once they read the bundle (an enterprise handed over) counts as gone from them:
 * should it come back, it is sent whole.
 */
export function forgetOutside(db: WriteDb, peer: Party, partitions: readonly string[]): void {
  for (const device of devicesOf(db, peer)) forgetHoldingsOutside(db, device, partitions);
}

export interface DeliveryCounts {
  /** 待导出: in no bundle yet. */
  readonly unsent: number;
  /** 已导出待回执: in a bundle, and no laptop of the peer has acknowledged it. */
  readonly awaiting: number;
}

/** Saves of this side in the partitions that the peer may read. */
export function countDeliveries(
  db: ReadDb,
  own: Party,
  peer: Party,
  partitions: readonly string[],
): DeliveryCounts {
  const row = get<DeliveryCounts>(
    db,
    sql`SELECT coalesce(sum(max(0, seq - max(sent, acknowledged))), 0) AS unsent,
               coalesce(sum(max(0, min(seq, sent) - acknowledged)), 0) AS awaiting
        FROM (${ownStreams(db, own, peer, partitions)})`,
  );
  return row ?? { unsent: 0, awaiting: 0 };
}

/**
 * The streams of this side that the peer may read: partition, incarnation, seq, and how far each was sent and
 * acknowledged. One laptop writes a stream: its last operation tells whose it is.
 */
export function ownStreams(db: ReadDb, own: Party, peer: Party, partitions: readonly string[]): Sql {
  return sql`SELECT s.partition_id AS "partition", s.incarnation AS incarnation, ${lastNumber} AS seq,
      coalesce((SELECT t.seq FROM sent_stream t WHERE t.peer = ${peerKey(peer)}
                AND t.partition_id = s.partition_id AND t.incarnation = s.incarnation), 0) AS sent,
      coalesce((SELECT max(p.seq) FROM json_each(${JSON.stringify(devicesOf(db, peer))}) d
                JOIN peer_stream p ON p.device = d.value
                AND p.partition_id = s.partition_id AND p.incarnation = s.incarnation), 0) AS acknowledged
    FROM json_each(${JSON.stringify(partitions)}) scope
    JOIN stream s ON s.partition_id = scope.value
    WHERE s.side = ${own.side}`;
}

function devicesOf(db: ReadDb, peer: Party): string[] {
  return listDevices(db)
    .filter((device) => isSameParty(device, peer) && device.state === 'confirmed')
    .map((device) => device.id);
}
