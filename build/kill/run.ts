/** Kills the program again and again while it imports and exports, and looks at what is left. */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../db/crypto.ts';
import { requireIdentity } from '../../db/identity.ts';
import { benchPassphrase, createBenchDesk } from '../bench/desk.ts';
import { type Chance, chanceOf } from '../fuzz/chance.ts';
import { check, type Expected } from './check.ts';
import { type Durations, runChild } from './child-process.ts';
import { sentBundles, stateHash } from './state.ts';
import {
  type Action,
  actions,
  createKillWorld,
  freshLaptop,
  type KillWorld,
  type Laptop,
  stickFile,
} from './world.ts';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  /** At the same time. */
  readonly processes: number;
  /** An empty folder, on a disk. */
  readonly folder: string;
  /** Where laptops that were found wrong are kept. */
  readonly evidence: string;
  readonly onProgress?: (report: KillReport) => void;
}

export interface KillReport {
  kills: number;
  before: number;
  after: number;
  /** The child was done before the blow fell. */
  tooLate: number;
  again: number;
  unnamed: number;
  unnoted: number;
  unknownCopies: number;
  readonly byStep: Record<string, number>;
  readonly faults: string[];
}

interface Course {
  readonly action: Action;
  readonly expected: Expected;
  readonly durations: Durations;
}

const evidenceKept = 5;

export async function runKills(options: KillOptions): Promise<KillReport> {
  const world = await createKillWorld(join(options.folder, 'world'));
  const courses: Course[] = [];
  for (const action of actions) courses.push(await rehearse(world, options.folder, action));
  const report = emptyReport();
  let next = 0;
  const work = async (place: string): Promise<void> => {
    while (next < options.kills) {
      const number = next;
      next += 1;
      await killOnce(world, courses, options, { number, place }, report);
      options.onProgress?.(report);
    }
  };
  await Promise.all(
    Array.from({ length: options.processes }, (_, index) => work(join(options.folder, `laptop-${index}`))),
  );
  return report;
}

const compiledIn = (folder: string): string => join(folder, 'compiled');

/** Undisturbed: what it looks like before and after, and how long it takes once Node has compiled it. */
async function rehearse(world: KillWorld, folder: string, action: Action): Promise<Course> {
  const place = join(folder, 'rehearsal');
  await runChild(freshLaptop(world, action, place), action, compiledIn(folder));
  const laptop = freshLaptop(world, action, place);
  const before = await readState(laptop, action);
  const stickBefore = sha256Hex(readFileSync(join(laptop.stick, stickFile)));
  const { wasDone, durations } = await runChild(laptop, action, compiledIn(folder));
  if (!wasDone) throw new Error(`${action} fails although nobody interferes`);
  const after = await readState(laptop, action);
  rmSync(place, { recursive: true });
  if (before.hash === after.hash) throw new Error(`${action} leaves no trace`);
  const { hash, incarnation, sent } = before;
  const expected = { before: hash, after: after.hash, incarnation, stickBefore, sentBefore: sent };
  return { action, durations, expected };
}

async function readState(laptop: Laptop, action: Action) {
  const desk = createBenchDesk(laptop.desk);
  await desk.call('session.unlock', { passphrase: benchPassphrase });
  const { db } = desk.desk();
  const state = {
    hash: stateHash(db, action),
    incarnation: requireIdentity(db).incarnation,
    sent: sentBundles(db).length,
  };
  await desk.call('session.lock', {});
  return state;
}

async function killOnce(
  world: KillWorld,
  courses: readonly Course[],
  { seed, evidence, folder }: KillOptions,
  { number, place }: { readonly number: number; readonly place: string },
  report: KillReport,
): Promise<void> {
  const chance = chanceOf(seed, number);
  const { action, durations, expected } = chance.of(courses);
  const laptop = freshLaptop(world, action, place);
  // Mostly into the work itself; now and then into the opening.
  const step = chance.once(10) ? 'opening' : 'working';
  const delayMs = blow(durations[step], chance);
  const { wasDone } = await runChild(laptop, action, compiledIn(folder), (reached, kill) => {
    if (reached === step) setTimeout(kill, delayMs);
  });
  report.kills += 1;
  if (wasDone) report.tooLate += 1;
  const where = `${action} ${step}`;
  report.byStep[where] = (report.byStep[where] ?? 0) + 1;
  const again = chance.once(8);
  try {
    const found = await check(world, laptop, expected, { action, wasDone, again });
    report[found.state] += 1;
    report.unnamed += found.unnamed;
    report.unnoted += found.isUnnoted ? 1 : 0;
    report.unknownCopies += found.unknownCopies > 0 ? 1 : 0;
    report.again += again ? 1 : 0;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    report.faults.push(`${number} (${where}, ${delayMs.toFixed(1)} ms): ${what}`);
    if (report.faults.length <= evidenceKept)
      cpSync(place, join(evidence, String(number)), { recursive: true });
  }
}

/** Several work at the same time, which makes each slower than the rehearsal was: the end must be struck too. */
const beyond = 1.6;

/** Anywhere in the step and a little beyond it. */
const blow = (durationMs: number, chance: Chance): number =>
  (chance.below(10_000) / 10_000) * durationMs * beyond;

function emptyReport(): KillReport {
  return {
    kills: 0,
    before: 0,
    after: 0,
    tooLate: 0,
    again: 0,
    unnamed: 0,
    unnoted: 0,
    unknownCopies: 0,
    byStep: {},
    faults: [],
  };
}
