/** 挂钩工作 of one leader, read by his links: on his own laptop, and at the office for him. */
import {
  enterprisesById,
  type EnterpriseRecord,
  isRemovedEnterprise,
  levelStandings,
} from '../db/enterprise.ts';
import { linkedPairs } from '../db/link.ts';
import { findPerson } from '../db/person.ts';
import { openProblemsByEnterprise } from '../db/problem.ts';
import type { ReadDb } from '../db/sql.ts';
import {
  lastVisits,
  openPromises,
  openPromisesOfEnterprise,
  plannedVisits,
  type PromiseRecord,
  type VisitRecord,
} from '../db/visit.ts';
import { addDays, localDate } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import { leaderText } from '../shared/filing/rules.ts';
import type { LeaderWork, WorkEnterprise } from '../shared/leader/contract.ts';
import { inWorkOrder } from '../shared/leader/rules.ts';
import { isSameLeader, type VisitLeader } from '../shared/visit/rules.ts';
import type { PromiseView } from '../shared/visit/contract.ts';
import { keepingTownNames } from './filing-facts.ts';
import { problemRows } from './problem.ts';
import type { HandlerContext } from './rpc.ts';
import { isServed } from './served.ts';
import { promiseViews } from './visit.ts';
import { forgottenDays } from './visit-duty.ts';

const mostPromises = 1000;

/**
 * On a leader's laptop himself: of others it knows a part alone.
 * @throws rpc.leaders-desk | record.not-found
 */
export function whoseWork(
  { desk: { identity } }: Pick<HandlerContext, 'desk'>,
  personId: string | undefined,
): string {
  const { leaderId } = identity;
  if (leaderId !== '' && personId !== undefined && personId !== leaderId)
    throw new AppError('rpc.leaders-desk');
  const id = personId ?? leaderId;
  if (id === '') throw new AppError('record.not-found');
  return id;
}

/** @throws rpc.leaders-desk | record.not-found */
export function leaderWorkOf(db: ReadDb, named: string | undefined, context: HandlerContext): LeaderWork {
  const personId = whoseWork(context, named);
  const person = findPerson(db, personId);
  const { leaderId, officer } = context.desk.identity;
  // A laptop that has just joined does not know his record yet.
  if (!person && leaderId === '') throw new AppError('record.not-found');
  const today = localDate(context.nowMs);
  const linked = new Set(linkedPairs(db, today, personId).map(({ enterpriseId }) => enterpriseId));
  const promises = viewsByEnterprise(db, openPromises(db, personId, mostPromises));
  const promisedTo = [...promises.keys()].filter((id) => !isRemovedEnterprise(db, id));
  const enterprises = enterprisesById(db, [...new Set([...linked, ...promisedTo])]);
  const ids = enterprises.map(({ id }) => id);
  const problems = Map.groupBy(
    problemRows(db, openProblemsByEnterprise(db, ...ids), context.nowMs),
    ({ enterpriseId }) => enterpriseId,
  );
  const standings = levelStandings(db, enterprises, today);
  const planned = plannedVisits(db, ids);
  const lastCalls = lastVisits(db, ids, today);
  const townNameOf = keepingTownNames(db);
  const name = person?.name ?? officer;
  const others = promisesOfOthers(db, [...linked], { personId, name, post: '' });
  const toWork = (enterprise: EnterpriseRecord): WorkEnterprise => {
    const { id, townId } = enterprise;
    const last = lastCalls.get(id);
    return {
      enterpriseId: id,
      enterpriseName: enterprise.name,
      townName: townNameOf({ enterpriseId: id, townId }),
      isLinked: linked.has(id),
      levels: [...(standings.get(id)?.held ?? [])],
      lastVisit: last ? { ...last, leader: leaderText(last.leader) } : null,
      nextVisit: nextOf(planned.get(id) ?? [], { personId, name, today }),
      unrecordedVisit: unrecordedOf(planned.get(id) ?? [], { personId, today }),
      promises: promises.get(id) ?? [],
      othersPromises: others.get(id) ?? [],
      problems: (problems.get(id) ?? []).map((problem) => ({
        id: problem.id,
        title: problem.title,
        state: problem.state,
        raisedOn: problem.raisedOn,
        host: problem.host,
        hostDueOn: problem.hostDueOn,
        isDissatisfied: problem.isDissatisfied,
      })),
      editable: isServed(db, enterprise, context),
    };
  };
  return {
    personId,
    name,
    post: person?.post ?? '',
    enterprises: [...inWorkOrder(enterprises.map(toWork), today)],
  };
}

function promisesOfOthers(
  db: ReadDb,
  enterpriseIds: readonly string[],
  self: VisitLeader,
): ReadonlyMap<string, PromiseView[]> {
  const found = openPromisesOfEnterprise(db, ...enterpriseIds).filter(
    ({ leader }) => !isSameLeader(leader, self),
  );
  return viewsByEnterprise(db, found);
}

function viewsByEnterprise(db: ReadDb, promises: readonly PromiseRecord[]): Map<string, PromiseView[]> {
  return Map.groupBy(promiseViews(db, promises), ({ enterpriseId }) => enterpriseId);
}

/** The next that he leads or goes along with. Else the next of others, so that he may join. */
function nextOf(
  planned: readonly VisitRecord[],
  { personId, name, today }: { readonly personId: string; readonly name: string; readonly today: string },
): WorkEnterprise['nextVisit'] {
  const goes = ({ leader, participants }: VisitRecord): boolean =>
    leader.personId === personId || participants.includes(name);
  const coming = planned.filter(({ timing }) => timing.plannedOn >= today);
  const visit = coming.find(goes) ?? coming[0];
  if (!visit) return null;
  return {
    id: visit.id,
    on: visit.timing.plannedOn,
    leader: leaderText(visit.leader),
    isOwn: visit.leader.personId === personId,
  };
}

/** Whoever only goes along does not write it down. */
function unrecordedOf(
  planned: readonly VisitRecord[],
  { personId, today }: { readonly personId: string; readonly today: string },
): WorkEnterprise['unrecordedVisit'] {
  const since = addDays(today, -forgottenDays);
  const visit = planned.find(
    ({ leader, timing: { plannedOn } }) =>
      leader.personId === personId && plannedOn >= since && plannedOn < today,
  );
  return visit ? { id: visit.id, on: visit.timing.plannedOn } : null;
}
