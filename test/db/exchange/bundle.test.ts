import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { endFrame, manifestFrame } from '../../../build/bundle/craft.ts';
import { ageEncryptBytes } from '../../../db/age.ts';
import { randomBytes, sha256Hex } from '../../../db/crypto.ts';
import { bundleLimits } from '../../../db/exchange/container/format.ts';
import { readBundleLabel } from '../../../db/exchange/container/read.ts';
import { type WriteBundleOptions, writeBundle } from '../../../db/exchange/container/write.ts';
import {
  collect,
  craftFile,
  memoryBlob,
  openAs,
  outcomeOf,
  readWhole,
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
let otherTown: TestLaptop;
beforeAll(async () => {
  city = await testCity();
  town = await testTown(city);
  otherTown = await testTown(city, 't07', '下原镇');
});

const toCity = (path: string, change: Partial<WriteBundleOptions> = {}): WriteBundleOptions => ({
  path,
  header: testHeader(town, city),
  lock: { recipients: [city.ageRecipient] },
  manifest: testManifest(town),
  operations: testOperations(10),
  signer: town,
  ...change,
});

describe('a bundle from a town to the city', () => {
  it('gives back operations byte for byte, attachments, header and manifest', async () => {
    const path = join(temporaryFolder(), '白蒲镇 2026年11月 数据包（第1部分）.drcb');
    const operations = testOperations(20_000);
    const photos = [Buffer.alloc(0), Buffer.from('一张照片'), Buffer.from(randomBytes(1_300_000))];
    const written = await writeBundle(toCity(path, { operations, blobs: photos.map(memoryBlob) }));
    expect(written).toMatchObject({ operations: 20_000, blobs: 3, bytes: readWhole(path).length });
    expect(written.sha256).toBe(sha256Hex(readWhole(path)));

    expect(await readBundleLabel(path)).toEqual({ header: testHeader(town, city), lock: 'recipients' });
    const bundle = await openAs(city, city, path);
    expect(bundle).toMatchObject({
      header: testHeader(town, city),
      manifest: testManifest(town),
      publicKey: town.signPublic,
      operations: 20_000,
      blobs: 3,
      fileSha256: written.sha256,
    });
    for (const time of ['first', 'second']) {
      const { lines, blobs } = await collect(bundle.contents());
      expect(lines.join('\n') === operations.join('\n'), time).toBe(true);
      expect(
        [...blobs.values()].map((bytes) => sha256Hex(bytes)),
        time,
      ).toEqual(photos.map((bytes) => sha256Hex(bytes)));
    }
    await bundle.close();
  });

  it('gives back whatever lines and attachments were put in', async () => {
    const folder = temporaryFolder();
    const line = fc
      .uint8Array({ minLength: 1, maxLength: 200 })
      .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0x0a ? 0x0b : byte))));
    const content = fc.record({
      operations: fc.array(line, { maxLength: 50 }),
      blobs: fc.uniqueArray(fc.uint8Array({ maxLength: 300 }), {
        maxLength: 4,
        selector: (bytes) => sha256Hex(bytes),
      }),
      cacheBytes: fc.constantFrom(0, bundleLimits.cacheBytes),
    });
    await fc.assert(
      fc.asyncProperty(content, async ({ operations, blobs, cacheBytes }) => {
        const path = join(folder, 'any.drcb');
        await writeBundle(toCity(path, { operations, blobs: blobs.map(memoryBlob) }));
        const bundle = await openAs(city, city, path, { limits: { cacheBytes } });
        const seen: Buffer[] = [];
        for await (const batch of bundle.contents()) {
          if (batch.kind === 'operations') seen.push(...batch.lines.map((bytes) => Buffer.from(bytes)));
        }
        expect(seen).toEqual(operations);
        const found = await collect(bundle.contents());
        expect([...found.blobs.keys()]).toEqual(blobs.map((bytes) => sha256Hex(bytes)));
        await bundle.close();
      }),
      { numRuns: 60 },
    );
  });

  it('takes a line exactly as long as the limit, and refuses to write a longer one', async () => {
    const path = join(temporaryFolder(), 'limit.drcb');
    const longest = Buffer.alloc(bundleLimits.operationBytes, 'x');
    const operations = [...testOperations(3), longest, ...testOperations(3), longest, longest, longest];
    await writeBundle(toCity(path, { operations }));
    const bundle = await openAs(city, city, path);
    const { lines } = await collect(bundle.contents());
    expect(lines.join('\n') === operations.join('\n')).toBe(true);
    await bundle.close();
    const tooLong = [Buffer.alloc(bundleLimits.operationBytes + 1, 'x')];
    await expect(writeBundle(toCity(path, { operations: tooLong }))).rejects.toMatchObject({
      code: 'bundle.limit',
    });
  });

  it('carries a manifest of many frames', async () => {
    const path = join(temporaryFolder(), 'long.drcb');
    const streams = Array.from({ length: 20_000 }, (_, at) => {
      const id = sha256Hex(String(at));
      return [id.slice(0, 32), id.slice(32), at + 1, id] satisfies [string, string, number, string];
    });
    await writeBundle(toCity(path, { manifest: testManifest(town, { streams }) }));
    const bundle = await openAs(city, city, path);
    expect(JSON.stringify(bundle.manifest.streams) === JSON.stringify(streams)).toBe(true);
    await bundle.close();
  });

  it('keeps fields that a newer program added', async () => {
    const path = join(temporaryFolder(), 'newer.drcb');
    const manifest = { ...testManifest(town), 新增: { deep: ['值'] } };
    const header = { ...testHeader(town, city), later: 'yes' };
    await writeBundle(toCity(path, { manifest, header }));
    const bundle = await openAs(city, city, path);
    expect(bundle.manifest).toEqual(manifest);
    expect(bundle.header).toEqual(header);
    await bundle.close();
  });

  it('skips optional frame types it does not know and asks for a newer program at others', async () => {
    const header = testHeader(town, city);
    const lock = { recipients: [city.ageRecipient] };
    const inside = [manifestFrame(testManifest(town)), Buffer.from([0, 0, 0, 1, 200, 1])];
    const optional = await craftFile(temporaryFolder(), header, lock, [
      ...inside,
      endFrame(town, header, inside),
    ]);
    expect(await outcomeOf(openAs(city, city, optional))).toBe('ok');
    expect(await outcomeOf(openAs(city, city, optional, { limits: { cacheBytes: 0 } }))).toBe('ok');
    const unknown = [...inside, Buffer.from([0, 0, 0, 1, 5, 1])];
    const needed = await craftFile(temporaryFolder(), header, lock, [
      ...unknown,
      endFrame(town, header, unknown),
    ]);
    expect(await outcomeOf(openAs(city, city, needed))).toBe('bundle.newer-version');
  });

  it('is an ordinary age file between its header and its closing sum', async () => {
    const path = join(temporaryFolder(), 'plain.drcb');
    await writeBundle(toCity(path));
    const bytes = readWhole(path);
    expect(bytes.toString('latin1', 0, 5)).toBe('DRCB1');
    const at = 10 + bytes.readUInt32BE(6);
    expect(bytes.toString('latin1', at, at + 22)).toBe('age-encryption.org/v1\n');
    expect(bytes.includes('第3家企业'), 'no data in the clear').toBe(false);
  });
});

describe('who may open it', () => {
  it('every recipient can, nobody else, and the refusal names the town', async () => {
    const path = join(temporaryFolder(), 'to-town.drcb');
    const secondLaptop = await testTown(city);
    await writeBundle({
      ...toCity(path),
      header: testHeader(city, town),
      manifest: testManifest(city),
      signer: city,
      lock: { recipients: [town.ageRecipient, secondLaptop.ageRecipient] },
    });
    expect(await outcomeOf(openAs(town, city, path))).toBe('ok');
    expect(await outcomeOf(openAs(secondLaptop, city, path))).toBe('ok');
    await expect(openAs(otherTown, city, path)).rejects.toMatchObject({
      code: 'bundle.not-for-us',
      details: { to: '白蒲镇' },
    });
    const accepts = (to: { townId: string }): boolean => to.townId === 't07';
    await expect(openAs(town, city, path, { accepts })).rejects.toMatchObject({ code: 'bundle.not-for-us' });
  });

  it('with a passphrase: whoever knows it, and the label says that one is needed', async () => {
    const path = join(temporaryFolder(), 'passphrase.drcb');
    await writeBundle(toCity(path, { lock: { passphrase: '如皋 cafe\u0301 2026', workFactor: 10 } }));
    expect(await readBundleLabel(path)).toMatchObject({ lock: 'passphrase' });
    const opening = (passphrase: string) => openAs(city, city, path, { key: { passphrase } });
    expect(await outcomeOf(opening('如皋 caf\u00e9 2026'))).toBe('ok');
    expect(await outcomeOf(opening('如皋 cafe 2026'))).toBe('bundle.wrong-passphrase');
    expect(await outcomeOf(openAs(city, city, path))).toBe('bundle.needs-passphrase');
  });

  it('a passphrase does not help with a bundle for a laptop', async () => {
    const path = join(temporaryFolder(), 'keys.drcb');
    await writeBundle(toCity(path));
    expect(await outcomeOf(openAs(city, city, path, { key: { passphrase: 'x' } }))).toBe('bundle.not-for-us');
  });
});

describe('who sent it', () => {
  it('an unknown laptop is named by the fingerprint of the key it claims', async () => {
    const path = join(temporaryFolder(), 'stranger.drcb');
    const foreignCity = await testCity();
    const stranger = await testTown(foreignCity);
    await writeBundle({
      ...toCity(path),
      header: testHeader(stranger, city),
      manifest: testManifest(stranger),
      signer: stranger,
    });
    await expect(openAs(city, city, path)).rejects.toMatchObject({
      code: 'bundle.unknown-sender',
      details: { from: '白蒲镇', fingerprint: testHeader(stranger, city).from.fingerprint },
    });
  });

  it('a certified laptop cannot speak for another one or for another town', async () => {
    const folder = temporaryFolder();
    const lock = { recipients: [city.ageRecipient] };
    const outcome = async (change: Partial<WriteBundleOptions>): Promise<string> => {
      const path = join(folder, 'forged.drcb');
      await writeBundle({ ...toCity(path), lock, ...change });
      return outcomeOf(openAs(city, city, path));
    };
    // the certificate of the other, signed with its own key
    expect(await outcome({ signer: { ...town, signSecret: otherTown.signSecret } })).toBe(
      'bundle.bad-signature',
    );
    // its own certificate and key, another laptop's name in END
    expect(await outcome({ signer: { ...town, deviceId: otherTown.deviceId } })).toBe('bundle.bad-signature');
    // its own certificate, another town in the header
    expect(
      await outcome({
        header: { ...testHeader(town, city), from: testHeader(otherTown, city).from },
      }),
    ).toBe('bundle.unknown-sender');
    // its own certificate, another laptop's id in the manifest
    const sender = { deviceId: otherTown.deviceId, certificate: town.certificate, enrolment: null };
    expect(await outcome({ manifest: testManifest(town, { sender }) })).toBe('bundle.unknown-sender');
    // a certificate with a changed town
    const promoted = { ...town.certificate, townId: 't07' };
    expect(
      await outcome({
        header: { ...testHeader(town, city), from: { ...testHeader(town, city).from, townId: 't07' } },
        manifest: testManifest(town, {
          sender: { deviceId: town.deviceId, certificate: promoted, enrolment: null },
        }),
      }),
    ).toBe('bundle.unknown-sender');
  });

  it('a bundle taken out and encrypted to somebody else no longer carries its signature', async () => {
    const folder = temporaryFolder();
    const header = testHeader(town, city);
    const inside = [manifestFrame(testManifest(town))];
    const end = endFrame(town, header, inside);
    const lock = { recipients: [otherTown.ageRecipient] };
    const redirected = testHeader(town, otherTown);
    const path = await craftFile(folder, redirected, lock, [...inside, end]);
    expect(await outcomeOf(openAs(otherTown, city, path))).toBe('bundle.bad-signature');
    const renamed = testHeader(town, city, { bundleId: 'a'.repeat(32) });
    const replayed = await craftFile(folder, renamed, { recipients: [city.ageRecipient] }, [...inside, end]);
    expect(await outcomeOf(openAs(city, city, replayed))).toBe('bundle.damaged');
  });
});

describe('files that are not what they should be', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 'bundle.truncated'],
    ['half the magic', Buffer.from('DRC'), 'bundle.truncated'],
    ['only the magic', Buffer.from('DRCB1'), 'bundle.truncated'],
    ['a ZIP', Buffer.from('PK\u0003\u0004 and much more than ten bytes'), 'bundle.not-a-bundle'],
    ['text', Buffer.from('统一社会信用代码,企业名称\n'), 'bundle.not-a-bundle'],
    ['an invitation', Buffer.from('DRCI1\u0001 and so on and so on'), 'bundle.not-a-bundle'],
    ['a later generation', Buffer.from('DRCB2\u0001 and so on and so on'), 'bundle.newer-version'],
    ['a later suite', Buffer.from('DRCB1\u0002 and so on and so on'), 'bundle.newer-version'],
    [
      'an endless header',
      Buffer.from('DRCB1\u0001\u00ff\u00ff\u00ff\u00ff and so on', 'latin1'),
      'bundle.truncated',
    ],
    ['noise', Buffer.alloc(5000, 0x5a), 'bundle.not-a-bundle'],
  ])('%s', async (_, bytes, code) => {
    const path = join(temporaryFolder(), 'file.drcb');
    writeFileSync(path, bytes);
    expect(await outcomeOf(openAs(city, city, path))).toBe(code);
    await expect(readBundleLabel(path)).rejects.toMatchObject({ code: expect.stringMatching(/^bundle[.]/) });
  });

  it('a bundle that needs a newer reader is refused by its label, header and manifest alike', async () => {
    const folder = temporaryFolder();
    const lock = { recipients: [city.ageRecipient] };
    const newer = { minReader: 2, anything: ['else'] };
    const path = await craftFile(folder, newer, lock, []);
    await expect(readBundleLabel(path)).rejects.toMatchObject({ code: 'bundle.newer-version' });
    expect(await outcomeOf(openAs(city, city, path))).toBe('bundle.newer-version');
    const header = testHeader(town, city);
    const inside = [manifestFrame(newer)];
    const later = await craftFile(folder, header, lock, [...inside, endFrame(town, header, inside)]);
    expect(await outcomeOf(openAs(city, city, later))).toBe('bundle.newer-version');
  });

  it('a missing file, a folder and a folder that is not there are storage errors', async () => {
    const folder = temporaryFolder();
    for (const path of [join(folder, 'none.drcb'), folder, join(folder, 'no', 'such.drcb')]) {
      await expect(openAs(city, city, path)).rejects.toMatchObject({ code: 'storage.io' });
    }
    await expect(writeBundle(toCity(join(folder, 'no', 'such.drcb')))).rejects.toMatchObject({
      code: 'storage.io',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a pipe that nobody writes into is no bundle, and is not waited for', async () => {
    const pipe = join(temporaryFolder(), 'pipe.drcb');
    spawnSync('mkfifo', [pipe]);
    await expect(readBundleLabel(pipe)).rejects.toMatchObject({ code: 'bundle.not-a-bundle' });
  });

  it('a recipients list nobody can be found in is a bug, not a file', async () => {
    await expect(ageEncryptBytes(new Uint8Array(), { recipients: [] })).rejects.toThrow('for nobody');
  });
});
