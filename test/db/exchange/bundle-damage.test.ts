/** Cut anywhere, changed anywhere: an AppError of the bundle's own list, and nothing of the contents handed out. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { closed, endFrame, manifestFrame } from '../../../build/bundle/craft.ts';
import { ageEncryptBytes } from '../../../db/age.ts';
import { closingLength, encodePreamble } from '../../../db/exchange/container/envelope.ts';
import {
  bundleMagic,
  encodeBlobChunk,
  encodeFrame,
  frameTypes,
} from '../../../db/exchange/container/format.ts';
import { writeBundle } from '../../../db/exchange/container/write.ts';
import { sha256Hex } from '../../../db/crypto.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  memoryBlob,
  openAs,
  readWhole,
  type TestLaptop,
  testCity,
  testHeader,
  testManifest,
  testOperations,
  testTown,
  writeCopy,
} from '../../support/bundle.ts';
import { temporaryFolder } from '../../support/database.ts';

let city: TestLaptop;
let town: TestLaptop;
/** A whole bundle: two OPS frames and one attachment. */
let whole: Buffer;
/** The frames of another one, by hand, before encryption. */
let frames: Uint8Array[];
let preamble: Uint8Array;

const lines = (from: number, to: number): Buffer =>
  gzipSync(`${testOperations(to).slice(from).join('\n')}\n`);

beforeAll(async () => {
  city = await testCity();
  town = await testTown(city);
  const path = join(temporaryFolder(), 'whole.drcb');
  const header = testHeader(town, city);
  await writeBundle({
    path,
    header,
    lock: { recipients: [city.ageRecipient] },
    manifest: testManifest(town),
    operations: testOperations(200),
    blobs: [memoryBlob(Buffer.alloc(3000, 7))],
    signer: town,
  });
  whole = readWhole(path);
  preamble = encodePreamble(bundleMagic, header);
  const blob = Buffer.alloc(3000, 9);
  const piece = (offset: number, bytes: Uint8Array) =>
    encodeFrame(frameTypes.blob, encodeBlobChunk({ sha256: sha256Hex(blob), size: 3000, offset, bytes }));
  const inside = [
    manifestFrame(testManifest(town)),
    encodeFrame(frameTypes.operations, lines(0, 40)),
    encodeFrame(frameTypes.operations, lines(40, 90)),
    piece(0, blob.subarray(0, 1000)),
    piece(1000, blob.subarray(1000)),
  ];
  frames = [...inside, endFrame(town, header, inside, { operations: 90, blobs: 1 })];
});

/** What opening and reading the bytes ends with, and how many batches came out before. */
async function tryBytes(bytes: Uint8Array, cacheBytes?: number): Promise<{ code: string; batches: number }> {
  let batches = 0;
  const path = writeCopy(temporaryFolder(), bytes);
  try {
    const limits = cacheBytes === undefined ? {} : { cacheBytes };
    const bundle = await openAs(city, city, path, { limits });
    try {
      for await (const _ of bundle.contents()) batches += 1;
    } finally {
      await bundle.close();
    }
    return { code: 'ok', batches };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, batches };
  }
}

/** Encrypts an inside again and closes it, as anybody can who has the recipient's public key. */
async function sealAgain(inside: Uint8Array): Promise<Buffer> {
  const sealed = await ageEncryptBytes(inside, { recipients: [city.ageRecipient] });
  return closed(Buffer.concat([preamble, sealed]));
}

const flipped = (bytes: Uint8Array, at: number, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << bit), at);
  return copy;
};

const place = (length: number) => fc.record({ at: fc.nat(length - 1), bit: fc.nat(7) });

describe('a damaged file', () => {
  it('unharmed, both are read', async () => {
    expect(await tryBytes(whole)).toEqual({ code: 'ok', batches: 2 });
    expect(await tryBytes(await sealAgain(Buffer.concat(frames)))).toEqual({ code: 'ok', batches: 4 });
  });

  it('cut at any byte is said to be incomplete', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        expect(await tryBytes(whole.subarray(0, length))).toEqual({ code: 'bundle.truncated', batches: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('one bit changed anywhere is refused', async () => {
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(place(whole.length), async ({ at, bit }) => {
        const { code, batches } = await tryBytes(flipped(whole, at, bit));
        codes.add(code);
        expect(batches).toBe(0);
        expect(code).toMatch(
          at < 6
            ? /^bundle[.](not-a-bundle|newer-version|damaged)$/
            : at >= whole.length - closingLength
              ? /^bundle[.](damaged|truncated)$/
              : /^bundle[.](damaged|newer-version)$/,
        );
      }),
      { numRuns: 300 },
    );
    expect([...codes]).toContain('bundle.damaged');
  });

  it('one bit changed and the closing sum mended is refused by what stands beneath', async () => {
    const body = whole.subarray(0, whole.length - closingLength);
    await fc.assert(
      fc.asyncProperty(place(body.length), async ({ at, bit }) => {
        const { code, batches } = await tryBytes(closed(flipped(body, at, bit)));
        expect(batches).toBe(0);
        expect(code).toMatch(
          /^bundle[.](damaged|truncated|not-for-us|not-a-bundle|newer-version|bad-signature|unknown-sender)$/,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('cut inside and the closing sum mended is refused', async () => {
    const body = whole.subarray(0, whole.length - closingLength);
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), async (length) => {
        const { code, batches } = await tryBytes(closed(body.subarray(0, length)));
        expect(batches).toBe(0);
        expect(code).toMatch(/^bundle[.](truncated|damaged|not-a-bundle|newer-version)$/);
      }),
      { numRuns: 100 },
    );
  });

  it('bytes put in or left out are refused', async () => {
    const edit = fc.record({
      at: fc.nat(whole.length - 1),
      remove: fc.nat(50),
      insert: fc.uint8Array({ maxLength: 50 }),
    });
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, remove, insert }) => {
        fc.pre(remove > 0 || insert.length > 0);
        const bytes = Buffer.concat([whole.subarray(0, at), insert, whole.subarray(at + remove)]);
        fc.pre(!bytes.equals(whole));
        expect((await tryBytes(bytes)).code).toMatch(/^bundle[.]/);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an inside that is changed before it is encrypted again', () => {
  it('cut at every frame boundary is incomplete: no END, nothing applied', async () => {
    for (let count = 0; count < frames.length; count += 1) {
      const inside = Buffer.concat(frames.slice(0, count));
      expect(await tryBytes(await sealAgain(inside)), `${count} frames`).toEqual({
        code: 'bundle.truncated',
        batches: 0,
      });
    }
  });

  it('cut within any frame is incomplete', async () => {
    const inside = Buffer.concat(frames);
    await fc.assert(
      fc.asyncProperty(fc.nat(inside.length - 1), async (length) => {
        expect(await tryBytes(await sealAgain(inside.subarray(0, length)))).toEqual({
          code: 'bundle.truncated',
          batches: 0,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('one bit changed anywhere is refused', async () => {
    const inside = Buffer.concat(frames);
    await fc.assert(
      fc.asyncProperty(place(inside.length), async ({ at, bit }) => {
        const { code, batches } = await tryBytes(await sealAgain(flipped(inside, at, bit)));
        expect(batches).toBe(0);
        expect(code).toMatch(
          /^bundle[.](damaged|truncated|limit|newer-version|bad-signature|unknown-sender)$/,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('frames left out, doubled or in another order are refused', async () => {
    const order = fc.array(fc.nat(frames.length - 1), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(order, async (indexes) => {
        fc.pre(indexes.join() !== '0,1,2,3,4,5');
        const inside = Buffer.concat(indexes.map((index) => frames[index] ?? Buffer.alloc(0)));
        const { code, batches } = await tryBytes(await sealAgain(inside));
        expect(batches).toBe(0);
        expect(code).toMatch(/^bundle[.](damaged|truncated)$/);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a file exchanged between verifying and reading', () => {
  it('gives nothing that was not verified', async () => {
    const path = writeCopy(temporaryFolder(), await sealAgain(Buffer.concat(frames)));
    const bundle = await openAs(city, city, path, { limits: { cacheBytes: 0 } });
    const other = [...frames];
    other[2] = flipped(frames[2] ?? Buffer.alloc(0), 30, 0);
    // written into the same file, which is still open
    writeFileSync(path, await sealAgain(Buffer.concat(other)));
    const seen: number[] = [];
    const reading = (async () => {
      for await (const batch of bundle.contents()) {
        seen.push(batch.kind === 'operations' ? batch.lines.length : -1);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'bundle.damaged' });
    expect(seen).toEqual([40]); // the frame before is the one that was verified
    await bundle.close();
  });
});
