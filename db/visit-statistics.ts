/** What 走访统计 is counted from, read of two indexes. */
import type { CountedVisit } from '../shared/visit/statistics.ts';
import { all, type ReadDb, type Sql, sql } from './sql.ts';

/** Made on a day of the period, and once more: planned for a day of it, cancelled ones left out. */
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
    visitsOn(db, day, sql`${condition} AND ${day} BETWEEN ${fromDate} AND ${toDate}`).map((row) => ({
      ...row,
      isMade,
      townId: townOf.get(row.enterpriseId) ?? '',
      leaderName: nameOf.get(row.leaderId) ?? row.writtenName,
    }));
  return [
    ...on(sql`v.on_day`, sql`v.status = 'made'`, true),
    ...on(sql`v.planned_on`, sql`v.planned_on <> '' AND v.status <> 'cancelled'`, false),
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
    sql`SELECT ${columns}, '' AS writtenName FROM visit v WHERE v.deleted = 0 AND ${condition} AND v.leader_id <> ''
        UNION ALL
        SELECT ${columns}, coalesce(json_extract(v.leader, '$.name'), '') FROM visit v
        WHERE v.deleted = 0 AND ${condition} AND v.leader_id = ''
        ORDER BY day`,
  );
}
