/** Which linked leader has called on which enterprise within a period. */
import { enterprisesById } from '../db/enterprise.ts';
import { linkedPairs } from '../db/link.ts';
import { findPerson } from '../db/person.ts';
import { openProblemCounts } from '../db/problem.ts';
import type { ReadDb } from '../db/sql.ts';
import { type Call, callsInPeriod, visitsOfLeader } from '../db/visit-calls.ts';
import { countVisits, lastVisitDays, listVisits, promisesDueBy } from '../db/visit.ts';
import { addDays, localDate, localMonth } from '../shared/clock.ts';
import type { OutputOf } from '../shared/contract.ts';
import { dueDaysAhead, type LeaderDuty, type LinkedEnterprise, shownDue } from '../shared/visit/contract.ts';
import { visitPeriod } from '../shared/visit/rules.ts';
import { keepingTownNames } from './filing-facts.ts';
import { servicePolicyOf } from './problem.ts';
import type { HandlerContext } from './rpc.ts';
import { servedElsewhere } from './served.ts';
import { promiseViews, visitRows } from './visit.ts';

/** YYYY-MM-DD, both days included. */
export interface DutyPeriod {
  readonly fromDate: string;
  readonly toDate: string;
}

/** Enterprises of one leader in the period. */
interface DutyEnterprises {
  readonly called: readonly string[];
  /** 未走访: those he has not called on, arranged or not. */
  readonly missing: readonly string[];
}

/** Every leader that any enterprise is linked to but those of `without`; departments call on nobody. */
export function leaderDuties(
  db: ReadDb,
  { fromDate, toDate }: DutyPeriod,
  nowMs: number,
  without: readonly string[] = [],
): (LeaderDuty & DutyEnterprises)[] {
  const calls = callsInPeriod(db, { fromDate, toDate, today: localDate(nowMs) });
  const byCaller = Map.groupBy(calls, ({ personId }) => personId);
  const left = new Set(without);
  const pairs = linkedPairs(db, dutyDay(toDate, nowMs)).filter(
    ({ kind, enterpriseId }) => kind !== 'department' && !left.has(enterpriseId),
  );
  const byPerson = Map.groupBy(pairs, ({ personId }) => personId);
  return [...byPerson].map(([personId, links]) => {
    const person = findPerson(db, personId);
    // One man in two posts calls once on an enterprise that is linked to both.
    const linked = [...new Set(links.map(({ enterpriseId }) => enterpriseId))];
    const own = Map.groupBy(byCaller.get(personId) ?? [], ({ status }) => status);
    const of = (status: Call['status']): string[] =>
      own.get(status)?.map(({ enterpriseId }) => enterpriseId) ?? [];
    const [made, passed] = [new Set(of('made')), new Set(of('passed'))];
    const planned = new Set(of('planned'));
    const [called, missing] = [linked.filter((id) => made.has(id)), linked.filter((id) => !made.has(id))];
    return {
      personId,
      name: person?.name ?? '（人员资料尚未收到）',
      post: person?.post ?? '',
      kind: links.find(({ kind }) => kind === 'city-leader')?.kind ?? links[0]?.kind ?? 'city-leader',
      linked: linked.length,
      visited: called.length,
      planned: linked.filter((id) => planned.has(id)).length,
      unrecorded: linked.filter((id) => passed.has(id)).length,
      waiting: missing.filter((id) => !planned.has(id) && !passed.has(id)).length,
      called,
      missing,
    };
  });
}

/** Those that this desk sees to: of what went to another town it has the records still, and a leader's laptop knows his alone. */
export function dutiesHere(
  db: ReadDb,
  period: DutyPeriod,
  context: HandlerContext,
  without = servedElsewhere(db, context),
): (LeaderDuty & DutyEnterprises)[] {
  const own = context.desk.identity.leaderId;
  return leaderDuties(db, period, context.nowMs, without).filter(
    ({ personId }) => own === '' || personId === own,
  );
}

/** What presses at this desk; at a leader's own, what is his. */
export function visitsDue(db: ReadDb, context: HandlerContext): OutputOf<'visit.due'> {
  const { desk, nowMs } = context;
  const without = servedElsewhere(db, context);
  const today = localDate(nowMs);
  const own = desk.identity.leaderId;
  const leaderIds = own === '' ? {} : { leaderIds: [own] };
  // Fourteen towns see to their own.
  const isCity = desk.identity.side === 'city' && own === '';
  const byTowns = isCity ? false : undefined;
  const filter = {
    text: '',
    standings: ['planned' as const, 'unrecorded' as const],
    today,
    fromDate: addDays(today, -forgottenDays),
    toDate: addDays(today, dueDaysAhead),
    without,
    byTowns,
    ...leaderIds,
  };
  const promises = promisesDueBy(
    db,
    { day: filter.toDate, without, byTowns, leaderId: own === '' ? undefined : own },
    shownDue,
  );
  const yesterday = addDays(today, -1);
  const townsTo = { without, byTowns: true };
  const period = visitPeriod(localMonth(nowMs), servicePolicyOf(db).visitEvery);
  const duties = dutiesHere(db, period, context, without).filter(
    ({ kind }) => !isCity || kind === 'city-leader',
  );
  return {
    planned: visitRows(db, listVisits(db, filter, { offset: 0, limit: shownDue, earliestFirst: true })),
    plannedTotal: countVisits(db, filter),
    promises: promiseViews(db, promises.rows),
    promiseTotal: promises.total,
    ofTowns: {
      unrecorded: isCity ? countVisits(db, { ...filter, ...townsTo, toDate: yesterday }) : 0,
      overdue: isCity ? promisesDueBy(db, { isDated: true, day: yesterday, ...townsTo }, 0).total : 0,
    },
    unvisited: duties.reduce((sum, { missing }) => sum + missing.length, 0),
    unarranged: duties.reduce((sum, { waiting }) => sum + waiting, 0),
    toDate: period.toDate,
  };
}

/** A plan that nobody asked about for a year is found in the list, not here. */
export const forgottenDays = 365;

/** Of one leader, enterprise by enterprise, but those of `without`. */
export function linkedTo(
  db: ReadDb,
  { fromDate, toDate }: DutyPeriod,
  personId: string,
  nowMs: number,
  without: readonly string[] = [],
): LinkedEnterprise[] {
  const left = new Set(without);
  const linked = linkedPairs(db, dutyDay(toDate, nowMs), personId).map((pair) => pair.enterpriseId);
  const ids = [...new Set(linked)].filter((id) => !left.has(id));
  const period = { fromDate, toDate, today: localDate(nowMs) };
  const visits = new Map(visitsOfLeader(db, period, personId).map((row) => [row.enterpriseId, row]));
  const lastDays = lastVisitDays(db, ids);
  const problems = openProblemCounts(db, ids);
  const townNameOf = keepingTownNames(db);
  return enterprisesById(db, ids).map(({ id, name, townId }) => {
    const found = visits.get(id);
    return {
      enterpriseId: id,
      enterpriseName: name,
      townName: townNameOf({ enterpriseId: id, townId }),
      lastVisitedOn: lastDays.get(id) ?? '',
      visitedOn: found?.visitedOn ?? '',
      visitId: found?.visitId ?? '',
      plannedOn: found?.plannedOn ?? '',
      plannedId: found?.plannedId ?? '',
      passedOn: found?.passedOn ?? '',
      passedId: found?.passedId ?? '',
      openProblems: problems.get(id) ?? 0,
    };
  });
}

/** Links count as they stand today, or stood on the last day of a period that is over. */
function dutyDay(toDate: string, nowMs: number): string {
  const today = localDate(nowMs);
  return toDate < today ? toDate : today;
}
