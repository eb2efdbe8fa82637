import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readIdentity } from '../../../db/identity.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { errorText } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../support/database.ts';
import { turnedOver } from '../../support/damage.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';

const passphrase = '如皋市发改委 2026';
const pageBytes = 4096;
const newCity = { officer: '王经办', deviceName: '发改委台式机', passphrase };

async function createCity(): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true });
  await desk.call('session.createCity', newCity);
  return desk;
}

/** The same folder in another run of the program. */
function restart(desk: TestDesk): TestDesk {
  desk.services.desk.close();
  return openTestDesk({ closed: true, folder: desk.folder });
}

describe('first run', () => {
  it('makes a city desk with keys, the 14 towns and its folders', async () => {
    const desk = openTestDesk({ closed: true });
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'first-run', side: null });
    expect(await desk.call('session.createCity', newCity)).toMatchObject({
      state: 'open',
      side: 'city',
      townId: '',
      officer: '王经办',
      deviceName: '发改委台式机',
      idleLockMinutes: 15,
    });
    const open = desk.services.desk.current();
    if (!open) throw new Error('closed');
    const identity = readIdentity(open.db);
    expect(identity?.citySignSecret).not.toBe('');
    expect(identity?.signPublic).not.toBe(identity?.citySignPublic);
    expect(
      open.db.connection.prepare(`SELECT count(*) FROM op WHERE partition_id = 'city'`).pluck().get(),
    ).toBe(14);
    expect(open.db.connection.prepare('SELECT name FROM town ORDER BY ordinal').pluck().all()).toHaveLength(
      14,
    );
    expect(readdirSync(desk.folder).toSorted()).toEqual([
      'anchor.json',
      'archive',
      'backups',
      'desk.db',
      'desk.db-shm',
      'desk.db-wal',
      'desk.lock',
      'inbox',
      'key.json',
      'quarantine',
    ]);
  });

  it('refuses a weak passphrase, an empty name and a second first run; nothing is made', async () => {
    const desk = openTestDesk({ closed: true });
    const refused = async (part: Partial<typeof newCity>) =>
      desk.refusal('session.createCity', { ...newCity, ...part });
    expect(await refused({ passphrase: '1234567' })).toBe('session.weak-passphrase');
    expect(await refused({ officer: '  ' })).toBe('rpc.invalid-input');
    expect(await refused({ officer: '王\u202e经办' })).toBe('rpc.invalid-input');
    expect(existsSync(desk.folder)).toBe(false);
    await desk.call('session.createCity', newCity);
    expect(await desk.refusal('session.createCity', newCity)).toBe('session.already-set-up');
    expect(await restart(desk).refusal('session.createCity', newCity)).toBe('session.already-set-up');
  });

  it('creates one desk when asked twice at once', async () => {
    const desk = openTestDesk({ closed: true });
    const replies = await Promise.all([1, 2].map(() => desk.reply('session.createCity', newCity)));
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
  });

  it.each([0, 10, 25, 50, 100])(
    'is still a first run, or complete, when the program is killed %i ms into it',
    async (afterMs) => {
      const script = join(import.meta.dirname, 'create-in-child.ts');
      const folder = join(temporaryFolder(), 'desk');
      const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data'); // it has begun
      await delay(afterMs);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const desk = openTestDesk({ closed: true, folder });
      const { state } = await desk.call('session.state', {});
      const opened =
        state === 'first-run'
          ? await desk.call('session.createCity', newCity)
          : await desk.call('session.unlock', { passphrase });
      expect(opened).toMatchObject({ state: 'open', side: 'city' });
      expect(readdirSync(join(folder, '..'))).toEqual(['desk']);
    },
  );

  it('is not offered when only the database went missing, or only its backups are left', async () => {
    const desk = restart(await createCity());
    rmSync(deskPaths(desk.folder).database);
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'locked' });
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({
      state: 'damaged',
      problem: 'desk.missing',
    });
    expect(existsSync(deskPaths(desk.folder).database)).toBe(false);
    expect(await desk.refusal('session.createCity', newCity)).toBe('session.already-set-up');
  });
});

describe('lock and unlock', () => {
  it('locks, keeps names to itself, and opens again with the passphrase only', async () => {
    const desk = await createCity();
    expect(await desk.call('session.lock', {})).toMatchObject({
      state: 'locked',
      side: 'city',
      officer: null,
      deviceName: null,
    });
    expect(desk.services.session.key).toBeNull();
    expect(await desk.refusal('draft.list', { prefix: '' })).toBe('session.locked');
    expect(await desk.reply('session.unlock', { passphrase: '如皋市发改委 2025' })).toEqual({
      ok: false,
      error: { code: 'session.wrong-passphrase', details: {} },
    });
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({
      state: 'open',
      officer: '王经办',
    });
    expect(await desk.call('session.unlock', { passphrase: 'again' })).toMatchObject({ state: 'open' });
  });

  it('says how it came to be locked until it is opened, and nothing after a start', async () => {
    const desk = await createCity();
    const byIdling = { idleMinutes: 15, typing: 'unstored' } as const;
    expect(await desk.call('session.lock', byIdling)).toMatchObject({ lockedHow: byIdling });
    // The officer's own lock came a moment later: nothing is to be said anew.
    expect(await desk.call('session.lock', {})).toMatchObject({ lockedHow: byIdling });
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ lockedHow: null });
    expect(await desk.call('session.lock', {})).toMatchObject({
      lockedHow: { idleMinutes: null, typing: 'none' },
    });
    expect(await restart(desk).call('session.state', {})).toMatchObject({ state: 'locked', lockedHow: null });
  });

  it('changes the passphrase; a wrong current one counts as a wrong try', async () => {
    const desk = await createCity();
    const next = '换一个新的口令 2027';
    expect(await desk.refusal('session.changePassphrase', { current: 'wrong', next })).toBe(
      'session.wrong-passphrase',
    );
    expect(await desk.refusal('session.changePassphrase', { current: passphrase, next: '12345678' })).toBe(
      'session.weak-passphrase',
    );
    await desk.call('session.changePassphrase', { current: passphrase, next });
    await desk.call('session.lock', {});
    expect(await desk.refusal('session.unlock', { passphrase })).toBe('session.wrong-passphrase');
    expect(await desk.call('session.unlock', { passphrase: next })).toMatchObject({ state: 'open' });
  });
});

describe('wrong passphrases', () => {
  async function lockedOut(times: number): Promise<TestDesk> {
    const desk = restart(await createCity());
    for (let time = 0; time < times; time += 1) {
      await desk.reply('session.unlock', { passphrase: `wrong ${time}` });
      desk.wait(300_000);
    }
    return desk;
  }
  const secondsOf = async (desk: TestDesk, passphrase: string): Promise<number> => {
    const reply = await desk.reply('session.unlock', { passphrase });
    return reply.ok ? 0 : Number(reply.error.details.seconds ?? 0);
  };

  it('wait from the third on, twice as long each time, even with the right one', async () => {
    const desk = await lockedOut(2);
    expect(await secondsOf(desk, 'wrong')).toBe(1);
    expect(await secondsOf(desk, passphrase)).toBe(1);
    desk.wait(1000);
    expect(await secondsOf(desk, 'wrong')).toBe(2);
    desk.wait(2000);
    expect(await secondsOf(desk, 'wrong')).toBe(4);
    desk.wait(3999);
    expect(await secondsOf(desk, passphrase)).toBe(1);
    desk.wait(1);
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  });

  it('never wait longer than five minutes, and are forgiven by the right one', async () => {
    const desk = await lockedOut(14);
    expect(await secondsOf(desk, 'wrong')).toBe(300);
    desk.wait(300_000);
    await desk.call('session.unlock', { passphrase });
    await desk.call('session.lock', {});
    expect(await desk.refusal('session.unlock', { passphrase: 'wrong' })).toBe('session.wrong-passphrase');
  });

  it('are remembered by the next run of the program, whatever the clock says', async () => {
    const again = restart(await lockedOut(7));
    expect(await secondsOf(again, passphrase)).toBe(16);
    again.setNow(Date.UTC(2099, 0, 1));
    expect(await secondsOf(again, passphrase)).toBe(16);
    again.setNow(Date.UTC(1999, 0, 1));
    expect(await secondsOf(again, passphrase)).toBe(16);
    again.wait(16_000);
    expect(await again.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  });

  it('count before they are tried: killing the program does not give the try back', async () => {
    const desk = await lockedOut(2);
    const trying = desk.reply('session.unlock', { passphrase: 'wrong' });
    while (!readFileSync(deskPaths(desk.folder).attempts, 'utf8').includes('3')) await delay(1);
    expect(await secondsOf(restart(desk), passphrase)).toBe(1);
    await trying;
  });

  it('cannot be tried in parallel', async () => {
    const desk = await lockedOut(2);
    const replies = await Promise.all(['a', 'b', 'c'].map((passphrase) => secondsOf(desk, passphrase)));
    expect(replies).toEqual([1, 1, 1]);
    expect(desk.services.session.attempts.wrongTries()).toBe(3);
  });

  it('are counted again from three when somebody wrote into the file', async () => {
    const desk = await lockedOut(1);
    writeFileSync(deskPaths(desk.folder).attempts, '{"v":1,"wrongTries":-5}');
    expect(await secondsOf(restart(desk), passphrase)).toBe(1);
  });
});

describe('a database that cannot be opened', () => {
  const ruin = (desk: TestDesk, change: (bytes: Buffer) => Buffer): Buffer => {
    const file = deskPaths(desk.folder).database;
    writeFileSync(file, change(readFileSync(file)));
    return readFileSync(file);
  };
  const damages: readonly (readonly [string, string, (bytes: Buffer) => Buffer])[] = [
    ['random bytes in page 1', 'desk.damaged', (bytes) => bytes.fill(0x5a, 0, 4096)],
    ['one changed byte in page 1', 'desk.damaged', (bytes) => turnedOver(bytes, 700)],
    ['cut in half', 'desk.damaged', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['0 bytes', 'desk.damaged', () => Buffer.alloc(0)],
    ['a text file', 'desk.damaged', () => Buffer.from('关于召开联席会议的通知'.repeat(200))],
    ['an unencrypted database', 'desk.foreign', () => Buffer.from(`SQLite format 3\0${'x'.repeat(5000)}`)],
  ];

  it.each(damages)('%s: explained, copied to quarantine, never replaced', async (_, problem, change) => {
    const desk = restart(await createCity());
    const found = ruin(desk, change);
    const paths = deskPaths(desk.folder);
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'damaged', problem });
    expect(readFileSync(paths.database).equals(found)).toBe(true);
    const [folder = ''] = readdirSync(paths.quarantine);
    expect(readFileSync(join(paths.quarantine, folder, 'desk.db')).equals(found)).toBe(true);
    expect(await desk.refusal('draft.list', { prefix: '' })).toBe('session.locked');
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'damaged', side: 'city', problem });
  });

  it("another desk's database is told apart from a damaged one", async () => {
    const other = await createCity();
    other.services.desk.close();
    const desk = restart(await createCity());
    ruin(desk, () => readFileSync(deskPaths(other.folder).database));
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ problem: 'desk.foreign' });
  });

  it('damage in the middle is found after the program was killed', async () => {
    const desk = await createCity();
    const paths = deskPaths(desk.folder);
    const left = join(temporaryFolder(), 'desk');
    mkdirSync(left);
    // What a killed program leaves: the database with its WAL.
    for (const name of ['desk.db', 'desk.db-wal', 'key.json']) {
      writeFileSync(join(left, name), readFileSync(join(paths.folder, name)));
    }
    const again = openTestDesk({ closed: true, folder: left });
    expect(await again.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
    await again.call('draft.put', { key: 'a', value: '文字' });
    const crashed = join(temporaryFolder(), 'desk');
    mkdirSync(crashed);
    for (const name of ['desk.db', 'desk.db-wal', 'key.json']) {
      writeFileSync(join(crashed, name), readFileSync(join(left, name)));
    }
    const ruined = openTestDesk({ closed: true, folder: crashed });
    // In every page but the first: which of them the WAL holds anew depends on what the program keeps.
    const found = ruin(ruined, (bytes) => {
      for (let page = 1; page * pageBytes < bytes.length; page += 1) {
        bytes.fill(0x5a, page * pageBytes + 100, page * pageBytes + 120);
      }
      return bytes;
    });
    expect(await ruined.call('session.unlock', { passphrase })).toMatchObject({ problem: 'desk.damaged' });
    expect(readFileSync(deskPaths(crashed).database).equals(found)).toBe(true);
    const [folder = ''] = readdirSync(deskPaths(crashed).quarantine);
    expect(readdirSync(join(deskPaths(crashed).quarantine, folder))).toEqual([
      'desk.db',
      'desk.db-shm',
      'desk.db-wal',
    ]);
  });

  it('a newer schema, a missing and a broken key file each have their own sentence', async () => {
    const desk = await createCity();
    desk.services.desk.current()?.db.connection.pragma('user_version = 99990');
    const newer = restart(desk);
    expect(await newer.refusal('session.unlock', { passphrase })).toBe('desk.newer-schema');
    expect(await newer.call('session.state', {})).toMatchObject({ state: 'locked' });
    const { keyFile } = deskPaths(desk.folder);
    writeFileSync(keyFile, '{');
    expect(await newer.call('session.state', {})).toMatchObject({
      state: 'damaged',
      problem: 'desk.key-file-damaged',
    });
    expect(await newer.refusal('session.unlock', { passphrase })).toBe('desk.key-file-damaged');
    rmSync(keyFile);
    expect(await newer.call('session.state', {})).toMatchObject({
      state: 'damaged',
      problem: 'desk.key-file-missing',
    });
    expect(await newer.refusal('session.unlock', { passphrase })).toBe('desk.key-file-missing');
    const sentences = ['desk.newer-schema', 'desk.key-file-missing', 'desk.key-file-damaged', 'desk.foreign'];
    expect(new Set(sentences.map((code) => errorText(code as 'desk.foreign'))).size).toBe(4);
  });
});

describe('nothing readable is left on the disk', () => {
  it('neither passphrase nor names nor typed text', async () => {
    const canary = '金丝雀7f3a文字';
    const desk = openTestDesk({ closed: true });
    await desk.call('session.createCity', { ...newCity, officer: `王${canary}`, deviceName: `机${canary}` });
    await desk.call('draft.put', { key: `filing:${canary}`, value: { note: canary } });
    await desk.call('session.lock', {});
    await desk.reply('session.unlock', { passphrase: `${passphrase}${canary}` });
    await desk.call('session.unlock', { passphrase });
    const key = Buffer.from(desk.services.session.key ?? '');
    const secrets = [canary, passphrase, key, key.toString('hex'), key.toString('base64url')];
    const files = readdirSync(join(desk.folder, '..'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name));
      for (const secret of secrets) {
        expect(bytes.includes(secret), file.name).toBe(false);
        if (typeof secret === 'string') expect(bytes.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
      }
    }
  });
});
