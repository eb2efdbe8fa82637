/** 级别与称号. */
import { isLevelKey, type LevelKey } from '../shared/enterprise/levels.ts';
import { plainDate } from './plain.ts';
import { all, get, type ReadDb, type Sql, sql } from './sql.ts';

export interface TitleRecord {
  readonly id: string;
  readonly enterpriseId: string;
  readonly level: LevelKey;
  readonly certificateNumber: string;
  readonly grantedOn: string;
  readonly validUntil: string;
  readonly note: string;
}

interface TitleRow {
  readonly id: string;
  readonly partition_id: string;
  readonly level: string;
  readonly certificate_number: string;
  readonly granted_on: string;
  readonly valid_until: string;
  readonly note: string;
}

const columns = sql`id, partition_id, level, certificate_number, granted_on, valid_until, note`;

/** The latest granted first. */
export function titlesByEnterprise(db: ReadDb, enterpriseId: string): TitleRecord[] {
  return select(db, sql`partition_id = ${enterpriseId}`);
}

/** Enterprise id → its titles, the latest granted first. */
export function titlesOfEnterprises(
  db: ReadDb,
  enterpriseIds: readonly string[],
): ReadonlyMap<string, TitleRecord[]> {
  const ids = JSON.stringify(enterpriseIds);
  return Map.groupBy(
    select(db, sql`partition_id IN (SELECT value FROM json_each(${ids}))`),
    ({ enterpriseId }) => enterpriseId,
  );
}

export function allTitles(db: ReadDb): TitleRecord[] {
  return select(db, sql`1`);
}

/** Undefined when there is none, or it was removed. */
export function findTitle(db: ReadDb, id: string): TitleRecord | undefined {
  const row = get<TitleRow>(
    db,
    sql`SELECT ${columns} FROM enterprise_title WHERE id = ${id} AND deleted = 0`,
  );
  return row ? toTitle(row)[0] : undefined;
}

function select(db: ReadDb, condition: Sql): TitleRecord[] {
  return all<TitleRow>(
    db,
    sql`SELECT ${columns} FROM enterprise_title WHERE deleted = 0 AND ${condition} ORDER BY granted_on DESC, id`,
  ).flatMap(toTitle);
}

/** A level that a newer program introduced is not shown until this one is upgraded. */
function toTitle(row: TitleRow): TitleRecord[] {
  if (!isLevelKey(row.level)) return [];
  return [
    {
      id: row.id,
      enterpriseId: row.partition_id,
      level: row.level,
      certificateNumber: row.certificate_number,
      grantedOn: plainDate(row.granted_on),
      validUntil: plainDate(row.valid_until),
      note: row.note,
    },
  ];
}
