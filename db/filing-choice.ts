/**
 * Which filings the register shows, in which order: numbers of rows, found in two indices alone. The rows are long, and
 * reading them all takes twenty times as long.
 */
import type { FilingStanding } from '../shared/filing/case.ts';
import type { FilingFilter, FilingSort } from '../shared/filing/register-contract.ts';
import { filingStatuses } from '../shared/filing/rules.ts';
import { searchCondition } from './enterprise-list.ts';
import { correctedRows, filingCounts, voidRows } from './filing.ts';
import { containing } from '../shared/text/query.ts';
import { joinSql, listOf, type ReadDb, type Sql, sql, value, values } from './sql.ts';

/** `rows`: only these, when given. */
export type RegisterFilter = Omit<FilingFilter, 'softFirst' | 'overdue'> & {
  readonly rows?: readonly number[];
};

export interface FilingPage {
  /** In order. */
  readonly rows: readonly number[];
  readonly total: number;
}

/** Up to this share of all enterprises they are looked up one by one; of more, every filing is asked whose it is. */
const lookedUpShare = 0.25;

export const numberYear = sql`json_extract(f.register_number, '$.year')`;
export const numberN = sql`json_extract(f.register_number, '$.n')`;

/** A page that lies nearer to the end is counted from there; a first one that is not full tells how many there are. */
export function filingPage(
  db: ReadDb,
  filter: RegisterFilter,
  sort: FilingSort,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): FilingPage {
  const chosen = choose(db, filter);
  const part = (isTurned: boolean, from: number, most: number): number[] =>
    values(
      db,
      sql`SELECT f.rowid FROM ${chosen} ORDER BY ${ordering(sort, isTurned)} LIMIT ${most} OFFSET ${from}`,
    );
  if (offset === 0) {
    const rows = part(false, 0, limit);
    return { rows, total: rows.length < limit ? rows.length : count(db, chosen) };
  }
  const total = count(db, chosen);
  const taken = Math.min(limit, total - offset);
  if (taken <= 0) return { rows: [], total };
  if (offset < total / 2) return { rows: part(false, offset, taken), total };
  return { rows: part(true, total - offset - taken, taken).toReversed(), total };
}

function count(db: ReadDb, chosen: Sql): number {
  return value<number>(db, sql`SELECT count(*) FROM ${chosen}`) ?? 0;
}

/** The tables that are read and what is asked of them; the filing is `f`. */
function choose(db: ReadDb, filter: RegisterFilter): Sql {
  const conditions = [sql`f.deleted = 0`, ...conditionsOf(db, filter)];
  const sets = enterpriseSets(filter);
  const named = searchCondition(filter.text);
  if (named) {
    const ofName = sql`SELECT s.enterprise_id FROM enterprise_search s WHERE ${named}`;
    const units = unitsLike(db, filter.text);
    if (units.length === 0) sets.push(ofName);
    else conditions.push(sql`(f.inspecting_unit IN (${listOf(units)}) OR +f.partition_id IN (${ofName}))`);
  }
  if (sets.length === 0) return from(filter.rows, conditions);
  const chosen = joinSql(sets, ' INTERSECT ');
  const all = value<number>(db, sql`SELECT count(*) FROM enterprise`) ?? 0;
  const most = Math.max(100, Math.floor(all * lookedUpShare));
  const ids = values<string>(db, sql`SELECT * FROM (${chosen}) LIMIT ${most + 1}`);
  // The plus: no filing is read for being one of a chosen enterprise's.
  if (filter.rows || ids.length > most)
    return from(filter.rows, [...conditions, sql`+f.partition_id IN (${chosen})`]);
  return sql`(${listOf(ids)}) c CROSS JOIN filing f INDEXED BY filing_by_enterprise
    ON f.partition_id = c.value WHERE ${joinSql(conditions, ' AND ')}`;
}

function from(rows: readonly number[] | undefined, conditions: readonly Sql[]): Sql {
  const filings = rows ? sql`(${listOf(rows)}) c CROSS JOIN filing f ON f.rowid = c.value` : sql`filing f`;
  return sql`${filings} WHERE ${joinSql(conditions, ' AND ')}`;
}

/** Whose filings alone are meant, each a list of enterprises. */
function enterpriseSets({ enterpriseId, towns }: RegisterFilter): Sql[] {
  const sets: Sql[] = [];
  if (enterpriseId !== undefined) sets.push(sql`SELECT ${enterpriseId}`);
  if (towns) {
    const ofTowns = sql`SELECT id FROM enterprise WHERE town_id IN (${listOf(towns)})`;
    // An enterprise of which nothing has arrived yet is assigned to none either.
    const strangers = sql`SELECT id FROM (${firstOf(sql`partition_id`)}) WHERE id NOT IN (SELECT id FROM enterprise)`;
    sets.push(towns.includes('') ? sql`SELECT * FROM (${ofTowns} UNION ALL ${strangers})` : ofTowns);
  }
  return sets;
}

/** What a column that an index begins with has, each once: one look into the index for each. */
function firstOf(column: Sql): Sql {
  return sql`WITH RECURSIVE each(id) AS (
      SELECT min(${column}) FROM filing
      UNION ALL SELECT (SELECT min(${column}) FROM filing WHERE ${column} > each.id) FROM each WHERE each.id IS NOT NULL
    ) SELECT id FROM each WHERE id IS NOT NULL`;
}

/** 检查处置单位 with the text in their name: few, and each has many filings. */
function unitsLike(db: ReadDb, text: string): string[] {
  const pattern = containing(text);
  return values(
    db,
    sql`SELECT id FROM (${firstOf(sql`inspecting_unit`)}) WHERE id LIKE ${pattern} ESCAPE '\\'`,
  );
}

function conditionsOf(db: ReadDb, filter: RegisterFilter): Sql[] {
  const { statuses, domains, triggers, years, unit, date, fromDate, toDate, standings } = filter;
  const conditions: Sql[] = [];
  const among = (column: Sql, chosen: readonly string[] | undefined): void => {
    if (chosen) conditions.push(sql`${column} IN (${listOf(chosen)})`);
  };
  among(sql`f.status`, statuses);
  among(sql`f.domain`, domains);
  among(sql`f.trigger`, triggers);
  if (unit !== undefined) among(sql`f.inspecting_unit`, unitsLike(db, unit));
  if (years) conditions.push(inYears(years));
  if (date !== undefined) conditions.push(sql`instr(f.inspection_date, ${date.trim()}) > 0`);
  if (fromDate !== undefined) conditions.push(sql`f.inspection_date >= ${fromDate}`);
  if (toDate !== undefined) conditions.push(sql`f.inspection_date <= ${toDate}`);
  if (standings)
    conditions.push(sql`(${standings.length === 0 ? sql`0` : joinSql(standings.map(ofStanding), ' OR ')})`);
  return conditions;
}

function ofStanding(standing: FilingStanding): Sql {
  switch (standing) {
    case 'counts':
      return sql`(${filingCounts})`;
    case 'void':
      return sql`f.rowid IN (${voidRows})`;
    case 'corrected':
      return sql`(f.rowid IN (${correctedRows}) AND f.rowid NOT IN (${voidRows}))`;
  }
}

/** Of one year, a stretch of the index. */
function inYears(years: readonly string[]): Sql {
  const [year] = years;
  return year !== undefined && years.length === 1
    ? sql`f.inspection_date >= ${`${year}-01-01`} AND f.inspection_date <= ${`${year}-12-31`}`
    : sql`substr(f.inspection_date, 1, 4) IN (${listOf(years)})`;
}

/** Of equal ones the latest entered first. `isTurned`: from the end. */
function ordering({ key, order }: FilingSort, isTurned: boolean): Sql {
  const up = isTurned ? sql`DESC` : sql`ASC`;
  const down = isTurned ? sql`ASC` : sql`DESC`;
  const direction = order === 'asc' ? up : down;
  switch (key) {
    case 'number':
      return sql`${numberYear} ${direction}, ${numberN} ${direction}, f.inspecting_unit ${up}, f.rowid ${down}`;
    case 'inspectionDate':
      return sql`f.inspection_date ${direction}, f.rowid ${down}`;
    case 'inspectingUnit':
      return sql`f.inspecting_unit ${direction}, f.inspection_date ${down}, f.rowid ${down}`;
    case 'enterpriseName':
      return sql`(SELECT s.sort_text FROM enterprise_search s WHERE s.enterprise_id = f.partition_id) ${direction},
        f.inspection_date ${down}, f.rowid ${down}`;
    case 'status': {
      const ranks = filingStatuses.map((each, index) => sql`WHEN ${each} THEN ${index}`);
      return sql`CASE f.status ${joinSql(ranks, ' ')} END ${direction}, f.inspection_date ${down}, f.rowid ${down}`;
    }
  }
}
