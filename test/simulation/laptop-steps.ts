/** Steps in which something happens to a laptop itself. */
import { transact } from '../../db/sql.ts';
import { upgradeTables } from './databases.ts';
import { cloneDesk, isOld, putBackupBack, type SimulatedDesk } from './desk.ts';
import type { Step } from './plan.ts';
import { program } from './program.ts';
import type { World } from './world.ts';

export function restore(world: World, desk: SimulatedDesk, { way }: Extract<Step, { do: 'restore' }>): void {
  if (!desk.backup) return;
  putBackupBack(desk, desk.backup);
  // The program does it itself, or sees by its anchor that the database went back. A whole folder shows nothing.
  if (way !== 'folder') renewIncarnation(world, desk, 'behind-anchor');
  world.restored.set(desk.name, world.step);
  world.totals.restored += 1;
}

function renewIncarnation(
  world: World,
  { db, program: own, skewMs }: SimulatedDesk,
  reason: 'behind-anchor' | 'other-machine',
): void {
  transact(db, (writable) => void own.renewIncarnation(writable, { reason }, world.nowMs + skewMs));
}

export function clone(world: World, desk: SimulatedDesk, step: Extract<Step, { do: 'clone' }>): void {
  const copy = cloneDesk(desk, step.copy);
  if (step.noticed) renewIncarnation(world, copy, 'other-machine');
  world.desks.set(step.copy, copy);
  world.totals.cloned += 1;
}

export function upgrade(world: World, desk: SimulatedDesk): void {
  if (!isOld(desk)) return;
  upgradeTables(desk.db);
  desk.program = program;
  program.readAgainAfterUpgrade(desk.db);
  world.totals.upgraded += 1;
}
