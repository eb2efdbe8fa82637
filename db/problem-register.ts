/** 问题台账: filters, pages and counts over all problems, through the indexes problem_register and problem_by_due. */
import type { ProblemFilter, ProblemSort } from '../shared/problem/contract.ts';
import {
  openStates,
  problemCategories,
  type ProblemCategory,
  problemStates,
  unansweredStates,
} from '../shared/problem/rules.ts';
import type { CountedProblem, PeriodProblem } from '../shared/problem/statistics.ts';
import { wasDissatisfied } from '../shared/problem/thread.ts';
import type { DeskSide } from '../shared/rpc.ts';
import { normaliseQuery } from '../shared/text/query.ts';
import { isOfTowns, searchCondition } from './enterprise-list.ts';
import {
  confirmationsInPeriod,
  isEndedUnaware,
  isEndedWithout,
  handlingHost,
  type ProblemColumns,
  problemColumns,
  type ProblemRecord,
  toProblem,
} from './problem.ts';
import { problemsWith } from './search/problem-words.ts';
import { all, joinSql, listOf, type ReadDb, type Sql, sql, value, values } from './sql.ts';

/** Days that the filters of deadlines go by, YYYY-MM-DD. */
export interface DueDays {
  readonly today: string;
  /** The last day that is 将到期. */
  readonly soonUntil: string;
  /** Problems of these enterprises are somebody else's. */
  readonly without?: readonly string[];
}

/** A page, and how many there are in all. A text is looked for once for both. */
export function pageOfProblems(
  db: ReadDb,
  filter: ProblemFilter,
  days: DueDays,
  sort: ProblemSort,
  page: { readonly offset: number; readonly limit: number },
): { readonly rows: ProblemRecord[]; readonly total: number } {
  if (normaliseQuery(filter.text) === '')
    return { rows: listProblems(db, filter, days, sort, page), total: countProblems(db, filter, days) };
  const found = values<number>(
    db,
    sql`SELECT p.rowid FROM problem p WHERE ${conditionsOf(db, filter, days)} ORDER BY ${ordering(sort)}`,
  );
  return {
    rows: readRows(db, found.slice(page.offset, page.offset + page.limit)),
    total: found.length,
  };
}

/** The page is found in an index alone; the rows are read of those that are on it. */
export function listProblems(
  db: ReadDb,
  filter: ProblemFilter,
  days: DueDays,
  sort: ProblemSort,
  page: { readonly offset: number; readonly limit: number },
): ProblemRecord[] {
  const rows = values<number>(
    db,
    sql`SELECT p.rowid FROM problem p WHERE ${conditionsOf(db, filter, days)} ORDER BY ${ordering(sort)}
        LIMIT ${page.limit} OFFSET ${page.offset}`,
  );
  return readRows(db, rows);
}

export function countProblems(db: ReadDb, filter: ProblemFilter, days: DueDays): number {
  return value<number>(db, sql`SELECT count(*) FROM problem p WHERE ${conditionsOf(db, filter, days)}`) ?? 0;
}

/**
 * Those that press on a side's desk: past their deadline, near it, answered and not confirmed, and of its own what it has
 * not taken up. The most pressing first; of equal ones the earliest deadline.
 */
export function pressingProblems(db: ReadDb, days: DueDays, side: DeskSide, limit: number): ProblemRecord[] {
  return readRows(
    db,
    values<number>(
      db,
      sql`SELECT p.rowid FROM problem p WHERE ${pressing(days, side)}
          ORDER BY ${urgency(days, side)}, p.due_on, p.rowid LIMIT ${limit}`,
    ),
  );
}

/**
 * What the desk itself is late with, then what it was asked about, what the enterprise is not content with, what falls due;
 * then what others are late with, what nobody has taken up; what only waits for a word comes last.
 */
function urgency({ today, soonUntil }: DueDays, side: DeskSide): Sql {
  const own = sql`p.level = ${side}`;
  const unanswered = sql`p.state IN (${listOf(unansweredStates)}) AND p.due_on <> ''`;
  return sql`CASE
    WHEN ${own} AND ${unanswered} AND p.due_on < ${today} THEN 0
    WHEN ${own} AND p.level = 'city' AND p.state = 'raised' THEN 1
    WHEN p.state = 'merged' OR ${own} AND p.state = 'answered' AND ${isDissatisfied} THEN 2
    WHEN ${own} AND ${unanswered} AND p.due_on <= ${soonUntil} THEN 3
    WHEN ${unanswered} AND p.due_on < ${today} THEN 4
    WHEN p.state IN (${listOf(unansweredStates)}) THEN 5
    WHEN ${own} THEN 6
    ELSE 7 END`;
}

/** Of `problem p`: what the enterprise said of the answer that stands; NULL while it was not asked. */
const satisfaction = sql`CASE WHEN json_extract(p.confirmation, '$.level') = p.level
        AND json_extract(p.confirmation, '$.round') = coalesce(json_extract(p.governing, '$.round'), 1)
       THEN json_extract(p.confirmation, '$.satisfied') END`;
const isDissatisfied = sql`coalesce(${satisfaction}, 1) = 0`;

export function countPressing(db: ReadDb, days: DueDays, side: DeskSide): number {
  return value<number>(db, sql`SELECT count(*) FROM problem p WHERE ${pressing(days, side)}`) ?? 0;
}

function pressing({ soonUntil, without = [] }: DueDays, side: DeskSide): Sql {
  return sql`p.deleted = 0 AND +p.partition_id NOT IN (${listOf(without)}) AND p.rowid IN (
    SELECT q.rowid FROM problem q WHERE q.deleted = 0 AND q.state = 'raised' AND q.level = ${side}
    UNION ALL
    SELECT q.rowid FROM problem q WHERE q.deleted = 0 AND q.state IN (${listOf(unansweredStates)})
      AND q.due_on <> '' AND q.due_on <= ${soonUntil}
    UNION ALL
    SELECT q.rowid FROM problem q WHERE q.deleted = 0 AND q.state IN ('answered', 'confirmed')
    UNION ALL
    -- Desks merged a pair crosswise or in a ring, or what it went into is gone: nobody has it. Or that ended without it.
    SELECT q.rowid FROM problem q LEFT JOIN problem t ON t.id = q.merged_into AND t.deleted = 0
    WHERE q.deleted = 0 AND q.merged_into <> '' AND (t.id IS NULL OR t.merged_into <> '' AND NOT EXISTS (
      WITH RECURSIVE way (id) AS (
        SELECT q.merged_into
        UNION SELECT r.merged_into FROM way JOIN problem r ON r.id = way.id AND r.deleted = 0 WHERE r.merged_into <> ''
      )
      SELECT 1 FROM way JOIN problem r ON r.id = way.id WHERE r.deleted = 0 AND r.merged_into = '')
      OR t.merged_into <> '' AND ${isEndedWithout}
      -- Most went into one that ended long ago: its own record tells.
      OR ${isEndedUnaware('t')}))`;
}

/** What a problem is counted by. */
export interface CountedRow {
  readonly town_id: string | null;
  readonly category: string;
  readonly raised_on: string;
  readonly state: string;
  readonly host: string;
  readonly due_on: string;
  readonly answered_on: string | null;
  readonly ended_on: string;
  readonly satisfied: number | null;
}

/** Of `problem p LEFT JOIN enterprise e`; what the enterprise said counts for the answer that stands alone. */
export const countedColumns = sql`e.town_id AS town_id, p.category AS category,
  p.raised_on AS raised_on, p.state AS state, ${handlingHost} AS host, p.due_on AS due_on,
  json_extract(p.governing, '$.answeredOn') AS answered_on, p.ended_on AS ended_on,
  ${satisfaction} AS satisfied`;

/** Undefined where no state is known. */
export function toCounted(row: CountedRow): CountedProblem | undefined {
  const state = problemStates.find((known) => known === row.state);
  if (!state) return undefined;
  return {
    townId: row.town_id ?? '',
    category: row.category,
    raisedOn: row.raised_on,
    state,
    host: row.host,
    hostDueOn: row.due_on,
    answeredOn: row.answered_on ?? '',
    endedOn: row.ended_on,
    satisfied: row.satisfied === null ? null : row.satisfied === 1,
  };
}

/** Those raised in the period, both days included. Merged ones are left out. */
export function problemsInPeriod(db: ReadDb, fromDate: string, toDate: string): PeriodProblem[] {
  const confirmations = confirmationsInPeriod(db, fromDate, toDate);
  return all<CountedRow & { id: string }>(
    db,
    sql`SELECT p.id AS id, ${countedColumns}
        FROM problem p LEFT JOIN enterprise e ON e.id = p.partition_id
        WHERE p.deleted = 0 AND p.state <> 'merged' AND p.raised_on BETWEEN ${fromDate} AND ${toDate}`,
  ).flatMap((row) => {
    const counted = toCounted(row);
    if (!counted) return [];
    const said = confirmations.get(row.id) ?? [];
    return [{ ...counted, wasDissatisfied: counted.satisfied === false || wasDissatisfied(said) }];
  });
}

function readRows(db: ReadDb, rows: readonly number[]): ProblemRecord[] {
  return all<ProblemColumns>(
    db,
    sql`SELECT ${problemColumns} FROM json_each(${JSON.stringify(rows)}) j CROSS JOIN problem p ON p.rowid = j.value
        LEFT JOIN enterprise e ON e.id = p.partition_id ORDER BY j.key`,
  ).map(toProblem);
}

function conditionsOf(db: ReadDb, filter: ProblemFilter, { today, soonUntil, without }: DueDays): Sql {
  const conditions = [sql`p.deleted = 0`];
  if (without && without.length > 0) conditions.push(sql`+p.partition_id NOT IN (${listOf(without)})`);
  const among = (column: Sql, chosen: readonly string[] | undefined): void => {
    if (chosen) conditions.push(sql`${column} IN (${listOf(chosen)})`);
  };
  if (filter.enterpriseId !== undefined) conditions.push(sql`p.partition_id = ${filter.enterpriseId}`);
  among(sql`p.state`, filter.states);
  if (filter.categories) conditions.push(ofCategories(filter.categories));
  among(sql`p.level`, filter.levels);
  among(handlingHost, filter.hosts);
  // Open ones are few: they are found by their state, however long the period.
  const isOfOpen = filter.states?.every((state) => openStates.includes(state)) === true;
  const raisedOn = isOfOpen ? sql`+p.raised_on` : sql`p.raised_on`;
  if (filter.fromDate !== undefined) conditions.push(sql`${raisedOn} >= ${filter.fromDate}`);
  if (filter.toDate !== undefined) conditions.push(sql`${raisedOn} <= ${filter.toDate}`);
  switch (filter.due) {
    case 'overdue':
      conditions.push(
        sql`p.state IN (${listOf(unansweredStates)}) AND p.due_on <> '' AND p.due_on < ${today}`,
      );
      break;
    case 'soon':
      conditions.push(
        sql`p.state IN (${listOf(unansweredStates)}) AND p.due_on >= ${today} AND p.due_on <= ${soonUntil}`,
      );
      break;
    case 'unconfirmed':
      conditions.push(sql`p.state = 'answered'`);
      break;
    case undefined:
  }
  // The plus: the index is walked, and no problem is read for being one of a chosen enterprise's.
  if (filter.towns) conditions.push(isOfTowns(sql`+p.partition_id`, filter.towns));
  if (normaliseQuery(filter.text) !== '') conditions.push(contains(db, filter));
  return joinSql(conditions, ' AND ');
}

/** A newer program's category is read as 其他. */
function ofCategories(chosen: readonly ProblemCategory[]): Sql {
  const known = sql`p.category IN (${listOf(chosen)})`;
  return chosen.includes('other')
    ? sql`(${known} OR p.category NOT IN (${listOf(problemCategories)}))`
    : known;
}

/** Both as sets: each is found at once, and the walk asks whether a problem is in one. */
function contains(db: ReadDb, { text, fromDate, toDate }: ProblemFilter): Sql {
  const enterprises = searchCondition(text) ?? sql`0`;
  const words = problemsWith(db, text, { fromDate, toDate });
  const byWords = words ? sql`SELECT x.rowid FROM problem x WHERE x.id IN (${words}) UNION ALL` : sql``;
  return sql`p.rowid IN (${byWords} SELECT y.rowid FROM problem y WHERE y.partition_id IN (
    SELECT s.enterprise_id FROM enterprise_search s WHERE ${enterprises}))`;
}

/** Of equal ones the latest entered first; those without a deadline after all others. */
function ordering({ key, order }: ProblemSort): Sql {
  const direction = order === 'asc' ? sql`ASC` : sql`DESC`;
  switch (key) {
    case 'raisedOn':
      return sql`p.raised_on ${direction}, p.rowid DESC`;
    case 'hostDueOn':
      return sql`p.state IN (${listOf(openStates)}) DESC, p.due_on = '', p.due_on ${direction}, p.rowid DESC`;
  }
}
