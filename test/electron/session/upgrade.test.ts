/** A desk of an earlier program is opened by this one. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { wrapKey } from '../../../db/key-file.ts';
import { migrations } from '../../../db/migrations/list.ts';
import { migrate } from '../../../db/migrate.ts';
import { openReadOnly, readDatabaseSalt } from '../../../db/open.ts';
import { asReadDb } from '../../../db/sql.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { temporaryFolder, testKey } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { fillAsThen } from '../../support/old-desk.ts';

const passphrase = '如皋市发改委 2026';

/** A city's desk as the program of schema 30 left it, closed. */
async function oldDesk(alter = ''): Promise<TestDesk> {
  const folder = join(temporaryFolder(), 'desk');
  const paths = deskPaths(folder);
  mkdirSync(folder);
  const connection = new Database(paths.database);
  connection.pragma("cipher = 'chacha20'");
  connection.pragma(`key = 'raw:${Buffer.from(testKey).toString('hex')}'`);
  connection.pragma('journal_mode = WAL');
  const db = asReadDb(connection);
  migrate(
    db,
    migrations.filter(({ version }) => version <= 30),
  );
  fillAsThen(db);
  connection.exec(alter);
  connection.close();
  const contents = {
    key: testKey,
    desk: { side: 'city', townId: '', townName: '' },
    databaseSalt: readDatabaseSalt(paths.database),
  } as const;
  writeFileSync(paths.keyFile, await wrapKey(passphrase, contents, { logN: 14, r: 8, p: 1 }));
  return openTestDesk({ closed: true, folder });
}

const backupsOf = (desk: TestDesk): string[] => {
  const { backups } = deskPaths(desk.folder);
  return existsSync(backups) ? readdirSync(backups).filter((name) => name.endsWith('.db')) : [];
};

describe('a desk of an earlier program', () => {
  it('is backed up with the schema it has, then opened with all it holds', async () => {
    const desk = await oldDesk();
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
    const names = (await desk.call('enterprise.pick', { text: '' })).map(({ name }) => name);
    expect(names).toContain('势加透博洁净动力如皋有限公司');
    const [backup = ''] = backupsOf(desk);
    expect(await desk.call('backup.list', {})).toMatchObject([{ name: backup, reason: 'upgrade' }]);
    expect((await desk.call('audit.list', { limit: 9 })).map(({ event }) => event)).toContain('upgrade');
    const copy = openReadOnly(join(deskPaths(desk.folder).backups, backup), testKey);
    expect(copy.pragma('user_version', { simple: true })).toBe(30);
    expect(copy.prepare('SELECT count(*) FROM enterprise').pluck().get()).toBe(3);
    copy.close();

    await desk.call('session.lock', {});
    await desk.call('session.unlock', { passphrase });
    expect(backupsOf(desk)).toEqual([backup]);
  });

  it('stays as it was, to the byte, when a migration fails; nothing piles up', async () => {
    // A later migration makes a table of this name.
    const desk = await oldDesk('CREATE TABLE peer_stream (other TEXT) STRICT');
    const { database } = deskPaths(desk.folder);
    const before = readFileSync(database);
    for (let time = 0; time < 2; time += 1) {
      expect(await desk.refusal('session.unlock', { passphrase })).toBe('desk.migration-failed');
      expect(readFileSync(database).equals(before)).toBe(true);
    }
    expect(backupsOf(desk)).toEqual([]);
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'locked' });
  });

  it('is not upgraded without a backup', async () => {
    const desk = await oldDesk();
    const { database, backups } = deskPaths(desk.folder);
    const before = readFileSync(database);
    // The copy of the key file has no place to go.
    mkdirSync(join(backups, 'key.json'), { recursive: true });
    expect(await desk.refusal('session.unlock', { passphrase })).toBe('desk.upgrade-not-backed-up');
    expect(readFileSync(database).equals(before)).toBe(true);
    expect(backupsOf(desk)).toEqual([]);
    rmSync(join(backups, 'key.json'), { recursive: true });
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  });
});

it('what cannot be read again after an upgrade is held by nobody: the next try is not refused as in use', async () => {
  const desk = await oldDesk(
    `CREATE TRIGGER no_room BEFORE INSERT ON setting WHEN NEW.key = 'log-registry'
     BEGIN SELECT RAISE(ABORT, 'no room'); END`,
  );
  await expect(desk.call('session.unlock', { passphrase })).rejects.toThrow('no room');
  await expect(desk.call('session.unlock', { passphrase })).rejects.toThrow('no room');
});
