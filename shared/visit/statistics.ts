/** 走访统计: how many visits were planned and made, by month, leader and town, and which enterprises nobody called on. Pure. */
import { z } from 'zod';
import { monthsBetween } from '../chart/spec.ts';

const count = z.int().min(0);

const counts = z.object({
  /** Meant for a day of the period when they were planned, made since or not; cancelled ones are left out. */
  planned: count,
  /** Made on a day of the period. */
  visited: count,
  /** Enterprises called on in the period, those included that are in the ledger no more. */
  called: count,
});

/** `key`: YYYY-MM, the leader's id or name, the town's id. */
const row = z.object({ ...counts.shape, key: z.string(), label: z.string() });
/** `among`: enterprises that might have been called on; `missing`: of these, those that nobody, or not this leader, has. */
const sharedRow = z.object({ ...row.shape, among: count, missing: count });

const townRow = z.object({
  ...sharedRow.shape,
  /** It has not joined the exchange: counted is what the city wrote down itself. */
  absent: z.boolean(),
});

export const visitStatistics = z.object({
  total: sharedRow,
  /** From the first to the last that has any. */
  months: z.array(row),
  /** `planned` and `visited` at the head of a visit; `called` also going along. Among the enterprises linked to him. */
  leaders: z.array(sharedRow),
  /** Among those of the ledger that are assigned to it. */
  towns: z.array(townRow),
});
export type VisitStatistics = z.output<typeof visitStatistics>;
export type VisitMonthRow = z.output<typeof row>;
export type VisitShareRow = z.output<typeof sharedRow>;
export type VisitTownRow = z.output<typeof townRow>;

/** A visit on the day it was made, or was planned for: one that was planned and made is two. */
export interface CountedVisit {
  readonly isMade: boolean;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly enterpriseId: string;
  /** '' for none. */
  readonly townId: string;
  /** '' where the leader is a name alone. */
  readonly leaderId: string;
  readonly leaderName: string;
}

export interface VisitStatisticsFacts {
  readonly visits: readonly CountedVisit[];
  /** The ledger. */
  readonly enterprises: readonly { readonly id: string; readonly townId: string }[];
  /** What each linked leader should have called on. */
  readonly duties: readonly {
    readonly personId: string;
    readonly name: string;
    readonly linked: number;
    /** Linked enterprises that he called on, at the head of a visit or going along. */
    readonly called: readonly string[];
  }[];
  /** On his own laptop nothing is known of what the others have done elsewhere; '' for all. */
  readonly onlyLeader: string;
  readonly townName: (townId: string) => string;
  /** In the city's own order. */
  readonly townPlace: (townId: string) => number;
  readonly absentTowns: ReadonlySet<string>;
}

export function statisticsOfVisits({
  visits,
  enterprises,
  duties,
  onlyLeader,
  townName,
  townPlace,
  absentTowns,
}: VisitStatisticsFacts): VisitStatistics {
  const called = new Set(visits.filter(({ isMade }) => isMade).map(({ enterpriseId }) => enterpriseId));
  const share = (
    key: string,
    label: string,
    of: readonly CountedVisit[],
    ledger: VisitStatisticsFacts['enterprises'],
  ): VisitShareRow => ({
    key,
    label,
    ...countsOf(of),
    among: ledger.length,
    missing: ledger.filter(({ id }) => !called.has(id)).length,
  });
  const byMonth = Map.groupBy(visits, ({ day }) => day.slice(0, 7));
  const known = [...byMonth.keys()].toSorted();
  const [first = '', last = ''] = [known.at(0), known.at(-1)];
  const byTown = Map.groupBy(visits, ({ townId }) => townId);
  const ledgerByTown = Map.groupBy(enterprises, ({ townId }) => townId);
  const townIds = [...new Set([...byTown.keys(), ...ledgerByTown.keys()])];
  return {
    total: share('total', '合计', visits, enterprises),
    months: (first === '' ? [] : monthsBetween(first, last)).map((month) => ({
      key: month,
      label: month,
      ...countsOf(byMonth.get(month) ?? []),
    })),
    leaders: leadersOf(visits, duties)
      .filter(({ key }) => onlyLeader === '' || key === onlyLeader)
      .toSorted(mostFirst),
    towns: townIds
      .map((townId) => ({
        ...share(
          townId,
          townId === '' ? '未分派' : townName(townId),
          byTown.get(townId) ?? [],
          ledgerByTown.get(townId) ?? [],
        ),
        absent: absentTowns.has(townId),
      }))
      .toSorted((a, b) => townPlace(a.key) - townPlace(b.key)),
  };
}

function leadersOf(visits: readonly CountedVisit[], duties: VisitStatisticsFacts['duties']): VisitShareRow[] {
  const byLeader = Map.groupBy(visits, keyOf);
  const dutyOf = new Map(duties.map((duty) => [duty.personId, duty]));
  return [...new Set([...byLeader.keys(), ...dutyOf.keys()])].map((key) => {
    const of = byLeader.get(key) ?? [];
    const duty = dutyOf.get(key);
    const led = of.filter(({ isMade }) => isMade).map(({ enterpriseId }) => enterpriseId);
    return {
      key,
      label: of.at(-1)?.leaderName || duty?.name || '未写明',
      ...countsOf(of),
      called: new Set([...led, ...(duty?.called ?? [])]).size,
      among: duty?.linked ?? 0,
      missing: duty ? duty.linked - duty.called.length : 0,
    };
  });
}

function keyOf({ leaderId, leaderName }: CountedVisit): string {
  return leaderId === '' ? `name ${leaderName}` : leaderId;
}

function countsOf(visits: readonly CountedVisit[]): z.output<typeof counts> {
  const made = visits.filter(({ isMade }) => isMade);
  return {
    planned: visits.length - made.length,
    visited: made.length,
    called: new Set(made.map(({ enterpriseId }) => enterpriseId)).size,
  };
}

function mostFirst(a: VisitShareRow, b: VisitShareRow): number {
  return b.visited - a.visited || b.planned - a.planned || (a.label < b.label ? -1 : 1);
}
