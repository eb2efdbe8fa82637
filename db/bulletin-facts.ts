/** What a quarterly bulletin is counted from, a few columns of many records. */
import { endedStates, openStates, problemStates } from '../shared/problem/rules.ts';
import type { CountedProblem } from '../shared/problem/statistics.ts';
import { countedColumns, type CountedRow, toCounted } from './problem-register.ts';
import { all, listOf, type ReadDb, type Sql, sql } from './sql.ts';
import { madeOn, plannedFor } from './visit-statistics.ts';

export interface QuarterProblem extends Omit<CountedProblem, 'satisfied'> {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly title: string;
  /** What the enterprise said of the answer that stands, and when; null while it was not asked. */
  readonly confirmed: { readonly on: string; readonly satisfied: boolean } | null;
}

interface ProblemRow extends CountedRow {
  readonly id: string;
  readonly partition_id: string;
  readonly enterprise_name: string | null;
  readonly title: string;
  readonly confirmed_on: string | null;
}

/** Those that had anything to do with the days from the one to the other: raised, due, open or ended. Merged ones are left out. */
export function problemsTouching(db: ReadDb, fromDate: string, toDate: string): QuarterProblem[] {
  return all<ProblemRow>(
    db,
    sql`SELECT p.id AS id, p.partition_id AS partition_id, e.name AS enterprise_name, p.title AS title,
               json_extract(p.confirmation, '$.on') AS confirmed_on, ${countedColumns}
        FROM problem p LEFT JOIN enterprise e ON e.id = p.partition_id
        WHERE p.state <> 'merged' AND p.raised_on <> '' AND p.raised_on <= ${toDate} AND p.rowid IN (
          SELECT q.rowid FROM problem q WHERE q.deleted = 0 AND q.raised_on BETWEEN ${fromDate} AND ${toDate}
          UNION ALL
          SELECT q.rowid FROM problem q WHERE q.deleted = 0 AND q.state IN (${listOf(openStates)})
          UNION ALL
          SELECT q.rowid FROM problem q
          WHERE q.deleted = 0 AND q.state IN (${listOf(problemStates)}) AND q.due_on >= ${fromDate}
          UNION ALL
          SELECT q.rowid FROM problem q WHERE q.deleted = 0 AND q.ended_on <> '' AND q.ended_on >= ${fromDate})
        ORDER BY p.id`,
  ).flatMap((row) => {
    const counted = toCounted(row);
    if (!counted) return [];
    const { satisfied, ...facts } = counted;
    return [
      {
        ...facts,
        id: row.id,
        enterpriseId: row.partition_id,
        enterpriseName: row.enterprise_name ?? '（企业资料尚未收到）',
        title: row.title,
        confirmed: satisfied === null ? null : { on: row.confirmed_on ?? '', satisfied },
      },
    ];
  });
}

export interface DayVisit {
  readonly enterpriseId: string;
  readonly townId: string;
  readonly day: string;
}

/** Made on a day of the period. */
export function visitsMade(db: ReadDb, fromDate: string, toDate: string): DayVisit[] {
  return all<DayVisit>(
    db,
    sql`SELECT v.partition_id AS enterpriseId, coalesce(e.town_id, '') AS townId, v.on_day AS day
        FROM visit v LEFT JOIN enterprise e ON e.id = v.partition_id
        WHERE ${madeOn(fromDate, toDate)}`,
  );
}

export interface BulletinMonth {
  readonly month: string;
  readonly raised: number;
  /** Closed, or closed with an explanation. */
  readonly ended: number;
  /** Meant for the month when they were planned, made since or not; cancelled ones are left out. */
  readonly planned: number;
  readonly visited: number;
}

/** Months that have any, the earliest first; counted of the indexes alone. */
export function bulletinMonths(db: ReadDb, fromDate: string, toDate: string): BulletinMonth[] {
  const one = (day: Sql, counted: Sql, from: Sql): Sql =>
    sql`SELECT substr(${day}, 1, 7) AS month, ${counted} FROM ${from} GROUP BY 1`;
  return all<BulletinMonth>(
    db,
    sql`SELECT month, sum(raised) AS raised, sum(ended) AS ended, sum(planned) AS planned, sum(visited) AS visited FROM (
          ${one(
            sql`p.raised_on`,
            sql`count(*) AS raised, 0 AS ended, 0 AS planned, 0 AS visited`,
            sql`problem p WHERE p.deleted = 0 AND p.state <> 'merged' AND p.raised_on BETWEEN ${fromDate} AND ${toDate}`,
          )}
          UNION ALL
          ${one(
            sql`p.ended_on`,
            sql`0, count(*), 0, 0`,
            sql`problem p WHERE p.deleted = 0 AND p.ended_on <> '' AND +p.state IN (${listOf(endedStates)})
                AND p.ended_on BETWEEN ${fromDate} AND ${toDate}`,
          )}
          UNION ALL
          ${one(sql`v.planned_on`, sql`0, 0, count(*), 0`, sql`visit v WHERE ${plannedFor(fromDate, toDate)}`)}
          UNION ALL
          ${one(sql`v.on_day`, sql`0, 0, 0, count(*)`, sql`visit v WHERE ${madeOn(fromDate, toDate)}`)}
        ) GROUP BY month ORDER BY month`,
  );
}

export interface PooledEnterprise {
  readonly id: string;
  readonly name: string;
  readonly townId: string;
}

export function enterprisesForFigures(db: ReadDb): PooledEnterprise[] {
  return all<PooledEnterprise>(db, sql`SELECT id, name, town_id AS townId FROM enterprise WHERE deleted = 0`);
}
