/** A full or write-protected disk under the whole desk: one sentence, nothing half-written, nothing lost. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toAppError } from '../../../electron/app-error.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { errorText } from '../../../shared/errors.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { type SmallDisk, smallDisk } from '../../support/small-disk.ts';
import { temporaryFolder } from '../../support/database.ts';
import { cityAndTown, exportTo, month, open, preview } from '../../support/two-desks.ts';

const passphrase = '如皋市发改委 2026';

async function cityOn(disk: SmallDisk): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true, folder: join(disk.folder, 'desk') });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  return desk;
}

/** What the officer reads, in one sentence that names neither file nor code. */
function expectCalm(code: Parameters<typeof errorText>[0]): void {
  expect(errorText(code)).toMatch(/[一-龥].*。$/);
  expect(errorText(code)).not.toMatch(/SQLITE|ENOSPC|desk\.db/);
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

it.each([
  ['SQLITE_FULL', 'storage.full'],
  ['SQLITE_IOERR_SHMSIZE', 'storage.full'],
  ['ENOSPC', 'storage.full'],
  ['SQLITE_READONLY_DIRECTORY', 'storage.read-only'],
  ['SQLITE_READONLY_CANTINIT', 'storage.read-only'],
  ['SQLITE_CANTOPEN', 'storage.read-only'],
  ['SQLITE_CANTOPEN_FULLPATH', 'storage.read-only'],
  ['SQLITE_BUSY_RECOVERY', 'desk.in-use'],
  ['SQLITE_LOCKED_SHAREDCACHE', 'desk.in-use'],
  ['SQLITE_IOERR_FSYNC', 'storage.io'],
  ['SQLITE_IOERR_SHMMAP', 'storage.io'],
  ['EEXIST', 'storage.io'],
  ['SQLITE_IOERR_DATA', 'desk.damaged'],
  ['SQLITE_CORRUPT_INDEX', 'desk.damaged'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'internal'],
])('%s is told as %s', (code, told) => {
  expect(toAppError(Object.assign(new Error(code), { code })).code).toBe(told);
});

const roomyDisk = (): SmallDisk => {
  const disk = smallDisk(16);
  if (!disk) throw new Error('mounting is not allowed here');
  return disk;
};
const mayMount = smallDisk(1) !== undefined;

describe.runIf(mayMount)('a full disk', () => {
  it('refuses to unlock, and unlocks when there is room again', async () => {
    const disk = roomyDisk();
    const desk = await cityOn(disk);
    await desk.call('session.lock', {});
    const { database } = deskPaths(desk.folder);
    const before = readFileSync(database);
    disk.fill();
    const refused = await desk.refusal('session.unlock', { passphrase });
    expect(refused).toBe('storage.full');
    expectCalm(refused);
    expect(readFileSync(database).equals(before)).toBe(true);
    expect(namesIn(deskPaths(desk.folder).quarantine)).toEqual([]);
    disk.empty();
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  });

  it('keeps the draft before, refuses the next, and takes it when there is room again', async () => {
    const disk = roomyDisk();
    const desk = await cityOn(disk);
    await desk.call('draft.put', { key: 'a', value: '先前的' });
    disk.fill();
    const value = '很长的草稿'.repeat(300_000);
    expect(await desk.refusal('draft.put', { key: 'b', value })).toBe('storage.full');
    expect(await desk.call('draft.get', { key: 'a' })).toMatchObject({ value: '先前的' });
    expect(await desk.call('draft.get', { key: 'b' })).toBeNull();
    disk.empty();
    await desk.call('draft.put', { key: 'b', value });
    expect(await desk.call('draft.get', { key: 'b' })).toMatchObject({ value });
  });

  it('makes no backup and leaves the ones that are there', async () => {
    const disk = roomyDisk();
    const desk = await cityOn(disk);
    const { name } = await desk.call('backup.create', {});
    const { backups } = deskPaths(desk.folder);
    disk.fill(64 * 1024);
    expect(await desk.refusal('backup.create', {})).toBe('storage.full');
    expect(namesIn(backups)).toEqual([name, 'key.json']);
    disk.empty();
    await desk.call('backup.create', {});
    expect(await desk.call('backup.list', {})).toHaveLength(2);
  });

  it('takes no bundle into the inbox, and takes it when there is room again', async () => {
    const { city, town } = await cityAndTown();
    const path = await exportTo(city, 't06', '下发.drcb');
    const disk = roomyDisk();
    const onDisk: TestDesk = moved(town, disk);
    disk.fill();
    town.dialogAnswers.push(path);
    expect(await onDisk.refusal('exchange.open', {})).toBe('storage.full');
    expect(namesIn(deskPaths(onDisk.folder).inbox)).toEqual([]);
    expect(await onDisk.call('exchange.inbox', {})).toEqual([]);
    disk.empty();
    expect((await preview(onDisk, path)).added).toBeGreaterThan(0);
  });

  it('imports nothing when the backup before it does not fit', async () => {
    const { city, town } = await cityAndTown();
    const disk = roomyDisk();
    const onDisk = moved(town, disk);
    const { token } = await preview(onDisk, await exportTo(city, 't06', '下发.drcb'));
    const before = open(onDisk).db.connection.prepare('SELECT count(*) FROM op').pluck().get();
    disk.fill(32 * 1024);
    expect(await onDisk.refusal('exchange.import', { token })).toBe('storage.full');
    expect(open(onDisk).db.connection.prepare('SELECT count(*) FROM op').pluck().get()).toBe(before);
    expect(namesIn(deskPaths(onDisk.folder).backups).filter((name) => name.endsWith('.db'))).toEqual([]);
    disk.empty();
    expect((await onDisk.call('exchange.import', { token })).added).toBeGreaterThan(0);
  });

  it('exports nothing when the copy for the archive does not fit', async () => {
    const { city } = await cityAndTown();
    const disk = roomyDisk();
    const onDisk = moved(city, disk);
    const stick = temporaryFolder();
    disk.fill();
    onDisk.dialogAnswers.push(join(stick, '下发.drcb'));
    expect(await onDisk.refusal('exchange.export', { to: { side: 'town', townId: 't06' }, month })).toBe(
      'storage.full',
    );
    expect(namesIn(stick)).toEqual([]);
    expect(namesIn(deskPaths(onDisk.folder).archive)).toEqual([]);
    expect(await onDisk.call('exchange.history', {})).toEqual([]);
    disk.empty();
    onDisk.dialogAnswers.push(join(stick, '下发.drcb'));
    await onDisk.call('exchange.export', { to: { side: 'town', townId: 't06' }, month });
    expect(namesIn(stick)).toEqual(['下发.drcb']);
  });

  it('saves nothing of a record, and all of it when there is room again', async () => {
    const disk = roomyDisk();
    const desk = await cityOn(disk);
    disk.fill();
    const save = (name: string) => desk.reply('town.create', { name, alias: '' });
    // What is left of the WAL still takes a few.
    let reply = await save('第一街道');
    let saved = reply.ok ? 1 : 0;
    for (let n = 0; reply.ok && n < 500; n += 1) {
      reply = await save(`第${n}街道`);
      if (reply.ok) saved += 1;
    }
    expect(reply).toMatchObject({ ok: false, error: { code: 'storage.full' } });
    expect(await desk.call('town.list', {})).toHaveLength(14 + saved);
    disk.empty();
    expect((await save('最后的街道')).ok).toBe(true);
    expect(open(desk).db.connection.pragma('integrity_check(1)', { simple: true })).toBe('ok');
  });
});

describe.runIf(mayMount)('a write-protected disk', () => {
  it('refuses to unlock, and unlocks when the protection is gone', async () => {
    const disk = roomyDisk();
    const desk = await cityOn(disk);
    await desk.call('session.lock', {});
    disk.protect(true);
    const refused = await desk.refusal('session.unlock', { passphrase });
    expect(refused).toBe('storage.read-only');
    expectCalm(refused);
    disk.protect(false);
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  });
});

/** The same desk with its folder (inbox, archive, backups) on the small disk; its database stays where it is. */
function moved(desk: TestDesk, disk: SmallDisk): TestDesk {
  const folder = join(disk.folder, 'desk');
  Object.assign(desk.services, { folder });
  return { ...desk, folder };
}
