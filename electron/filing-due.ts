/** What of the filings is to be done, and by when: the same on 今日待办 and on paper. */
import { filingsOfRows, openFilings, type RegisterRecord } from '../db/filing-register.ts';
import type { ReadDb } from '../db/sql.ts';
import { awaitsInspectionRecord, type FilingClock, isPressing } from '../shared/filing/clocks.ts';
import type { DueItem } from '../shared/filing/contract.ts';
import { leaderText } from '../shared/filing/rules.ts';
import { clocksOfFilings } from './filing-facts.ts';

const dayMs = 86_400_000;

/** Clocks due or overdue, and those that fall due within some days, the earliest first. */
export function dueItems(db: ReadDb, withinDays: number, nowMs: number): DueItem[] {
  const isShown = (clock: FilingClock): boolean =>
    isPressing(clock) ||
    (clock.state === 'waiting' && clock.dueAtMs !== null && clock.dueAtMs <= nowMs + withinDays * dayMs);
  const found = clocksOfFilings(db, openFilings(db, 'titled'), nowMs).flatMap(({ filing, clocks }) =>
    clocks.filter(isShown).map((clock) => ({ row: filing.row, clock })),
  );
  // Of those alone the rest is read.
  const filings = filingsByRow(db, [...new Set(found.map(({ row }) => row))]);
  return found
    .flatMap(({ row, clock }) => {
      const filing = filings.get(row);
      if (!filing) return [];
      return [
        {
          filingId: filing.id,
          enterpriseId: filing.enterpriseId,
          enterpriseName: filing.enterpriseName,
          inspectingUnit: filing.inspectingUnit,
          leader: leaderText(filing.cityLeader),
          clock,
        },
      ];
    })
    .toSorted((a, b) => (a.clock.dueAtMs ?? 0) - (b.clock.dueAtMs ?? 0));
}

/** Reported beforehand, the day is past, and nothing is recorded; the earliest first. */
export function unrecordedInspections(db: ReadDb, nowMs: number): RegisterRecord[] {
  const rows = openFilings(db, 'all')
    .filter((filing) => awaitsInspectionRecord(filing, nowMs))
    .map(({ row }) => row);
  return filingsOfRows(db, rows);
}

function filingsByRow(db: ReadDb, rows: readonly number[]): ReadonlyMap<number, RegisterRecord> {
  return new Map(filingsOfRows(db, rows).map((filing) => [filing.row, filing]));
}
