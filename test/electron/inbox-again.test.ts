/** What lies in the inbox when the desk is opened again: it is verified once more, and must not get lost by that. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { joinedPassphrase, joinTown, openCityDesk } from '../support/joined.ts';

/** A town that received a bundle from a stick that is gone, and has unlocked again since. */
async function townWithBundle(): Promise<{ town: TestDesk; name: string }> {
  const city = await openCityDesk();
  const town = await joinTown(city);
  const path = join(temporaryFolder(), '下发.drcb');
  city.dialogAnswers.push(path);
  await city.call('exchange.export', { to: { side: 'town', townId: 't06' }, month: '2026-11' });
  town.dialogAnswers.push(path);
  await town.call('exchange.open', {});
  await rm(path);
  await openAgain(town);
  const [entry] = await town.call('exchange.inbox', {});
  return { town, name: entry?.name ?? '' };
}

async function openAgain(desk: TestDesk): Promise<void> {
  await desk.call('session.lock', {});
  await desk.call('session.unlock', { passphrase: joinedPassphrase });
}

it('is previewed by each of two calls at once, and can be imported', async () => {
  const { town, name } = await townWithBundle();
  const [first, second] = await Promise.all([
    town.call('exchange.previewInbox', { name }),
    town.call('exchange.previewInbox', { name }),
  ]);
  expect(second).toEqual(first);
  expect((await town.call('exchange.import', { token: first.token })).added).toBeGreaterThan(0);
});

it('stays when its preview is cancelled, or the desk is locked meanwhile', async () => {
  const { town, name } = await townWithBundle();
  const preview = town.refusal('exchange.previewInbox', { name });
  await town.call('task.cancel', { taskId: 'import' });
  expect(await preview).toBe('bundle.cancelled');
  const another = town.refusal('exchange.previewInbox', { name });
  await openAgain(town);
  expect(await another).toBe('bundle.cancelled');
  expect(await town.call('exchange.inbox', {})).toMatchObject([{ name, state: 'ready' }]);
  const { token } = await town.call('exchange.previewInbox', { name });
  expect((await town.call('exchange.import', { token })).added).toBeGreaterThan(0);
});

it('does not come back when it is thrown away while it is previewed', async () => {
  const { town, name } = await townWithBundle();
  await Promise.all([town.call('exchange.previewInbox', { name }), town.call('exchange.discard', { name })]);
  expect(await town.call('exchange.inbox', {})).toEqual([]);
  expect(existsSync(join(town.folder, 'inbox', `${name}.drcb`))).toBe(false);
});
