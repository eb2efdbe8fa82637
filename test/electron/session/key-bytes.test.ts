/** Key bytes that were unwrapped for one step are gone after it, whether it succeeded or not. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type * as KeyFile from '../../../db/key-file.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { failNotingRestore, openTestDesk, type TestDesk } from '../../support/desk.ts';

const unwrapped: Uint8Array[] = [];

vi.mock('../../../db/key-file.ts', async (original) => {
  const real = await original<typeof KeyFile>();
  return {
    ...real,
    unwrapKey: async (text: string, passphrase: string) => {
      const contents = await real.unwrapKey(text, passphrase);
      unwrapped.push(contents.key);
      return contents;
    },
  };
});

const passphrase = '如皋市发改委 2026';

async function createCity(): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  unwrapped.length = 0;
  return desk;
}

const isCleared = (): boolean =>
  unwrapped.length === 1 && unwrapped.every((key) => key.every((b) => b === 0));

it('a change of passphrase leaves none', async () => {
  const desk = await createCity();
  await desk.call('session.changePassphrase', { current: passphrase, next: '换一个新的口令 2027' });
  expect(isCleared()).toBe(true);
  expect(desk.services.session.key?.some((byte) => byte !== 0)).toBe(true);
});

it('a backup that cannot be brought back leaves none', async () => {
  const old = await createCity();
  const { name } = await old.call('backup.create', {});
  const file = join(deskPaths(old.folder).backups, name);
  writeFileSync(file, Buffer.alloc(8192, 0x5a));
  const desk = openTestDesk({ closed: true });
  desk.dialogAnswers.push(file);
  const chosen = await desk.call('backup.choose', {});
  const input = { handle: chosen?.handle ?? '', passphrase };
  expect(await desk.refusal('backup.bringBack', input)).toBe('backup.unusable');
  expect(isCleared()).toBe(true);
});

/** A fault nobody thought of: no AppError, nothing of SQLite's. */
const oddly = (): never => {
  throw new Error('nobody thought of this');
};

it.each([
  ['the machine’s id cannot be read once the database is open', { machineId: oddly }],
  [
    'the keyring fails after the passphrase was right',
    { keyring: { backend: oddly, seal: oddly, open: oddly } },
  ],
])('an unlock that fails oddly leaves none, and the desk locked: %s', async (_what, fault) => {
  const old = await createCity();
  await old.call('session.lock', {});
  const desk = openTestDesk({ closed: true, folder: old.folder });
  const sound = { machineId: desk.services.machineId, keyring: desk.services.keyring };
  Object.assign(desk.services, fault);
  await expect(desk.call('session.unlock', { passphrase })).rejects.toThrow('nobody thought of this');
  expect(isCleared()).toBe(true);
  expect(desk.services.session.key).toBeNull();
  expect(await desk.call('session.state', {})).toMatchObject({ state: 'locked', problem: null });
  Object.assign(desk.services, sound);
  expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
});

it('a database that is bad and has no room to be kept as found leaves none', async () => {
  const old = await createCity();
  await old.call('session.lock', {});
  const paths = deskPaths(old.folder);
  const bytes = readFileSync(paths.database);
  writeFileSync(paths.database, bytes.fill(0x5a, 64));
  rmSync(paths.quarantine, { recursive: true, force: true });
  writeFileSync(paths.quarantine, ''); // no folder can be made there
  const desk = openTestDesk({ closed: true, folder: old.folder });
  await expect(desk.call('session.unlock', { passphrase })).rejects.toThrow();
  expect(isCleared()).toBe(true);
  expect(await desk.call('session.state', {})).toMatchObject({ state: 'locked', problem: null });
});

it('a restore that closed the desk and then failed leaves none', async () => {
  const desk = await createCity();
  failNotingRestore(desk);
  const { name } = await desk.call('backup.create', {});
  const { key } = desk.services.session;
  desk.topics.length = 0;
  expect(await desk.refusal('backup.restore', { name })).toBe('session.locked');
  expect(key?.every((byte) => byte === 0)).toBe(true);
  expect(desk.services.session.key).toBeNull();
  expect(desk.topics).toContain('session');
  expect(await desk.call('session.state', {})).toMatchObject({ state: 'locked' });
});
