/** Attachments that are not what they say: other hashes, gaps, overlaps, sizes out of this world. */
import { gzipSync } from 'node:zlib';
import { sha256Hex } from '../../db/crypto.ts';
import { encodeBlobChunk, encodeFrame, frameTypes } from '../../db/exchange/container/format.ts';
import type { Chance } from './chance.ts';

interface Blobs {
  readonly frames: readonly Uint8Array[];
  /** What END is to claim. */
  readonly blobs: number;
}

export function hostileBlobs(chance: Chance): Blobs {
  const bytes = chance.bytes(chance.between(2, 300));
  const sha256 = sha256Hex(bytes);
  const size = bytes.length;
  const middle = chance.between(1, size - 1);
  const piece = (offset: number, part: Uint8Array, change: { size?: number; sha256?: string } = {}) =>
    encodeFrame(frameTypes.blob, encodeBlobChunk({ sha256, size, offset, bytes: part, ...change }));
  const raw = (sizeHex: string, offsetHex: string): Uint8Array =>
    encodeFrame(frameTypes.blob, Buffer.from(sha256 + sizeHex + offsetHex, 'hex'));
  return chance.of<() => Blobs>([
    () => ({ frames: [piece(0, bytes, { sha256: sha256Hex('other') })], blobs: 1 }),
    () => ({ frames: [piece(0, bytes, { sha256: sha256Hex('') })], blobs: 1 }),
    () => ({ frames: [piece(0, bytes.subarray(0, middle))], blobs: 1 }),
    () => ({ frames: [piece(middle, bytes.subarray(middle))], blobs: 1 }),
    () => ({ frames: [piece(0, bytes, { size: size - 1 })], blobs: 1 }),
    () => ({ frames: [piece(0, bytes, { size: size + 1 })], blobs: 1 }),
    () => ({
      frames: [piece(0, bytes.subarray(0, middle)), piece(middle - 1, bytes.subarray(middle - 1))],
      blobs: 1,
    }),
    () => ({
      frames: [piece(0, bytes.subarray(0, middle)), piece(middle + 1, bytes.subarray(middle + 1))],
      blobs: 1,
    }),
    () => ({ frames: [piece(0, bytes.subarray(0, middle)), piece(0, bytes)], blobs: 2 }),
    () => ({
      frames: [
        piece(0, bytes.subarray(0, middle)),
        piece(middle, Buffer.alloc(0)),
        piece(middle, bytes.subarray(middle)),
      ],
      blobs: 1,
    }),
    () => ({
      frames: [
        piece(0, bytes.subarray(0, middle)),
        encodeFrame(200, Buffer.alloc(0)),
        piece(middle, bytes.subarray(middle)),
      ],
      blobs: 1,
    }),
    () => ({
      frames: [
        piece(0, bytes.subarray(0, middle)),
        encodeFrame(frameTypes.operations, gzipSync('{}\n')),
        piece(middle, bytes.subarray(middle)),
      ],
      blobs: 1,
    }),
    () => ({ frames: [piece(0, bytes, { size: 100 * 1024 * 1024 + 1 })], blobs: 1 }),
    () => ({ frames: [raw('ffffffffffffffff', '0000000000000000')], blobs: 1 }),
    () => ({ frames: [raw('0000000000000001', 'ffffffffffffffff')], blobs: 1 }),
    () => ({ frames: [raw('0020000000000000', '0000000000000000')], blobs: 1 }),
    () => ({ frames: [encodeFrame(frameTypes.blob, Buffer.from(sha256, 'hex'))], blobs: 1 }),
    () => ({ frames: [encodeFrame(frameTypes.blob, Buffer.alloc(0))], blobs: 1 }),
    () => ({ frames: [piece(0, bytes)], blobs: 2 }),
    () => ({ frames: [piece(0, bytes), piece(0, bytes)], blobs: 1 }),
  ])();
}
