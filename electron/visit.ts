/** A visit in its surroundings, and how it is written. */
import { enterprisesById, type EnterpriseRecord } from '../db/enterprise.ts';
import { filingsByEnterprise } from '../db/filing.ts';
import { seenHeadsByRecord, seenHeadsOf } from '../db/heads.ts';
import { type LinkRecord, linksByEnterprise } from '../db/link.ts';
import { findPerson } from '../db/person.ts';
import { openProblemsByEnterprise, problemsOfVisit, type ProblemRecord } from '../db/problem.ts';
import type { ReadDb, WriteDb } from '../db/sql.ts';
import {
  findVisit,
  lastVisitBefore,
  openPromisesOfEnterprise,
  type PromiseRecord,
  promisesOfVisit,
  type VisitRecord,
  visitsAround,
} from '../db/visit.ts';
import { addDays, localDate } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import { leaderText } from '../shared/filing/rules.ts';
import { linksOn } from '../shared/person/rules.ts';
import { problemStanding } from '../shared/problem/rules.ts';
import type { PromiseView, Visit, VisitContext, VisitRow } from '../shared/visit/contract.ts';
import { promiseEntity, visitEntity } from '../shared/visit/entity.ts';
import { type Call, quietCheck, type VisitLeader, type VisitTiming } from '../shared/visit/rules.ts';
import { isVisitAttachable } from './attached.ts';
import { keepingTownNames } from './filing-facts.ts';
import { writeBeside } from './filing-write.ts';
import { servicePolicyOf } from './problem.ts';
import type { HandlerContext } from './rpc.ts';
import { isServed, requireServed, requireServedRecord } from './served.ts';

/** @throws record.not-found */
export function requireVisit(db: ReadDb, id: string): VisitRecord {
  const visit = findVisit(db, id);
  if (!visit) throw new AppError('record.not-found');
  return visit;
}

export function visitRows(db: ReadDb, visits: readonly VisitRecord[]): VisitRow[] {
  const townNameOf = keepingTownNames(db);
  return visits.map((visit) => ({
    id: visit.id,
    enterpriseId: visit.enterpriseId,
    enterpriseName: visit.enterpriseName,
    townName: townNameOf(visit),
    timing: visit.timing,
    leader: visit.leader,
    participants: visit.participants,
    purpose: visit.purpose,
    said: visit.said,
    problemCount: visit.problemCount,
    openPromiseCount: visit.openPromiseCount,
  }));
}

export function visitView(db: ReadDb, visit: VisitRecord, context: HandlerContext): Visit {
  const [row] = visitRows(db, [visit]);
  if (!row) throw new Error('a visit without a row');
  return {
    ...row,
    hosts: visit.hosts,
    note: visit.note,
    promises: promiseViews(db, promisesOfVisit(db, visit)),
    problems: problemsOfVisit(db, visit).map(problemLine),
    editable: isVisitEditable(db, visit, context),
    attachable: isVisitAttachable(db, visit, context),
    heads: seenHeadsOf(db, visitEntity.type, visit.id),
  };
}

function isVisitEditable(db: ReadDb, visit: VisitRecord, context: HandlerContext): boolean {
  return (
    isServed(db, { id: visit.enterpriseId, townId: visit.townId }, context) &&
    (context.desk.identity.leaderId === '' || isVisitAttachable(db, visit, context))
  );
}

export function promiseViews(db: ReadDb, promises: readonly PromiseRecord[]): PromiseView[] {
  const ids = promises.map(({ id }) => id);
  const heads = seenHeadsByRecord(db, promiseEntity.type, ids);
  return promises.map((record) => {
    const { ordinal: _, townId: __, ...promise } = record;
    return { ...promise, heads: heads.get(promise.id) ?? {} };
  });
}

/** `date`: the day of the visit, planned or made; `exceptId`: the visit itself. */
export function visitContextOf(
  db: ReadDb,
  {
    enterpriseId,
    date,
    exceptId = '',
  }: { enterpriseId: string; date: string; exceptId?: string | undefined },
  context: HandlerContext,
): VisitContext {
  const enterprise = contextEnterprise(db, { enterpriseId, exceptId }, context);
  const last = lastVisitBefore(db, enterpriseId, date, exceptId);
  const { quietDays } = servicePolicyOf(db);
  const days = { fromDate: addDays(date, -quietDays), toDate: addDays(date, quietDays) };
  const visits = visitsAround(db, enterpriseId, days.fromDate, days.toDate).filter(
    ({ id }) => id !== exceptId,
  );
  const calls = [...visits.map(callOf), ...inspectionCalls(db, enterpriseId, days)];
  const today = localDate(context.nowMs);
  const { recent, planned, unrecorded } = quietCheck(calls, { date, quietDays, today });
  const plannedCalls = (of: readonly Call[]): VisitContext['planned'] =>
    of
      .flatMap(({ id }) => visits.find((visit) => visit.id === id) ?? [])
      .map((visit) => plannedCall(db, visit, context));
  const linked = linksOn(linksByEnterprise(db, enterpriseId), date);
  return {
    enterpriseId,
    enterpriseName: enterprise.name,
    townName: keepingTownNames(db)({ enterpriseId, townId: enterprise.townId }),
    address: enterprise.address,
    contact: [enterprise.contactName, enterprise.contactPhone].filter((text) => text !== '').join(' '),
    last: last
      ? { id: last.id, visitedOn: last.timing.visitedOn, leader: leaderText(last.leader), said: last.said }
      : null,
    promises: promiseViews(db, openPromisesOfEnterprise(db, enterpriseId)),
    problems: openProblemsByEnterprise(db, enterpriseId).map(problemLine),
    linked: linked.map(({ personId, personName, personPost, kind }) => ({
      personId,
      name: personName,
      post: personPost,
      kind,
    })),
    leader: likelyLeader(
      db,
      linked,
      [...planned, ...unrecorded].find((plan) => plan.date === date),
      context,
    ),
    quietDays,
    recent: [...recent],
    planned: plannedCalls(planned),
    unrecorded: plannedCalls(unrecorded),
  };
}

/** A visit that was planned or made before the enterprise was removed is brought to its end. */
function contextEnterprise(
  db: ReadDb,
  { enterpriseId, exceptId }: { readonly enterpriseId: string; readonly exceptId: string },
  context: HandlerContext,
): EnterpriseRecord {
  const visit = exceptId === '' ? undefined : findVisit(db, exceptId);
  const kept = visit?.enterpriseId === enterpriseId ? enterprisesById(db, [enterpriseId])[0] : undefined;
  if (!kept) return requireServed(db, enterpriseId, context);
  requireServedRecord(db, { enterpriseId, townId: kept.townId }, context);
  return kept;
}

/** A department is no leader. */
const leadingKinds = ['city-leader', 'town-leader'] as const;

/** On his own laptop the leader himself; else whose plan of the day it is; else the nearest of those who are linked. */
function likelyLeader(
  db: ReadDb,
  linked: readonly LinkRecord[],
  next: Call | undefined,
  { desk }: HandlerContext,
): VisitLeader | null {
  const own = desk.identity.leaderId === '' ? undefined : findPerson(db, desk.identity.leaderId);
  if (own) return { personId: own.id, name: own.name, post: own.post };
  const plan = next && findVisit(db, next.id);
  if (plan && plan.leader.name !== '') return plan.leader;
  const kinds = desk.identity.side === 'town' ? leadingKinds.toReversed() : leadingKinds;
  const first = kinds.flatMap((kind) => linked.find((link) => link.kind === kind) ?? [])[0];
  return first ? { personId: first.personId, name: first.personName, post: first.personPost } : null;
}

function callOf({ id, timing: { status, plannedOn, visitedOn }, leader }: VisitRecord): Call {
  const isMade = status === 'made';
  return { id, kind: 'visit', date: isMade ? visitedOn : plannedOn, isMade, who: leaderText(leader) };
}

/** Those that were made. */
function inspectionCalls(
  db: ReadDb,
  enterpriseId: string,
  { fromDate, toDate }: { readonly fromDate: string; readonly toDate: string },
): Call[] {
  return filingsByEnterprise(db, enterpriseId)
    .filter(({ standing, progress: { inspectedOn } }) => {
      return standing === 'counts' && inspectedOn >= fromDate && inspectedOn <= toDate;
    })
    .map(({ id, inspectingUnit, progress: { inspectedOn } }): Call => {
      return { id, kind: 'inspection', date: inspectedOn, isMade: true, who: inspectingUnit };
    });
}

function plannedCall(
  db: ReadDb,
  visit: VisitRecord,
  context: HandlerContext,
): VisitContext['planned'][number] {
  const { id, timing, leader, participants, purpose } = visit;
  const editable = isVisitEditable(db, visit, context);
  const heads = seenHeadsOf(db, visitEntity.type, id);
  return { id, date: timing.plannedOn, leader, participants, purpose, editable, heads };
}

function problemLine(problem: ProblemRecord): Visit['problems'][number] {
  const { id, title, raisedOn } = problem;
  return { id, title, raisedOn, state: problemStanding(problem).state };
}

export type VisitWrite = Partial<
  Pick<VisitRecord, 'participants' | 'hosts' | 'purpose' | 'said' | 'note'>
> & {
  readonly timing?: VisitTiming;
  readonly leader?: VisitLeader;
  readonly deleted?: true;
};

/**
 * Fields left empty of which nothing was seen are not written: the leader and his town write one visit down, and what one
 * of them left out must not stand against what the other wrote.
 */
function saidIn<Plain extends Readonly<Record<string, string | readonly string[] | true>>>(
  plain: Plain,
  seen: Readonly<Record<string, readonly string[]>>,
): Partial<Plain> {
  const kept = Object.entries(plain).filter(
    ([field, given]) => given === true || given.length > 0 || (seen[field] ?? []).length > 0,
  );
  return Object.fromEntries(kept) as Partial<Plain>;
}

/** @returns the visit's id: a new one when it has none. */
export function writeVisit(
  db: WriteDb,
  { id, enterpriseId }: { readonly id?: string; readonly enterpriseId: string },
  change: VisitWrite,
  context: HandlerContext,
  seen?: Readonly<Record<string, readonly string[]>>,
): string {
  const { timing, leader, ...plain } = change;
  const before = id === undefined ? undefined : (seen ?? seenHeadsOf(db, visitEntity.type, id));
  return writeBeside(
    db,
    enterpriseId,
    {
      spec: visitEntity,
      ...(id === undefined ? {} : { id }),
      fields: {
        ...(before ? saidIn(plain, before) : plain),
        ...(timing ? { timing: { ...timing } } : {}),
        ...(leader ? { leader: { ...leader } } : {}),
      },
      ...(seen ? { seen } : {}),
    },
    context,
  );
}
