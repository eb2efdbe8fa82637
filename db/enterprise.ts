/** 企业: one record, and what a list shows of several. */
import { isLevelKey, type LevelKey } from '../shared/enterprise/levels.ts';
import { highestFirst, levelsHeldOn } from '../shared/enterprise/rules.ts';
import { type EnterpriseProfile, poolMembership, type PoolMembership } from '../shared/enterprise/schema.ts';
import type { LinkKind } from '../shared/person/rules.ts';
import { plainDate, plainTexts } from './plain.ts';
import { all, get, type ReadDb, sql } from './sql.ts';

export interface EnterpriseRecord extends EnterpriseProfile {
  readonly id: string;
  readonly townId: string;
  readonly sampleAssignment: boolean;
  readonly pool: PoolMembership | null;
  readonly changedAtMs: number;
}

interface EnterpriseColumns {
  readonly id: string;
  readonly name: string;
  readonly former_names: string;
  readonly short_name: string;
  readonly credit_code: string;
  readonly town_id: string;
  readonly sample_assignment: number;
  readonly address: string;
  readonly industry: string;
  readonly main_product: string;
  readonly legal_representative: string;
  readonly contact_name: string;
  readonly contact_phone: string;
  readonly founded_on: string;
  readonly pool: string;
  readonly note: string;
  readonly hlc_ms: number;
}

const columns = sql`id, name, former_names, short_name, credit_code, town_id, sample_assignment, address, industry,
  main_product, legal_representative, contact_name, contact_phone, founded_on, pool, note, hlc_ms`;

/** Undefined when there is none, or it was removed. */
export function findEnterprise(db: ReadDb, id: string): EnterpriseRecord | undefined {
  const row = get<EnterpriseColumns>(
    db,
    sql`SELECT ${columns} FROM enterprise WHERE id = ${id} AND deleted = 0`,
  );
  return row ? toEnterprise(row) : undefined;
}

/** Ids of those that carry the reversible mark. */
export function removedEnterpriseIds(db: ReadDb): string[] {
  return all<{ id: string }>(db, sql`SELECT id FROM enterprise WHERE deleted = 1`).map(({ id }) => id);
}

/** Whether the record exists and carries the reversible mark. */
export function isRemovedEnterprise(db: ReadDb, id: string): boolean {
  return get(db, sql`SELECT 1 FROM enterprise WHERE id = ${id} AND deleted = 1`) !== undefined;
}

/** In the order of `ids`; those that are not there are left out. */
export function enterprisesById(db: ReadDb, ids: readonly string[]): EnterpriseRecord[] {
  const rows = all<EnterpriseColumns>(
    db,
    sql`SELECT ${columns} FROM enterprise WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  );
  const byId = new Map(rows.map((row) => [row.id, toEnterprise(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Every enterprise, in no order: for comparing a whole roster with the ledger. */
export function allEnterprises(db: ReadDb): EnterpriseRecord[] {
  return all<EnterpriseColumns>(db, sql`SELECT ${columns} FROM enterprise WHERE deleted = 0`).map(
    toEnterprise,
  );
}

/** Enterprise id → its membership, of those that are or were in the pool; of these alone, when given. */
export function poolMemberships(db: ReadDb, ids?: readonly string[]): Map<string, PoolMembership> {
  const among = ids ? sql` AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))` : sql``;
  const rows = all<{ id: string; pool: string }>(
    db,
    sql`SELECT id, pool FROM enterprise WHERE deleted = 0 AND pool_state IN ('in', 'left')${among}`,
  );
  return new Map(
    rows.flatMap(({ id, pool }) => {
      const read = poolMembership.safeParse(JSON.parse(pool));
      return read.success ? [[id, read.data] as const] : [];
    }),
  );
}

/** Levels of each enterprise: held on the date, and expired without being held again. */
export interface LevelStanding {
  readonly held: readonly LevelKey[];
  readonly expired: readonly LevelKey[];
}

export function levelStandings(
  db: ReadDb,
  enterprises: readonly EnterpriseRecord[],
  date: string,
): ReadonlyMap<string, LevelStanding> {
  const rows = all<{ partition_id: string; level: string; granted_on: string; valid_until: string }>(
    db,
    sql`SELECT partition_id, level, granted_on, valid_until FROM enterprise_title
        WHERE deleted = 0 AND partition_id IN (SELECT value FROM json_each(${idsJson(enterprises)}))`,
  );
  const titles = Map.groupBy(
    rows.flatMap((row) =>
      isLevelKey(row.level)
        ? [
            {
              owner: row.partition_id,
              level: row.level,
              grantedOn: row.granted_on,
              validUntil: row.valid_until,
            },
          ]
        : [],
    ),
    (title) => title.owner,
  );
  return new Map(
    enterprises.map(({ id, pool }) => {
      const own = titles.get(id) ?? [];
      const held = levelsHeldOn(own, pool, date);
      const expired = own
        .filter(({ level, validUntil }) => validUntil !== '' && validUntil < date && !held.includes(level))
        .map(({ level }) => level);
      return [id, { held, expired: highestFirst(expired) }];
    }),
  );
}

/** Enterprise id → its planned applications, earliest first. */
export function plannedApplications(
  db: ReadDb,
  enterprises: readonly EnterpriseRecord[],
): ReadonlyMap<string, { year: number; level: LevelKey }[]> {
  const rows = all<{ partition_id: string; level: string; year: number | null }>(
    db,
    sql`SELECT partition_id, level, year FROM enterprise_plan
        WHERE deleted = 0 AND partition_id IN (SELECT value FROM json_each(${idsJson(enterprises)}))
        ORDER BY year, row, id`,
  );
  const plans = new Map<string, { year: number; level: LevelKey }[]>();
  for (const { partition_id, level, year } of rows) {
    if (!isLevelKey(level) || year === null) continue;
    plans.set(partition_id, [...(plans.get(partition_id) ?? []), { year, level }]);
  }
  return plans;
}

export type LinkedNames = Readonly<Record<LinkKind, readonly string[]>>;

/** Enterprise id → names of those linked on the date, by kind. */
export function linkedNames(
  db: ReadDb,
  enterprises: readonly EnterpriseRecord[],
  date: string,
): ReadonlyMap<string, LinkedNames> {
  const ids = idsJson(enterprises);
  const valid = sql`l.deleted = 0
      AND (l.from_date = '' OR l.from_date <= ${date}) AND (l.to_date = '' OR l.to_date >= ${date})
      AND l.partition_id IN (SELECT value FROM json_each(${ids}))`;
  const rows = all<{ partition_id: string; kind: string; name: string | null; unit: string | null }>(
    db,
    sql`SELECT l.partition_id AS partition_id, 'city-leader' AS kind, p.name AS name, p.unit AS unit
        FROM city_leader_link l LEFT JOIN person p ON p.id = l.person_id WHERE ${valid}
        UNION ALL
        SELECT l.partition_id, l.kind, p.name, p.unit
        FROM enterprise_link l LEFT JOIN person p ON p.id = l.person_id WHERE ${valid}
        ORDER BY name`,
  );
  const linked = new Map<string, Record<LinkKind, string[]>>();
  for (const { partition_id, kind, name, unit } of rows) {
    const entry = linked.get(partition_id) ?? { 'city-leader': [], 'town-leader': [], department: [] };
    const shown = kind === 'department' && unit ? unit : (name ?? '（资料未到）');
    entry[kind as LinkKind]?.push(shown);
    linked.set(partition_id, entry);
  }
  return linked;
}

function idsJson(enterprises: readonly EnterpriseRecord[]): string {
  return JSON.stringify(enterprises.map(({ id }) => id));
}

function toEnterprise(row: EnterpriseColumns): EnterpriseRecord {
  const pool = poolMembership.safeParse(JSON.parse(row.pool));
  return {
    id: row.id,
    name: row.name,
    formerNames: plainTexts(row.former_names),
    shortName: row.short_name,
    creditCode: row.credit_code,
    townId: row.town_id,
    sampleAssignment: row.sample_assignment === 1,
    address: row.address,
    industry: row.industry,
    mainProduct: row.main_product,
    legalRepresentative: row.legal_representative,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    foundedOn: plainDate(row.founded_on),
    note: row.note,
    pool: pool.success ? pool.data : null,
    changedAtMs: row.hlc_ms,
  };
}
