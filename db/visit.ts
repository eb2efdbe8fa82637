/** 走访服务 and 承诺事项. */
import { z } from 'zod';
import { type VisitLeader, visitLeader, type VisitTiming, visitTiming } from '../shared/visit/rules.ts';
import { plainDate, plainDay, plainTexts } from './plain.ts';
import { all, get, listOf, type ReadDb, type Sql, sql, value, values } from './sql.ts';
import { firstDay, isAskedFor, isByTowns, type VisitsAsked, type Without } from './visit-choice.ts';

export interface VisitRecord {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  /** The town its enterprise is assigned to; '' for none. */
  readonly townId: string;
  readonly timing: VisitTiming;
  readonly leader: VisitLeader;
  readonly participants: string[];
  readonly hosts: string;
  readonly purpose: string;
  readonly said: string;
  readonly note: string;
  readonly problemCount: number;
  readonly openPromiseCount: number;
}

interface VisitColumns {
  readonly id: string;
  readonly partition_id: string;
  readonly enterprise_name: string | null;
  readonly town_id: string | null;
  readonly timing: string;
  readonly leader: string;
  readonly participants: string;
  readonly hosts: string;
  readonly purpose: string;
  readonly said: string;
  readonly note: string;
  readonly problem_count: number;
  readonly open_promise_count: number;
}

const columns = sql`v.id AS id, v.partition_id AS partition_id, e.name AS enterprise_name, e.town_id AS town_id,
  v.timing AS timing, v.leader AS leader, v.participants AS participants, v.hosts AS hosts, v.purpose AS purpose,
  v.said AS said, v.note AS note,
  -- The plus: found by their visit, and not among all of the enterprise's.
  (SELECT count(*) FROM problem q WHERE q.visit_id = v.id AND q.visit_id <> '' AND +q.partition_id = v.partition_id AND q.deleted = 0) AS problem_count,
  (SELECT count(*) FROM visit_promise w WHERE w.visit_id = v.id AND w.partition_id = v.partition_id AND w.deleted = 0 AND w.done = 0) AS open_promise_count`;

/** Undefined when there is none, or it was removed. */
export function findVisit(db: ReadDb, id: string): VisitRecord | undefined {
  const row = get<VisitColumns>(
    db,
    sql`SELECT ${columns} FROM visit v LEFT JOIN enterprise e ON e.id = v.partition_id
        WHERE v.deleted = 0 AND v.id = ${id}`,
  );
  return row && toVisit(row);
}

export function isRemovedVisit(db: ReadDb, id: string): boolean {
  return get(db, sql`SELECT 1 FROM visit WHERE id = ${id} AND deleted = 1`) !== undefined;
}

/** The latest day first, or the earliest. */
export function listVisits(
  db: ReadDb,
  filter: VisitsAsked,
  page: { readonly offset: number; readonly limit: number; readonly earliestFirst?: boolean },
): VisitRecord[] {
  const order = page.earliestFirst === true ? sql`v.on_day, v.rowid` : sql`v.on_day DESC, v.rowid DESC`;
  const rows = values<number>(
    db,
    sql`SELECT v.rowid FROM visit v WHERE ${isAskedFor(filter)} ORDER BY ${order}
        LIMIT ${page.limit} OFFSET ${page.offset}`,
  );
  return all<VisitColumns>(
    db,
    sql`SELECT ${columns} FROM json_each(${JSON.stringify(rows)}) j CROSS JOIN visit v ON v.rowid = j.value
        LEFT JOIN enterprise e ON e.id = v.partition_id ORDER BY j.key`,
  ).map(toVisit);
}

export function countVisits(db: ReadDb, filter: VisitsAsked): number {
  return value<number>(db, sql`SELECT count(*) FROM visit v WHERE ${isAskedFor(filter)}`) ?? 0;
}

/** Visits of one enterprise from one day to another, planned and made; cancelled ones are left out. */
export function visitsAround(
  db: ReadDb,
  enterpriseId: string,
  fromDate: string,
  toDate: string,
): VisitRecord[] {
  return all<VisitColumns>(
    db,
    sql`SELECT ${columns} FROM visit v LEFT JOIN enterprise e ON e.id = v.partition_id
        WHERE v.deleted = 0 AND v.partition_id = ${enterpriseId} AND v.status <> 'cancelled'
          AND v.on_day BETWEEN ${fromDate} AND ${toDate} ORDER BY v.on_day`,
  ).map(toVisit);
}

export function lastVisitBefore(
  db: ReadDb,
  enterpriseId: string,
  date: string,
  exceptId: string,
): VisitRecord | undefined {
  const row = get<VisitColumns>(
    db,
    sql`SELECT ${columns} FROM visit v LEFT JOIN enterprise e ON e.id = v.partition_id
        WHERE v.deleted = 0 AND v.partition_id = ${enterpriseId} AND v.status = 'made' AND v.on_day <= ${date}
          AND v.id <> ${exceptId} ORDER BY v.on_day DESC, v.rowid DESC LIMIT 1`,
  );
  return row && toVisit(row);
}

export interface PromiseRecord {
  readonly id: string;
  readonly visitId: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  /** The town its enterprise is assigned to; '' for none. */
  readonly townId: string;
  readonly leader: VisitLeader;
  readonly visitedOn: string;
  readonly ordinal: number;
  readonly what: string;
  readonly who: string;
  readonly dueDate: string;
  readonly done: boolean;
  readonly doneOn: string;
  readonly note: string;
}

interface PromiseColumns {
  readonly id: string;
  readonly partition_id: string;
  readonly enterprise_name: string | null;
  readonly town_id: string | null;
  readonly visit_id: string;
  readonly leader: string | null;
  readonly timing: string | null;
  readonly ordinal: number | null;
  readonly what: string;
  readonly who: string;
  readonly due_date: string;
  readonly completion: string;
}

export function findPromise(db: ReadDb, id: string): PromiseRecord | undefined {
  return selectPromises(db, sql`w.id = ${id}`, sql`w.id`)[0];
}

export function promisesOfVisit(
  db: ReadDb,
  { id, enterpriseId }: Pick<VisitRecord, 'id' | 'enterpriseId'>,
): PromiseRecord[] {
  return selectPromises(
    db,
    sql`w.visit_id = ${id} AND w.partition_id = ${enterpriseId}`,
    sql`w.ordinal, w.id`,
  );
}

export function openPromisesOfEnterprise(db: ReadDb, ...enterpriseIds: readonly string[]): PromiseRecord[] {
  return selectPromises(db, sql`w.partition_id IN (${listOf(enterpriseIds)}) AND w.done = 0`, openOrder);
}

/** What a leader promised and is not kept yet, the earliest due first; those without a deadline last. */
export function openPromises(db: ReadDb, leaderId: string, limit: number): PromiseRecord[] {
  return selectPromises(db, sql`w.done = 0 AND v.leader_id = ${leaderId}`, sql`${openOrder} LIMIT ${limit}`);
}

/** Promised by a day, or by none, and not kept yet: those without a deadline last. */
export function promisesDueBy(
  db: ReadDb,
  { isDated, day, leaderId, without = [], byTowns }: DueBy,
  limit: number,
): { readonly rows: PromiseRecord[]; readonly total: number } {
  const due = sql`w.done = 0 AND w.due_date BETWEEN ${isDated === true ? firstDay : ''} AND ${day}
    AND +w.partition_id NOT IN (${listOf(without)}) AND ${
      leaderId === undefined ? sql`1` : sql`v.leader_id = ${leaderId}`
    } AND ${isByTowns(byTowns, sql`w.id`)}`;
  const total = value<number>(
    db,
    sql`SELECT count(*) FROM visit_promise w LEFT JOIN visit v ON v.id = w.visit_id AND v.partition_id = w.partition_id
        WHERE ${promiseStands} AND ${due}`,
  );
  return { rows: selectPromises(db, due, sql`${openOrder} LIMIT ${limit}`), total: total ?? 0 };
}

/** `leaderId`: of one leader alone. */
export interface DueBy extends Without {
  /** None without a deadline. */
  readonly isDated?: true;
  /** YYYY-MM-DD, included. */
  readonly day: string;
  readonly leaderId?: string | undefined;
}

/** Of `visit_promise w` and its `visit v`, which may not have come yet: one added to a visit that was removed waits for a person. */
export const promiseStands = sql`w.deleted = 0 AND coalesce(v.deleted, 0) = 0`;

const openOrder = sql`w.due_date = '', w.due_date, w.id`;

function selectPromises(db: ReadDb, condition: Sql, order: Sql): PromiseRecord[] {
  return all<PromiseColumns>(
    db,
    sql`SELECT w.id AS id, w.partition_id AS partition_id, e.name AS enterprise_name, e.town_id AS town_id, w.visit_id AS visit_id,
               v.leader AS leader, v.timing AS timing, w.ordinal AS ordinal, w.what AS what, w.who AS who,
               w.due_date AS due_date, w.completion AS completion
        FROM visit_promise w LEFT JOIN visit v ON v.id = w.visit_id AND v.partition_id = w.partition_id
        LEFT JOIN enterprise e ON e.id = w.partition_id
        WHERE ${promiseStands} AND ${condition} ORDER BY ${order}`,
  ).map(toPromise);
}

/** Enterprise → its visits that are planned and not made, the earliest first; of those that have any. */
export function plannedVisits(
  db: ReadDb,
  enterpriseIds: readonly string[],
): ReadonlyMap<string, VisitRecord[]> {
  const found = all<VisitColumns>(
    db,
    sql`SELECT ${columns} FROM visit v LEFT JOIN enterprise e ON e.id = v.partition_id
        WHERE v.deleted = 0 AND v.partition_id IN (${listOf(enterpriseIds)}) AND v.status = 'planned'
        ORDER BY v.on_day, v.rowid`,
  ).map(toVisit);
  return Map.groupBy(found, ({ enterpriseId }) => enterpriseId);
}

/** Enterprise → the last visit that anybody made up to a day; of those that were called on at all. */
export function lastVisits(
  db: ReadDb,
  enterpriseIds: readonly string[],
  date: string,
): ReadonlyMap<string, { readonly id: string; readonly on: string; readonly leader: VisitLeader }> {
  return new Map(
    all<{ id: string; partition_id: string; on_day: string; leader: string }>(
      db,
      sql`SELECT v.id AS id, v.partition_id AS partition_id, v.on_day AS on_day, v.leader AS leader
          FROM (${listOf(enterpriseIds)}) c CROSS JOIN visit v ON v.rowid = (
            SELECT l.rowid FROM visit l WHERE l.deleted = 0 AND l.partition_id = c.value AND l.status = 'made'
              AND l.on_day <= ${date} ORDER BY l.on_day DESC, l.rowid DESC LIMIT 1)`,
    ).map((row) => [
      row.partition_id,
      { id: row.id, on: plainDate(row.on_day), leader: toLeader(JSON.parse(row.leader)) },
    ]),
  );
}

/** The last day on which anybody called, of enterprises that were called on at all. */
export function lastVisitDays(db: ReadDb, enterpriseIds: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    all<{ id: string; day: string | null }>(
      db,
      sql`SELECT j.value AS id, (SELECT max(v.on_day) FROM visit v
            WHERE v.deleted = 0 AND v.partition_id = j.value AND v.status = 'made') AS day
          FROM json_each(${JSON.stringify(enterpriseIds)}) j`,
    ).flatMap(({ id, day }) => (day === null ? [] : [[id, plainDate(day)] as const])),
  );
}

function toVisit(row: VisitColumns): VisitRecord {
  return {
    id: row.id,
    enterpriseId: row.partition_id,
    enterpriseName: row.enterprise_name ?? '（企业资料尚未收到）',
    townId: row.town_id ?? '',
    timing: toTiming(JSON.parse(row.timing)),
    leader: toLeader(JSON.parse(row.leader)),
    participants: plainTexts(row.participants),
    hosts: row.hosts,
    purpose: row.purpose,
    said: row.said,
    note: row.note,
    problemCount: row.problem_count,
    openPromiseCount: row.open_promise_count,
  };
}

const readTiming = z.object({
  status: visitTiming.shape.status.catch('planned'),
  plannedOn: plainDay,
  visitedOn: plainDay,
  reason: z.string().catch(''),
});
const readLeader = z.object({
  personId: z.string().catch(''),
  name: z.string().catch(''),
  post: z.string().catch(''),
});
const readCompletion = z.object({
  done: z.boolean().catch(false),
  doneOn: plainDay,
  note: z.string().catch(''),
});

/** Another program's version may have written what this one does not know: shown as the plainest value. */
function toTiming(stored: unknown): VisitTiming {
  const unknown = { status: 'planned', plannedOn: '', visitedOn: '', reason: '' } as const;
  return readTiming.safeParse(stored).data ?? unknown;
}

export function toLeader(stored: unknown): VisitLeader {
  return (
    visitLeader.safeParse(readLeader.safeParse(stored).data).data ?? { personId: '', name: '', post: '' }
  );
}

/** Of a leader as it is stored; '' where there is none. */
export function plainName(stored: string): string {
  return toLeader(JSON.parse(stored)).name;
}

function toPromise(row: PromiseColumns): PromiseRecord {
  const completion = readCompletion.safeParse(JSON.parse(row.completion)).data;
  return {
    id: row.id,
    visitId: row.visit_id,
    enterpriseId: row.partition_id,
    enterpriseName: row.enterprise_name ?? '（企业资料尚未收到）',
    townId: row.town_id ?? '',
    leader: toLeader(row.leader === null ? null : JSON.parse(row.leader)),
    visitedOn: row.timing === null ? '' : toTiming(JSON.parse(row.timing)).visitedOn,
    ordinal: row.ordinal ?? 0,
    what: row.what,
    who: row.who,
    dueDate: plainDate(row.due_date),
    done: completion?.done ?? false,
    doneOn: completion?.doneOn ?? '',
    note: completion?.note ?? '',
  };
}
