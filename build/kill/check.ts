/** What is found when the laptop is started again: opened, looked at, and worked on with. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../db/crypto.ts';
import { requireIdentity } from '../../db/identity.ts';
import { type BenchDesk, benchPassphrase, createBenchDesk } from '../bench/desk.ts';
import { inspectBundle } from '../bundle/inspect.ts';
import { verifyBundle } from '../bundle/verify.ts';
import { perform } from './perform.ts';
import { sentBundles, stateHash } from './state.ts';
import { type Action, type KillWorld, type Laptop, stickFile } from './world.ts';

/** The two states there may be, and what stays the same. */
export interface Expected {
  readonly before: string;
  readonly after: string;
  readonly incarnation: string;
  /** SHA-256 of the file that lay on the stick. */
  readonly stickBefore: string;
  readonly sentBefore: number;
}

export interface Found {
  readonly state: 'before' | 'after';
  /** Beginnings of files on the stick that have no name yet; a later export removes them. */
  readonly unnamed: number;
  /** The whole bundle has its name on the stick, but the desk had no time to note that it was sent. */
  readonly isUnnoted: boolean;
  /** Whole copies in the archive that no bundle's entry names. */
  readonly unknownCopies: number;
}

export interface CheckOptions {
  readonly action: Action;
  /** The child had said that it was done: then nothing may be missing. */
  readonly wasDone: boolean;
  /** Also do again what was interrupted. */
  readonly again: boolean;
}

/** @throws Error naming what is neither as before nor as after. */
export async function check(
  world: KillWorld,
  laptop: Laptop,
  expected: Expected,
  options: CheckOptions,
): Promise<Found> {
  const desk = createBenchDesk(laptop.desk);
  const { state: session } = await desk.call('session.unlock', { passphrase: benchPassphrase });
  hold(session === 'open', `the desk is ${session}`);
  try {
    const found = await look(world, desk, laptop, expected, options);
    if (options.again) await doAgain(desk, laptop, expected, options.action);
    return found;
  } finally {
    await desk.call('session.lock', {});
  }
}

async function look(
  world: KillWorld,
  desk: BenchDesk,
  laptop: Laptop,
  expected: Expected,
  { action, wasDone }: CheckOptions,
): Promise<Found> {
  const { db } = desk.desk();
  const integrity: unknown = db.connection.pragma('integrity_check', { simple: true });
  hold(integrity === 'ok', `integrity_check: ${String(integrity)}`);
  hold(requireIdentity(db).incarnation === expected.incarnation, 'the incarnation was replaced');
  const hash = stateHash(db, action);
  const state = hash === expected.after ? 'after' : 'before';
  hold(hash === expected[state], 'the database is neither as before nor as after');
  hold(!wasDone || state === 'after', 'it was done, and is gone');
  await lookAtInbox(desk);
  const unknownCopies = await lookAtArchive(desk);
  const stick = await lookAtStick(world, desk, laptop, expected, { action, state });
  return { state, unknownCopies, ...stick };
}

/** Tidied in the background after the opening: then every file there is one that the officer sees in the list. */
async function lookAtInbox(desk: BenchDesk): Promise<void> {
  const inbox = join(desk.services.folder, 'inbox');
  for (let patience = 400; ; patience -= 1) {
    const listed = await desk.call('exchange.inbox', {});
    const files = existsSync(inbox) ? readdirSync(inbox) : [];
    const unexplained = files.filter((file) => !listed.some(({ name }) => file === `${name}.drcb`));
    const missing = listed.filter(({ name }) => !files.includes(`${name}.drcb`));
    if (unexplained.length === 0 && missing.length === 0) break;
    hold(patience > 0, `in the inbox: ${unexplained.join()}; missing: ${missing.length}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
  for (const file of existsSync(inbox) ? readdirSync(inbox) : []) {
    hold(await isWhole(join(inbox, file)), `half a file in the inbox: ${file}`);
  }
}

/** @returns how many whole copies lie there that nobody names. */
async function lookAtArchive(desk: BenchDesk): Promise<number> {
  const archive = join(desk.services.folder, 'archive');
  const files = existsSync(archive) ? readdirSync(archive) : [];
  const known = (await desk.call('exchange.history', {})).map(({ id }) => `${id}.drcb`);
  for (const file of files) {
    if (file.endsWith('.drcb'))
      hold(await isWhole(join(archive, file)), `half a file in the archive: ${file}`);
    else hold(file.endsWith('.part'), `in the archive: ${file}`);
  }
  for (const file of known) hold(files.includes(file), `noted and not in the archive: ${file}`);
  return files.filter((file) => !known.includes(file)).length;
}

async function lookAtStick(
  world: KillWorld,
  desk: BenchDesk,
  { stick }: Laptop,
  expected: Expected,
  { action, state }: { readonly action: Action; readonly state: Found['state'] },
): Promise<Pick<Found, 'unnamed' | 'isUnnoted'>> {
  const path = join(stick, stickFile);
  const sha256 = sha256Hex(readFileSync(path));
  const others = readdirSync(stick).filter((name) => name !== stickFile);
  hold(
    others.every((name) => /^[.][0-9a-f]{32}[.]part$/.test(name)),
    `on the stick: ${others.join()}`,
  );
  const isNew = sha256 !== expected.stickBefore;
  if (action === 'import') {
    hold(!isNew, 'importing changed the file on the stick');
    return { unnamed: others.length, isUnnoted: false };
  }
  if (isNew) {
    const trust = { citySignPublic: world.citySignPublic };
    const { verdict, ...rest } = await verifyBundle(path, { identities: world.identities }, trust);
    hold(verdict === 'genuine', `the file on the stick: ${JSON.stringify(rest)}`);
  }
  const sent = sentBundles(desk.desk().db);
  const isNoted = sent.some((bundle) => bundle.sha256 === sha256);
  hold(sent.length - expected.sentBefore === (state === 'after' ? 1 : 0), 'what was sent is noted wrongly');
  hold(state === 'before' || (isNew && isNoted), 'noted as sent, and not on the stick');
  return { unnamed: others.length, isUnnoted: isNew && !isNoted };
}

/** The officer does it once more: nothing stands in the way, and it ends as it would have ended. */
async function doAgain(desk: BenchDesk, laptop: Laptop, { after }: Expected, action: Action): Promise<void> {
  await perform(desk, action, laptop);
  hold(stateHash(desk.desk().db, action) === after, 'done again, it ends differently');
}

async function isWhole(path: string): Promise<boolean> {
  try {
    return (await inspectBundle(path)).closing === 'ok';
  } catch {
    return false;
  }
}

function hold(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}
