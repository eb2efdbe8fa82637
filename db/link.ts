/** 挂钩联系: city leaders' links (owned by the city) and the town's own, read as one list. */
import { cityLeaderLinkEntity, linkEntity } from '../shared/person/entity.ts';
import { type LinkKind, plainKind } from '../shared/person/rules.ts';
import { plainDate } from './plain.ts';
import { all, type ReadDb, type Sql, sql } from './sql.ts';

export interface LinkRecord {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly personId: string;
  readonly personName: string;
  readonly personPost: string;
  readonly personUnit: string;
  readonly kind: LinkKind;
  readonly fromDate: string;
  readonly toDate: string;
  readonly note: string;
}

interface LinkRow {
  readonly id: string;
  readonly enterprise_id: string;
  readonly enterprise_name: string | null;
  readonly person_id: string;
  readonly person_name: string | null;
  readonly person_post: string | null;
  readonly person_unit: string | null;
  readonly kind: string;
  readonly from_date: string;
  readonly to_date: string;
  readonly note: string;
}

/** Which entity keeps a link of this kind: its fields have different owners. */
export function linkSpec(kind: LinkKind): typeof cityLeaderLinkEntity | typeof linkEntity {
  return kind === 'city-leader' ? cityLeaderLinkEntity : linkEntity;
}

export function findLink(db: ReadDb, id: string): LinkRecord | undefined {
  return select(db, sql`l.id = ${id}`)[0];
}

/** All links of one enterprise, the latest begun first. */
export function linksByEnterprise(db: ReadDb, enterpriseId: string): LinkRecord[] {
  return select(db, sql`l.partition_id = ${enterpriseId}`);
}

export function linksByPerson(db: ReadDb, personId: string): LinkRecord[] {
  return select(db, sql`l.person_id = ${personId}`);
}

/** person id → number of enterprises linked on the date. */
export function linkedCounts(db: ReadDb, date: string): ReadonlyMap<string, number> {
  const valid = sql`deleted = 0 AND (from_date = '' OR from_date <= ${date}) AND (to_date = '' OR to_date >= ${date})`;
  const rows = all<{ person_id: string; n: number }>(
    db,
    sql`SELECT person_id, count(DISTINCT partition_id) AS n FROM (
          SELECT person_id, partition_id FROM city_leader_link WHERE ${valid}
          UNION ALL
          SELECT person_id, partition_id FROM enterprise_link WHERE ${valid}
        ) GROUP BY person_id`,
  );
  return new Map(rows.map((row) => [row.person_id, row.n]));
}

export interface LinkedPair {
  readonly personId: string;
  readonly kind: LinkKind;
  readonly enterpriseId: string;
}

/** Who is linked to which enterprise on the date, each pair once for each kind of link; of one person alone when he is named. */
export function linkedPairs(db: ReadDb, date: string, personId?: string): LinkedPair[] {
  const of = personId === undefined ? sql`` : sql` AND l.person_id = ${personId}`;
  const valid = sql`l.deleted = 0 AND (l.from_date = '' OR l.from_date <= ${date})
    AND (l.to_date = '' OR l.to_date >= ${date})${of}`;
  // An enterprise that was removed is nobody's to call on.
  const standing = sql`EXISTS (SELECT 1 FROM enterprise e WHERE e.id = l.partition_id AND e.deleted = 0)`;
  return all<{ personId: string; kind: string; enterpriseId: string }>(
    db,
    sql`SELECT l.person_id AS personId, 'city-leader' AS kind, l.partition_id AS enterpriseId
        FROM city_leader_link l WHERE ${valid} AND ${standing}
        UNION
        SELECT l.person_id, l.kind, l.partition_id FROM enterprise_link l WHERE ${valid} AND ${standing}`,
  ).map((row) => ({ ...row, kind: plainKind(row.kind) }));
}

function select(db: ReadDb, condition: Sql): LinkRecord[] {
  const one = (table: Sql, kind: Sql): Sql => sql`
    SELECT l.id AS id, l.partition_id AS enterprise_id, e.name AS enterprise_name, l.person_id AS person_id,
           p.name AS person_name, p.post AS person_post, p.unit AS person_unit,
           ${kind} AS kind, l.from_date AS from_date, l.to_date AS to_date, l.note AS note
    FROM ${table} l
    LEFT JOIN enterprise e ON e.id = l.partition_id
    LEFT JOIN person p ON p.id = l.person_id
    WHERE l.deleted = 0 AND ${condition}`;
  const rows = all<LinkRow>(
    db,
    sql`${one(sql`city_leader_link`, sql`'city-leader'`)}
        UNION ALL
        ${one(sql`enterprise_link`, sql`l.kind`)}
        ORDER BY kind, from_date DESC, id`,
  );
  return rows.map((row) => ({
    id: row.id,
    enterpriseId: row.enterprise_id,
    enterpriseName: row.enterprise_name ?? '（企业资料尚未收到）',
    personId: row.person_id,
    personName: row.person_name ?? '（人员资料尚未收到）',
    personPost: row.person_post ?? '',
    personUnit: row.person_unit ?? '',
    kind: plainKind(row.kind),
    fromDate: plainDate(row.from_date),
    toDate: plainDate(row.to_date),
    note: row.note,
  }));
}
