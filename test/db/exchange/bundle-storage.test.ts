/** Full disks, sticks that cannot be written, officers who cancel: no half file, one clear error. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyWholeFile, createAtomicFile } from '../../../db/atomic-file.ts';
import { randomBytes } from '../../../db/crypto.ts';
import { type WriteBundleOptions, writeBundle } from '../../../db/exchange/container/write.ts';
import { storageError } from '../../../db/storage-error.ts';
import {
  collect,
  memoryBlob,
  openAs,
  outcomeOf,
  type TestLaptop,
  testCity,
  testHeader,
  testManifest,
  testOperations,
  testTown,
} from '../../support/bundle.ts';
import { temporaryFolder } from '../../support/database.ts';

let city: TestLaptop;
let town: TestLaptop;
const photo = memoryBlob(randomBytes(3_000_000));
beforeAll(async () => {
  city = await testCity();
  town = await testTown(city);
});

const options = (path: string, change: Partial<WriteBundleOptions> = {}): WriteBundleOptions => ({
  path,
  header: testHeader(town, city),
  lock: { recipients: [city.ageRecipient] },
  manifest: testManifest(town),
  operations: testOperations(100),
  signer: town,
  ...change,
});

/** Operations that tell whether their iteration was ended, as a database cursor must be. */
function watchedOperations(count: number): { operations: Iterable<Uint8Array>; isEnded: () => boolean } {
  let ended = false;
  function* iterate(): Generator<Uint8Array> {
    try {
      yield* testOperations(count);
    } finally {
      ended = true;
    }
  }
  return { operations: iterate(), isEnded: () => ended };
}

describe('cancelling', () => {
  it('an export leaves nothing behind, wherever it is', async () => {
    const folder = temporaryFolder();
    const path = join(folder, '导出.drcb');
    for (const stopAt of [1, 2, 5, 20, 40]) {
      const controller = new AbortController();
      const watched = watchedOperations(20_000);
      let pieces = 0;
      const writing = writeBundle(
        options(path, {
          operations: watched.operations,
          blobs: [photo],
          signal: controller.signal,
          onProgress: () => {
            pieces += 1;
            if (pieces === stopAt) controller.abort();
          },
        }),
      );
      await expect(writing, String(stopAt)).rejects.toMatchObject({ code: 'bundle.cancelled' });
      expect(readdirSync(folder)).toEqual([]);
      expect(watched.isEnded(), 'the database cursor is free').toBe(true);
    }
  });

  it('an export that was cancelled before it began does not touch the folder', async () => {
    const folder = temporaryFolder();
    const signal = AbortSignal.abort();
    await expect(writeBundle(options(join(folder, 'a.drcb'), { signal }))).rejects.toMatchObject({
      code: 'bundle.cancelled',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('works while checking and while reading', async () => {
    const path = join(temporaryFolder(), 'a.drcb');
    await writeBundle(options(path, { blobs: [photo] }));
    for (const fraction of [0, 0.4, 0.8]) {
      const controller = new AbortController();
      const onProgress = (done: number): void => {
        if (done >= fraction) controller.abort();
      };
      const opening = openAs(city, city, path, { signal: controller.signal, onProgress });
      expect(await outcomeOf(opening), String(fraction)).toBe('bundle.cancelled');
    }
    const bundle = await openAs(city, city, path);
    const controller = new AbortController();
    const reading = bundle.contents({ signal: controller.signal });
    expect((await reading.next()).done).toBe(false);
    controller.abort();
    await expect(reading.next()).rejects.toMatchObject({ code: 'bundle.cancelled' });
    await bundle.close();
  });

  it('progress grows to the end', async () => {
    const path = join(temporaryFolder(), 'a.drcb');
    const written: number[] = [];
    const { bytes } = await writeBundle(
      options(path, { blobs: [photo], onProgress: (progress) => written.push(progress.bytes) }),
    );
    expect(written).toEqual(written.toSorted((a, b) => a - b));
    expect(written.at(-1)).toBe(bytes);
    const checked: number[] = [];
    await (await openAs(city, city, path, { onProgress: (fraction) => checked.push(fraction) })).close();
    expect(checked).toEqual(checked.toSorted((a, b) => a - b));
    expect(checked.at(-1)).toBeGreaterThan(0.95);
  });
});

describe('an export that fails', () => {
  it('leaves the earlier file of the same name as it was', async () => {
    const folder = temporaryFolder();
    const path = join(folder, '十一月.drcb');
    await writeBundle(options(path));
    const before = readFileSync(path);
    const watched = watchedOperations(10);
    const broken = { ...photo, read: () => [Buffer.alloc(3_000_000)] };
    await expect(
      writeBundle(options(path, { operations: watched.operations, blobs: [broken] })),
    ).rejects.toMatchObject({ code: 'bundle.attachment-changed' });
    expect(watched.isEnded()).toBe(true);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['十一月.drcb']);
    await writeBundle(options(path, { operations: testOperations(3) }));
    const bundle = await openAs(city, city, path);
    expect((await collect(bundle.contents())).lines.length, 'a later success replaces it').toBe(3);
    await bundle.close();
  });

  it('an attachment that is shorter, longer or gone stops it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.drcb');
    const bytes = Buffer.from('照片');
    const blob = memoryBlob(bytes);
    for (const read of [() => [], () => [bytes.subarray(1)], () => [bytes, bytes]]) {
      await expect(writeBundle(options(path, { blobs: [{ ...blob, read }] }))).rejects.toMatchObject({
        code: 'bundle.attachment-changed',
      });
    }
    const gone = new Error('the disk said so');
    const read = (): never => {
      throw gone;
    };
    await expect(writeBundle(options(path, { blobs: [{ ...blob, read }] }))).rejects.toBe(gone);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a name that is a folder, or too long for the disk, is a storage error and leaves nothing', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, '文件夹'));
    for (const name of ['文件夹', `${'数'.repeat(100)}.drcb`]) {
      await expect(writeBundle(options(join(folder, name)))).rejects.toMatchObject({ code: 'storage.io' });
      expect(readdirSync(folder)).toEqual(['文件夹']);
    }
  });

  it('names the file system’s refusals by what the officer can do', () => {
    const refusal = (code: string): unknown =>
      storageError(Object.assign(new Error(code), { code, syscall: 'write' }));
    for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG'])
      expect(refusal(code)).toMatchObject({ code: 'storage.full' });
    for (const code of ['EROFS', 'EACCES', 'EPERM']) {
      expect(refusal(code)).toMatchObject({ code: 'storage.read-only' });
    }
    expect(refusal('EIO')).toMatchObject({ code: 'storage.io', details: { reason: '磁盘或U盘读写出错' } });
    const bug = new TypeError('a bug');
    expect(storageError(bug)).toBe(bug);
  });
});

/** A process whose files may not pass `kibibytes`: what a full disk is to it, for any user. */
function writeInSmallSpace(folder: string, kibibytes: number): string {
  const child = spawnSync(
    'sh',
    ['-c', `trap '' XFSZ; ulimit -f ${kibibytes * 2}; exec "$0" "$@"`, process.execPath].concat(
      'test/support/write-file-child.ts',
      join(folder, '数据包.drcb'),
      String(1_000_000),
    ),
    { encoding: 'utf8' },
  );
  return child.stderr === '' ? child.stdout.trim() : child.stderr;
}

describe('a small disk', () => {
  it('a file that cannot grow leaves nothing, one that can is whole', () => {
    const folder = temporaryFolder();
    for (const kibibytes of [0, 1, 100, 511, 900, 970]) {
      expect(writeInSmallSpace(folder, kibibytes), `${kibibytes} KiB`).toBe('storage.full');
      expect(readdirSync(folder)).toEqual([]);
    }
    expect(writeInSmallSpace(folder, 1000)).toBe('written');
    expect(readFileSync(join(folder, '数据包.drcb')).length).toBe(1_000_000);
  });
});

const mounted = mountSmallDisk();
afterAll(() => {
  for (const disk of mounted) {
    spawnSync('umount', [disk]);
    rmdirSync(disk);
  }
});

/** A real disk of 2 MiB, where this user may mount one. */
function mountSmallDisk(): string[] {
  const disk = mkdtempSync(join(tmpdir(), 'small-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]).status === 0) return [disk];
  rmdirSync(disk);
  return [];
}

describe.each(mounted)('a real small disk at %s', (disk) => {
  it('full at 40 points of the export: storage.full and no file; with room again it works', async () => {
    const path = join(disk, '十一月 数据包.drcb');
    const ballast = join(disk, 'ballast');
    const blob = memoryBlob(randomBytes(1_000_000));
    for (let step = 0; step < 40; step += 1) {
      const free = Math.floor((step * 980_000) / 39);
      writeFileSync(ballast, Buffer.alloc(2 * 1024 * 1024 - 16_384 - free));
      await expect(writeBundle(options(path, { blobs: [blob] })), `${free} bytes free`).rejects.toMatchObject(
        {
          code: 'storage.full',
        },
      );
      expect(readdirSync(disk)).toEqual(['ballast']);
    }
    writeFileSync(ballast, '');
    await writeBundle(options(path, { blobs: [blob] }));
    expect(await outcomeOf(openAs(city, city, path))).toBe('ok');
  });

  it('write-protected: storage.read-only', async () => {
    expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);
    await expect(writeBundle(options(join(disk, 'b.drcb')))).rejects.toMatchObject({
      code: 'storage.read-only',
    });
    expect(existsSync(join(disk, 'b.drcb'))).toBe(false);
  });
});

describe('createAtomicFile', () => {
  it('writes pieces of any size in order and only then shows the name', async () => {
    const folder = temporaryFolder();
    const path = join(folder, '名称.bin');
    const file = await createAtomicFile(path);
    const pieces = [1, 1_048_575, 1, 1_048_576, 3_000_000, 0, 7].map((size) => randomBytes(size));
    for (const piece of pieces) await file.write(piece);
    expect(existsSync(path)).toBe(false);
    await file.commit();
    expect(readFileSync(path).equals(Buffer.concat(pieces))).toBe(true);
    await file.abort();
    expect(readdirSync(folder), 'an abort after the commit does nothing').toEqual(['名称.bin']);
  });
});

describe('copyWholeFile', () => {
  it('gives the name only to a whole copy, and leaves what stood there when the source cannot be read', async () => {
    const folder = temporaryFolder();
    const [from, to] = [join(folder, '原件.bin'), join(folder, '副本.bin')];
    const bytes = randomBytes(2_500_000);
    writeFileSync(from, bytes);
    await copyWholeFile(from, to);
    expect(readFileSync(to).equals(bytes)).toBe(true);
    await expect(copyWholeFile(join(folder, '没有.bin'), to)).rejects.toMatchObject({ code: 'storage.io' });
    expect(readFileSync(to).equals(bytes)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['副本.bin', '原件.bin'].sort());
  });
});
