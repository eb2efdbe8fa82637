/** What the register reads of a filing beside its own fields: how far it is, its deliveries counted in. */
import { progressWith } from '../shared/filing/progress.ts';
import { harshMeasures } from '../shared/filing/rules.ts';
import { type ProgressColumns, progressColumns, toProgress } from './filing.ts';
import { deliveriesOf } from './filing-case.ts';
import { get, run, sql, values, type WriteDb } from './sql.ts';

interface Row extends ProgressColumns {
  readonly written: string;
  readonly conclusion: string;
  readonly this_conclusion: string;
  readonly is_harsh: number;
}

/** A function of its row and its deliveries', in whatever order they came. */
export function deriveFiling(db: WriteDb, id: string): void {
  const row = get<Row>(
    db,
    sql`SELECT f.progress AS written, f.conclusion AS conclusion, f.this_conclusion AS this_conclusion,
               f.is_harsh AS is_harsh, ${progressColumns}
        FROM filing f WHERE f.id = ${id}`,
  );
  if (!row) return;
  const times = new Map(deliveriesOf(db, id).map(({ slot, facts }) => [slot, facts.atMs]));
  const now = progressWith(toProgress(JSON.parse(row.written)), times);
  const isHarsh = harshMeasures(`${row.conclusion}\n${row.this_conclusion}`).length > 0 ? 1 : 0;
  const { status, reportedAtMs, notifiedAtMs, inspectedOn, concludedOn, sentAtMs } = now;
  const isAsBefore =
    row.status === status &&
    row.reported_at_ms === reportedAtMs &&
    row.notified_at_ms === notifiedAtMs &&
    row.inspected_on === inspectedOn &&
    row.concluded_on === concludedOn &&
    row.sent_at_ms === sentAtMs &&
    row.is_harsh === isHarsh;
  // A column that is named is written anew in every index it stands in.
  if (isAsBefore) return;
  run(
    db,
    sql`UPDATE filing SET status = ${status}, reported_at_ms = ${reportedAtMs}, notified_at_ms = ${notifiedAtMs},
          inspected_on = ${inspectedOn}, concluded_on = ${concludedOn}, sent_at_ms = ${sentAtMs}, is_harsh = ${isHarsh}
        WHERE id = ${id}`,
  );
}

export function deriveFilingsOf(db: WriteDb, enterpriseId: string): void {
  const ids = values<string>(db, sql`SELECT id FROM filing WHERE partition_id = ${enterpriseId}`);
  for (const id of ids) deriveFiling(db, id);
}
