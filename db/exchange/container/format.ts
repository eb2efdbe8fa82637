/**
 * The inside of a bundle, encrypted by age: frames
 *
 *     length of the payload (4, big endian)  type (1)  payload
 *
 * 1 MANIFEST  canonical JSON; cut into several such frames when it is longer than one
 * 2 OPS       gzip of lines, each one operation's canonical bytes and a line feed
 * 3 BLOB      SHA-256 (32)  size (8)  offset (8)  bytes; one attachment's frames follow one another
 * 4 END       canonical JSON `BundleEnd`, signed
 *
 * in this order (2 and 3 may alternate). Types from 128 on may be skipped by who does not know them (they are hashed
 * and signed all the same); any other unknown type needs a newer program.
 */
import { AppError } from '../../../shared/errors.ts';
import type { BundleEnd, BundleHeader } from '../../../shared/exchange/manifest.ts';
import { canonicalJson } from '../../../shared/log/canonical.ts';
import { sha256Hex, startSha256 } from '../../crypto.ts';

export const bundleMagic = 'DRCB1';

export const frameTypes = { manifest: 1, operations: 2, blob: 3, end: 4, firstOptional: 128 } as const;

export const frameHeaderLength = 5;
export const blobHeaderLength = 48;

const kib = 1024;
const mib = 1024 * kib;

/** Checked on actual bytes while streaming. */
export const bundleLimits = {
  fileBytes: 1.25 * 1024 * mib,
  /** text in front of an age stream; about 300 recipients */
  ageHeaderBytes: 32 * kib,
  manifestBytes: 8 * mib,
  frameBytes: mib,
  frames: 65_536,
  operationBytes: 256 * kib,
  operations: 2_000_000,
  /** one OPS frame after gunzip */
  frameExpandedBytes: 4 * mib,
  /** lines of one OPS frame: each costs some 150 bytes of bookkeeping, however short it is */
  frameLines: 65_536,
  /** all OPS frames after gunzip */
  expandedBytes: 512 * mib,
  blobBytes: 100 * mib,
  /** frames kept in memory between verifying and reading; a larger bundle is decrypted twice */
  cacheBytes: 8 * mib,
};
export type BundleLimits = Readonly<typeof bundleLimits>;

/** The sentence's word for each limit in `bundle.limit`. */
const limitNames = {
  fileBytes: '文件',
  manifestBytes: '目录',
  frameBytes: '数据块',
  frames: '数据块个数',
  operationBytes: '单条记录',
  operations: '记录条数',
  frameExpandedBytes: '展开后的数据块',
  frameLines: '数据块中的记录条数',
  expandedBytes: '展开后的总量',
  blobBytes: '单个附件',
} as const;

/** `bundle.limit` naming what was too large. */
export function limitError(limit: keyof typeof limitNames): AppError {
  return new AppError('bundle.limit', { what: limitNames[limit] });
}

export interface Frame {
  readonly type: number;
  readonly payload: Uint8Array;
  /** The whole frame, its length and type included: what is hashed. */
  readonly bytes: Uint8Array;
}

export function encodeFrame(type: number, payload: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(frameHeaderLength + payload.length);
  frame.writeUInt32BE(payload.length, 0);
  frame.writeUInt8(type, 4);
  frame.set(payload, frameHeaderLength);
  return frame;
}

/** What the device signs: the end's own claims, bound to the clear header and the recipient. */
export function signedText(
  end: Omit<BundleEnd, 'signature'>,
  header: BundleHeader,
  preamble: Uint8Array,
): string {
  const { bundleId, to } = header;
  return `DRCB1 bundle end\n${canonicalJson({ bundleId, to, header: sha256Hex(preamble), end })}`;
}

export interface ContentHash {
  add(digest: Uint8Array): void;
  hex(): string;
}

/** SHA-256 over the frames' digests in order. */
export function startContentHash(): ContentHash {
  const running = startSha256();
  return {
    add: (digest) => running.update(digest),
    hex: () => Buffer.from(running.digest()).toString('hex'),
  };
}

export interface BlobChunk {
  readonly sha256: string;
  readonly size: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export function encodeBlobChunk({ sha256, size, offset, bytes }: BlobChunk): Uint8Array {
  const payload = Buffer.allocUnsafe(blobHeaderLength + bytes.length);
  payload.write(sha256, 0, 'hex');
  payload.writeBigUInt64BE(BigInt(size), 32);
  payload.writeBigUInt64BE(BigInt(offset), 40);
  payload.set(bytes, blobHeaderLength);
  return payload;
}

/** undefined when it is too short or its numbers leave the safe range. */
export function decodeBlobChunk(payload: Uint8Array): BlobChunk | undefined {
  if (payload.length < blobHeaderLength) return undefined;
  const buffer = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const size = Number(buffer.readBigUInt64BE(32));
  const offset = Number(buffer.readBigUInt64BE(40));
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(offset)) return undefined;
  return { sha256: buffer.toString('hex', 0, 32), size, offset, bytes: buffer.subarray(blobHeaderLength) };
}
