/** Key bytes that were unwrapped for one step are gone after it, whether it succeeded or not. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type * as KeyFile from '../../../db/key-file.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';

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
