/** 改派通知 as the old town reads them: what it handed over, and what it may clear. design/exchange.md, Reassignment. */
import type { BundleManifest, StreamPosition } from '../shared/exchange/manifest.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { townPartition } from '../shared/log/operation.ts';
import { leaveDraftsOf } from './draft.ts';
import { readIdentity } from './identity.ts';
import { waitsForAnswer } from './late-change.ts';
import { pinLinks } from './log/chain-link.ts';
import { settleHome } from './log/home.ts';
import { refoldEntity } from './log/refold.ts';
import { answer, withdrawal } from './suggestion.ts';
import { all, get, prepare, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface Handover {
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly toTownId: string;
  /** YYYY-MM-DD */
  readonly onDate: string;
  /** Whether this desk still has the enterprise's records. */
  readonly isHere: boolean;
}

interface HandoverRow {
  readonly enterprise_id: string;
  readonly enterprise_name: string;
  readonly to_town_id: string;
  readonly on_date: string;
  readonly is_here: number;
}

/**
 * A notice counts while the assignment it speaks of has not come with the enterprise's own records: a town that was
 * given the enterprise back has them, and they are the truth.
 */
const standing = sql`h.deleted = 0 AND NOT EXISTS (SELECT 1 FROM op WHERE id = h.assignment_op)`;

/** How many `listHandovers` gives. */
export function countHandovers(db: ReadDb, townId: string): number {
  const found = get<{ count: number }>(
    db,
    sql`SELECT count(*) AS count FROM handover h WHERE h.partition_id = ${townPartition(townId)} AND ${standing}`,
  );
  return found?.count ?? 0;
}

/** Enterprises that this town no longer keeps, latest first. */
export function listHandovers(db: ReadDb, townId: string): Handover[] {
  return all<HandoverRow>(
    db,
    sql`SELECT h.enterprise_id, h.enterprise_name, h.to_town_id, h.on_date,
               EXISTS (SELECT 1 FROM op WHERE partition_id = h.enterprise_id) AS is_here
        FROM handover h WHERE h.partition_id = ${townPartition(townId)} AND ${standing}
        ORDER BY h.on_date DESC, h.enterprise_name, h.id`,
  ).map((row) => ({
    enterpriseId: row.enterprise_id,
    enterpriseName: row.enterprise_name,
    toTownId: row.to_town_id,
    onDate: row.on_date,
    isHere: row.is_here === 1,
  }));
}

/** At the city: a notice that stands, and how far it has come. */
export interface Reassigned {
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly fromTownId: string;
  readonly toTownId: string;
  /** YYYY-MM-DD */
  readonly onDate: string;
  /** Whether the old town has a laptop to tell. */
  readonly hasLaptop: boolean;
  /** Whether it was ever asked to join. */
  readonly isInvited: boolean;
  readonly isSent: boolean;
  /** One of the old town's laptops acknowledged it. */
  readonly isReceived: boolean;
  /** Changes of the old town's laptops that came too late to count by themselves and wait for the city's answer. */
  readonly late: number;
}

/** Notices with the town they are for, and the enterprise as it stands now. */
const reassigned = sql`(SELECT *, substr(partition_id, length('town:') + 1) AS town FROM handover) h
  LEFT JOIN enterprise e ON e.id = h.enterprise_id`;
/** The enterprise is not back in that town. */
const away = sql`h.deleted = 0 AND e.town_id IS NOT h.town AND e.deleted IS NOT 1`;

/** How many `listReassigned` gives. */
export function countReassigned(db: ReadDb): number {
  const found = get<{ count: number }>(db, sql`SELECT count(*) AS count FROM ${reassigned} WHERE ${away}`);
  return found?.count ?? 0;
}

/** At the city: what went from a town, with the town that has it now, and is not back there; latest first. */
export function listReassigned(db: ReadDb): Reassigned[] {
  const rows = all<
    Omit<Reassigned, 'hasLaptop' | 'isInvited' | 'isSent' | 'isReceived'> & {
      readonly joined: number;
      readonly invited: number;
      readonly sent: number;
      readonly received: number;
    }
  >(
    db,
    sql`SELECT h.enterprise_id AS enterpriseId, h.enterprise_name AS enterpriseName, h.town AS fromTownId,
               h.to_town_id AS toTownId, h.on_date AS onDate,
               EXISTS (SELECT 1 FROM device d WHERE d.town_id = h.town AND d.leader_id = '' AND d.state = 'confirmed') AS joined,
               EXISTS (SELECT 1 FROM invitation i WHERE i.town_id = h.town
                         AND coalesce(i.secret ->> '$.leaderId', '') = '') AS invited,
               EXISTS (SELECT 1 FROM sent_stream s WHERE s.peer = 'town:' || h.town AND s.partition_id = n.partition_id
                         AND s.incarnation = n.incarnation AND s.seq >= n.seq) AS sent,
               EXISTS (SELECT 1 FROM device d CROSS JOIN peer_stream p ON p.device = d.id -- by its key, never all of it
                       WHERE d.town_id = h.town AND d.leader_id = '' AND d.state = 'confirmed' AND p.partition_id = n.partition_id
                         AND p.incarnation = n.incarnation AND p.seq >= n.seq) AS received,
               (SELECT count(*) FROM op o JOIN device d ON d.id = o.author ${answer} ${withdrawal}
                WHERE o.partition_id = h.enterprise_id AND o.state = 'held' AND o.hold_reason = 'reassigned'
                  AND d.town_id = h.town AND a.id IS NULL AND w.id IS NULL) AS late
        FROM ${reassigned}
        LEFT JOIN head a ON a.entity = 'handover/' || h.id AND a.field = 'assignmentOp'
        LEFT JOIN op n ON n.id = a.op_id
        WHERE ${away}
        GROUP BY h.id ORDER BY h.on_date DESC, h.enterprise_name, h.id`,
  );
  return rows.map(({ joined, invited, sent, received, ...row }) => ({
    ...row,
    hasLaptop: joined === 1,
    isInvited: invited === 1,
    isSent: sent === 1,
    isReceived: received === 1,
  }));
}

/**
 * The town that keeps an enterprise now, as far as this desk knows. Of one that was handed over only the notice says it:
 * its own records do not come here any more, and go on naming the old town.
 */
export function keepingTowns(
  db: ReadDb,
): (enterprise: { readonly id: string; readonly townId: string }) => string {
  const self = readIdentity(db);
  if (self?.side !== 'town') return ({ townId }) => townId;
  const moved = new Map(
    listHandovers(db, self.townId).map(({ enterpriseId, toTownId }) => [enterpriseId, toTownId]),
  );
  return ({ id, townId }) => moved.get(id) ?? townId;
}

/** The town that keeps the enterprise now, when this one handed it over; undefined while it is ours. */
export function handedOverTo(db: ReadDb, townId: string, enterpriseId: string): string | undefined {
  return handedOver(db, townId, enterpriseId)?.toTownId;
}

/** Where and when this town handed the enterprise over; undefined while it is ours. `onDate` YYYY-MM-DD. */
export function handedOver(
  db: ReadDb,
  townId: string,
  enterpriseId: string,
): { readonly toTownId: string; readonly onDate: string } | undefined {
  return get(
    db,
    sql`SELECT h.to_town_id AS toTownId, h.on_date AS onDate FROM handover h
        WHERE h.enterprise_id = ${enterpriseId} AND h.partition_id = ${townPartition(townId)} AND ${standing}`,
  );
}

/** What the city holds, by its bundle: the ends of its streams, and the contents that it lacks. */
type Holdings = Pick<BundleManifest, 'streams' | 'wantedBlobs'>;

/**
 * At the old town: clears what it handed over once the city has said that it holds every operation that is here. That
 * is not only what the town wrote: a city put back to a backup may have its own work again from here alone. And not while
 * a change that came too late waits for the city's answer: here alone the officer would still find what he had written.
 * Nor while the city lacks a file that lies here.
 * @returns the names of the enterprises cleared.
 */
export function clearHandedOver(db: WriteDb, townId: string, { streams, wantedBlobs }: Holdings): string[] {
  const acked = endsByStream(streams);
  const cleared: string[] = [];
  for (const { enterpriseId, enterpriseName, isHere } of listHandovers(db, townId)) {
    if (!isHere || !knowsNotice(db, townId, enterpriseId, acked)) continue;
    if (!isAcknowledged(db, enterpriseId, acked) || waitsForAnswer(db, enterpriseId)) continue;
    if (hasOneOf(db, enterpriseId, wantedBlobs)) continue;
    clearPartition(db, enterpriseId);
    cleared.push(enterpriseName);
  }
  return cleared;
}

/**
 * At a leader's laptop: clears enterprises that the city says are not linked to him any more, once it holds every
 * operation and every file that is here. Should one be linked again, the city sends it whole.
 * @returns the names of the enterprises cleared.
 */
export function clearOutOfScope(
  db: WriteDb,
  scope: readonly string[],
  { streams, wantedBlobs }: Holdings,
): string[] {
  const acked = endsByStream(streams);
  const outside = all<{ id: string; name: string }>(
    db,
    sql`SELECT id, name FROM enterprise
        WHERE id NOT IN (SELECT value FROM json_each(${JSON.stringify(scope)})) ORDER BY name, id`,
  ).filter(({ id }) => isAcknowledged(db, id, acked) && !hasOneOf(db, id, wantedBlobs));
  for (const { id } of outside) clearPartition(db, id);
  return outside.map(({ name }) => name);
}

/** `partition incarnation` → the last number held, of the partitions that were cleared and have not come back. */
export function clearedEnds(db: ReadDb): ReadonlyMap<string, number> {
  const rows = all<{ stream: string; seq: number }>(
    db,
    sql`SELECT partition_id || ' ' || incarnation AS stream, seq FROM cleared_stream c
        WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.partition_id = c.partition_id)`,
  );
  return new Map(rows.map(({ stream, seq }) => [stream, seq]));
}

type StreamEnds = ReadonlyMap<string, { readonly seq: number; readonly id: string }>;

function endsByStream(positions: readonly StreamPosition[]): StreamEnds {
  return new Map(
    positions.map(([partition, incarnation, seq, id]) => [`${partition} ${incarnation}`, { seq, id }]),
  );
}

/** A late bundle, written before the city gave the enterprise away, says what the city held then, not what it holds. */
function knowsNotice(db: ReadDb, townId: string, enterpriseId: string, acked: StreamEnds): boolean {
  const partition = townPartition(townId);
  return all<{ incarnation: string; seq: number }>(
    db,
    sql`SELECT incarnation, seq FROM op
        WHERE entity_id = ${`${enterpriseId}:${townId}`} AND entity_type = 'handover' AND state = 'applied'`,
  ).every(({ incarnation, seq }) => (acked.get(`${partition} ${incarnation}`)?.seq ?? 0) >= seq);
}

/**
 * Every stream there ends at a position the city has, whoever wrote it. A fork never does, and neither
 * does a stream of this very laptop that goes further at the city than here: a copy of the laptop went on in it, and
 * the number says nothing of what was written here.
 */
function isAcknowledged(db: ReadDb, partition: string, acked: StreamEnds): boolean {
  const rows = all<{ incarnation: string; seq: number; id: string; own: number }>(
    db,
    sql`SELECT o.incarnation, o.seq, o.id, d.state = 'self' AS own FROM op o LEFT JOIN device d ON d.id = o.author
        WHERE o.partition_id = ${partition}
        ORDER BY o.incarnation, o.seq`,
  );
  const seen = new Map<string, string>();
  const ownEnds = new Map<string, number>();
  for (const { incarnation, seq, id, own } of rows) {
    const known = acked.get(`${partition} ${incarnation}`);
    if (!known || known.seq < seq || (known.seq === seq && known.id !== id)) return false;
    const place = `${incarnation} ${seq}`;
    if (seen.has(place)) return false;
    seen.set(place, id);
    if (own === 1) ownEnds.set(incarnation, seq);
  }
  return [...ownEnds].every(([incarnation, seq]) => acked.get(`${partition} ${incarnation}`)?.seq === seq);
}

/** Whether the content of a file of the partition that is among these lies here. */
function hasOneOf(db: ReadDb, partition: string, contents: readonly string[]): boolean {
  const found = get(
    db,
    sql`SELECT 1 FROM attachment a JOIN blob b ON b.sha256 = a.sha256
        WHERE a.partition_id = ${partition} AND a.deleted = 0
          AND a.sha256 IN (SELECT value FROM json_each(${JSON.stringify(contents)})) LIMIT 1`,
  );
  return found !== undefined;
}

function clearPartition(db: WriteDb, partition: string): void {
  pinLinks(db);
  leaveDraftsOf(db, partition);
  const blobs = prepare(db, 'SELECT DISTINCT sha256 FROM attachment WHERE partition_id = ?').all(
    partition,
  ) as { sha256: string }[];
  const records = prepare(db, 'SELECT DISTINCT entity_type, entity_id FROM op WHERE partition_id = ?').all(
    partition,
  ) as { entity_type: string; entity_id: string }[];
  for (const statement of [
    sql`DELETE FROM receipt WHERE op_id IN (SELECT id FROM op WHERE partition_id = ${partition})`,
    // Given back one day, this laptop must not number its writes from the start again.
    sql`INSERT OR REPLACE INTO cleared_stream (partition_id, incarnation, seq, last_id)
        SELECT partition_id, incarnation, seq, max(id) FROM op o
        WHERE partition_id = ${partition}
          AND seq = (SELECT max(seq) FROM op WHERE partition_id = ${partition} AND incarnation = o.incarnation)
        GROUP BY incarnation`,
    sql`DELETE FROM op WHERE partition_id = ${partition}`,
    sql`DELETE FROM fork WHERE partition_id = ${partition}`,
    sql`DELETE FROM stream WHERE partition_id = ${partition}`,
  ]) {
    run(db, statement);
  }
  // Nothing is left of them, unless somebody wrote the same record in another partition.
  for (const { entity_type, entity_id } of records) {
    const spec = entitySpec(entity_type);
    if (!spec) continue;
    settleHome(db, spec, entity_id);
    refoldEntity(db, spec, entity_id);
  }
  // Another enterprise may hold the same file.
  for (const { sha256 } of blobs) {
    run(
      db,
      sql`DELETE FROM blob WHERE sha256 = ${sha256}
          AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = ${sha256})`,
    );
  }
}
