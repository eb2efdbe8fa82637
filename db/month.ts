/** A month's hand-overs, and what they brought. */
import type { MonthClosing } from '../shared/month/contract.ts';
import { leftOpen, type LeftOpen } from '../shared/month/entity.ts';
import { detailsTakenIn } from './bundle-detail.ts';
import { parseBody } from './log/op.ts';
import { all, get, prepare, type ReadDb, sql } from './sql.ts';

/** `id` is the closing record's. */
export type ClosedMonth = MonthClosing & { readonly id: string; readonly month: string };

const nothingOpen: LeftOpen = { conflicts: 0, held: 0, inbox: 0, missing: [] };

/** The latest month first; of two closings of one month (two laptops of the city) the first counts. */
export function listClosings(db: ReadDb): ClosedMonth[] {
  const rows = all<Omit<ClosedMonth, 'leftOpen'> & { leftOpen: string }>(
    db,
    sql`SELECT id, month, closed_on AS closedOn, closed_by AS closedBy, left_open AS leftOpen, note
        FROM month_closing WHERE deleted = 0 ORDER BY month DESC, closed_on, id`,
  );
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    if (seen.has(row.month)) return [];
    seen.add(row.month);
    return [{ ...row, leftOpen: leftOpen.catch(nothingOpen).parse(JSON.parse(row.leftOpen)) }];
  });
}

export function closingsOf(db: ReadDb, month: string): ClosedMonth[] {
  return listClosings(db).filter((closing) => closing.month === month);
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
  const rows = all<{ id: string; direction: 'in' | 'out'; town: string; atMs: number }>(
    db,
    sql`SELECT id, direction, peer_town_id AS town, at_ms AS atMs FROM bundle WHERE month = ${month} ORDER BY rowid`,
  );
  const found = new Map<string, TownBundles>();
  for (const { id, direction, town, atMs } of rows) {
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

/** What a partition belongs to: an enterprise's town, a town's own records; '' for the city's. */
const townOfPartition = sql`CASE WHEN p.partition_id LIKE 'town:%' THEN substr(p.partition_id, 6)
  ELSE coalesce((SELECT e.town_id FROM enterprise e WHERE e.id = p.partition_id), '') END`;

export function conflictsByTown(db: ReadDb): ReadonlyMap<string, number> {
  return counted(db, sql`SELECT ${townOfPartition} AS town, count(*) AS n FROM conflict p GROUP BY 1`);
}

/** Saves that wait for the owner's answer. */
export function heldByTown(db: ReadDb): ReadonlyMap<string, number> {
  return counted(
    db,
    sql`SELECT coalesce(nullif(d.town_id, ''), ${townOfPartition}) AS town, count(*) AS n
        FROM op p LEFT JOIN device d ON d.id = p.author WHERE p.state = 'held'
          AND NOT EXISTS (SELECT 1 FROM suggestion_decision s WHERE s.id = p.id AND s.deleted = 0) GROUP BY 1`,
  );
}

export function inboxByTown(db: ReadDb): ReadonlyMap<string, number> {
  return counted(
    db,
    sql`SELECT peer_town_id AS town, count(*) AS n FROM inbox WHERE peer_side = 'town' GROUP BY 1`,
  );
}

function counted(db: ReadDb, query: ReturnType<typeof sql>): ReadonlyMap<string, number> {
  return new Map(all<{ town: string; n: number }>(db, query).map(({ town, n }) => [town, n]));
}

/** Towns with at least one laptop that the city vouches for. */
export function townsWithLaptop(db: ReadDb): ReadonlySet<string> {
  const rows = all<{ town: string }>(
    db,
    sql`SELECT DISTINCT town_id AS town FROM device WHERE side = 'town' AND state = 'confirmed'`,
  );
  return new Set(rows.map(({ town }) => town));
}

export interface RecordOfMonth {
  readonly townId: string;
  readonly partition: string;
  readonly entityType: string;
  readonly entityId: string;
  saves: number;
  readonly fields: Set<string>;
}

/** Every record that a bundle of the month wrote, with the names of the fields, as they came in. */
export function recordsOfMonth(db: ReadDb, month: string): RecordOfMonth[] {
  const select = prepare(
    db,
    'SELECT partition_id, entity_type, entity_id, bytes FROM op WHERE rowid > ? AND rowid <= ? ORDER BY rowid',
  );
  const found = new Map<string, RecordOfMonth>();
  for (const { townId, rowBefore, rowLast } of detailsTakenIn(db, month)) {
    const rows = select.iterate(rowBefore, rowLast) as IterableIterator<{
      partition_id: string;
      entity_type: string;
      entity_id: string;
      bytes: Uint8Array;
    }>;
    for (const row of rows) {
      const key = `${townId} ${row.partition_id} ${row.entity_type} ${row.entity_id}`;
      const record = found.get(key) ?? {
        townId,
        partition: row.partition_id,
        entityType: row.entity_type,
        entityId: row.entity_id,
        saves: 0,
        fields: new Set<string>(),
      };
      record.saves += 1;
      for (const field of Object.keys(parseBody(row.bytes).fields)) record.fields.add(field);
      found.set(key, record);
    }
  }
  return [...found.values()];
}

/** Who is named as the maker of a bundle; '' when it is not known. */
export function officerOf(db: ReadDb, bundleId: string): string {
  return (
    get<{ officer: string }>(db, sql`SELECT officer FROM bundle_detail WHERE bundle_id = ${bundleId}`)
      ?.officer ?? ''
  );
}
