import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { backupsEnded, createBackup, isDailyBackupDue } from '../../../electron/session/backups.ts';
import { startDailyBackup } from '../../../electron/session/daily-backup.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { testNowMs } from '../../support/database.ts';
import { turnedOver } from '../../support/damage.ts';
import { failNotingRestore, openTestDesk, type TestDesk } from '../../support/desk.ts';

const passphrase = '如皋市发改委 2026';
const day = 86_400_000;

async function createCity(): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  return desk;
}

const events = async (desk: TestDesk): Promise<string[]> =>
  (await desk.call('audit.list', { limit: 20 })).map(({ event }) => event);

const incarnationOf = (desk: TestDesk): string | undefined =>
  desk.services.desk.current()?.identity.incarnation;

describe('backups', () => {
  it('are made, listed and noted; the key file lies beside them', async () => {
    const desk = await createCity();
    const { name } = await desk.call('backup.create', {});
    expect(await desk.call('backup.list', {})).toMatchObject([
      { name, reason: 'manual', atMs: testNowMs, inFuture: false },
    ]);
    expect(readdirSync(deskPaths(desk.folder).backups).toSorted()).toEqual([name, 'key.json']);
    expect(await events(desk)).toEqual(['backup', 'desk-created']);
    const again = await desk.call('backup.create', {});
    expect(again.name).not.toBe(name);
  });

  it('are due once a day, and a clock that was wrong once does not stop them', async () => {
    const desk = await createCity();
    expect(isDailyBackupDue(desk.services)).toBe(true);
    desk.setNow(testNowMs + 3650 * day);
    await createBackup(desk.services, 'daily');
    expect(isDailyBackupDue(desk.services)).toBe(false);
    desk.setNow(testNowMs);
    expect(isDailyBackupDue(desk.services)).toBe(true);
    await createBackup(desk.services, 'daily');
    expect(isDailyBackupDue(desk.services)).toBe(false);
    desk.setNow(testNowMs + day);
    expect(isDailyBackupDue(desk.services)).toBe(true);
  });

  it('that cannot be made are noted, and are still due', async () => {
    const desk = await createCity();
    const { backups } = deskPaths(desk.folder);
    rmSync(backups, { recursive: true, force: true });
    writeFileSync(backups, 'no folder: nothing can be written in it');
    vi.useFakeTimers();
    const stop = startDailyBackup(desk.services);
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await backupsEnded(desk.services);
    stop();
    expect(await events(desk)).toEqual(['backup-failed', 'desk-created']);
    rmSync(backups);
    expect(isDailyBackupDue(desk.services)).toBe(true);
  });

  it('are rotated after a good one only; one of a damaged database is refused and takes none with it', async () => {
    const desk = await createCity();
    for (let n = 0; n < 12; n += 1) {
      desk.setNow(testNowMs + n * 60_000);
      await desk.call('backup.create', {});
    }
    const kept = (await desk.call('backup.list', {})).map(({ name }) => name);
    expect(kept).toHaveLength(5);
    const { database } = deskPaths(desk.folder);
    desk.services.desk.current()?.db.connection.pragma('wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(database);
    writeFileSync(database, bytes.fill(0x5a, 8 * 4096, 8 * 4096 + 100));
    expect(await desk.refusal('backup.create', {})).toBe('backup.source-damaged');
    expect((await desk.call('backup.list', {})).map(({ name }) => name)).toEqual(kept);
    await desk.services.session.changes.run(async () => undefined); // the examination is over
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'damaged', problem: 'desk.damaged' });
  });

  it('cannot be made while the desk is locked', async () => {
    const desk = await createCity();
    await desk.call('session.lock', {});
    expect(await desk.refusal('backup.create', {})).toBe('session.locked');
  });
});

describe('restore', () => {
  async function damagedAfterBackup(): Promise<{ desk: TestDesk; name: string; before: string | undefined }> {
    const desk = await createCity();
    await desk.call('draft.put', { key: 'kept', value: '在备份里' });
    const { name } = await desk.call('backup.create', {});
    const before = incarnationOf(desk);
    await desk.call('session.lock', {});
    const { database } = deskPaths(desk.folder);
    writeFileSync(database, readFileSync(database).fill(0x5a, 0, 4096));
    return { desk, name, before };
  }

  it('brings a damaged desk back as a new incarnation; the damaged file stays in quarantine', async () => {
    const { desk, name, before } = await damagedAfterBackup();
    const paths = deskPaths(desk.folder);
    const damaged = readFileSync(paths.database);
    expect(await desk.refusal('backup.restore', { name })).toBe('session.locked');
    await desk.call('session.unlock', { passphrase });
    expect(await desk.call('backup.restore', { name })).toMatchObject({ state: 'open', officer: '王经办' });
    expect(await desk.call('draft.get', { key: 'kept' })).toMatchObject({ value: '在备份里' });
    expect(incarnationOf(desk)).not.toBe(before);
    expect(await events(desk)).toEqual(['restore', 'desk-created']);
    const found = readdirSync(paths.quarantine).map((folder) =>
      readFileSync(join(paths.quarantine, folder, 'desk.db')).equals(damaged),
    );
    expect(found).toEqual([true, true]); // the copy made when it was found, and the file itself
    await desk.call('session.lock', {});
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
    expect(await events(desk)).not.toContain('rolled-back');
  });

  it('works when the database is missing altogether', async () => {
    const { desk, name } = await damagedAfterBackup();
    rmSync(deskPaths(desk.folder).database);
    await desk.call('session.unlock', { passphrase });
    expect(await desk.call('backup.restore', { name })).toMatchObject({ state: 'open' });
  });

  it('refuses a backup that is itself damaged, unknown, or a path; nothing changes', async () => {
    const { desk, name } = await damagedAfterBackup();
    await desk.call('session.unlock', { passphrase });
    const paths = deskPaths(desk.folder);
    const file = join(paths.backups, name);
    writeFileSync(file, turnedOver(readFileSync(file), 20_000));
    const before = readFileSync(paths.database);
    expect(await desk.refusal('backup.restore', { name })).toBe('backup.unusable');
    expect(await desk.refusal('backup.restore', { name: '../desk.db' })).toBe('backup.not-found');
    expect(await desk.refusal('backup.restore', { name: 'desk-20200101T000000Z-daily.db' })).toBe(
      'backup.not-found',
    );
    expect(readFileSync(paths.database).equals(before)).toBe(true);
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'damaged' });
    expect(readdirSync(paths.folder)).not.toContain('desk.db.restoring');
  });

  it('of an open, healthy desk keeps what was written since in quarantine', async () => {
    const desk = await createCity();
    const { name } = await desk.call('backup.create', {});
    await desk.call('draft.put', { key: 'later', value: 1 });
    expect(await desk.call('backup.restore', { name })).toMatchObject({ state: 'open' });
    expect(await desk.call('draft.get', { key: 'later' })).toBeNull();
    const paths = deskPaths(desk.folder);
    const [folder = ''] = readdirSync(paths.quarantine);
    expect(readdirSync(join(paths.quarantine, folder))).toContain('desk.db');
  });

  it('of an open desk makes a backup of it first: the way back stands in the list', async () => {
    const desk = await createCity();
    const { name } = await desk.call('backup.create', {});
    // Its turn to go would have come: five are newer, made within the same hour.
    for (let n = 1; n <= 4; n += 1) {
      desk.setNow(testNowMs + n * 60_000);
      await desk.call('backup.create', {});
    }
    await desk.call('draft.put', { key: 'later', value: 1 });
    desk.setNow(testNowMs + 300_000);
    expect(await desk.call('backup.restore', { name })).toMatchObject({ state: 'open' });
    expect(await desk.call('draft.get', { key: 'later' })).toBeNull();
    const [way, ...others] = await desk.call('backup.list', {});
    expect(way).toMatchObject({ reason: 'restore', atMs: testNowMs + 300_000 });
    expect(others.map((backup) => backup.name)).toContain(name);
    expect(await desk.call('backup.restore', { name: way?.name ?? '' })).toMatchObject({ state: 'open' });
    expect(await desk.call('draft.get', { key: 'later' })).toMatchObject({ value: 1 });
  });

  it('is refused when that backup cannot be made, and done without one when asked to', async () => {
    const desk = await createCity();
    const { name } = await desk.call('backup.create', {});
    const before = incarnationOf(desk);
    // No copy of the key file can be kept beside the backups.
    const { backups } = deskPaths(desk.folder);
    rmSync(join(backups, 'key.json'));
    mkdirSync(join(backups, 'key.json'));
    const refused = await desk.reply('backup.restore', { name });
    expect(refused).toMatchObject({ ok: false, error: { code: 'backup.not-before-restore' } });
    expect(incarnationOf(desk)).toBe(before);
    expect(await desk.call('backup.restore', { name, withoutBackup: true })).toMatchObject({ state: 'open' });
    expect(incarnationOf(desk)).not.toBe(before);
  });

  it('takes a missing or broken key file from beside the backups', async () => {
    const { desk } = await damagedAfterBackup();
    const paths = deskPaths(desk.folder);
    for (const ruin of [() => rmSync(paths.keyFile), () => writeFileSync(paths.keyFile, '{}')]) {
      ruin();
      expect(await desk.call('backup.restoreKeyFile', {})).toMatchObject({ state: 'locked', side: 'city' });
    }
    rmSync(paths.keyFile);
    rmSync(join(paths.backups, 'key.json'));
    expect(await desk.refusal('backup.restoreKeyFile', {})).toBe('backup.not-found');
  });

  it('that cannot be noted is held by nobody: the desk opens with the passphrase, as a new incarnation', async () => {
    const desk = await createCity();
    failNotingRestore(desk);
    const { name } = await desk.call('backup.create', {});
    const before = incarnationOf(desk);
    // The desk was closed for it: whoever restores is shown the lock.
    expect(await desk.refusal('backup.restore', { name })).toBe('session.locked');
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'locked' });
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
    expect(incarnationOf(desk)).not.toBe(before);
  });

  it('the copy of the key file follows a change of passphrase', async () => {
    const desk = await createCity();
    await desk.call('backup.create', {});
    await desk.call('session.changePassphrase', { current: passphrase, next: '换一个新的口令 2027' });
    const paths = deskPaths(desk.folder);
    expect(readFileSync(join(paths.backups, 'key.json'))).toEqual(readFileSync(paths.keyFile));
    expect(await events(desk)).toContain('passphrase-changed');
  });
});

describe('a database put back from outside', () => {
  it('is noticed at the next unlock and writes on as a new incarnation', async () => {
    const desk = await createCity();
    await desk.call('session.lock', {});
    const paths = deskPaths(desk.folder);
    const old = `${paths.database}.old`;
    cpSync(paths.database, old);
    await desk.call('session.unlock', { passphrase });
    const before = incarnationOf(desk);
    await desk.call('session.lock', {});
    cpSync(old, paths.database);
    await desk.call('session.unlock', { passphrase });
    expect(incarnationOf(desk)).not.toBe(before);
    expect(await events(desk)).toEqual(['unlock', 'rolled-back', 'desk-created']);
  });

  it('ordinary unlocking keeps the incarnation and notes wrong tries', async () => {
    const desk = await createCity();
    const before = incarnationOf(desk);
    await desk.call('session.lock', {});
    await desk.reply('session.unlock', { passphrase: 'wrong' });
    await desk.call('session.unlock', { passphrase });
    expect(incarnationOf(desk)).toBe(before);
    expect(await events(desk)).toEqual(['unlock', 'wrong-passphrase', 'desk-created']);
    expect(await desk.call('audit.verify', {})).toEqual({ entries: 3, brokenAt: null });
    expect(existsSync(deskPaths(desk.folder).attempts)).toBe(false);
  });
});
