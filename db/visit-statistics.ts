/** What 走访统计 is counted from, read of two indexes. */
import type { CountedVisit } from '../shared/visit/statistics.ts';
import { all, type ReadDb, type Sql, sql } from './sql.ts';

/** Of `visit v`: made on a day of the period. */
export function madeOn(fromDate: string, toDate: string): Sql {
  return sql`v.deleted = 0 AND v.status = 'made' AND v.on_day BETWEEN ${fromDate} AND ${toDate}`;
}

/** Of `visit v`: meant for a day of the period when they were planned, made since or not; cancelled ones are left out. */
export function plannedFor(fromDate: string, toDate: string): Sql {
  return sql`v.deleted = 0 AND v.planned_on <> '' AND v.status <> 'cancelled'
    AND v.planned_on BETWEEN ${fromDate} AND ${toDate}`;
}

/** Made on a day of the period, and once more: planned for a day of it. */
export function countedVisits(db: ReadDb, fromDate: string, toDate: string): CountedVisit[] {
  const namesOf = (table: Sql, column: Sql): ReadonlyMap<string, string> =>
    new Map(
      all<{ id: string; text: string }>(db, sql`SELECT id, ${column} AS text FROM ${table}`).map(
        ({ id, text }) => [id, text],
      ),
    );
  const townOf = namesOf(sql`enterprise`, sql`town_id`);
  const nameOf = namesOf(sql`person`, sql`name`);
  const on = (day: Sql, condition: Sql, isMade: boolean): CountedVisit[] =>
    visitsOn(db, day, condition).map((row) => ({
      ...row,
      isMade,
      townId: townOf.get(row.enterpriseId) ?? '',
      leaderName: nameOf.get(row.leaderId) ?? row.writtenName,
    }));
  return [
    ...on(sql`v.on_day`, madeOn(fromDate, toDate), true),
    ...on(sql`v.planned_on`, plannedFor(fromDate, toDate), false),
  ];
}

interface VisitOn extends Pick<CountedVisit, 'day' | 'enterpriseId' | 'leaderId'> {
  /** Of a leader who is a name alone. */
  readonly writtenName: string;
}

/** Those of a leader who is known are read of the index alone. */
function visitsOn(db: ReadDb, day: Sql, condition: Sql): VisitOn[] {
  const columns = sql`${day} AS day, v.partition_id AS enterpriseId, v.leader_id AS leaderId`;
  return all<VisitOn>(
    db,
    sql`SELECT ${columns}, '' AS writtenName FROM visit v WHERE ${condition} AND v.leader_id <> ''
        UNION ALL
        SELECT ${columns}, coalesce(json_extract(v.leader, '$.name'), '') FROM visit v
        WHERE ${condition} AND v.leader_id = ''
        ORDER BY day`,
  );
}
