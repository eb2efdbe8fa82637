/** Invariant 9: the same plan with true clocks gives the same heads and conflicts; only what is shown of them may differ. */
import { all, sql } from '../../db/sql.ts';
import { isLeader } from './parties.ts';
import type { Plan } from './plan.ts';
import { ensure } from './violation.ts';
import { liveDesks, type World } from './world.ts';

/**
 * The heads of every desk, each named by the step that wrote it: ids differ, because they hash the clock too. But not
 * of a leader: until when an enterprise is linked to him is a date, and the city's clock says when it has come.
 */
export function headsByStep(world: World): string[] {
  return liveDesks(world)
    .filter((desk) => !isLeader(desk))
    .flatMap((desk) =>
      all<{ entity: string; field: string; op_id: string }>(
        desk.db,
        sql`SELECT entity, field, op_id FROM head`,
      ).map(
        (row) => `${desk.name} ${row.entity} ${row.field} ${world.saved.get(row.op_id)?.step ?? 'forged'}`,
      ),
    );
}

export function withTrueClocks(plan: Plan): Plan {
  return {
    ...plan,
    steps: plan.steps.map((step) => (step.do === 'clock' ? { ...step, skewMs: 0 } : step)),
  };
}

/**
 * Whether the comparison says anything: when the city goes back to a backup, it may assign an enterprise twice, and
 * whom it is shown to is then for the clock to say.
 */
export function clocksDecideNothing(plan: Plan): boolean {
  return !plan.steps.some((step) => step.do === 'restore' && step.desk.startsWith('city'));
}

export function checkSameHeads(skewed: readonly string[], straight: readonly string[]): void {
  const [a, b] = [new Set(skewed), new Set(straight)];
  const lacking = straight.find((line) => !a.has(line));
  const extra = skewed.find((line) => !b.has(line));
  ensure(
    lacking === undefined && extra === undefined,
    'clocks',
    () => `with wrong clocks:\n  lacking ${lacking ?? '–'}\n  extra ${extra ?? '–'}`,
  );
}
