/** 检查统计 of a period: gathered once, for its page and for the quarterly bulletin. */
import { enterprisesById } from '../db/enterprise.ts';
import { filingsInPeriod } from '../db/filing-register.ts';
import { unknownEnterprise } from '../db/filing.ts';
import type { ReadDb } from '../db/sql.ts';
import { listTowns } from '../db/town.ts';
import { type CountedFiling, dutiesOf, type StatisticsRow } from '../shared/filing/statistics.ts';
import { clocksOfFilings, keepingTownNames } from './filing-facts.ts';
import { softFirstAmong } from './filing-register.ts';

/** Whose inspection was made, or is planned, from the one day to the other. */
export function countedFilings(
  db: ReadDb,
  { fromDate, toDate }: { readonly fromDate: string; readonly toDate: string },
  nowMs: number,
): (CountedFiling & { readonly townId: string })[] {
  const townNameOf = keepingTownNames(db);
  const first = softFirstAmong(db);
  const judged = clocksOfFilings(db, filingsInPeriod(db, fromDate, toDate), nowMs);
  const ids = [...new Set(judged.map(({ filing }) => filing.enterpriseId))];
  const owners = new Map(
    enterprisesById(db, ids).map(({ id, name, townId }) => [
      id,
      { name, townId, townName: townNameOf({ enterpriseId: id, townId }) },
    ]),
  );
  return judged.map(({ filing, verdict, clocks }) => ({
    enterpriseId: filing.enterpriseId,
    enterpriseName: owners.get(filing.enterpriseId)?.name ?? unknownEnterprise,
    townId: owners.get(filing.enterpriseId)?.townId ?? '',
    townName: owners.get(filing.enterpriseId)?.townName ?? '',
    inspectingUnit: filing.inspectingUnit,
    domain: filing.domain,
    day: filing.progress.inspectedOn || filing.inspectionDate,
    isMade: filing.progress.inspectedOn !== '',
    isConcluded: filing.progress.concludedOn !== '',
    isSoftFirst: first.has(filing.row),
    isHarsh: filing.isHarsh,
    duties: dutiesOf(verdict, clocks),
  }));
}

/** By the names that the rows bear; what is not in the dictionary comes last. */
export function inOrderOfTowns(db: ReadDb, rows: readonly StatisticsRow[]): StatisticsRow[] {
  const places = new Map(listTowns(db).map(({ name }, place) => [name, place]));
  const place = ({ label }: StatisticsRow): number => places.get(label) ?? places.size;
  return rows.toSorted((a, b) => place(a) - place(b));
}
