/** Which leaders called on which enterprises. */
import { all, type ReadDb, sql } from './sql.ts';

export interface DutyRow {
  readonly enterpriseId: string;
  readonly visitedOn: string;
  readonly visitId: string;
  /** The next that is still to come. */
  readonly plannedOn: string;
  readonly plannedId: string;
  /** The earliest whose day has passed, and that nobody wrote down. */
  readonly passedOn: string;
  readonly passedId: string;
}

/** What one leader made or planned within the period, by enterprise, at the head of a visit or going along. */
export function visitsOfLeader(
  db: ReadDb,
  { fromDate, toDate, today }: CallPeriod,
  leaderId: string,
): DutyRow[] {
  const within = sql`v.deleted = 0 AND v.on_day BETWEEN ${fromDate} AND ${toDate}`;
  return all<{ enterpriseId: string; made: string | null; planned: string | null; passed: string | null }>(
    db,
    sql`WITH call AS (
          SELECT v.partition_id AS partition_id, v.on_day || v.id AS mark, v.status AS status
          FROM visit v WHERE ${within} AND v.leader_id = ${leaderId}
          UNION ALL
          SELECT v.partition_id, v.on_day || v.id, v.status FROM visit v
          WHERE ${within} AND v.participants <> '[]' AND EXISTS (
            SELECT 1 FROM json_each(v.participants) j JOIN person p ON p.name = j.value
            WHERE p.deleted = 0 AND p.id = ${leaderId})
        )
        SELECT partition_id AS enterpriseId,
               max(mark) FILTER (WHERE status = 'made') AS made,
               min(mark) FILTER (WHERE status = 'planned' AND mark >= ${today}) AS planned,
               min(mark) FILTER (WHERE status = 'planned' AND mark < ${today}) AS passed
        FROM call GROUP BY partition_id`,
  ).map(({ enterpriseId, made, planned, passed }) => ({
    enterpriseId,
    visitedOn: made?.slice(0, dayLength) ?? '',
    visitId: made?.slice(dayLength) ?? '',
    plannedOn: planned?.slice(0, dayLength) ?? '',
    plannedId: planned?.slice(dayLength) ?? '',
    passedOn: passed?.slice(0, dayLength) ?? '',
    passedId: passed?.slice(dayLength) ?? '',
  }));
}

/** A leader's visits to one enterprise: all that are made, all that are planned, or all of these whose day has passed. */
export interface Call {
  readonly personId: string;
  readonly enterpriseId: string;
  readonly status: 'made' | 'planned' | 'passed';
}

/** YYYY-MM-DD; the period's both days included. */
interface CallPeriod {
  readonly fromDate: string;
  readonly toDate: string;
  readonly today: string;
}

/**
 * What duties are counted from, read of two indexes: made or planned within the period. Who goes along, by his name among
 * 同行人员, has called as well.
 */
export function callsInPeriod(db: ReadDb, { fromDate, toDate, today }: CallPeriod): Call[] {
  const within = sql`v.deleted = 0 AND v.on_day BETWEEN ${fromDate} AND ${toDate} AND v.status IN ('made', 'planned')`;
  const status = sql`CASE WHEN v.status = 'planned' AND v.on_day < ${today} THEN 'passed' ELSE v.status END`;
  return all<Call>(
    db,
    sql`SELECT v.leader_id AS personId, v.partition_id AS enterpriseId, ${status} AS status
        FROM visit v WHERE ${within} AND v.leader_id <> ''
        UNION
        -- The same few lists of names come again and again: each is read once.
        SELECT who.id, v.partition_id, ${status}
        FROM visit v JOIN (
          SELECT DISTINCT l.participants AS participants, p.id AS id
          FROM (SELECT DISTINCT v.participants AS participants FROM visit v INDEXED BY visit_with_others
                WHERE ${within} AND v.participants <> '[]') l,
            json_each(l.participants) j JOIN person p ON p.name = j.value AND p.deleted = 0
        ) who ON who.participants = v.participants
        WHERE ${within} AND v.participants <> '[]'`,
  );
}

const dayLength = 'YYYY-MM-DD'.length;
