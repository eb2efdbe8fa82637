import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toAppError } from '../../electron/app-error.ts';
import { writeFileSafely } from '../../electron/files.ts';
import { temporaryFolder } from '../support/database.ts';
import { withFullDisk } from '../support/full-disk.ts';

describe('a file for the officer', () => {
  it('is written whole, also over an older one', async () => {
    const path = join(temporaryFolder(), '台账.xlsx');
    await writeFileSafely(path, Buffer.from('旧'));
    await writeFileSafely(path, Buffer.from('新的内容'));
    expect(readFileSync(path, 'utf8')).toBe('新的内容');
  });

  it('on a full disk leaves the old file as it was and no half file beside it', async () => {
    await withFullDisk(async (folder) => {
      const path = join(folder, '台账.xlsx');
      writeFileSync(path, '旧的内容');
      const before = readdirSync(folder);
      const refused = writeFileSafely(path, new Uint8Array(1024 * 1024)).catch(toAppError);
      expect(await refused).toMatchObject({ code: 'storage.full' });
      expect(readFileSync(path, 'utf8')).toBe('旧的内容');
      expect(readdirSync(folder)).toEqual(before);
    });
  });

  it.each([
    ['a folder that is not there', 'storage.io', (folder: string) => join(folder, 'no', 'x')],
    ['a folder of that name', 'storage.io', (folder: string) => join(folder, 'taken')],
  ])('into %s is refused and leaves nothing', async (_, code, pathIn) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken'));
    expect(await writeFileSafely(pathIn(folder), Buffer.from('x')).catch(toAppError)).toMatchObject({ code });
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
