/** Locking, restoring and quitting in the middle of long work: one calm sentence, nothing half-done, nothing wrongly accused. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectDatabase, openReadOnly } from '../../../db/open.ts';
import { get, sql } from '../../../db/sql.ts';
import { handlers } from '../../../electron/handlers.ts';
import { createRpc } from '../../../electron/rpc.ts';
import { backupsEnded, createBackup } from '../../../electron/session/backups.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { endTasks, whileOpen } from '../../../electron/tasks.ts';
import type { Progress } from '../../../shared/rpc.ts';
import { temporaryFolder, testNowMs } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { cityAndTown, exportTo, month, preview } from '../../support/two-desks.ts';

const passphrase = '如皋市发改委 2026';

async function createCity(): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  return desk;
}

/** Locks the desk at the `n`th sign of progress. */
function lockAt(
  desk: TestDesk,
  n: number,
  when: (progress: Progress) => boolean = () => true,
): () => Promise<unknown> {
  let seen = 0;
  let locking: Promise<unknown> = Promise.resolve();
  Object.assign(desk.services, {
    progress: (progress: Progress) => {
      if (when(progress) && (seen += 1) === n) locking = desk.call('session.lock', {});
    },
  });
  return () => locking;
}

function countOperations(file: string, key: Uint8Array): unknown {
  const connection = openReadOnly(file, key);
  try {
    return connection.prepare('SELECT count(*) FROM op').pluck().get();
  } finally {
    connection.close();
  }
}

it('a backup that has begun when the desk is locked is finished and sound; no damage is claimed', async () => {
  const desk = await createCity();
  const key = Uint8Array.from(desk.services.session.key ?? []);
  const making = desk.call('backup.create', {});
  const locked = desk.call('session.lock', {});
  const { name } = await making;
  expect(await locked).toMatchObject({ state: 'locked' });
  const paths = deskPaths(desk.folder);
  const file = join(paths.backups, name);
  inspectDatabase({ file, key, check: 'full' });
  expect(countOperations(file, key)).toBe(14);
  expect(readdirSync(paths.backups).toSorted()).toEqual([name, 'key.json']);
  expect(existsSync(paths.quarantine) ? readdirSync(paths.quarantine) : []).toEqual([]);
  expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
});

it('quitting waits for the backup that is being made', async () => {
  const desk = await createCity();
  const making = desk.call('backup.create', {});
  await backupsEnded(desk.services);
  const { backups } = deskPaths(desk.folder);
  const left = readdirSync(backups).toSorted();
  expect(left).toEqual([(await making).name, 'key.json']);
});

it('halves of backups that a killed program left are gone after the start; backups stay', async () => {
  const desk = await createCity();
  const { name } = await desk.call('backup.create', {});
  await desk.call('session.lock', {});
  const { backups } = deskPaths(desk.folder);
  for (const half of ['a1.part', 'a1.part-journal', 'key.json.9.part'])
    writeFileSync(join(backups, half), 'x');
  const again = openTestDesk({ closed: true, folder: desk.folder });
  await again.call('session.unlock', { passphrase });
  await backupsEnded(again.services); // tidied before the next backup would begin
  expect(readdirSync(backups).toSorted()).toEqual([name, 'key.json']);
  // Later in the same run nothing is swept: a copy may be on its way.
  writeFileSync(join(backups, 'b2.part'), 'x');
  await again.call('session.lock', {});
  await again.call('session.unlock', { passphrase });
  await backupsEnded(again.services);
  expect(readdirSync(backups)).toContain('b2.part');
});

it('a restore waits for the backup that is being made', async () => {
  const desk = await createCity();
  const { name } = await desk.call('backup.create', {});
  const [second, restored] = await Promise.all([
    createBackup(desk.services, 'manual'),
    desk.call('backup.restore', { name }),
  ]);
  expect(second.name).not.toBe(name);
  expect(restored).toMatchObject({ state: 'open' });
});

it('a dialog for a backup from elsewhere keeps neither a backup nor the lock waiting', async () => {
  const desk = await createCity();
  const dialog = Promise.withResolvers<string | null>();
  const asked = Promise.withResolvers<null>();
  Object.assign(desk.services.dialogs, {
    openFile: async () => {
      asked.resolve(null);
      return dialog.promise;
    },
  });
  const adding = desk.refusal('backup.add', {});
  await asked.promise;
  const { name } = await desk.call('backup.create', {});
  expect(await desk.call('backup.restore', { name })).toMatchObject({ state: 'open' });
  expect(await desk.call('session.lock', {})).toMatchObject({ state: 'locked' });
  const { backups } = deskPaths(desk.folder);
  dialog.resolve(join(backups, name));
  expect(await adding).toBe('session.locked');
  // And the one that was made before the restore.
  const way = expect.stringMatching(/-restore[.]db$/);
  expect(readdirSync(backups).toSorted()).toEqual([name, way, 'key.json']);
});

it('an export whose desk is locked while the dialog is open writes nothing, even when it was unlocked again', async () => {
  const { city } = await cityAndTown();
  const folder = temporaryFolder();
  const dialog = Promise.withResolvers<string | null>();
  const asked = Promise.withResolvers<null>();
  Object.assign(city.services.dialogs, {
    saveFile: async () => {
      asked.resolve(null);
      return dialog.promise;
    },
  });
  const exporting = city.refusal('exchange.export', { to: { side: 'town', townId: 't06' }, month });
  await asked.promise;
  await city.call('session.lock', {}); // does not wait for the dialog
  dialog.resolve(join(folder, '下发.drcb'));
  expect(await exporting).toBe('bundle.cancelled');
  expect(readdirSync(folder)).toEqual([]);
});

it('an import that is locked during its backup changes nothing and says that it was cancelled', async () => {
  const { city, town } = await cityAndTown();
  const path = await exportTo(city, 't06', '下发.drcb');
  const { token } = await preview(town, path);
  const file = town.services.desk.current()?.db.connection.name ?? '';
  const key = Uint8Array.from(town.services.session.key ?? []);
  const before = countOperations(file, key);
  const lock = lockAt(town, 1, ({ label }) => label === '正在备份');
  expect(await town.refusal('exchange.import', { token })).toBe('bundle.cancelled');
  await lock();
  await town.services.session.backups.run(async () => undefined);
  inspectDatabase({ file, key, check: 'full' });
  expect(countOperations(file, key)).toBe(before);
  expect(readdirSync(deskPaths(town.folder).inbox).some((name) => name.endsWith('.part'))).toBe(false);
});

it('an import that was applied when the desk is locked is told as done', async () => {
  const { city, town } = await cityAndTown();
  const path = await exportTo(city, 't06', '下发.drcb');
  const { token } = await preview(town, path);
  const lock = lockAt(town, 1, ({ label }) => label === '正在导入');
  const report = await town.call('exchange.import', { token });
  await lock();
  expect(report.added).toBeGreaterThan(0);
  expect(town.services.desk.current()).toBeUndefined();
});

it('receiving ends with the lock, wherever it is, and leaves no copy', async () => {
  const { city, town } = await cityAndTown();
  const path = await exportTo(city, 't06', '下发.drcb');
  const lock = lockAt(town, 2);
  town.dialogAnswers.push(path);
  expect(await town.refusal('exchange.open', {})).toBe('bundle.cancelled');
  await lock();
  expect(readdirSync(deskPaths(town.folder).inbox)).toEqual([]);
});

it('an action that finds its desk closed says that it is locked', async () => {
  const { city } = await cityAndTown();
  const reported: unknown[] = [];
  const rpc = createRpc({
    handlers: {
      ...handlers,
      'attachment.choose': async (services) => {
        const db = services.desk.current()?.db;
        await city.call('session.lock', {});
        expect(db).toBeDefined();
        return (db && get(db, sql`SELECT 1`)) as never;
      },
    },
    services: city.services,
    broadcast: () => undefined,
    report: (error) => reported.push(error),
  });
  expect(await rpc('attachment.choose', {})).toMatchObject({
    ok: false,
    error: { code: 'session.locked' },
  });
  expect(reported).toEqual([]);
});

it('quitting waits for what runs, and nothing new begins meanwhile', async () => {
  const { city } = await cityAndTown();
  const done: string[] = [];
  const gate = Promise.withResolvers<null>();
  const working = whileOpen(city.services, async () => {
    await gate.promise;
    done.push('work');
  });
  const ended = endTasks(city.services).then(() => done.push('ended'));
  await expect(whileOpen(city.services, async () => null)).rejects.toMatchObject({ code: 'session.locked' });
  gate.resolve(null);
  await Promise.all([working, ended]);
  expect(done).toEqual(['work', 'ended']);
  await whileOpen(city.services, async () => expect(city.services.nowMs()).toBe(testNowMs));
});
