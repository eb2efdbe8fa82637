import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from '../../db/crypto.ts';
import { readDeskLabel, readKeyText, unwrapKey, withChecksum, wrapKey } from '../../db/key-file.ts';
import { AppError } from '../../shared/errors.ts';
import { temporaryFolder } from '../support/database.ts';

const cheap = { logN: 14, r: 8, p: 1 };
const passphrase = '白蒲镇 2026 口令';
const contents = {
  key: randomBytes(32),
  desk: { side: 'town', townId: 't06', townName: '白蒲镇' },
  databaseSalt: randomBytes(16),
} as const;

const createKeyFile = async (path: string, ...rest: Parameters<typeof wrapKey>): Promise<void> =>
  writeFileSync(path, await wrapKey(...rest));
const openKeyFile = async (path: string, typed: string) => unwrapKey(await readKeyText(path), typed);

describe('key file', () => {
  let path = '';
  beforeEach(async () => {
    path = join(temporaryFolder(), 'key.json');
    await createKeyFile(path, passphrase, contents, cheap);
  });
  const rewrite = (change: (file: Record<string, unknown>) => void): void => {
    const file = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    delete file['check'];
    change(file);
    writeFileSync(path, JSON.stringify(file));
  };

  it('gives the key back for the passphrase, in whichever Unicode form it is typed', async () => {
    const opened = await openKeyFile(path, passphrase.normalize('NFD'));
    expect(Buffer.from(opened.key)).toEqual(Buffer.from(contents.key));
    expect(Buffer.from(opened.databaseSalt)).toEqual(Buffer.from(contents.databaseSalt));
    expect(await readDeskLabel(path)).toEqual(contents.desk);
  });

  it('says no more than "wrong" for a wrong passphrase', async () => {
    await expect(openKeyFile(path, `${passphrase}1`)).rejects.toMatchObject({
      code: 'session.wrong-passphrase',
      details: {},
    });
  });

  it('holds neither key nor passphrase in the clear', () => {
    const bytes = readFileSync(path);
    const key = Buffer.from(contents.key);
    for (const form of [key, key.toString('hex'), key.toString('base64url'), passphrase]) {
      expect(bytes.includes(form)).toBe(false);
    }
  });

  it('costs 2^17 by default', async () => {
    await createKeyFile(path, passphrase, contents);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ kdf: 'scrypt', logN: 17, r: 8, p: 1 });
    await openKeyFile(path, passphrase);
  });

  it('authenticates everything that stands in it', async () => {
    const changes: ((file: Record<string, unknown>) => void)[] = [
      (file) => (file.desk = { side: 'city', townId: '', townName: '' }),
      (file) => (file.databaseSalt = 'AAAAAAAAAAAAAAAAAAAAAA'),
      (file) => (file.wrapped = `A${String(file.wrapped).slice(1, -1)}A`),
    ];
    for (const change of changes) {
      await createKeyFile(path, passphrase, contents, cheap);
      rewrite(change);
      await expect(openKeyFile(path, passphrase)).rejects.toMatchObject({ code: 'session.wrong-passphrase' });
    }
  });

  it.each([
    ['empty', () => ''],
    ['cut', (text: string) => text.slice(0, 40)],
    ['of another program', () => '{"v":1}'],
    ['asking for gigabytes', (text: string) => text.replace('"logN": 14', '"logN": 30')],
  ])('refuses a file that is %s', async (_, change) => {
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    await expect(openKeyFile(path, passphrase)).rejects.toMatchObject({ code: 'desk.key-file-damaged' });
  });

  it('says so when it is missing', async () => {
    await expect(openKeyFile(`${path}x`, passphrase)).rejects.toMatchObject({
      code: 'desk.key-file-missing',
    });
  });

  it('of an earlier program, without a checksum, opens and can be given one', async () => {
    rewrite(() => undefined);
    expect(Buffer.from((await openKeyFile(path, passphrase)).key)).toEqual(Buffer.from(contents.key));
    writeFileSync(path, withChecksum(readFileSync(path, 'utf8')));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveProperty('check');
    expect(Buffer.from((await openKeyFile(path, passphrase)).key)).toEqual(Buffer.from(contents.key));
  });

  it('with one flipped bit anywhere is damaged or as good as before, never a wrong passphrase', async () => {
    const sound = readFileSync(path);
    const meaning = JSON.stringify(JSON.parse(sound.toString()));
    for (let at = 0; at < sound.length; at += 1) {
      for (const bit of [0, 3, 5]) {
        const flipped = Buffer.from(sound);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        writeFileSync(path, flipped);
        const outcome = await readDeskLabel(path).then(
          () => 'readable',
          (error: unknown) => (error instanceof AppError ? error.code : 'crash'),
        );
        if (outcome === 'readable') expect(JSON.stringify(JSON.parse(flipped.toString()))).toBe(meaning);
        else expect(outcome, String(at)).toBe('desk.key-file-damaged');
      }
    }
  });

  it('refuses a weak passphrase', async () => {
    await expect(wrapKey('11111111', contents, cheap)).rejects.toMatchObject({
      code: 'session.weak-passphrase',
    });
  });
});
