import { join } from 'node:path';
import { expect, it } from 'vitest';
import { randomBytes, sha256Hex } from '../../../db/crypto.ts';
import { createStaging, openStaging } from '../../../db/exchange/staging.ts';
import type { ParsedOperation } from '../../../db/log/integrate.ts';
import { closeAfterTest } from '../../support/cleanup.ts';
import { temporaryFolder, testKey } from '../../support/database.ts';
import { testCity, testHeader, testManifest, testTown } from '../../support/bundle.ts';

async function stagingOf(
  attachments: readonly Uint8Array[],
  pieceBytes: number,
  operations: readonly Pick<ParsedOperation, 'id' | 'bytes'>[] = [],
) {
  const city = await testCity();
  const town = await testTown(city);
  const file = join(temporaryFolder(), 'a.staging');
  const writer = createStaging(file, testKey);
  for (const operation of operations) writer.addOperation(operation);
  for (const bytes of attachments) {
    const named = { sha256: sha256Hex(bytes), size: bytes.length };
    for (let offset = 0; offset === 0 || offset < bytes.length; offset += pieceBytes) {
      writer.addBlobPiece({ ...named, offset, bytes: bytes.subarray(offset, offset + pieceBytes) });
    }
  }
  writer.finish({
    header: testHeader(town, city),
    manifest: testManifest(town),
    publicKey: town.signPublic,
    operations: operations.length,
    blobs: attachments.length,
    bytes: 1,
    fileSha256: 'a'.repeat(64),
  });
  writer.close();
  const staging = openStaging(file, testKey);
  closeAfterTest(() => staging.close());
  return staging;
}

it('gives attachments back in their order, also empty ones and the same one twice', async () => {
  const [one, two] = [randomBytes(2500), randomBytes(1000)];
  const attachments = [one, new Uint8Array(), two, one];
  const staging = await stagingOf(attachments, 1000);
  const found = [...staging.blobs()].map(({ sha256, size, pieces }) => {
    const copies = Array.from(pieces, (piece) => Buffer.from(piece));
    return { sha256, size, bytes: Buffer.concat(copies).toString('hex') };
  });
  expect(found).toEqual(
    attachments.map((bytes) => ({
      sha256: sha256Hex(bytes),
      size: bytes.length,
      bytes: Buffer.from(bytes).toString('hex'),
    })),
  );
});

it('holds one piece of an attachment in memory at a time', async () => {
  const staging = await stagingOf([randomBytes(3000)], 1000);
  const [blob] = staging.blobs();
  const given = [...(blob?.pieces ?? [])];
  expect(given.map(({ length }) => length)).toEqual([0, 0, 0]);
});

it('gives operations back in their order, each with its own bytes and what they say, however long', async () => {
  const texts = ['', '如皋市白蒲镇', '"],[{\\', 'é𠮷'.repeat(20_000), '短', 'x'.repeat(70_000), ''];
  const operations = Array.from({ length: 30 }, (_, n) => {
    const bytes = Buffer.from(JSON.stringify({ n, text: texts[n % texts.length] }));
    return { id: sha256Hex(bytes), bytes };
  });
  const staging = await stagingOf([], 1000, operations);
  const found = [...staging.operations()];
  expect(found.map(({ id }) => id)).toEqual(operations.map(({ id }) => id));
  expect(found.map(({ bytes }) => sha256Hex(bytes))).toEqual(operations.map(({ id }) => id));
  expect(found.map(({ body }) => JSON.stringify(body))).toEqual(
    operations.map(({ bytes }) => bytes.toString('utf8')),
  );
});
