/** The key file of this computer opens with its keyring and the passphrase; its copy with the passphrase alone. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyLabel, unwrapKey } from '../../../db/key-file.ts';
import { isSealed, type Keyring } from '../../../db/sealed-key-file.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { temporaryFolder } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';

const passphrase = '如皋市发改委 2026';

/** A keyring of one account: what another account sealed it does not open. */
function keyringOf(account: string): Keyring {
  return {
    backend: async () => 'gnome_libsecret',
    seal: async (text) => Buffer.from(`${account}\n${text}`).map((byte) => byte ^ 0x5a),
    open: async (sealed) => {
      const [owner, ...rest] = Buffer.from(sealed.map((byte) => byte ^ 0x5a))
        .toString()
        .split('\n');
      if (owner !== account) throw new Error('Error while decrypting the ciphertext');
      return rest.join('\n');
    },
  };
}

async function createCity(keyring: Keyring): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true, keyring });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  return desk;
}

/** The program started again, perhaps on an account that has another keyring. */
function restart(desk: TestDesk, keyring?: Keyring): TestDesk {
  desk.services.desk.close();
  return openTestDesk({ closed: true, folder: desk.folder, ...(keyring ? { keyring } : {}) });
}

const localKey = (desk: TestDesk): string => readFileSync(deskPaths(desk.folder).keyFile, 'utf8');
const copiedKey = (desk: TestDesk): string =>
  readFileSync(join(deskPaths(desk.folder).backups, 'key.json'), 'utf8');

it('seals the key file of a new desk and keeps a copy that the passphrase alone opens', async () => {
  const desk = await createCity(keyringOf('王'));
  expect(isSealed(localKey(desk))).toBe(true);
  expect(localKey(desk)).not.toContain(JSON.parse(copiedKey(desk)).wrapped);
  const { key } = await unwrapKey(copiedKey(desk), passphrase);
  expect(Buffer.from(key)).toEqual(Buffer.from(desk.services.session.key ?? []));
  await desk.call('session.lock', {});
  expect(await desk.call('session.state', {})).toMatchObject({ state: 'locked', side: 'city' });
  // The keyring alone never opens it.
  expect(await desk.refusal('session.unlock', { passphrase: '不对的口令' })).toBe('session.wrong-passphrase');
  const sealed = localKey(desk);
  expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  expect(localKey(desk)).toBe(sealed);
});

it('seals the key file of an earlier program once the passphrase was right, not before', async () => {
  const desk = await createCity({ ...keyringOf('王'), backend: async () => null });
  expect(isSealed(localKey(desk))).toBe(false);
  const old = JSON.parse(localKey(desk)) as Record<string, unknown>;
  delete old['check'];
  writeFileSync(deskPaths(desk.folder).keyFile, JSON.stringify(old));
  rmSync(join(deskPaths(desk.folder).backups, 'key.json'));
  const again = restart(desk, keyringOf('王'));
  expect(await again.refusal('session.unlock', { passphrase: '不对的口令' })).toBe(
    'session.wrong-passphrase',
  );
  expect(isSealed(localKey(again))).toBe(false);
  expect(await again.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  expect(isSealed(localKey(again))).toBe(true);
  expect(JSON.parse(copiedKey(again))).toHaveProperty('check');
});

it('a passphrase changed while a backup lays the key file beside itself is the one that opens the copy', async () => {
  const asked = Promise.withResolvers<null>();
  const gate = Promise.withResolvers<null>();
  const plain = keyringOf('王');
  let isHeld = false;
  const desk = await createCity({
    ...plain,
    open: async (sealed) => {
      const text = await plain.open(sealed);
      if (isHeld) {
        isHeld = false; // only the backup's reading waits
        asked.resolve(null);
        await gate.promise;
      }
      return text;
    },
  });
  isHeld = true;
  const making = desk.call('backup.create', {});
  await asked.promise;
  const { keyFiles } = desk.services.session;
  const queued = Promise.withResolvers<null>();
  const run = keyFiles.run;
  Object.assign(keyFiles, {
    run: (work: () => Promise<unknown>) => {
      queued.resolve(null);
      return run(work);
    },
  });
  const next = '换一个新的口令 2027';
  const changing = desk.call('session.changePassphrase', { current: passphrase, next });
  await Promise.race([queued.promise, changing]);
  gate.resolve(null);
  await Promise.all([making, changing]);
  const { key } = await unwrapKey(copiedKey(desk), next);
  expect(Buffer.from(key)).toEqual(Buffer.from(desk.services.session.key ?? []));
});

it('a keyring that is lost leads to the copy beside the backups, which the new one seals', async () => {
  const desk = await createCity(keyringOf('王'));
  const again = restart(desk, keyringOf('新账户'));
  expect(await again.call('session.state', {})).toMatchObject({ state: 'locked' });
  const lost = await again.call('session.unlock', { passphrase });
  expect(lost).toMatchObject({ state: 'damaged', problem: 'desk.keyring-lost', side: 'city' });
  // The account may be the right one next time: nothing was touched.
  expect(await again.call('session.lock', {})).toMatchObject({ state: 'locked' });
  await again.call('session.unlock', { passphrase });
  const before = localKey(again);
  expect(await again.call('backup.restoreKeyFile', {})).toMatchObject({ state: 'locked' });
  const { quarantine } = deskPaths(again.folder);
  const [folder = ''] = readdirSync(quarantine);
  expect(readFileSync(join(quarantine, folder, 'key.json'), 'utf8')).toBe(before);
  expect(await again.refusal('session.unlock', { passphrase: '不对的口令' })).toBe(
    'session.wrong-passphrase',
  );
  expect(await again.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  expect(isSealed(localKey(again))).toBe(true);
  expect(await keyringOf('新账户').open(sealedOf(again))).toBe(copiedKey(again));
});

const sealedOf = (desk: TestDesk): Uint8Array =>
  Buffer.from((JSON.parse(localKey(desk)) as { sealed: string }).sealed, 'base64url');

it('a key file that can be used is not exchanged for the copy', async () => {
  const desk = await createCity(keyringOf('王'));
  await desk.call('session.lock', {});
  const before = localKey(desk);
  expect(await desk.call('backup.restoreKeyFile', {})).toMatchObject({ state: 'locked' });
  expect(localKey(desk)).toBe(before);
});

it('one flipped bit is damage, not a wrong passphrase, and the copy takes its place', async () => {
  for (const keyring of [keyringOf('王'), undefined]) {
    const desk = openTestDesk({ closed: true, ...(keyring ? { keyring } : {}) });
    await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
    await desk.call('session.lock', {});
    const { keyFile } = deskPaths(desk.folder);
    const field = keyring ? '"sealed": "' : '"wrapped": "';
    const at = localKey(desk).indexOf(field) + field.length + 20;
    const bytes = Buffer.from(localKey(desk));
    bytes[at] = (bytes[at] ?? 0) === 0x41 ? 0x42 : 0x41;
    writeFileSync(keyFile, bytes);
    expect(await desk.refusal('session.unlock', { passphrase })).toBe('desk.key-file-damaged');
    expect(await desk.call('session.state', {})).toMatchObject({ problem: 'desk.key-file-damaged' });
    await desk.call('backup.restoreKeyFile', {});
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  }
});

it('a new passphrase goes into both files; the old one opens neither', async () => {
  const desk = await createCity(keyringOf('王'));
  const next = '换一个新的口令 2027';
  await desk.call('session.changePassphrase', { current: passphrase, next });
  expect(isSealed(localKey(desk))).toBe(true);
  await unwrapKey(copiedKey(desk), next);
  expect(await keyringOf('王').open(sealedOf(desk))).toBe(copiedKey(desk));
});

it('a backup is brought back on another computer, whose own keyring seals the key there', async () => {
  const desk = await createCity(keyringOf('王'));
  const { name } = await desk.call('backup.create', {});
  const stick = join(temporaryFolder(), '移动硬盘');
  cpSync(deskPaths(desk.folder).backups, stick, { recursive: true });
  const other = openTestDesk({ closed: true, keyring: keyringOf('另一台') });
  other.dialogAnswers.push(join(stick, name), join(stick, name));
  const handle = (await other.call('backup.choose', {}))?.handle ?? '';
  expect(await other.call('backup.bringBack', { handle, passphrase })).toMatchObject({ state: 'open' });
  expect(isSealed(localKey(other))).toBe(true);
  expect(existsSync(join(deskPaths(other.folder).backups, 'key.json'))).toBe(true);
  // The old computer's own key file instead of the copy is told as what it is.
  writeFileSync(join(stick, 'key.json'), localKey(desk));
  const third = openTestDesk({ closed: true });
  third.dialogAnswers.push(join(stick, name));
  expect(await third.refusal('backup.choose', {})).toBe('desk.keyring-lost');
});

it('a keyring that does not give back what it got, or refuses, seals nothing', async () => {
  const broken: Keyring = { ...keyringOf('王'), open: async () => '' };
  const mute: Keyring = { ...keyringOf('王'), seal: () => Promise.reject(new Error('locked')) };
  const gone: Keyring = { ...keyringOf('王'), backend: () => Promise.reject(new Error('no bus')) };
  for (const keyring of [broken, mute, gone]) {
    const desk = await createCity(keyring);
    expect(isSealed(localKey(desk))).toBe(false);
    expect(keyLabel(localKey(desk)).side).toBe('city');
    await desk.call('session.lock', {});
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  }
});

it('a disk that takes no copy keeps no desk shut, and nothing is sealed without a copy', async () => {
  const desk = await createCity({ ...keyringOf('王'), backend: async () => null });
  await desk.call('session.lock', {});
  const { backups } = deskPaths(desk.folder);
  rmSync(backups, { recursive: true });
  writeFileSync(backups, 'no folder: nothing can be written in it');
  const again = restart(desk, keyringOf('王'));
  expect(await again.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
  expect(isSealed(localKey(again))).toBe(false);
});
