/** What of the filings is to be done, and by when: the same on 今日待办 and on paper. */
import { type FilingRecord, openFilings } from '../db/filing.ts';
import type { ReadDb } from '../db/sql.ts';
import { awaitsInspectionRecord, isPressing } from '../shared/filing/clocks.ts';
import type { DueItem } from '../shared/filing/contract.ts';
import { leaderText } from '../shared/filing/rules.ts';
import { clocksOfFilings } from './filing-facts.ts';

const dayMs = 86_400_000;

/** Clocks due or overdue, and those that fall due within some days, the earliest first. */
export function dueItems(db: ReadDb, withinDays: number, nowMs: number): DueItem[] {
  return clocksOfFilings(db, openFilings(db), nowMs)
    .flatMap(({ filing, clocks }) =>
      clocks
        .filter(
          (clock) =>
            isPressing(clock) ||
            (clock.state === 'waiting' &&
              clock.dueAtMs !== null &&
              clock.dueAtMs <= nowMs + withinDays * dayMs),
        )
        .map((clock) => ({
          filingId: filing.id,
          enterpriseId: filing.enterpriseId,
          enterpriseName: filing.enterpriseName,
          inspectingUnit: filing.inspectingUnit,
          leader: leaderText(filing.cityLeader),
          clock,
        })),
    )
    .toSorted((a, b) => (a.clock.dueAtMs ?? 0) - (b.clock.dueAtMs ?? 0));
}

/** Reported beforehand, the day is past, and nothing is recorded; the earliest first. */
export function unrecordedInspections(db: ReadDb, nowMs: number): FilingRecord[] {
  return openFilings(db)
    .filter((filing) => awaitsInspectionRecord(filing, nowMs))
    .toSorted((a, b) => (a.inspectionDate < b.inspectionDate ? -1 : 1));
}
