/** What stands on a 走访单: of the enterprise and of the visits before, and of no inspection that is planned. */
import { openProblemsByEnterprise } from '../db/problem.ts';
import type { ReadDb } from '../db/sql.ts';
import { lastVisitBefore, openPromisesOfEnterprise, plannedVisits, type VisitRecord } from '../db/visit.ts';
import { localDate } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import { leaderText } from '../shared/filing/rules.ts';
import { problemStanding, problemStateLabels } from '../shared/problem/rules.ts';
import type { VisitSheet } from './documents/visit-sheet.ts';
import { requireEnterprise } from './editable.ts';
import { keepingTownNames } from './filing-facts.ts';
import { requireVisit } from './visit.ts';

/**
 * `visitId`: of the planned visit it is for; without it, the one that is to come, where there is exactly one. `leaderId`:
 * whose laptop it is, '' at an office; there another's visit is not his to take a sheet for.
 * @throws record.not-found, visit.not-planned
 */
export function gatherVisitSheet(
  db: ReadDb,
  { enterpriseId, visitId }: { readonly enterpriseId: string; readonly visitId?: string | undefined },
  { nowMs, leaderId }: { readonly nowMs: number; readonly leaderId: string },
): VisitSheet {
  const enterprise = requireEnterprise(db, enterpriseId);
  const visit =
    visitId === undefined
      ? onlyPlanned(db, enterpriseId, { today: localDate(nowMs), leaderId })
      : requireVisit(db, visitId);
  if (visit && visit.enterpriseId !== enterpriseId) throw new AppError('record.not-found');
  if (visit && visit.timing.status !== 'planned') throw new AppError('visit.not-planned');
  const date = visit?.timing.plannedOn ?? '';
  const last = lastVisitBefore(db, enterpriseId, date || localDate(nowMs), visit?.id ?? '');
  return {
    enterpriseName: enterprise.name,
    townName: keepingTownNames(db)({ enterpriseId, townId: enterprise.townId }),
    address: enterprise.address,
    contact: [enterprise.contactName, enterprise.contactPhone].filter((text) => text !== '').join('　'),
    date,
    leader: visit ? leaderText(visit.leader) : '',
    participants: visit?.participants ?? [],
    purpose: visit?.purpose ?? '',
    last: last ? { date: last.timing.visitedOn, leader: leaderText(last.leader), said: last.said } : null,
    promises: openPromisesOfEnterprise(db, enterpriseId).map(({ what, leader, who, dueDate }) => ({
      what,
      by: leader.name,
      who,
      dueDate,
    })),
    problems: openProblemsByEnterprise(db, enterpriseId).map((problem) => ({
      title: problem.title,
      raisedOn: problem.raisedOn,
      state: problemStateLabels[problemStanding(problem).state],
    })),
  };
}

function onlyPlanned(
  db: ReadDb,
  enterpriseId: string,
  { today, leaderId }: { readonly today: string; readonly leaderId: string },
): VisitRecord | undefined {
  const coming = (plannedVisits(db, [enterpriseId]).get(enterpriseId) ?? []).filter(
    ({ timing, leader }) => timing.plannedOn >= today && (leaderId === '' || leader.personId === leaderId),
  );
  return coming.length === 1 ? coming[0] : undefined;
}
