/** Takes verified frames apart into operation lines and attachment pieces, counting what really comes out. */
import { gunzipSync } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';
import { type RunningSha256, startSha256 } from '../../crypto.ts';
import {
  type BlobChunk,
  type BundleLimits,
  decodeBlobChunk,
  type Frame,
  frameTypes,
  limitError,
} from './format.ts';

/** Views into the frame's memory: copy what is to be kept. */
export type BundleBatch =
  | { readonly kind: 'operations'; readonly lines: readonly Uint8Array[] }
  | {
      readonly kind: 'blob';
      readonly sha256: string;
      readonly size: number;
      readonly offset: number;
      readonly bytes: Uint8Array;
      /** The last piece: the whole attachment now has the hash it is named by. */
      readonly isLast: boolean;
    };

export interface ContentCounts {
  readonly operations: number;
  readonly blobs: number;
}

/**
 * One batch a frame. What came out counts only once the generator has ended without an error: it is applied in
 * one transaction or not at all.
 * @throws AppError bundle.damaged | bundle.limit
 */
export async function* decodeContents(
  frames: AsyncIterable<Frame> | Iterable<Frame>,
  expected: ContentCounts,
  limits: BundleLimits,
): AsyncGenerator<BundleBatch> {
  let operations = 0;
  let expandedBytes = 0;
  let blobs = 0;
  let blob: OpenBlob | undefined;
  for await (const { type, payload } of frames) {
    if (blob && type !== frameTypes.blob) throw new AppError('bundle.damaged');
    if (type === frameTypes.operations) {
      const expanded = expand(payload, limits);
      expandedBytes += expanded.length;
      if (expandedBytes > limits.expandedBytes) throw limitError('expandedBytes');
      const lines = splitLines(expanded, limits);
      operations += lines.length;
      if (operations > limits.operations) throw limitError('operations');
      yield { kind: 'operations', lines };
    } else if (type === frameTypes.blob) {
      const chunk = decodeBlobChunk(payload);
      if (!chunk) throw new AppError('bundle.damaged');
      blob = continueBlob(blob, chunk, limits);
      const isLast = blob.received === chunk.size;
      if (isLast) {
        if (Buffer.from(blob.hash.digest()).toString('hex') !== chunk.sha256)
          throw new AppError('bundle.damaged');
        blob = undefined;
        blobs += 1;
      }
      yield { kind: 'blob', ...chunk, isLast };
    }
  }
  if (blob || operations !== expected.operations || blobs !== expected.blobs) {
    throw new AppError('bundle.damaged');
  }
}

/** A frame of 1 MiB can expand a thousandfold: the expansion stops at the limit, it is not measured afterwards. */
function expand(payload: Uint8Array, limits: BundleLimits): Buffer {
  try {
    const options = { maxOutputLength: limits.frameExpandedBytes, info: true } as const;
    const { buffer, engine } = gunzipSync(payload, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    if (engine.bytesWritten !== payload.length) throw new AppError('bundle.damaged'); // something follows the gzip
    return buffer;
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ERR_BUFFER_TOO_LARGE') throw limitError('frameExpandedBytes');
      if (String(error.code).startsWith('Z_')) throw new AppError('bundle.damaged');
    }
    throw error;
  }
}

function splitLines(text: Buffer, limits: BundleLimits): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf(0x0a, start);
    if (end <= start) throw new AppError('bundle.damaged'); // an empty line, or the last one not ended
    if (end - start > limits.operationBytes) throw limitError('operationBytes');
    if (lines.length === limits.frameLines) throw limitError('frameLines');
    lines.push(text.subarray(start, end));
    start = end + 1;
  }
  if (lines.length === 0) throw new AppError('bundle.damaged');
  return lines;
}

interface OpenBlob {
  readonly sha256: string;
  readonly size: number;
  readonly received: number;
  readonly hash: RunningSha256;
}

function continueBlob(before: OpenBlob | undefined, chunk: BlobChunk, limits: BundleLimits): OpenBlob {
  if (chunk.size > limits.blobBytes) throw limitError('blobBytes');
  const blob = before ?? { sha256: chunk.sha256, size: chunk.size, received: 0, hash: startSha256() };
  const received = chunk.offset + chunk.bytes.length;
  const follows =
    chunk.sha256 === blob.sha256 &&
    chunk.size === blob.size &&
    chunk.offset === blob.received &&
    received <= chunk.size &&
    (chunk.bytes.length > 0 || chunk.size === 0);
  if (!follows) throw new AppError('bundle.damaged');
  blob.hash.update(chunk.bytes);
  return { ...blob, received };
}
