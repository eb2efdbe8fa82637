/** What a certified but hostile or broken laptop may send: properly signed, and still refused or harmless. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { closed, endFrame, manifestFrame } from '../../../build/bundle/craft.ts';
import { ageEncryptBytes } from '../../../db/age.ts';
import { sha256Hex } from '../../../db/crypto.ts';
import { encodePreamble } from '../../../db/exchange/container/envelope.ts';
import {
  type BlobChunk,
  type BundleLimits,
  bundleLimits,
  bundleMagic,
  encodeBlobChunk,
  encodeFrame,
  frameTypes,
} from '../../../db/exchange/container/format.ts';
import type { BundleEnd } from '../../../shared/exchange/manifest.ts';
import {
  craftFile,
  openAs,
  outcomeOf,
  type TestLaptop,
  testCity,
  testHeader,
  testManifest,
  testTown,
} from '../../support/bundle.ts';
import { temporaryFolder } from '../../support/database.ts';

let city: TestLaptop;
let town: TestLaptop;
beforeAll(async () => {
  city = await testCity();
  town = await testTown(city);
});

const operations = (payload: Uint8Array): Uint8Array => encodeFrame(frameTypes.operations, payload);
const blobFrame = (chunk: BlobChunk): Uint8Array => encodeFrame(frameTypes.blob, encodeBlobChunk(chunk));

/** Signs and seals the frames after a good manifest, then opens and reads everything. */
async function outcomeOfFrames(
  inside: readonly Uint8Array[],
  end: Partial<BundleEnd> = {},
  limits: Partial<BundleLimits> = {},
): Promise<string> {
  const header = testHeader(town, city);
  const frames = [manifestFrame(testManifest(town)), ...inside];
  const path = await craftFile(temporaryFolder(), header, { recipients: [city.ageRecipient] }, [
    ...frames,
    endFrame(town, header, frames, end),
  ]);
  return outcomeOf(openAs(city, city, path, { limits }));
}

describe('bombs', () => {
  const zeros = gzipSync(Buffer.alloc(300 * 1024 * 1024, 0), { level: 9 });
  const shortLines = gzipSync('a\n'.repeat(2_000_000));
  /** The lines of a frame as full as it may be. */
  const fullFrame = gzipSync(`${'a'.repeat(60)}\n`.repeat(bundleLimits.frameLines));
  const endedLine = (length: number): string => `${'x'.repeat(length)}\n`;

  it('a gzip frame that expands a thousandfold stops at 4 MiB', async () => {
    expect(zeros.length).toBeLessThan(bundleLimits.frameBytes);
    expect(await outcomeOfFrames([operations(zeros)], { operations: 1 })).toBe('bundle.limit');
  });

  it('a frame of millions of tiny lines stops at their number', async () => {
    expect(await outcomeOfFrames([operations(shortLines)], { operations: 2_000_000 })).toBe('bundle.limit');
  });

  it('many frames, each within its limit, stop at the total', async () => {
    const inside = Array.from({ length: 4 }, () => operations(fullFrame));
    const end = { operations: 4 * bundleLimits.frameLines };
    expect(await outcomeOfFrames(inside, end)).toBe('ok');
    expect(await outcomeOfFrames(inside, end, { expandedBytes: 4_500_000 })).toBe('bundle.limit');
  });

  it('more operations than allowed are refused by what is claimed and by what comes', async () => {
    const inside = [operations(fullFrame), operations(fullFrame)];
    const limits = { operations: bundleLimits.frameLines + 1 };
    expect(await outcomeOfFrames([], { operations: 2_000_001 })).toBe('bundle.limit');
    expect(await outcomeOfFrames(inside, { operations: 1 }, limits)).toBe('bundle.limit');
  });

  it('a line one byte longer than an operation may be is refused', async () => {
    const line = endedLine(bundleLimits.operationBytes + 1);
    expect(await outcomeOfFrames([operations(gzipSync(line))], { operations: 1 })).toBe('bundle.limit');
    const fits = endedLine(bundleLimits.operationBytes);
    expect(await outcomeOfFrames([operations(gzipSync(fits))], { operations: 1 })).toBe('ok');
  });

  it('an attachment past its limit is refused by its claimed size', async () => {
    const chunk = {
      sha256: 'a'.repeat(64),
      size: bundleLimits.blobBytes + 1,
      offset: 0,
      bytes: Buffer.from('x'),
    };
    expect(await outcomeOfFrames([blobFrame(chunk)], { blobs: 1 })).toBe('bundle.limit');
    expect(await outcomeOfFrames([blobFrame({ ...chunk, size: Number.MAX_SAFE_INTEGER })])).toBe(
      'bundle.limit',
    );
  });

  it('a flood of tiny frames stops at their number', async () => {
    const limits = { frames: 1000 };
    const flood = Array.from({ length: 1000 }, () => encodeFrame(200, new Uint8Array()));
    expect(await outcomeOfFrames(flood, {}, limits)).toBe('bundle.limit');
  });

  it('a frame that claims four gigabytes takes no memory', async () => {
    const lying = Buffer.from('ffffffff02', 'hex');
    expect(await outcomeOfFrames([lying])).toBe('bundle.limit');
  });

  it('a manifest without end, or nested without end, is refused', async () => {
    const header = testHeader(town, city);
    const lock = { recipients: [city.ageRecipient] };
    const part = encodeFrame(frameTypes.manifest, Buffer.alloc(bundleLimits.frameBytes, '['));
    const folder = temporaryFolder();
    const endless = await craftFile(
      folder,
      header,
      lock,
      Array.from({ length: 9 }, () => part),
    );
    expect(await outcomeOf(openAs(city, city, endless))).toBe('bundle.limit');
    const nested = [part, endFrame(town, header, [part])];
    expect(await outcomeOf(openAs(city, city, await craftFile(folder, header, lock, nested)))).toBe(
      'bundle.damaged',
    );
  });

  it('an age header without end, or with a costly passphrase, is refused before it is tried', async () => {
    const preamble = encodePreamble(bundleMagic, testHeader(town, city));
    const path = join(temporaryFolder(), 'age.drcb');
    const outcome = async (age: Uint8Array, key?: { passphrase: string }): Promise<string> => {
      writeFileSync(path, closed(Buffer.concat([preamble, age])));
      return outcomeOf(openAs(city, city, path, key ? { key } : {}));
    };
    const stanza = `-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`;
    const endless = Buffer.from(`age-encryption.org/v1\n${stanza.repeat(100_000)}--- ${'A'.repeat(43)}\n`);
    expect(await outcome(endless)).toBe('bundle.damaged');
    const sealed = await ageEncryptBytes(Buffer.from('x'), { passphrase: 'x', workFactor: 10 });
    const costly = Buffer.from(
      Buffer.from(sealed)
        .toString('latin1')
        .replace(/(-> scrypt \S+) 10\n/, '$1 20\n'),
      'latin1',
    );
    expect(costly.length).toBe(sealed.length);
    expect(await outcome(costly, { passphrase: 'x' })).toBe('bundle.damaged');
  });

  it('a file past the limit is not even read', async () => {
    const path = await craftFile(
      temporaryFolder(),
      testHeader(town, city),
      { recipients: [city.ageRecipient] },
      [],
    );
    expect(await outcomeOf(openAs(city, city, path, { limits: { fileBytes: 100 } }))).toBe('bundle.limit');
  });

  it.each([
    ['a thousandfold expansion', zeros],
    ['millions of tiny lines', shortLines],
  ])('%s is refused within 200 MB of memory', async (_, payload) => {
    const header = testHeader(town, city);
    const frames = [manifestFrame(testManifest(town)), operations(payload)];
    const path = await craftFile(temporaryFolder(), header, { recipients: [city.ageRecipient] }, [
      ...frames,
      endFrame(town, header, frames, { operations: 1 }),
    ]);
    const child = spawnSync(
      process.execPath,
      ['test/support/open-bundle-child.ts', path, city.ageIdentity, town.signPublic],
      { encoding: 'utf8' },
    );
    expect(child.stderr).toBe('');
    const result = JSON.parse(child.stdout) as { code: string; maximumMegabytes: number };
    expect(result.code).toBe('bundle.limit');
    expect(result.maximumMegabytes).toBeLessThan(200);
  });
});

describe('signed nonsense', () => {
  const good = gzipSync('{"a":1}\n{"b":2}\n');
  const text = (value: string): Uint8Array => operations(gzipSync(value));

  it.each([
    ['counts that are too high', [operations(good)], { operations: 3 }],
    ['counts that are too low', [operations(good)], { operations: 1 }],
    ['an attachment that never came', [], { blobs: 1 }],
    ['bytes that are no gzip', [operations(Buffer.from('not gzip'))], {}],
    ['half a gzip', [operations(good.subarray(0, good.length - 6))], { operations: 2 }],
    ['something after the gzip', [operations(Buffer.concat([good, Buffer.from('x')]))], { operations: 2 }],
    ['a last line that is not ended', [text('{"a":1}\n{"b"')], { operations: 2 }],
    ['an empty line', [text('{"a":1}\n\n')], { operations: 2 }],
    ['nothing in the gzip', [text('')], {}],
    ['a second manifest later', [operations(good), manifestFrame({})], { operations: 2 }],
    ['an attachment frame too short', [encodeFrame(frameTypes.blob, Buffer.alloc(47))], {}],
    ['an offset past 2^53', [encodeFrame(frameTypes.blob, Buffer.alloc(60, 0xff))], { blobs: 1 }],
  ] as const)('%s', async (_, frames, end) => {
    expect(await outcomeOfFrames(frames, end)).toBe('bundle.damaged');
  });

  const photo = Buffer.from('照片的内容');
  const chunk = (change: Partial<BlobChunk> = {}): Uint8Array =>
    blobFrame({ sha256: sha256Hex(photo), size: photo.length, offset: 0, bytes: photo, ...change });

  it('attachments must be whole, in order, one after the other, and what they are named by', async () => {
    const half = chunk({ bytes: photo.subarray(0, 5) });
    const rest = chunk({ bytes: photo.subarray(5), offset: 5 });
    const bad: readonly (readonly Uint8Array[])[] = [
      [half],
      [rest],
      [rest, half],
      [half, half],
      [half, operations(good), rest],
      [half, chunk(), rest],
      [half, chunk({ bytes: photo.subarray(4), offset: 4 })],
      [chunk({ bytes: Buffer.concat([photo, photo]) })],
      [chunk({ sha256: 'a'.repeat(64) })],
      [half, chunk({ bytes: new Uint8Array(), offset: 5 }), rest],
    ];
    for (const [index, frames] of bad.entries()) {
      expect(await outcomeOfFrames(frames, { blobs: 1 }), `case ${index}`).toBe('bundle.damaged');
    }
    expect(await outcomeOfFrames([half, rest, chunk()], { blobs: 2 })).toBe('ok');
  });

  it('any frames at all end in a result or in an error of the list', async () => {
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => gzipSync(bytes)),
      fc.string().map((line) => gzipSync(`${line}\n`)),
    );
    const frame = fc
      .record({ type: fc.oneof(fc.constantFrom(1, 2, 3, 4), fc.nat(255)), payload })
      .map((made) => encodeFrame(made.type, made.payload));
    const counts = { operations: fc.nat(3), blobs: fc.nat(2) };
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 5 }), fc.record(counts), async (frames, end) => {
        expect(await outcomeOfFrames(frames, end)).toMatch(/^(ok|bundle[.][a-z-]+)$/);
      }),
      { numRuns: 200 },
    );
  });

  it('any manifest and any END end in an error of the list', async () => {
    const header = testHeader(town, city);
    const lock = { recipients: [city.ageRecipient] };
    const folder = temporaryFolder();
    const json = fc.oneof(fc.json().map(Buffer.from), fc.uint8Array({ maxLength: 100 }));
    await fc.assert(
      fc.asyncProperty(json, json, fc.boolean(), async (manifest, end, isGoodManifest) => {
        const first = isGoodManifest ? manifestFrame(testManifest(town)) : encodeFrame(1, manifest);
        const path = await craftFile(folder, header, lock, [first, encodeFrame(4, end)]);
        expect(await outcomeOf(openAs(city, city, path))).toMatch(/^bundle[.](damaged|newer-version)$/);
      }),
      { numRuns: 150 },
    );
  });

  it('any header ends in an error of the list', async () => {
    const lock = { recipients: [city.ageRecipient] };
    const folder = temporaryFolder();
    const good = testHeader(town, city);
    const value = fc.oneof(
      fc.constant(null),
      fc.maxSafeInteger(),
      fc.string(),
      fc.constant([]),
      fc.constant({}),
    );
    const changed = fc
      .record({ name: fc.constantFrom(...Object.keys(good)), value })
      .map(({ name, value }) => ({ ...good, [name]: value }));
    await fc.assert(
      fc.asyncProperty(changed, async (header) => {
        const path = await craftFile(folder, header, lock, []);
        expect(await outcomeOf(openAs(city, city, path))).toMatch(
          /^bundle[.](damaged|truncated|newer-version)$/,
        );
      }),
      { numRuns: 100 },
    );
  });
});
