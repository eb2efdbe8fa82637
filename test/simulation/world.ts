/** A run as it stands: all desks, the bundles on their way, and the simulator's own account. */
import { randomId } from '../../db/crypto.ts';
import { openDesk, type SimulatedDesk } from './desk.ts';
import type { DeskName, Plan } from './plan.ts';
import type { OperationCache, PostedBundle } from './posted.ts';
import { seedTheProgramsRandom } from './random.ts';

export interface World {
  readonly plan: Plan;
  readonly desks: Map<DeskName, SimulatedDesk>;
  readonly bundles: Map<number, PostedBundle>;
  readonly cache: OperationCache;
  /** Everything ever saved: operation → who saved it, at which step. */
  readonly saved: Map<string, { readonly desk: DeskName; readonly step: number; readonly partition: string }>;
  /** desk → the step at which it last went back to a backup */
  readonly restored: Map<DeskName, number>;
  /** leader → what the city's clock said when it last wrote to him */
  readonly writtenTo: Map<string, number>;
  /** partition → ids of everything ever saved in it */
  readonly savedIn: Map<string, Set<string>>;
  readonly totals: Totals;
  /** The true time of the latest step. */
  nowMs: number;
  /** Number of the step being played. */
  step: number;
}

export interface Totals {
  saves: number;
  /** Saves that changed nothing, or whose record was not on the laptop. */
  idle: number;
  settled: number;
  assigned: number;
  bundles: number;
  /** of them, those that left something out */
  deltas: number;
  taken: number;
  /** Bundles that had to wait for what they build upon. */
  waited: number;
  refusedFiles: number;
  killed: number;
  forged: number;
  restored: number;
  cloned: number;
  upgraded: number;
  /** Bundles upon which a town cleared what it had handed over. */
  cleared: number;
  /** Bundles upon which a leader's laptop cleared what is not linked to him any more. */
  unlinked: number;
}

export async function openWorld(plan: Plan): Promise<World> {
  const desks = new Map<DeskName, SimulatedDesk>();
  for (const desk of plan.desks) {
    seedTheProgramsRandom(`${plan.seed} ${desk.name}`);
    desks.set(desk.name, await openDesk(desk, randomId(), plan.desks));
  }
  return {
    plan,
    desks,
    bundles: new Map(),
    cache: new Map(),
    saved: new Map(),
    restored: new Map(),
    writtenTo: new Map(),
    step: 0,
    savedIn: new Map(),
    totals: {
      saves: 0,
      idle: 0,
      settled: 0,
      assigned: 0,
      bundles: 0,
      deltas: 0,
      taken: 0,
      waited: 0,
      refusedFiles: 0,
      killed: 0,
      forged: 0,
      restored: 0,
      cloned: 0,
      upgraded: 0,
      cleared: 0,
      unlinked: 0,
    },
    nowMs: 0,
  };
}

export function closeWorld(world: World): void {
  for (const desk of world.desks.values()) desk.db.connection.close();
}

export function liveDesks(world: World): SimulatedDesk[] {
  return [...world.desks.values()];
}

export function cityDesk(world: World): SimulatedDesk {
  const city = world.desks.get('city.1');
  if (!city) throw new Error('a run without the city');
  return city;
}
