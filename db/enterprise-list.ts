/**
 * Which enterprises a list shows, in which order. Only ids: the rows of one page are read by db/enterprise.ts.
 * Filters are sets of ids, so that the walk in the ledger's own order (by pinyin) touches narrow rows only.
 */
import type { EnterpriseFilter, EnterpriseSort } from '../shared/enterprise/contract.ts';
import { noneFilter } from '../shared/enterprise/contract.ts';
import { levels } from '../shared/enterprise/levels.ts';
import type { LinkKind } from '../shared/person/rules.ts';
import { containing, isLatinQuery, likePattern, normaliseQuery } from '../shared/text/query.ts';
import { all, identifier, joinSql, listOf, type ReadDb, type Sql, sql, value } from './sql.ts';

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** `date`: levels and links are judged on it. `townIds`: the towns in the order of the dictionary, for sorting. */
export interface ListContext {
  readonly date: string;
  readonly townIds: readonly string[];
}

export function listEnterpriseIds(
  db: ReadDb,
  filter: EnterpriseFilter,
  sort: EnterpriseSort,
  page: Page,
  context: ListContext,
): string[] {
  const conditions = where(conditionsOf(filter, context.date));
  const { join, order } = ordering(sort, context);
  return all<{ id: string }>(
    db,
    sql`SELECT s.enterprise_id AS id FROM enterprise_search s ${join} ${conditions}
        ORDER BY ${order} LIMIT ${page.limit} OFFSET ${page.offset}`,
  ).map((row) => row.id);
}

export function countEnterprises(db: ReadDb, filter: EnterpriseFilter, date: string): number {
  const conditions = conditionsOf(filter, date);
  // Every enterprise that was not removed has its line; the index of towns is a tenth of the lines' size.
  const from =
    conditions.length === 0
      ? sql`enterprise WHERE deleted = 0`
      : sql`enterprise_search s ${where(conditions)}`;
  return value<number>(db, sql`SELECT count(*) FROM ${from}`) ?? 0;
}

/**
 * Of records that an enterprise has: whose enterprise is assigned to one of the towns, '' for none. An enterprise of which
 * nothing has arrived yet is assigned to none either.
 */
export function isOfTowns(enterpriseId: Sql, towns: readonly string[]): Sql {
  return towns.includes('')
    ? sql`${enterpriseId} NOT IN (SELECT id FROM enterprise WHERE town_id NOT IN (${listOf(towns)}))`
    : sql`${enterpriseId} IN (SELECT id FROM enterprise WHERE town_id IN (${listOf(towns)}))`;
}

/** The half of the search line that a query reads, and the pattern it looks for. */
export function searchCondition(text: string): Sql | null {
  const query = normaliseQuery(text);
  return query === '' ? null : sql`${searchedHalf(query)} LIKE ${likePattern(query)} ESCAPE '\\'`;
}

function searchedHalf(query: string): Sql {
  return isLatinQuery(query) ? sql`s.latin` : sql`s.names`;
}

function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`WHERE ${joinSql(conditions, ' AND ')}`;
}

function conditionsOf(filter: EnterpriseFilter, date: string): Sql[] {
  const conditions: Sql[] = [];
  const isIn = (ids: Sql): void => void conditions.push(sql`s.enterprise_id IN (${ids})`);
  const { towns, levels: levelKeys, planYears, planLevels, pool, missingLinks } = filter;
  const search = searchCondition(filter.text);
  // Most selective and cheapest first: SQLite evaluates them in this order.
  if (towns) {
    const townIds = towns.map((id) => (id === noneFilter ? '' : id));
    isIn(sql`SELECT id FROM enterprise WHERE deleted = 0 AND town_id IN (${listOf(townIds)})`);
  }
  if (pool) isIn(sql`SELECT id FROM enterprise WHERE deleted = 0 AND pool_state IN (${listOf(pool)})`);
  if (levelKeys) conditions.push(levelCondition(levelKeys, date));
  if (planYears || planLevels) {
    const years = planYears ? sql` AND year IN (${listOf(planYears)})` : sql``;
    const planned = planLevels ? sql` AND level IN (${listOf(planLevels)})` : sql``;
    isIn(sql`SELECT partition_id FROM enterprise_plan WHERE deleted = 0${years}${planned}`);
  }
  for (const kind of missingLinks ?? []) {
    conditions.push(sql`s.enterprise_id NOT IN (${linkedIds(kind, date)})`);
  }
  for (const [column, text] of [
    ['industry', filter.industry],
    ['main_product', filter.mainProduct],
    ['address', filter.address],
  ] as const) {
    if (!text?.trim()) continue;
    const pattern = containing(text);
    isIn(
      sql`SELECT id FROM enterprise WHERE deleted = 0 AND ${identifier(column)} LIKE ${pattern} ESCAPE '\\'`,
    );
  }
  if (search) conditions.push(search);
  return conditions;
}

/** Titles valid on the date, as `levelsHeldOn` of shared/enterprise/rules.ts judges them. */
function validTitles(date: string): Sql {
  return sql`deleted = 0 AND (granted_on = '' OR granted_on <= ${date}) AND (valid_until = '' OR valid_until >= ${date})`;
}

function levelCondition(keys: readonly string[], date: string): Sql {
  const inPool = sql`s.enterprise_id IN (SELECT id FROM enterprise WHERE deleted = 0 AND pool_state = 'in')`;
  const titled = keys.filter((key) => key !== noneFilter && key !== 'city-pool');
  const parts: Sql[] = [];
  if (keys.includes('city-pool')) parts.push(inPool);
  if (titled.length > 0) {
    parts.push(sql`s.enterprise_id IN (
      SELECT partition_id FROM enterprise_title WHERE ${validTitles(date)} AND level IN (${listOf(titled)}))`);
  }
  if (keys.includes(noneFilter)) {
    parts.push(sql`NOT ${inPool} AND s.enterprise_id NOT IN (
      SELECT partition_id FROM enterprise_title WHERE ${validTitles(date)})`);
  }
  return parts.length === 0 ? sql`1` : sql`(${joinSql(parts, ' OR ')})`;
}

function linkedIds(kind: LinkKind, date: string): Sql {
  const valid = sql`deleted = 0 AND (from_date = '' OR from_date <= ${date}) AND (to_date = '' OR to_date >= ${date})`;
  return kind === 'city-leader'
    ? sql`SELECT partition_id FROM city_leader_link WHERE ${valid}`
    : sql`SELECT partition_id FROM enterprise_link WHERE kind = ${kind} AND ${valid}`;
}

/** Equal ones stand in the order of pinyin. A CROSS JOIN keeps the outer table where an index gives the order. */
function ordering(sort: EnterpriseSort, { date, townIds }: ListContext): { join: Sql; order: Sql } {
  const direction = sort.order === 'asc' ? sql`ASC` : sql`DESC`;
  const withEnterprise = sql`JOIN enterprise e ON e.id = s.enterprise_id`;
  const by = (expression: Sql): Sql => sql`${expression} ${direction}, s.sort_text, s.enterprise_id`;
  // What is not filled in stands last, whichever way the list is turned.
  const emptyLast = (column: Sql): Sql => sql`${column} = '', ${by(column)}`;
  switch (sort.key) {
    case 'name':
      return { join: sql``, order: sql`s.sort_text ${direction}, s.enterprise_id ${direction}` };
    case 'town':
      return { join: withEnterprise, order: sql`e.town_id = '', ${by(rank(sql`e.town_id`, townIds))}` };
    case 'creditCode':
      return { join: withEnterprise, order: emptyLast(sql`e.credit_code`) };
    case 'foundedOn':
      return { join: withEnterprise, order: emptyLast(sql`e.founded_on`) };
    case 'changedAt':
      return { join: withEnterprise, order: by(sql`e.hlc_ms`) };
    case 'pool':
      return {
        join: withEnterprise,
        order: sql`e.pool_state <> 'in', ${by(sql`json_extract(e.pool, '$.enteredOn')`)}`,
      };
    case 'level': {
      const order = rank(
        sql`level`,
        levels.map(({ key }) => key),
      );
      const join = sql`${withEnterprise} LEFT JOIN (
          SELECT partition_id, max(${order}) AS height FROM enterprise_title WHERE ${validTitles(date)} GROUP BY partition_id
        ) t ON t.partition_id = e.id`;
      return { join, order: by(sql`coalesce(t.height, CASE e.pool_state WHEN 'in' THEN 0 ELSE -1 END)`) };
    }
  }
}

/** The place of a column's value in a list of ours, as a number. */
function rank(column: Sql, keys: readonly string[]): Sql {
  const cases = keys.map((key, index) => sql`WHEN ${key} THEN ${index}`);
  return cases.length === 0 ? sql`0` : sql`CASE ${column} ${joinSql(cases, ' ')} ELSE ${keys.length} END`;
}
