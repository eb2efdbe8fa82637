/**
 * What the calendars show, between two days that are both included: read by the day, through the indexes that begin with it.
 * What is told of a record lies in its own partition, and an enterprise that was removed is on no calendar.
 */
import { inspectionDay } from '../shared/filing/first.ts';
import { type FilingDomain, filingDomains } from '../shared/filing/rules.ts';
import { unansweredStates } from '../shared/problem/rules.ts';
import { handlingHost } from './problem.ts';
import type { VisitLeader } from '../shared/visit/rules.ts';
import { filingCounts, unknownEnterprise } from './filing.ts';
import { plainDate } from './plain.ts';
import { all, listOf, type ReadDb, type Sql, sql } from './sql.ts';
import { promiseStands, toLeader } from './visit.ts';

export interface Period {
  readonly fromDate: string;
  readonly toDate: string;
}

/** Of each kind at most so many are read, the earliest first. */
export interface Among extends Period {
  readonly limit: number;
  readonly enterpriseId?: string;
}

/** Whose a row is. `townId`: the town the enterprise is assigned to; '' for none. */
export interface OfEnterprise {
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly townId: string;
}

interface OwnerColumns {
  readonly partition_id: string;
  readonly enterprise_name: string | null;
  readonly town_id: string | null;
}

const ownerColumns = sql`e.name AS enterprise_name, e.town_id AS town_id`;
/** Of the enterprise e; one that has not arrived yet is not removed. */
const standing = sql`coalesce(e.deleted, 0) = 0`;

export interface CalendarVisit extends OfEnterprise {
  readonly id: string;
  readonly date: string;
  readonly isMade: boolean;
  readonly leader: VisitLeader;
}

/** Made or planned. */
export function calendarVisits(
  db: ReadDb,
  { fromDate, toDate, limit, enterpriseId }: Among,
): CalendarVisit[] {
  const ofEnterprise = enterpriseId === undefined ? sql`` : sql`AND v.partition_id = ${enterpriseId}`;
  return all<VisitColumns>(
    db,
    sql`SELECT ${visitColumns} FROM visit v LEFT JOIN enterprise e ON e.id = v.partition_id
        WHERE ${visitBetween(fromDate, toDate)} AND ${standing} ${ofEnterprise}
        ORDER BY v.on_day, v.rowid LIMIT ${limit}`,
  ).map(toVisit);
}

/** Those he leads, and those at these enterprises that he goes along with by his name. */
export function calendarVisitsOf(
  db: ReadDb,
  leader: { readonly personId: string; readonly name: string },
  enterpriseIds: readonly string[],
  { fromDate, toDate }: Period,
): CalendarVisit[] {
  return all<VisitColumns>(
    db,
    sql`SELECT ${visitColumns}
        FROM (SELECT v.rowid AS n FROM visit v
              WHERE ${visitBetween(fromDate, toDate)} AND v.leader_id = ${leader.personId}
              UNION
              SELECT v.rowid FROM (${listOf(enterpriseIds)}) c CROSS JOIN visit v ON v.partition_id = c.value, json_each(v.participants) j
              WHERE ${visitBetween(fromDate, toDate)} AND j.value = ${leader.name} AND j.value <> '') d
        CROSS JOIN visit v ON v.rowid = d.n LEFT JOIN enterprise e ON e.id = v.partition_id WHERE ${standing}`,
  ).map(toVisit);
}

interface VisitColumns extends OwnerColumns {
  readonly id: string;
  readonly on_day: string;
  readonly status: string;
  readonly leader: string;
}

const visitColumns = sql`v.id AS id, v.partition_id AS partition_id, ${ownerColumns}, v.on_day AS on_day,
  v.status AS status, v.leader AS leader`;

function visitBetween(fromDate: string, toDate: string): Sql {
  return sql`v.deleted = 0 AND v.on_day BETWEEN ${fromDate} AND ${toDate} AND v.status IN ('planned', 'made')`;
}

function toVisit(row: VisitColumns): CalendarVisit {
  return {
    ...ownerOf(row),
    id: row.id,
    date: plainDate(row.on_day),
    isMade: row.status === 'made',
    leader: toLeader(JSON.parse(row.leader)),
  };
}

export interface CalendarInspection extends OfEnterprise {
  readonly id: string;
  readonly date: string;
  readonly isMade: boolean;
  readonly unit: string;
  readonly domain: FilingDomain;
}

interface InspectionColumns extends OwnerColumns {
  readonly id: string;
  readonly inspection_date: string;
  readonly inspected_on: string;
  readonly inspecting_unit: string;
  readonly domain: string;
}

const inspectionColumns = sql`f.id AS id, f.partition_id AS partition_id, ${ownerColumns},
  f.inspection_date AS inspection_date, f.inspected_on AS inspected_on, f.inspecting_unit AS inspecting_unit,
  f.domain AS domain`;

/** Neither void nor corrected. One that was made on another day than planned stands on the day it was made. */
export function calendarInspections(db: ReadDb, { fromDate, toDate, limit }: Among): CalendarInspection[] {
  const between = (day: Sql): Sql => sql`${day} BETWEEN ${fromDate} AND ${toDate}`;
  return all<InspectionColumns>(
    db,
    sql`SELECT ${inspectionColumns}
        FROM (SELECT n.rowid AS n FROM filing n WHERE n.deleted = 0 AND ${between(sql`n.inspection_date`)}
                AND n.inspected_on IN ('', n.inspection_date)
              UNION ALL
              SELECT n.rowid FROM filing n INDEXED BY filing_moved WHERE n.deleted = 0 AND n.inspected_on <> ''
                AND n.inspected_on <> n.inspection_date AND ${between(sql`n.inspected_on`)}) d
        CROSS JOIN filing f ON f.rowid = d.n LEFT JOIN enterprise e ON e.id = f.partition_id
        WHERE ${filingCounts} AND ${standing}
        ORDER BY coalesce(nullif(f.inspected_on, ''), f.inspection_date), f.rowid LIMIT ${limit}`,
  ).map(toInspection);
}

export function calendarInspectionsAt(
  db: ReadDb,
  enterpriseIds: readonly string[],
  { fromDate, toDate }: Period,
): CalendarInspection[] {
  return all<InspectionColumns>(
    db,
    sql`SELECT ${inspectionColumns}
        FROM (${listOf(enterpriseIds)}) j CROSS JOIN filing f INDEXED BY filing_by_enterprise ON f.partition_id = j.value
        LEFT JOIN enterprise e ON e.id = f.partition_id
        WHERE f.deleted = 0 AND coalesce(nullif(f.inspected_on, ''), f.inspection_date) BETWEEN ${fromDate} AND ${toDate}
          AND ${filingCounts} AND ${standing}`,
  ).map(toInspection);
}

export interface CalendarProblem extends OfEnterprise {
  readonly id: string;
  readonly date: string;
  readonly title: string;
  readonly host: string;
}

/** By 办理期限; those that nobody has answered yet. */
export function calendarProblems(
  db: ReadDb,
  { fromDate, toDate, limit, enterpriseId }: Among,
): CalendarProblem[] {
  const ofEnterprise = enterpriseId === undefined ? sql`` : sql`AND p.partition_id = ${enterpriseId}`;
  return all<OwnerColumns & { id: string; due_on: string; title: string; host: string }>(
    db,
    sql`SELECT p.id AS id, p.partition_id AS partition_id, ${ownerColumns}, p.due_on AS due_on, p.title AS title,
               ${handlingHost} AS host
        FROM problem p LEFT JOIN enterprise e ON e.id = p.partition_id
        WHERE p.deleted = 0 AND p.state IN (${listOf(unansweredStates)}) AND p.due_on BETWEEN ${fromDate} AND ${toDate}
          AND ${standing} ${ofEnterprise}
        ORDER BY p.due_on, p.rowid LIMIT ${limit}`,
  ).map((row) => ({
    ...ownerOf(row),
    id: row.id,
    date: plainDate(row.due_on),
    title: row.title,
    host: row.host,
  }));
}

export interface CalendarPromise extends OfEnterprise {
  readonly id: string;
  readonly visitId: string;
  readonly date: string;
  readonly what: string;
  readonly leader: VisitLeader;
}

/** By 完成时限; those not kept yet. `leaderId`: only what he promised. */
export function calendarPromises(
  db: ReadDb,
  { fromDate, toDate, limit, enterpriseId }: Among,
  leaderId?: string,
): CalendarPromise[] {
  const ofEnterprise = enterpriseId === undefined ? sql`` : sql`AND w.partition_id = ${enterpriseId}`;
  const ofLeader = leaderId === undefined ? sql`` : sql`AND v.leader_id = ${leaderId}`;
  return all<
    OwnerColumns & { id: string; visit_id: string; due_date: string; what: string; leader: string | null }
  >(
    db,
    sql`SELECT w.id AS id, w.partition_id AS partition_id, ${ownerColumns}, w.visit_id AS visit_id,
               w.due_date AS due_date, w.what AS what, v.leader AS leader
        FROM visit_promise w LEFT JOIN visit v ON v.id = w.visit_id AND v.partition_id = w.partition_id
        LEFT JOIN enterprise e ON e.id = w.partition_id
        WHERE ${promiseStands} AND w.done = 0 AND w.due_date BETWEEN ${fromDate} AND ${toDate}
          AND ${standing} ${ofEnterprise} ${ofLeader}
        ORDER BY w.due_date, w.rowid LIMIT ${limit}`,
  ).map((row) => ({
    ...ownerOf(row),
    id: row.id,
    visitId: row.visit_id,
    date: plainDate(row.due_date),
    what: row.what,
    leader: toLeader(row.leader === null ? null : JSON.parse(row.leader)),
  }));
}

/** Kept at a town's desk or at the city's, as `partition` says. */
export interface CalendarMeeting {
  readonly id: string;
  readonly partition: string;
  readonly date: string;
  readonly place: string;
}

export function calendarMeetings(db: ReadDb, { fromDate, toDate, limit }: Among): CalendarMeeting[] {
  return all<{ id: string; partition_id: string; held_on: string; place: string }>(
    db,
    sql`SELECT id, partition_id, held_on, place FROM meeting
        WHERE deleted = 0 AND held_on BETWEEN ${fromDate} AND ${toDate} ORDER BY held_on, id LIMIT ${limit}`,
  ).map((row) => ({
    id: row.id,
    partition: row.partition_id,
    date: plainDate(row.held_on),
    place: row.place,
  }));
}

export interface CalendarDecision {
  readonly id: string;
  readonly partition: string;
  readonly meetingId: string;
  readonly date: string;
  readonly what: string;
  readonly who: string;
}

/** 议定事项 that are not done, of meetings that were not removed. */
export function calendarDecisions(db: ReadDb, { fromDate, toDate, limit }: Among): CalendarDecision[] {
  return all<{
    id: string;
    partition_id: string;
    meeting_id: string;
    due_date: string;
    what: string;
    who: string;
  }>(
    db,
    sql`SELECT d.id AS id, d.partition_id AS partition_id, d.meeting_id AS meeting_id, d.due_date AS due_date,
               d.what AS what, d.who AS who
        FROM meeting_decision d JOIN meeting m ON m.id = d.meeting_id AND m.partition_id = d.partition_id
        WHERE d.deleted = 0 AND m.deleted = 0 AND d.due_date BETWEEN ${fromDate} AND ${toDate}
          AND coalesce(json_extract(d.completion, '$.done'), 0) = 0
        ORDER BY d.due_date, d.id LIMIT ${limit}`,
  ).map((row) => ({
    id: row.id,
    partition: row.partition_id,
    meetingId: row.meeting_id,
    date: plainDate(row.due_date),
    what: row.what,
    who: row.who,
  }));
}

function toInspection(row: InspectionColumns): CalendarInspection {
  return {
    ...ownerOf(row),
    id: row.id,
    date: inspectionDay({
      inspectionDate: plainDate(row.inspection_date),
      inspectedOn: plainDate(row.inspected_on),
    }),
    isMade: row.inspected_on !== '',
    unit: row.inspecting_unit,
    domain: filingDomains.find((domain) => domain === row.domain) ?? 'other',
  };
}

function ownerOf({ partition_id, enterprise_name, town_id }: OwnerColumns): OfEnterprise {
  return {
    enterpriseId: partition_id,
    enterpriseName: enterprise_name ?? unknownEnterprise,
    townId: town_id ?? '',
  };
}
