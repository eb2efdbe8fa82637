/** What 走访统计 is counted from, read of two indexes. */
import type { CountedVisit } from '../shared/visit/statistics.ts';
import { all, type ReadDb, type Sql, sql } from './sql.ts';

/** Made on a day of the period, and once more: planned for a day of it, cancelled ones left out. */
export function countedVisits(db: ReadDb, fromDate: string, toDate: string): CountedVisit[] {
  return [
    ...visitsOn(
      db,
      sql`v.on_day`,
      sql`v.status = 'made' AND v.on_day BETWEEN ${fromDate} AND ${toDate}`,
      true,
    ),
    ...visitsOn(
      db,
      sql`v.planned_on`,
      sql`v.planned_on <> '' AND v.status <> 'cancelled' AND v.planned_on BETWEEN ${fromDate} AND ${toDate}`,
      false,
    ),
  ];
}

function visitsOn(db: ReadDb, day: Sql, condition: Sql, isMade: boolean): CountedVisit[] {
  return all<Omit<CountedVisit, 'isMade'>>(
    db,
    sql`SELECT ${day} AS day, v.partition_id AS enterpriseId, coalesce(e.town_id, '') AS townId,
               v.leader_id AS leaderId,
               coalesce(p.name, json_extract(v.leader, '$.name'), '') AS leaderName
        FROM visit v LEFT JOIN enterprise e ON e.id = v.partition_id
        LEFT JOIN person p ON p.id = v.leader_id AND p.deleted = 0
        WHERE v.deleted = 0 AND ${condition} ORDER BY ${day}`,
  ).map((row) => ({ ...row, isMade }));
}
