/** Which linked leader has called on which enterprise within a period. */
import { enterprisesById } from '../db/enterprise.ts';
import { linkedPairs } from '../db/link.ts';
import { findPerson } from '../db/person.ts';
import { openProblemCounts } from '../db/problem.ts';
import type { ReadDb } from '../db/sql.ts';
import { type DutyRow, lastVisitDays, visitsInPeriod } from '../db/visit.ts';
import { localDate } from '../shared/clock.ts';
import type { LeaderDuty, LinkedEnterprise } from '../shared/visit/contract.ts';
import { keepingTownNames } from './filing-facts.ts';

/** YYYY-MM-DD, both days included. */
export interface DutyPeriod {
  readonly fromDate: string;
  readonly toDate: string;
}

/** Every leader that any enterprise is linked to; departments call on nobody. `missing`: those he has not called on. */
export function leaderDuties(
  db: ReadDb,
  { fromDate, toDate }: DutyPeriod,
  nowMs: number,
): (LeaderDuty & { readonly missing: readonly string[] })[] {
  const visits = new Map(visitsInPeriod(db, fromDate, toDate).map((row) => [keyOf(row), row]));
  const pairs = linkedPairs(db, dutyDay(toDate, nowMs)).filter(({ kind }) => kind !== 'department');
  const byPerson = Map.groupBy(pairs, ({ personId }) => personId);
  return [...byPerson].map(([personId, linked]) => {
    const person = findPerson(db, personId);
    const missing = linked.filter((pair) => (visits.get(keyOf(pair))?.visitedOn ?? '') === '');
    return {
      personId,
      name: person?.name ?? '（人员资料尚未收到）',
      post: person?.post ?? '',
      kind: linked[0]?.kind ?? 'city-leader',
      linked: linked.length,
      visited: linked.length - missing.length,
      planned: missing.filter((pair) => (visits.get(keyOf(pair))?.plannedOn ?? '') !== '').length,
      missing: missing.map(({ enterpriseId }) => enterpriseId),
    };
  });
}

/** Of one leader, enterprise by enterprise. */
export function linkedTo(
  db: ReadDb,
  { fromDate, toDate }: DutyPeriod,
  personId: string,
  nowMs: number,
): LinkedEnterprise[] {
  const ids = [
    ...new Set(linkedPairs(db, dutyDay(toDate, nowMs), personId).map((pair) => pair.enterpriseId)),
  ];
  const visits = new Map(
    visitsInPeriod(db, fromDate, toDate, personId).map((row) => [row.enterpriseId, row]),
  );
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
      openProblems: problems.get(id) ?? 0,
    };
  });
}

/** Links count as they stand today, or stood on the last day of a period that is over. */
function dutyDay(toDate: string, nowMs: number): string {
  const today = localDate(nowMs);
  return toDate < today ? toDate : today;
}

function keyOf({ personId, enterpriseId }: Pick<DutyRow, 'personId' | 'enterpriseId'>): string {
  return `${personId} ${enterpriseId}`;
}
