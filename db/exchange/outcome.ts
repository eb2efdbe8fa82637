/** What an import brought, in numbers that mean the same wherever they are told, and by partition. */
import type { ImportOutcome } from '../../shared/exchange/outcome.ts';
import { openConflicts } from '../conflict.ts';
import type { IntegrateReport } from '../log/integrate.ts';
import { all, type ReadDb, type Sql, sql } from '../sql.ts';
import { answer, isSuggestion, withdrawal } from '../suggestion.ts';

/** Of one partition. */
export type BroughtThere = Pick<ImportOutcome, 'conflicts' | 'suggestions' | 'held'>;

export interface Brought {
  readonly outcome: ImportOutcome;
  /** Where there is something that waits for a person. */
  readonly byPartition: ReadonlyMap<string, BroughtThere>;
}

export function conflictNames(db: ReadDb): ReadonlySet<string> {
  return new Set(openConflicts(db).map(({ name }) => name));
}

/** After an import, or in its rehearsal; `before` as named before it. */
export function broughtBy(db: ReadDb, report: IntegrateReport, before: ReadonlySet<string>): Brought {
  const { added, duplicates, pending, lastRowBefore } = report;
  const byPartition = new Map<string, BroughtThere>();
  const count = (partition: string, what: keyof BroughtThere, n: number): void => {
    const known = byPartition.get(partition) ?? { conflicts: 0, suggestions: 0, held: 0 };
    byPartition.set(partition, { ...known, [what]: known[what] + n });
  };
  // Also one that was open before and has one value more.
  for (const { name, partition, lastRow } of openConflicts(db)) {
    if (lastRow > lastRowBefore || !before.has(name)) count(partition, 'conflicts', 1);
  }
  for (const { partition, isSuggested, n } of countHeld(db, lastRowBefore)) {
    count(partition, isSuggested === 1 ? 'suggestions' : 'held', n);
  }
  const total = (what: keyof BroughtThere): number =>
    [...byPartition.values()].reduce((sum, there) => sum + there[what], 0);
  const waiting = { suggestions: total('suggestions'), held: total('held'), conflicts: total('conflicts') };
  return { outcome: { added, duplicates, pending, ...waiting }, byPartition };
}

/**
 * Of the operation `o` behind a row, joined with `heldJoins`: it is kept aside and somebody has to do something about it.
 * Not a suggestion that has its answer or was taken back in the same bundle, nor the copy of an answer.
 */
export const isKeptAside = sql`o.state = 'held' AND NOT (o.entity_type = 'suggestionDecision' AND o.hold_reason = 'elsewhere')
  AND (NOT (${isSuggestion}) OR (a.id IS NULL AND w.id IS NULL))`;
export const heldJoins: Sql = sql`${answer} ${withdrawal}`;

function countHeld(
  db: ReadDb,
  lastRowBefore: number,
): { readonly partition: string; readonly isSuggested: 0 | 1; readonly n: number }[] {
  return all(
    db,
    sql`SELECT o.partition_id AS "partition", ${isSuggestion} AS isSuggested, count(*) AS n FROM op o ${heldJoins}
        WHERE o.rowid > ${lastRowBefore} AND ${isKeptAside} GROUP BY 1, 2`,
  );
}

/** Town id → how many writes of its laptops are kept aside here and are no suggestions. */
export function heldByTown(db: ReadDb): ReadonlyMap<string, number> {
  const rows = all<{ town: string; n: number }>(
    db,
    sql`SELECT wd.town_id AS town, count(*) AS n FROM op o ${heldJoins}
        WHERE o.state <> 'applied' AND ${isKeptAside} AND NOT (${isSuggestion}) AND wd.side = 'town'
        GROUP BY wd.town_id`,
  );
  return new Map(rows.map(({ town, n }) => [town, n]));
}
