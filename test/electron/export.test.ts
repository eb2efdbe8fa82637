import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storeBlob } from '../../db/blob.ts';
import { randomBytes } from '../../db/crypto.ts';
import { readBundleLabel } from '../../db/exchange/container/read.ts';
import { appendWrite } from '../../db/log/append.ts';
import { all, sql, transact, value } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { writeExport } from '../../electron/exchange/export.ts';
import { planExport } from '../../electron/exchange/export-plan.ts';
import { openDesk } from '../../electron/services.ts';
import { dismiss } from '../../electron/session/admit.ts';
import { attachmentEntity } from '../../shared/enterprise/entity.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import { townEntity } from '../../shared/town/entity.ts';
import type { ExportedFiles } from '../../shared/exchange/contract.ts';
import type { Progress } from '../../shared/rpc.ts';
import { temporaryFolder, testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { withFullDisk } from '../support/full-disk.ts';
import { cityAndTown, month, open, take, write } from '../support/two-desks.ts';

/** An attachment of e1 with random contents. */
function attach(desk: TestDesk, id: string, bytes: number): void {
  const { db, identity } = open(desk);
  transact(db, (writable) => {
    const sha256 = storeBlob(writable, randomBytes(bytes));
    appendWrite(writable, authorOf(identity, testNowMs), {
      spec: attachmentEntity,
      id,
      partition: 'e1',
      fields: { name: `${id}.jpg`, sha256, sizeBytes: bytes, mediaType: 'image/jpeg', note: '' },
    });
  });
}

const request = { to: { side: 'town', townId: 't06' }, month } as const;

function exportAs(desk: TestDesk, path: string) {
  desk.dialogAnswers.push(path);
  return desk.call('exchange.export', request);
}

/** As the handler does, with files smaller than any medium asks for. */
async function exportInParts(
  { services }: TestDesk,
  path: string,
  fileBytes: number,
): Promise<ExportedFiles> {
  const desk = openDesk(services);
  const to = { side: 'town', townId: 't06', name: '白蒲镇' } as const;
  const { signal } = new AbortController();
  const asked = { to, month, medium: 'mail', mode: 'auto', fileBytes } as const;
  return writeExport(services, desk, await planExport(services, desk, asked, signal), path, signal);
}

function refusalOf(desk: TestDesk, path: string) {
  desk.dialogAnswers.push(path);
  return desk.refusal('exchange.export', request);
}

const hear = (desk: TestDesk, listen: (progress: Progress) => void): void =>
  void Object.assign(desk.services, { progress: listen });

const sentBundles = (desk: TestDesk): unknown[] => all(open(desk).db, sql`SELECT id FROM bundle`);
const unsent = async (desk: TestDesk): Promise<unknown> =>
  (await desk.call('exchange.peers', {})).find(({ townId }) => townId === 't06')?.unsent;

/** Every write of a file goes through `change` while `work` runs. */
async function withWrites(
  change: (bytes: Uint8Array, written: number) => Uint8Array,
  work: () => Promise<void>,
): Promise<void> {
  const handle = await openFile(join(temporaryFolder(), 'probe'), 'w');
  await handle.close();
  const prototype = Object.getPrototypeOf(handle) as { write: (...args: unknown[]) => Promise<unknown> };
  const { write: writeTruly } = prototype;
  let written = 0;
  prototype.write = async function (this: unknown, bytes: unknown, offset: unknown, length: unknown) {
    const piece = Buffer.from(bytes as Uint8Array).subarray(Number(offset), Number(offset) + Number(length));
    const changed = change(piece, written);
    written += piece.length;
    return writeTruly.call(this, changed, 0, changed.length);
  };
  try {
    await work();
  } finally {
    prototype.write = writeTruly;
  }
}

it('a town whose stored name hides a character still receives its bundle', async () => {
  const { city } = await cityAndTown();
  const { db, identity } = open(city);
  transact(db, (writable) =>
    appendWrite(writable, authorOf(identity, testNowMs), {
      spec: townEntity,
      id: 't06',
      partition: cityPartition,
      fields: { name: '白蒲\u200b镇', alias: '', ordinal: 6 },
    }),
  );
  const path = join(temporaryFolder(), '导出.drcb');
  await exportAs(city, path);
  expect((await readBundleLabel(path)).header.to.name).toBe('白蒲镇');
});

describe('an export', () => {
  it('too large for its medium is cut into parts that are named by their place, each importable alone', async () => {
    const { city, town } = await cityAndTown();
    for (const id of ['f1', 'f2', 'f3']) attach(city, id, 400_000);
    const folder = temporaryFolder();
    const exported = await exportInParts(city, join(folder, '下发.drcb'), 1_000_000);
    const names = ['下发_第1包共2包.drcb', '下发_第2包共2包.drcb'];
    expect(exported).toMatchObject({ folder, attachments: 3, isDelta: false });
    expect(exported.files).toMatchObject(names.map((name) => ({ name, isOversized: false })));
    expect(readdirSync(folder).toSorted()).toEqual(names);
    const [first = '', second = ''] = names.map((name) => join(folder, name));
    expect((await readBundleLabel(second)).header.part).toEqual({ index: 2, count: 2 });
    for (const path of [second, first]) await take(town, path);
    expect(value(open(town).db, sql`SELECT count(*) FROM blob`)).toBe(3);
    expect(all(open(town).db, sql`SELECT id FROM attachment`)).toHaveLength(3);
    // One line in the history, one copy in the archive: the part with the records.
    expect(await city.call('exchange.history', {})).toMatchObject([
      { summary: expect.stringContaining('分 2 包') },
    ]);
    expect(readdirSync(join(city.folder, 'archive'))).toHaveLength(1);
  });

  it('says which part is larger than the medium takes, because one attachment is', async () => {
    const { city } = await cityAndTown();
    attach(city, 'f1', 400_000);
    const exported = await exportInParts(city, join(temporaryFolder(), '下发.drcb'), 200_000);
    expect(exported.files.map(({ isOversized }) => isOversized)).toEqual([false, true]);
  });

  it('on a stick is one file, says how far it is, and counts as sent only when it was read back', async () => {
    const { city } = await cityAndTown();
    attach(city, 'f1', 3_000_000);
    const heard: Progress[] = [];
    hear(city, (progress) => heard.push(progress));
    const path = join(temporaryFolder(), '下发.drcb');
    expect(await unsent(city)).toBe(2);
    expect(await exportAs(city, path)).toMatchObject({ path, operations: 2, attachments: 1 });
    expect(await city.call('exchange.peers', {})).toContainEqual(
      expect.objectContaining({ townId: 't06', unsent: 0, awaiting: 2 }),
    );
    expect(new Set(heard.map(({ label }) => label))).toEqual(new Set(['正在写入', '正在读回核对']));
    const fractions = heard.map(({ fraction }) => fraction ?? 0);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBeGreaterThan(0.9);
    await city.call('exchange.showExported', {});
  });

  it('is cancelled wherever it is, leaves nothing, and the next one works', async () => {
    const { city } = await cityAndTown();
    attach(city, 'f1', 3_000_000);
    const folder = temporaryFolder();
    const path = join(folder, '下发.drcb');
    for (const label of ['正在写入', '正在读回核对']) {
      let isAsked = false;
      hear(city, (progress) => {
        if (isAsked || progress.label !== label || (progress.fraction ?? 0) < 0.1) return;
        isAsked = true;
        void city.call('task.cancel', { taskId: 'export' });
      });
      expect(await refusalOf(city, path), label).toBe('bundle.cancelled');
      expect(readdirSync(folder)).toEqual([]);
      expect(readdirSync(join(city.folder)).filter((name) => name === 'archive')).toEqual([]);
      expect(sentBundles(city)).toEqual([]);
      expect(await unsent(city)).toBe(2);
    }
    hear(city, () => undefined);
    expect(await city.call('task.cancel', { taskId: 'export' })).toEqual({ cancelling: false });
    await exportAs(city, path);
    expect(existsSync(path)).toBe(true);
  });

  it('ends when the desk is locked, and leaves nothing', async () => {
    const { city } = await cityAndTown();
    attach(city, 'f1', 3_000_000);
    const folder = temporaryFolder();
    let isLocked = false;
    hear(city, () => {
      if (!isLocked) void dismiss(city.services);
      isLocked = true;
    });
    expect(await refusalOf(city, join(folder, '下发.drcb'))).toBe('bundle.cancelled');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while another one is running', async () => {
    const { city } = await cityAndTown();
    const path = join(temporaryFolder(), '下发.drcb');
    const first = exportAs(city, path);
    expect(await city.refusal('exchange.export', request)).toBe('exchange.busy');
    await first;
  });

  it('is nothing when no place was chosen', async () => {
    const { city } = await cityAndTown();
    city.dialogAnswers.push(null);
    expect(await city.call('exchange.export', request)).toBeNull();
    expect(sentBundles(city)).toEqual([]);
  });
});

describe('an export that cannot be written', () => {
  it('to a stick that keeps another byte than it was given is found out and removed', async () => {
    const { city } = await cityAndTown();
    const folder = temporaryFolder();
    const flip = (bytes: Uint8Array): Uint8Array => {
      const changed = Buffer.from(bytes);
      const middle = Math.floor(changed.length / 2);
      changed[middle] = (changed[middle] ?? 0) ^ 1;
      return changed;
    };
    await withWrites(flip, async () => {
      expect(await refusalOf(city, join(folder, '下发.drcb'))).toBe('exchange.unverified');
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(sentBundles(city)).toEqual([]);
  });

  it('to a stick that is pulled out leaves the earlier file as it was', async () => {
    const { city } = await cityAndTown();
    const folder = temporaryFolder();
    const path = join(folder, '下发.drcb');
    await exportAs(city, path);
    const before = readFileSync(path);
    attach(city, 'f1', 3_000_000);
    const pull = (bytes: Uint8Array, written: number): Uint8Array => {
      if (written < 1_000_000) return bytes;
      throw Object.assign(new Error('gone'), { code: 'EIO', syscall: 'write' });
    };
    await withWrites(pull, async () => {
      expect(await refusalOf(city, path)).toBe('exchange.medium-gone');
    });
    expect(readdirSync(folder)).toEqual(['下发.drcb']);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(sentBundles(city)).toHaveLength(1);
    expect(await refusalOf(city, join(folder, 'E盘', '下发.drcb'))).toBe('exchange.medium-gone');
  });

  it('to a stick that is full says how much room it needs and leaves nothing', async () => {
    const { city } = await cityAndTown();
    write(city, 'e1', { note: Buffer.from(randomBytes(30_000)).toString('hex') });
    write(city, 'e1', { address: Buffer.from(randomBytes(30_000)).toString('hex') });
    write(city, 'e1', { mainProduct: Buffer.from(randomBytes(30_000)).toString('hex') });
    await withFullDisk(async (folder) => {
      const path = join(folder, '下发.drcb');
      expect(await refusalOf(city, path)).toBe('exchange.medium-full');
      expect(readdirSync(folder).filter((name) => name !== 'probe')).toEqual([]);
    });
    expect(sentBundles(city)).toEqual([]);
  });

  it('beside a file of the same name does not replace it unasked', async () => {
    const { city } = await cityAndTown();
    attach(city, 'f1', 400_000);
    const folder = temporaryFolder();
    const other = join(folder, '下发_第2包共2包.drcb');
    writeFileSync(other, '别的文件');
    await expect(exportInParts(city, join(folder, '下发.drcb'), 200_000)).rejects.toThrow(
      'exchange.name-taken',
    );
    expect(readdirSync(folder)).toEqual(['下发_第2包共2包.drcb']);
    expect(readFileSync(other, 'utf8')).toBe('别的文件');
  });

  it('clears away what a killed program left there, and nothing else', async () => {
    const { city } = await cityAndTown();
    const folder = temporaryFolder();
    const old = new Date(testNowMs - 2 * 3_600_000);
    const leftovers = [`.${'a'.repeat(32)}.part`, `.${'b'.repeat(32)}.part`, '.别人的.part'];
    for (const name of leftovers) writeFileSync(join(folder, name), 'x');
    for (const name of [leftovers[0] ?? '', leftovers[2] ?? '']) utimesSync(join(folder, name), old, old);
    utimesSync(join(folder, leftovers[1] ?? ''), new Date(testNowMs), new Date(testNowMs));
    mkdirSync(join(folder, '资料'));
    await exportAs(city, join(folder, '下发.drcb'));
    expect(new Set(readdirSync(folder))).toEqual(new Set([leftovers[1], leftovers[2], '下发.drcb', '资料']));
  });
});
