/** A month's hand-overs, and what they brought. */
import { localMonth } from '../shared/clock.ts';
import type { MonthClosing } from '../shared/month/contract.ts';
import { leftOpen, type LeftOpen } from '../shared/month/entity.ts';
import { countedMonth } from '../shared/month/rules.ts';
import { detailsTakenIn } from './bundle-detail.ts';
import { listConflicts } from './conflict.ts';
import { listInbox } from './inbox.ts';
import { listSuggestions } from './suggestion.ts';
import { all, get, type ReadDb, sql, values } from './sql.ts';
import { recordsTakenIn, type TakenRecord } from './taken-in.ts';
import { listTowns } from './town.ts';

/** `id` is the closing record's. */
export type ClosedMonth = MonthClosing & { readonly id: string; readonly month: string };

const nothingOpen: LeftOpen = { conflicts: 0, suggestions: 0, inbox: 0, missing: [] };

/** Closings of the month that stand: several when two laptops of the city closed it; the first counts. */
export function closingsOf(db: ReadDb, month: string): ClosedMonth[] {
  const rows = all<Omit<ClosedMonth, 'leftOpen'> & { leftOpen: string }>(
    db,
    sql`SELECT id, month, closed_on AS closedOn, closed_by AS closedBy, left_open AS leftOpen, note
        FROM month_closing WHERE deleted = 0 AND month = ${month} ORDER BY closed_on, id`,
  );
  return rows.map((row) => ({
    ...row,
    leftOpen: leftOpen.catch(nothingOpen).parse(JSON.parse(row.leftOpen)),
  }));
}

/** YYYY-MM of those that are closed. */
export function closedMonths(db: ReadDb): string[] {
  return values<string>(db, sql`SELECT DISTINCT month FROM month_closing WHERE deleted = 0 ORDER BY month`);
}

export interface TownBundles {
  /** The first and the latest of the month that were taken in. */
  readonly firstInAtMs: number | null;
  readonly inAtMs: number | null;
  readonly inBundleId: string;
  readonly bundles: number;
  readonly outAtMs: number | null;
  readonly outBundleId: string;
}

const noBundles: TownBundles = {
  firstInAtMs: null,
  inAtMs: null,
  inBundleId: '',
  bundles: 0,
  outAtMs: null,
  outBundleId: '',
};

/** Town id → its bundles of the month; in the order they were written down, whatever the clock said. */
export function bundlesOfMonth(db: ReadDb, month: string): (townId: string) => TownBundles {
  const rows = all<{ id: string; direction: 'in' | 'out'; town: string; named: string; atMs: number }>(
    db,
    // A further part holds attachments only: it hands nothing in.
    sql`SELECT b.id AS id, b.direction AS direction, b.peer_town_id AS town, b.month AS named,
               coalesce(d.received_at_ms, b.at_ms) AS atMs
        FROM bundle b LEFT JOIN bundle_detail d ON d.bundle_id = b.id
        WHERE b.peer_leader_id = '' AND coalesce(d.part_index, 1) = 1 ORDER BY b.rowid`,
  );
  const found = new Map<string, TownBundles>();
  for (const { id, direction, town, named, atMs } of rows) {
    if ((direction === 'in' ? countedMonth(named, atMs) : named) !== month) continue;
    const before = found.get(town) ?? noBundles;
    found.set(
      town,
      direction === 'out'
        ? { ...before, outAtMs: atMs, outBundleId: id }
        : {
            ...before,
            firstInAtMs: before.firstInAtMs ?? atMs,
            inAtMs: atMs,
            inBundleId: id,
            bundles: before.bundles + 1,
          },
    );
  }
  return (townId) => found.get(townId) ?? noBundles;
}

/**
 * Town id → the month that the latest of its hand-overs taken in during this month was for, when that was another one:
 * what came late, or early. It counts for the month it names and not for this one.
 */
export function otherMonthsTakenIn(db: ReadDb, month: string): ReadonlyMap<string, string> {
  const rows = all<{ town: string; named: string; receivedAtMs: number; atMs: number }>(
    db,
    sql`SELECT b.peer_town_id AS town, b.month AS named, coalesce(d.received_at_ms, b.at_ms) AS receivedAtMs,
               b.at_ms AS atMs
        FROM bundle b LEFT JOIN bundle_detail d ON d.bundle_id = b.id
        WHERE b.direction = 'in' AND b.month <> ${month} AND b.peer_leader_id = '' AND coalesce(d.part_index, 1) = 1
        ORDER BY b.rowid`,
  );
  const others = rows
    .filter(({ atMs }) => localMonth(atMs) === month)
    .map(({ town, named, receivedAtMs }) => [town, countedMonth(named, receivedAtMs)] as const);
  return new Map(others.filter(([, counted]) => counted !== month));
}

/** One thing that is open. `name` tells it from every other of its kind; `townId` is '' for the city's own records. */
export interface OpenItem {
  readonly name: string;
  readonly townId: string;
}

/**
 * What would be left open if the month were closed now: the conflicts the conflict desk shows (each named by the writes
 * that stand in it), the suggestions that wait for an answer, the month's bundles in the inbox (of a quarantined one
 * nobody knows whose it is).
 */
export function openItems(
  db: ReadDb,
  month: string,
): Readonly<Record<'conflicts' | 'suggestions' | 'inbox', readonly OpenItem[]>> {
  return {
    conflicts: listConflicts(db).map(({ entityType, entityId, field, heads, townId }) => ({
      name: [entityType, entityId, field, ...heads.map(({ opId }) => opId).toSorted()].join(' '),
      townId,
    })),
    suggestions: listSuggestions(db, { answered: false }).map(({ opId, townId, authorTownId }) => ({
      name: opId,
      // Whose it is: the enterprise may be another town's by now.
      townId: authorTownId || townId,
    })),
    inbox: listInbox(db)
      .filter(({ peerSide, peerLeaderId, importedAtMs, ...entry }) => {
        const isOpen = entry.state !== 'quarantined' && importedAtMs === null;
        const counted = countedMonth(entry.month, entry.receivedAtMs);
        return isOpen && peerSide === 'town' && peerLeaderId === '' && counted === month;
      })
      .map(({ name, peerTownId }) => ({ name, townId: peerTownId })),
  };
}

/** Town id → how many of them. */
export function countByTown(items: readonly OpenItem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { townId } of items) counts.set(townId, (counts.get(townId) ?? 0) + 1);
  return counts;
}

/** Towns with at least one laptop that the city vouches for. */
export function townsWithLaptop(db: ReadDb): ReadonlySet<string> {
  const rows = all<{ town: string }>(
    db,
    sql`SELECT DISTINCT town_id AS town FROM device WHERE side = 'town' AND leader_id = '' AND state = 'confirmed'`,
  );
  return new Set(rows.map(({ town }) => town));
}

/**
 * Town id → YYYY-MM in which its first laptop joined: when the city first vouched for one, also one that it revoked since,
 * or took a bundle of it in. Never by a town's own clock: one that was years behind would owe every month since.
 * A certificate is renewed, and a city that was rebuilt lists its laptops anew:
 * the earlier of the two days counts.
 */
export function joinedMonths(db: ReadDb): ReadonlyMap<string, string> {
  const vouched = all<{ town: string; atMs: number }>(
    db,
    // The city dates its word back by a day, for laptops whose clocks are behind.
    sql`SELECT town_id AS town, min(added_at_ms, coalesce(
                 iif(certificate = '', NULL, certificate ->> '$.validFromMs') + 86400000, added_at_ms)) AS atMs
        FROM device WHERE side = 'town' AND leader_id = '' AND state IN ('confirmed', 'revoked')`,
  );
  const handedIn = all<{ town: string; atMs: number }>(
    db,
    sql`SELECT peer_town_id AS town, min(at_ms) AS atMs FROM bundle
        WHERE direction = 'in' AND peer_leader_id = '' GROUP BY peer_town_id`,
  );
  const signs = [...vouched, ...handedIn].map(({ town, atMs }) => ({ town, month: localMonth(atMs) }));
  const found = new Map<string, string>();
  for (const { town, month } of signs) {
    const joined = found.get(town);
    if (joined === undefined || month < joined) found.set(town, month);
  }
  return found;
}

/** Ids of the towns that have not joined: what they did is not known at the city, and none is no nought. */
export function absentTowns(db: ReadDb): ReadonlySet<string> {
  const joined = joinedMonths(db);
  return new Set(listTowns(db).flatMap(({ id }) => (joined.has(id) ? [] : [id])));
}

/** Every record that a bundle of the month wrote for a town: what the city wrote counts for nobody. */
export function recordsOfMonth(db: ReadDb, month: string): TakenRecord[] {
  return recordsTakenIn(db, detailsTakenIn(db, month)).filter(({ townId }) => townId !== '');
}

/** Who is named as the maker of a bundle; '' when it is not known. */
export function officerOf(db: ReadDb, bundleId: string): string {
  return (
    get<{ officer: string }>(db, sql`SELECT officer FROM bundle_detail WHERE bundle_id = ${bundleId}`)
      ?.officer ?? ''
  );
}
