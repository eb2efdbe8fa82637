/**
 * How far this desk holds each stream: what its manifests acknowledge, and what a delta may leave out. A position
 * stands for everything up to it, so it ends before the first number that is missing.
 */
import type { StreamPosition } from '../../shared/exchange/manifest.ts';
import { listDevices } from '../device.ts';
import { lastRow } from '../log/stream.ts';
import { holdingsOutside } from '../peer.ts';
import { all, prepare, type ReadDb, sql } from '../sql.ts';
import { isSameParty, leaderOf, type Party } from '../party.ts';

export interface HeldStream {
  readonly partition: string;
  readonly incarnation: string;
  readonly seq: number;
  readonly lastId: string;
  /** The first number used twice (two branches of one stream); null when none is. */
  readonly forkedAt: number | null;
}

interface StreamRow {
  readonly incarnation: string;
  readonly seq: number;
  readonly last_id: string;
  readonly stored: number;
  readonly numbers: number;
}

/** The streams of the partitions, by partition as given, then by incarnation. */
export function heldStreams(db: ReadDb, partitions: readonly string[]): HeldStream[] {
  const select = prepare(
    db,
    `SELECT s.incarnation AS incarnation, max(o.seq) AS seq, (SELECT id FROM op WHERE rowid = ${lastRow.text}) AS last_id,
            count(*) AS stored, count(DISTINCT o.seq) AS numbers
     FROM stream s JOIN op o ON o.partition_id = s.partition_id AND o.incarnation = s.incarnation
     WHERE s.partition_id = ? GROUP BY s.incarnation ORDER BY s.incarnation`,
  );
  return partitions.flatMap((partition) =>
    (select.all(partition) as StreamRow[]).flatMap((row) => toHeld(db, partition, row) ?? []),
  );
}

/**
 * Streams of partitions that the peer may not read: their positions alone, so that a town learns that the city has all
 * that it still holds of an enterprise which went to another town. Of what its laptops wrote the whole position; of what
 * others wrote there no more than the peer itself said that it holds.
 */
export function peerStreamsOutside(db: ReadDb, peer: Party, partitions: readonly string[]): HeldStream[] {
  const written = streamsWrittenOutside(db, peer, partitions);
  const known = new Set(written.map(keyOf));
  return [...written, ...streamsNamedOutside(db, peer, partitions).filter((held) => !known.has(keyOf(held)))];
}

const keyOf = ({ partition, incarnation }: HeldStream): string => `${partition} ${incarnation}`;

function streamsNamedOutside(db: ReadDb, peer: Party, partitions: readonly string[]): HeldStream[] {
  const named = holdingsOutside(db, devicesOf(db, peer), partitions);
  const held = new Map(
    heldStreams(db, [...new Set(named.map(({ partition }) => partition))]).map((end) => [keyOf(end), end]),
  );
  const common = new Map<string, HeldStream>();
  for (const { partition, incarnation, seq, lastId } of named) {
    const end = held.get(`${partition} ${incarnation}`);
    // A position says nothing of two branches, and neither does one that this desk knows by another operation.
    if (!end || end.forkedAt !== null || end.seq < seq || !isOperation(db, lastId)) continue;
    // Ordered by number: of several laptops the furthest stands.
    common.set(keyOf(end), { ...end, seq, lastId });
  }
  return [...common.values()];
}

function isOperation(db: ReadDb, id: string): boolean {
  return prepare(db, 'SELECT 1 FROM op WHERE id = ?').get(id) !== undefined;
}

function devicesOf(db: ReadDb, peer: Party): string[] {
  return listDevices(db)
    .filter((device) => isSameParty(device, peer) && device.state !== 'self')
    .map((device) => device.id);
}

function streamsWrittenOutside(db: ReadDb, peer: Party, partitions: readonly string[]): HeldStream[] {
  const rows = all<{ partition_id: string; incarnation: string }>(
    db,
    sql`SELECT s.partition_id AS partition_id, s.incarnation AS incarnation
        FROM stream s JOIN op o ON o.rowid = ${lastRow} JOIN device d ON d.id = o.author
        WHERE d.side = ${peer.side} AND d.town_id = ${peer.townId} AND d.leader_id = ${leaderOf(peer)} AND d.state <> 'self'
          AND s.partition_id NOT IN (SELECT value FROM json_each(${JSON.stringify(partitions)}))
        ORDER BY s.partition_id, s.incarnation`,
  );
  const written = new Map<string, Set<string>>();
  for (const row of rows) {
    const incarnations = written.get(row.partition_id) ?? new Set();
    written.set(row.partition_id, incarnations.add(row.incarnation));
  }
  return heldStreams(db, [...written.keys()]).filter((held) =>
    written.get(held.partition)?.has(held.incarnation),
  );
}

export function toPosition({ partition, incarnation, seq, lastId }: HeldStream): StreamPosition {
  return [partition, incarnation, seq, lastId];
}

function toHeld(db: ReadDb, partition: string, row: StreamRow): HeldStream | undefined {
  const { incarnation } = row;
  const isWhole = row.numbers === row.seq;
  const end = isWhole ? { seq: row.seq, lastId: row.last_id } : endBeforeGap(db, partition, incarnation);
  if (!end) return undefined;
  const forkedAt = row.stored > row.numbers ? firstFork(db, partition, incarnation) : null;
  return { partition, incarnation, ...end, forkedAt };
}

/** A gap is nobody's intent: a relay left something out. What lies before it is held all the same. */
function endBeforeGap(
  db: ReadDb,
  partition: string,
  incarnation: string,
): { seq: number; lastId: string } | undefined {
  const rows = prepare(
    db,
    `SELECT seq, max(id) AS id FROM op WHERE partition_id = ? AND incarnation = ? GROUP BY seq ORDER BY seq`,
  ).all(partition, incarnation) as { seq: number; id: string }[];
  const missing = rows.findIndex((row, index) => row.seq !== index + 1);
  const last = rows[(missing === -1 ? rows.length : missing) - 1];
  return last && { seq: last.seq, lastId: last.id };
}

function firstFork(db: ReadDb, partition: string, incarnation: string): number {
  const row = prepare(
    db,
    `SELECT seq FROM op WHERE partition_id = ? AND incarnation = ?
     GROUP BY seq HAVING count(*) > 1 ORDER BY seq LIMIT 1`,
  ).get(partition, incarnation) as { seq: number };
  return row.seq;
}
