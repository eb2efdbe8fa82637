/** What stands on a 走访记录: the visit as it was written down, and how what came of it stands today. */
import { countPhotosOf } from '../db/attachment.ts';
import { enterprisesById } from '../db/enterprise.ts';
import { problemsOfVisit } from '../db/problem.ts';
import type { ReadDb } from '../db/sql.ts';
import { promisesOfVisit, type VisitRecord } from '../db/visit.ts';
import { localDateTime } from '../shared/clock.ts';
import { leaderText } from '../shared/filing/rules.ts';
import { problemCategoryLabels, problemStanding, problemStateLabels } from '../shared/problem/rules.ts';
import type { DeskIdentity } from './desk.ts';
import type { VisitRecordPaper } from './documents/visit-record.ts';
import { partyNames } from './party-names.ts';
import { visitRows } from './visit.ts';

/** Of a visit that was made; its enterprise may have been removed since. */
export function gatherVisitRecord(
  db: ReadDb,
  visit: VisitRecord,
  { identity, nowMs }: { readonly identity: DeskIdentity; readonly nowMs: number },
): VisitRecordPaper {
  const { enterpriseId } = visit;
  const [row] = visitRows(db, [visit]);
  return {
    enterpriseName: row?.enterpriseName ?? '',
    townName: row?.townName ?? '',
    address: enterprisesById(db, [enterpriseId])[0]?.address ?? '',
    date: visit.timing.visitedOn,
    leader: leaderText(visit.leader),
    participants: visit.participants,
    hosts: visit.hosts,
    purpose: visit.purpose,
    said: visit.said,
    promises: promisesOfVisit(db, visit).map(({ what, who, dueDate, done, doneOn }) => ({
      what,
      who,
      dueDate,
      state: done ? `已兑现\n${doneOn}` : '未兑现',
    })),
    problems: problemsOfVisit(db, visit).map((problem) => ({
      title: problem.title,
      category: problemCategoryLabels[problem.category],
      state: problemStateLabels[problemStanding(problem).state],
    })),
    photos: countPhotosOf(db, visit),
    imprint: `${partyNames(db)(identity)}　${localDateTime(nowMs)} 打印`,
  };
}
