/** One run: the plan, two rounds without faults, and every check. */
import { checkSameHeads, clocksDecideNothing, headsByStep, withTrueClocks } from './check-clocks.ts';
import { checkHoldings, checkLog, checkRebuilt } from './check-desk.ts';
import {
  checkAnyOrder,
  checkConvergence,
  checkDelivery,
  checkOwnership,
  checkSerial,
} from './check-fleet.ts';
import { checkLeaders } from './check-leaders.ts';
import { isCityOffice, isLeader } from './parties.ts';
import type { Plan, Step } from './plan.ts';
import { seededRandom } from './random.ts';
import { Violation } from './violation.ts';
import { playStep } from './steps.ts';
import { cityDesk, closeWorld, liveDesks, openWorld, type Totals, type World } from './world.ts';

export interface Outcome {
  readonly totals: Totals;
  /** Operations at the city, open conflicts and held operations there. */
  readonly city: { readonly operations: number; readonly conflicts: number; readonly held: number };
  readonly heads: readonly string[];
  readonly violation?: Violation;
  /** How many steps were played when the violation was seen. */
  readonly steps: number;
}

export interface PlayOptions {
  /** Also compares with a run of the same plan whose clocks are right. */
  readonly compareClocks?: boolean;
  readonly onMonth?: (month: number, world: World) => void;
}

export async function playPlan(plan: Plan, options: PlayOptions = {}): Promise<Outcome> {
  const outcome = await playOnce(plan, options.onMonth);
  if (outcome.violation || !options.compareClocks || !clocksDecideNothing(plan)) return outcome;
  const straight = await playOnce(withTrueClocks(plan));
  if (straight.violation) return straight;
  try {
    checkSameHeads(outcome.heads, straight.heads);
    return outcome;
  } catch (error) {
    return { ...outcome, violation: asViolation(error) };
  }
}

async function playOnce(plan: Plan, onMonth?: PlayOptions['onMonth']): Promise<Outcome> {
  const world = await openWorld(plan);
  try {
    await playAll(world, onMonth);
    return { ...outcomeOf(world), heads: headsByStep(world) };
  } catch (error) {
    return { ...outcomeOf(world), heads: [], violation: asViolation(error) };
  } finally {
    closeWorld(world);
  }
}

async function playAll(world: World, onMonth: PlayOptions['onMonth']): Promise<void> {
  const { plan } = world;
  const random = seededRandom(`${plan.seed}/checks`);
  const lastTaken = lastSteps(plan.steps);
  for (const [index, step] of plan.steps.entries()) {
    await playStep(world, step);
    if (step.do === 'take' && lastTaken.get(step.bundle) === index) world.bundles.delete(step.bundle);
    if (step.do !== 'monthEnd') continue;
    for (const desk of liveDesks(world)) checkHoldings(desk);
    const looked = random.of(`month ${step.month}`).pick(liveDesks(world));
    checkLog(world, looked);
    checkRebuilt(looked);
    onMonth?.(step.month, world);
  }
  await twoRoundsWithoutFaults(world);
  for (const desk of liveDesks(world)) {
    checkHoldings(desk);
    checkLog(world, desk);
  }
  // The others hold what the city holds: checkConvergence compares them with it.
  for (const desk of new Set([cityDesk(world), random.of('rebuilt').pick(liveDesks(world))]))
    checkRebuilt(desk);
  checkDelivery(world);
  checkConvergence(world);
  checkOwnership(world);
  checkLeaders(world);
  checkSerial(world);
  checkAnyOrder(world, random.of('any order'));
}

/** bundle → index of the last step that takes it in: afterwards it need not be kept. */
function lastSteps(steps: readonly Step[]): ReadonlyMap<number, number> {
  return new Map(steps.flatMap((step, index) => (step.do === 'take' ? [[step.bundle, index] as const] : [])));
}

async function twoRoundsWithoutFaults(world: World): Promise<void> {
  const city = cityDesk(world);
  const others = liveDesks(world).filter((desk) => !isCityOffice(desk));
  const towns = others.filter((desk) => !isLeader(desk));
  const leaders = others.filter(isLeader);
  let bundle = 1_000_000_000;
  let atMs = world.nowMs;
  const hand = async (from: string, to: string, takers: readonly string[]): Promise<void> => {
    atMs += 60_000;
    bundle += 1;
    await playStep(world, { do: 'post', desk: from, atMs, bundle, to, delta: world.plan.deltaAtEnd });
    for (const desk of takers) await playStep(world, { do: 'take', desk, atMs, bundle });
    world.bundles.delete(bundle);
  };
  for (let round = 0; round < 2; round += 1) {
    for (const { name } of others) await hand(name, 'city', [city.name]);
    for (const townId of new Set(towns.map((desk) => desk.townId))) {
      const takers = towns.filter((desk) => desk.townId === townId).map(({ name }) => name);
      await hand(city.name, townId, takers);
    }
    for (const leaderId of new Set(leaders.map((desk) => desk.leaderId))) {
      const takers = leaders.filter((desk) => desk.leaderId === leaderId).map(({ name }) => name);
      await hand(city.name, leaderId, takers);
    }
  }
}

/** What is no violation yet is a bug of the program (or of the simulator): it too is to be shortened and shown. */
function asViolation(error: unknown): Violation {
  if (error instanceof Violation) return error;
  return new Violation('bug', error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function outcomeOf(world: World): Omit<Outcome, 'heads' | 'violation'> {
  const count = (text: string): number =>
    Number(cityDesk(world).db.connection.prepare(`SELECT count(*) FROM ${text}`).pluck().get());
  return {
    totals: world.totals,
    city: {
      operations: count('op'),
      conflicts: count('conflict'),
      held: count("op WHERE state = 'held'"),
    },
    steps: world.step,
  };
}
