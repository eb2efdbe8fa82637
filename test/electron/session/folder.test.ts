/** The desk folder belongs to one process, and what a killed one left in it is gone at the next opening. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deskPaths } from '../../../electron/session/paths.ts';
import { errorText } from '../../../shared/errors.ts';
import { closeAfterTest } from '../../support/cleanup.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';

const passphrase = '如皋市发改委 2026';

async function lockedCity(): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  await desk.call('session.lock', {});
  return desk;
}

it('is refused while another process has it, and free as soon as that one is killed', async () => {
  const desk = await lockedCity();
  const before = readFileSync(deskPaths(desk.folder).database);
  const child = spawn(process.execPath, [
    join(import.meta.dirname, '../../support/lock-folder-child.ts'),
    desk.folder,
  ]);
  closeAfterTest(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const refused = await desk.refusal('session.unlock', { passphrase });
  expect(refused).toBe('desk.in-use');
  expect(errorText(refused)).toContain('正在本机另一个窗口中使用');
  expect(readFileSync(deskPaths(desk.folder).database).equals(before)).toBe(true);
  expect(existsSync(deskPaths(desk.folder).quarantine) && (await desk.call('session.state', {})).state).toBe(
    'locked',
  );
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  // The backup's thread is not kept out.
  await desk.call('backup.create', {});
});

it('is let go of by locking, and by an opening that fails', async () => {
  const desk = await lockedCity();
  const other = openTestDesk({ closed: true, folder: desk.folder });
  expect(await other.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  expect(await desk.refusal('session.unlock', { passphrase })).toBe('desk.in-use');
  await other.call('session.lock', {});
  const { database } = deskPaths(desk.folder);
  const sound = readFileSync(database);
  writeFileSync(database, Buffer.from(sound).fill(0x5a, 4096, 8192));
  writeFileSync(`${database}-wal`, 'x');
  await desk.call('session.unlock', { passphrase });
  await desk.call('session.lock', {});
  writeFileSync(database, sound);
  writeFileSync(`${database}-wal`, '');
  expect(await other.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
});

it('holds no half restore and no half file after the next opening', async () => {
  const desk = await lockedCity();
  const left = ['desk.db.restoring', 'anchor.json.part', 'key.json.0123.part'];
  for (const name of left) writeFileSync(join(desk.folder, name), 'half');
  await desk.call('session.unlock', { passphrase });
  expect(left.filter((name) => existsSync(join(desk.folder, name)))).toEqual([]);
});
