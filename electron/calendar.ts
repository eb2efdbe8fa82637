/** The calendars of a month, an enterprise and a leader: what the records say, as entries. */
import {
  type Among,
  calendarDecisions,
  type CalendarInspection,
  calendarInspections,
  calendarInspectionsAt,
  calendarMeetings,
  calendarProblems,
  calendarPromises,
  type CalendarVisit,
  calendarVisits,
  calendarVisitsOf,
  type OfEnterprise,
} from '../db/calendar.ts';
import { listAssignedDecisions } from '../db/assigned-decision.ts';
import { readIdentity } from '../db/identity.ts';
import { isRemovedEnterprise } from '../db/enterprise.ts';
import { filingsOfRows, openFilings } from '../db/filing-register.ts';
import { linkedPairs } from '../db/link.ts';
import { findPerson } from '../db/person.ts';
import type { ReadDb } from '../db/sql.ts';
import { type CalendarEntry, callState, deadlineState, inCalendarOrder } from '../shared/calendar/entry.ts';
import { monthDays } from '../shared/calendar/month.ts';
import { addDays, localDate } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import { clockLabels, type FilingClock } from '../shared/filing/clocks.ts';
import { filingDomainLabels, leaderText } from '../shared/filing/rules.ts';
import { otherUnitDays } from '../shared/filing/warnings.ts';
import { cityInternalPartition } from '../shared/log/operation.ts';
import { assignedState, waitsForTown } from '../shared/meeting/assigned.ts';
import { keeperTownId } from '../shared/meeting/rules.ts';
import type { DeskIdentity } from './desk.ts';
import { clocksOfFilings, keepingTownNames } from './filing-facts.ts';
import { keeperName } from './party-names.ts';

/** Of each kind: more is nothing that a month can show. */
const mostOfKind = 2000;

export interface MonthEntries {
  readonly entries: CalendarEntry[];
  readonly isCut: boolean;
}

/** Everything the desk knows of that lies in the month; of each kind at most so many. */
export function monthEntries(db: ReadDb, month: string, nowMs: number, most = mostOfKind): MonthEntries {
  const among = { ...monthDays(month), limit: most + 1 };
  const read = readerOf(db, nowMs);
  const kinds = [
    calendarVisits(db, among).map(read.visit),
    calendarInspections(db, among).map(read.inspection),
    read.filingClocks(among),
    read.problems(among),
    read.promises(among),
    read.meetings(among),
    read.decisions(among),
    read.assigned(among),
  ];
  return {
    entries: kinds.flatMap((entries) => entries.slice(0, most)).toSorted(inCalendarOrder),
    isCut: kinds.some((entries) => entries.length > most),
  };
}

export interface EnterpriseEntries {
  readonly entries: CalendarEntry[];
  /** So many days between the inspections of two units are worth a word. */
  readonly nearDays: number;
}

/** Of the year, and so many days before and after it as make pairs. */
export function enterpriseEntries(
  db: ReadDb,
  { enterpriseId, year }: { readonly enterpriseId: string; readonly year: number },
  nowMs: number,
): EnterpriseEntries {
  const period = {
    fromDate: addDays(`${year}-01-01`, -otherUnitDays),
    toDate: addDays(`${year}-12-31`, otherUnitDays),
  };
  const among = { ...period, enterpriseId, limit: mostOfKind };
  const read = readerOf(db, nowMs);
  const entries = [
    ...calendarVisits(db, among).map(read.visit),
    ...calendarInspectionsAt(db, [enterpriseId], period).map(read.inspection),
    ...read.problems(among),
    ...read.promises(among),
  ];
  return { entries: entries.toSorted(inCalendarOrder), nearDays: otherUnitDays };
}

/**
 * His visits, those that he goes along with, what he promised, and the inspections at the enterprises that are linked to him, or were at the end of a year
 * that is over.
 * @throws record.not-found
 */
export function leaderEntries(
  db: ReadDb,
  { personId, year }: { readonly personId: string; readonly year: number },
  nowMs: number,
): CalendarEntry[] {
  const person = findPerson(db, personId);
  if (!person) throw new AppError('record.not-found');
  const [fromDate, toDate, today] = [`${year}-01-01`, `${year}-12-31`, localDate(nowMs)];
  const pairs = linkedPairs(db, toDate < today ? toDate : today, personId);
  const enterpriseIds = [...new Set(pairs.map(({ enterpriseId }) => enterpriseId))];
  const among = { fromDate, toDate, limit: mostOfKind };
  const read = readerOf(db, nowMs);
  return [
    ...calendarVisitsOf(db, { personId, name: person.name }, enterpriseIds, among).map(read.visit),
    ...calendarInspectionsAt(db, enterpriseIds, among).map(read.inspection),
    ...read.promises(among, personId),
  ].toSorted(inCalendarOrder);
}

/** An inspection that is only planned, and what is asked for before it, is told to nobody who visits. */
export function withoutPlannedInspections(entries: readonly CalendarEntry[]): CalendarEntry[] {
  return entries.filter(
    ({ kind, state }) => kind !== 'filing' && (kind !== 'inspection' || state === 'made'),
  );
}

/** Whoever sits before a leader's laptop may sit in the enterprise. */
export function shownAt(
  { leaderId }: Pick<DeskIdentity, 'leaderId'>,
  entries: readonly CalendarEntry[],
): CalendarEntry[] {
  return leaderId === '' ? [...entries] : withoutPlannedInspections(entries);
}

function readerOf(db: ReadDb, nowMs: number) {
  const today = localDate(nowMs);
  const townNameOf = keepingTownNames(db);
  const of = (row: OfEnterprise) => ({
    enterpriseId: row.enterpriseId,
    enterpriseName: row.enterpriseName,
    townId: row.townId,
    townName: townNameOf(row),
  });
  const keptBy = (partition: string) => ({
    enterpriseId: '',
    enterpriseName: '',
    townId: keeperTownId(partition),
    townName: keeperName(db, partition),
  });
  return {
    visit: (visit: CalendarVisit): CalendarEntry => ({
      ...of(visit),
      id: visit.id,
      recordId: visit.id,
      kind: 'visit',
      date: visit.date,
      state: callState(visit.date, visit.isMade, today),
      who: leaderText(visit.leader),
      what: '',
    }),
    inspection: (inspection: CalendarInspection): CalendarEntry => ({
      ...of(inspection),
      id: inspection.id,
      recordId: inspection.id,
      kind: 'inspection',
      date: inspection.date,
      state: callState(inspection.date, inspection.isMade, today),
      who: inspection.unit,
      what: inspection.domain === 'other' ? '' : filingDomainLabels[inspection.domain],
    }),
    filingClocks: (among: Among): CalendarEntry[] => filingClocksIn(db, among, of, nowMs),
    problems: (among: Among): CalendarEntry[] =>
      calendarProblems(db, among).map((problem) => ({
        ...of(problem),
        id: problem.id,
        recordId: problem.id,
        kind: 'problem',
        date: problem.date,
        state: deadlineState(problem.date, today),
        who: problem.host,
        what: problem.title,
      })),
    promises: (among: Among, leaderId?: string): CalendarEntry[] =>
      calendarPromises(db, among, leaderId).map((promise) => ({
        ...of(promise),
        id: promise.id,
        recordId: promise.visitId,
        kind: 'promise',
        date: promise.date,
        state: deadlineState(promise.date, today),
        who: leaderText(promise.leader),
        what: promise.what,
      })),
    meetings: (among: Among): CalendarEntry[] =>
      calendarMeetings(db, among).map(({ id, partition, date, place }) => ({
        ...keptBy(partition),
        id,
        recordId: id,
        kind: 'meeting',
        date,
        // A note of a day that is over is the note of a meeting that was held.
        state: date < today ? 'made' : 'planned',
        who: keeperName(db, partition),
        what: place,
      })),
    decisions: (among: Among): CalendarEntry[] =>
      calendarDecisions(db, among).map(({ id, partition, meetingId, date, what, who }) => ({
        ...keptBy(partition),
        id,
        recordId: meetingId,
        kind: 'decision',
        date,
        state: deadlineState(date, today),
        who,
        what,
      })),
    /** At a town: what the city's meeting gave it and waits for it; the city has its own notes. */
    assigned: ({ fromDate, toDate }: Among): CalendarEntry[] =>
      (readIdentity(db)?.side === 'town' ? listAssignedDecisions(db) : [])
        .filter(({ dueDate }) => dueDate >= fromDate && dueDate <= toDate)
        .filter(({ standing, report }) => waitsForTown(assignedState(standing, report)))
        .map(({ id, dueDate, who, what }) => ({
          ...keptBy(cityInternalPartition),
          id,
          recordId: '',
          kind: 'decision',
          date: dueDate,
          state: deadlineState(dueDate, today),
          who,
          what,
        })),
  };
}

/** The last day on which each step of a report is in time; the steps that one filing asks for on one day are one entry. */
function filingClocksIn(
  db: ReadDb,
  { fromDate, toDate, limit }: Among,
  of: (row: OfEnterprise) => Pick<CalendarEntry, 'enterpriseId' | 'enterpriseName' | 'townId' | 'townName'>,
  nowMs: number,
): CalendarEntry[] {
  const found = clocksOfFilings(db, openFilings(db, 'titled'), nowMs).flatMap(({ filing, clocks }) => {
    const due = clocks.flatMap((clock) => {
      const date = lastDay(clock);
      return date !== '' && date >= fromDate && date <= toDate ? [{ date, clock }] : [];
    });
    return [...Map.groupBy(due, ({ date }) => date)].map(([date, each]) => ({ row: filing.row, date, each }));
  });
  const shown = found.toSorted((a, b) => (a.date < b.date ? -1 : 1)).slice(0, limit);
  const filings = new Map(
    filingsOfRows(db, [...new Set(shown.map(({ row }) => row))]).map((filing) => [filing.row, filing]),
  );
  return shown.flatMap(({ row, date, each }): CalendarEntry[] => {
    const filing = filings.get(row);
    if (!filing || isRemovedEnterprise(db, filing.enterpriseId)) return [];
    return [
      {
        ...of(filing),
        id: `${filing.id}:${date}`,
        recordId: filing.id,
        kind: 'filing',
        date,
        state: each.some(({ clock }) => clock.state === 'overdue') ? 'overdue' : 'due',
        who: filing.inspectingUnit,
        what: each.map(({ clock }) => clockLabels[clock.key]).join('、'),
      },
    ];
  });
}

/** '' for what is done, or not asked for. */
function lastDay({ state, dueAtMs }: FilingClock): string {
  const isOpen = state === 'waiting' || state === 'due' || state === 'overdue';
  return isOpen && dueAtMs !== null ? localDate(dueAtMs - 1) : '';
}
