/** Which visits a list is asked for, and whose they are. */
import { addDays } from '../shared/clock.ts';
import { normaliseQuery } from '../shared/text/query.ts';
import type { VisitFilter } from '../shared/visit/contract.ts';
import type { VisitStanding } from '../shared/visit/rules.ts';
import { isOfTowns, searchCondition } from './enterprise-list.ts';
import { joinSql, listOf, type Sql, sql } from './sql.ts';

/** `today`: YYYY-MM-DD. */
export interface VisitsAsked extends VisitFilter, Pick<Without, 'without'> {
  readonly today: string;
}

/** What belongs to these enterprises is left out: it is somebody else's. */
export interface Without {
  readonly without?: readonly string[];
  /** Only of leaders of the towns, or only of everybody else. */
  readonly byTowns?: boolean | undefined;
}

/** Whether `op o` wrote what a visit, or a promise, has from the beginning with nothing before it: no clock says so. */
const isFirst = sql`(coalesce(
  json_extract(CAST(o.bytes AS TEXT), '$.fields.timing.parents'),
  json_extract(CAST(o.bytes AS TEXT), '$.fields.what.parents')
) = '[]')`;

/**
 * Of `visit v`; `line`: the id of a line of it, should the visit not have come yet. Where its leader is a name alone, or not
 * known here, it is whose laptop wrote of it first.
 */
export function isByTowns(byTowns: boolean | undefined, line?: Sql): Sql {
  if (byTowns === undefined) return sql`1`;
  const record = line ? sql`coalesce(v.id, ${line})` : sql`v.id`;
  const is = sql`coalesce(
    (SELECT p.category = 'town-leader' FROM person p WHERE p.id = v.leader_id),
    (SELECT o.side = 'town' FROM op o WHERE o.entity_id = ${record} AND o.state = 'applied'
     ORDER BY ${isFirst} DESC, o.hlc_ms, o.hlc_counter LIMIT 1),
    0)`;
  return byTowns ? is : sql`NOT ${is}`;
}

/** Before every day, and after none. */
export const firstDay = '0';

/** Of `visit v`. */
export function isAskedFor(filter: VisitsAsked): Sql {
  const conditions = [sql`v.deleted = 0`];
  if (filter.without) conditions.push(sql`+v.partition_id NOT IN (${listOf(filter.without)})`);
  if (filter.enterpriseId !== undefined) conditions.push(sql`v.partition_id = ${filter.enterpriseId}`);
  const leaders = [
    ...(filter.leaderIds ? [sql`v.leader_id IN (${listOf(filter.leaderIds)})`] : []),
    ...(filter.byTowns === undefined ? [] : [isByTowns(filter.byTowns)]),
  ];
  if (leaders.length > 0) conditions.push(sql`(${joinSql(leaders, ' OR ')})`);
  if (filter.standings) conditions.push(isOfStandings(filter.standings, filter.today));
  if (filter.promises) conditions.push(hasPromised(filter.promises, filter.today));
  if (filter.fromDate !== undefined) conditions.push(sql`v.on_day >= ${filter.fromDate}`);
  if (filter.toDate !== undefined) conditions.push(sql`v.on_day <= ${filter.toDate}`);
  if (filter.towns) conditions.push(isOfTowns(sql`+v.partition_id`, filter.towns));
  const search = normaliseQuery(filter.text) === '' ? null : searchCondition(filter.text);
  if (search)
    conditions.push(
      sql`+v.partition_id IN (SELECT s.enterprise_id FROM enterprise_search s WHERE ${search})`,
    );
  return joinSql(conditions, ' AND ');
}

/** Of `visit v`. */
function isOfStandings(standings: readonly VisitStanding[], today: string): Sql {
  const each = standings.map((standing) => {
    if (standing === 'unrecorded') return sql`(v.status = 'planned' AND v.on_day < ${today})`;
    return standing === 'planned'
      ? sql`(v.status = 'planned' AND v.on_day >= ${today})`
      : sql`v.status = ${standing}`;
  });
  return each.length === 0 ? sql`0` : sql`(${joinSql(each, ' OR ')})`;
}

/** Of `visit v`: what was promised in it and is not kept. */
function hasPromised(which: 'open' | 'overdue', today: string): Sql {
  const due = which === 'open' ? sql`1` : sql`w.due_date BETWEEN ${firstDay} AND ${addDays(today, -1)}`;
  return sql`(v.id, v.partition_id) IN (
    SELECT w.visit_id, w.partition_id FROM visit_promise w WHERE w.deleted = 0 AND w.done = 0 AND ${due})`;
}
