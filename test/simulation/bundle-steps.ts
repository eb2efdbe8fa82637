/** Steps in which bundles are written and taken in. */
import type { ParsedOperation } from '../../db/log/integrate.ts';
import { leaderOf } from '../../db/party.ts';
import { transact } from '../../db/sql.ts';
import { lastRow, noteWritten, rowsAfter } from './account.ts';
import { composeBundle, Killed, takeBundle, throughFile } from './bundle.ts';
import { checkScope, namedByPeers } from './check-scope.ts';
import { operationIds, type SimulatedDesk } from './desk.ts';
import { digestOf } from './digest.ts';
import { isCityOffice, isLeader, partyNamed } from './parties.ts';
import type { Step } from './plan.ts';
import type { PostedBundle } from './posted.ts';
import { ensure, Violation } from './violation.ts';
import { cityDesk, type World } from './world.ts';

export function post(world: World, desk: SimulatedDesk, step: Extract<Step, { do: 'post' }>): void {
  const to = partyNamed(step.to);
  const { atMs, delta = false, forged = [] } = step;
  const named = namedByPeers(desk.db);
  const bundle = composeBundle(desk, { to, atMs, delta, forged, step: world.step }, world.cache);
  if (leaderOf(to) !== '') world.writtenTo.set(leaderOf(to), bundle.header.createdAtMs);
  checkScope(desk, bundle, { forged: forged.length, named });
  world.bundles.set(step.bundle, bundle);
  world.totals.bundles += 1;
  world.totals.forged += forged.length;
  if (bundle.manifest.base.length > 0) world.totals.deltas += 1;
}

export async function take(
  world: World,
  desk: SimulatedDesk,
  step: Extract<Step, { do: 'take' }>,
): Promise<void> {
  const bundle = world.bundles.get(step.bundle);
  if (!bundle) return;
  let operations: readonly ParsedOperation[] = bundle.operations;
  if (step.damage || step.file) {
    const read = await throughFile(desk, bundle, step.damage);
    if (!read) {
      world.totals.refusedFiles += 1;
      return;
    }
    operations = read;
  }
  if (desk.program.missingPrerequisites(desk.db, bundle.manifest).length > 0) {
    desk.waiting.push(bundle);
    transact(desk.db, (db) => desk.program.hearWaitingWord(db, bundle.manifest));
    world.totals.waited += 1;
    return;
  }
  if (step.killedAfter !== undefined) dieWhileTaking(world, desk, bundle, step.atMs, step.killedAfter);
  takeIn(world, desk, bundle, step.atMs, operations);
  takeWaiting(world, desk, step.atMs);
}

function takeIn(
  world: World,
  desk: SimulatedDesk,
  bundle: PostedBundle,
  atMs: number,
  operations: readonly ParsedOperation[],
): void {
  const before = lastRow(desk.db);
  const isAgain = wasTaken(desk, bundle);
  const cleared = takeBundle(desk, bundle, atMs, operations);
  const held = isAgain ? new Set(operationIds(desk.db)) : undefined;
  // Taken in again, it brings back nothing that was cleared since.
  for (const { id } of operations) if (!held || held.has(id)) desk.expected.add(id);
  // The city takes back notices of reassignments that it forgot.
  const added = rowsAfter(desk.db, before).filter(({ id }) => !desk.expected.has(id));
  if (isCityOffice(desk)) noteWritten(world, desk, added);
  if (cleared.length > 0) forgetCleared(world, desk, bundle);
  desk.latestTaken = Math.max(desk.latestTaken, bundle.step);
  world.totals.taken += 1;
}

function wasTaken({ db }: SimulatedDesk, { header }: PostedBundle): boolean {
  const find = db.connection.prepare("SELECT 1 FROM bundle WHERE id = ? AND direction = 'in'");
  return find.get(header.bundleId) !== undefined;
}

/** What lay in the inbox for lack of ground is looked at again after every bundle. */
function takeWaiting(world: World, desk: SimulatedDesk, atMs: number): void {
  const isReady = ({ manifest }: PostedBundle): boolean =>
    desk.program.missingPrerequisites(desk.db, manifest).length === 0;
  for (let ready = desk.waiting.find(isReady); ready; ready = desk.waiting.find(isReady)) {
    const bundle = ready;
    desk.waiting = desk.waiting.filter((other) => other !== bundle);
    takeIn(world, desk, bundle, atMs, bundle.operations);
  }
}

/**
 * The old town of a reassigned enterprise, and a leader to whom it is not linked any more, may clear what they hold
 * there, once the city has all of it: when it wrote the bundle that says so. That it goes back to a backup afterwards,
 * nobody can know who reads the bundle.
 */
function forgetCleared(world: World, desk: SimulatedDesk, bundle: PostedBundle): void {
  const city = cityDesk(world);
  const wentBack = (world.restored.get(city.name) ?? -1) > bundle.step;
  ensure(
    wentBack || !isLeader(desk) || bundle.step >= desk.latestTaken,
    'delivery',
    () => `${desk.name} cleared at the word of a late bundle`,
  );
  const held = new Set(operationIds(desk.db));
  for (const id of desk.expected) {
    if (held.has(id)) continue;
    const partition = world.saved.get(id)?.partition ?? world.cache.get(id)?.body.partition ?? '';
    ensure(
      isElsewhere(desk, bundle, partition),
      'noLostUpdate',
      () => `${desk.name} cleared ${id}, which nobody took from it`,
    );
    ensure(
      wentBack || city.expected.has(id),
      'noLostUpdate',
      () => `${desk.name} cleared ${id}, which the city lacks`,
    );
    desk.expected.delete(id);
  }
  world.totals[isLeader(desk) ? 'unlinked' : 'cleared'] += 1;
}

function isElsewhere(desk: SimulatedDesk, { manifest }: PostedBundle, partition: string): boolean {
  if (isLeader(desk)) return manifest.scope?.includes(partition) === false;
  return desk.program.handedOverTo(desk.db, desk.townId, partition) !== undefined;
}

function dieWhileTaking(
  world: World,
  desk: SimulatedDesk,
  bundle: PostedBundle,
  atMs: number,
  after: number,
): void {
  const before = digestOf(desk.db);
  try {
    takeBundle(desk, bundle, atMs, bundle.operations, Math.min(after, bundle.operations.length));
    throw new Violation('atomicity', `${desk.name}: an import that died went through`);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  ensure(
    digestOf(desk.db) === before,
    'atomicity',
    () => `${desk.name}: an import that died after ${after} operations left something behind`,
  );
  world.totals.killed += 1;
}
