/**
 * The outside of every exchange file:
 *
 *     magic (5)  suite (1)  header length (4, big endian)  header (canonical JSON)
 *     age stream
 *     "DRCBSUM1" (8)  SHA-256 of everything before (32)
 *
 * The closing sum is no protection against people (anyone can compute it): it tells a file that was cut or hit by a
 * bad stick from one that is meant for somebody else, before any key is tried.
 */
import type { FileHandle } from 'node:fs/promises';
import { canonicalJson, parseCanonicalJson } from '../../../shared/log/canonical.ts';
import { startSha256 } from '../../crypto.ts';
import { storageError } from '../../storage-error.ts';

/** Suite 1: age (X25519 or scrypt, ChaCha20-Poly1305), Ed25519, SHA-256, gzip. A national suite would be another. */
const suite = 1;
const maximumHeaderBytes = 4096;
const fixedLength = 10;
const sumMagic = Buffer.from('DRCBSUM1');
export const closingLength = sumMagic.length + 32;

/** `magic` is five ASCII characters, the last one a digit: its generation. */
export function encodePreamble(magic: string, header: unknown): Uint8Array {
  const json = Buffer.from(canonicalJson(header));
  if (json.length > maximumHeaderBytes) throw new Error('clear header too long');
  const preamble = Buffer.alloc(fixedLength + json.length);
  preamble.write(magic, 'latin1');
  preamble.writeUInt8(suite, 5);
  preamble.writeUInt32BE(json.length, 6);
  json.copy(preamble, fixedLength);
  return preamble;
}

/** The closing sum for a file whose bytes so far have the hash `sum`. */
export function encodeClosing(sum: Uint8Array): Uint8Array {
  return Buffer.concat([sumMagic, sum]);
}

export type Preamble =
  | { readonly kind: 'ok'; readonly bytes: Uint8Array; readonly header: unknown }
  | { readonly kind: 'foreign' | 'truncated' | 'damaged' | 'newer' };

/** Reads the start of a file; `header` is canonical JSON of anybody's making. */
export function decodePreamble(magic: string, start: Uint8Array): Preamble {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const found = bytes.toString('latin1', 0, magic.length);
  if (found !== magic) {
    if (magic.startsWith(found)) return { kind: 'truncated' };
    const isGeneration = found.slice(0, -1) === magic.slice(0, -1) && /[2-9]$/.test(found);
    return { kind: isGeneration ? 'newer' : 'foreign' };
  }
  if (bytes.length < fixedLength) return { kind: 'truncated' };
  if (bytes.readUInt8(5) !== suite) return { kind: bytes.readUInt8(5) > suite ? 'newer' : 'damaged' };
  const length = bytes.readUInt32BE(6);
  if (length > maximumHeaderBytes) return { kind: 'damaged' };
  if (bytes.length < fixedLength + length) return { kind: 'truncated' };
  const header = parseJsonBytes(bytes.subarray(fixedLength, fixedLength + length));
  if (header === undefined) return { kind: 'damaged' };
  return { kind: 'ok', bytes: bytes.subarray(0, fixedLength + length), header };
}

/** Bytes that suffice for any preamble. */
export const preambleCapacity = fixedLength + maximumHeaderBytes;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Canonical JSON from UTF-8 bytes; undefined when it is anything else. */
export function parseJsonBytes(bytes: Uint8Array): unknown {
  try {
    return parseCanonicalJson(utf8.decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Reads up to `length` bytes at `position`; fewer only at the end of the file. */
export async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let used = 0;
  try {
    while (used < length) {
      const { bytesRead } = await handle.read(buffer, used, length - used, position + used);
      if (bytesRead === 0) break;
      used += bytesRead;
    }
  } catch (error) {
    throw storageError(error);
  }
  return buffer.subarray(0, used);
}

const pieceLength = 256 * 1024;

/** The bytes of [from, to) in pieces. */
export async function* readPieces(handle: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let position = from; position < to; position += pieceLength) {
    const piece = await readAt(handle, position, Math.min(pieceLength, to - position));
    if (piece.length === 0) return;
    yield piece;
  }
}

export type Closing =
  | { readonly kind: 'ok'; readonly fileSha256: string }
  | { readonly kind: 'truncated' | 'damaged' };

/** Checks the closing sum of pieces that together are a whole file of `size` bytes. */
export async function checkClosing(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number,
): Promise<Closing> {
  if (size < closingLength) return { kind: 'truncated' };
  const running = startSha256();
  const closingAt = size - closingLength;
  const closing = Buffer.alloc(closingLength);
  let position = 0;
  let sum: Uint8Array | undefined;
  for await (const piece of pieces) {
    const before = Math.max(0, Math.min(piece.length, closingAt - position));
    running.update(piece.subarray(0, before));
    if (before < piece.length) {
      sum ??= running.digest();
      running.update(piece.subarray(before));
      closing.set(piece.subarray(before), position + before - closingAt);
    }
    position += piece.length;
  }
  if (!sum || !closing.subarray(0, sumMagic.length).equals(sumMagic)) return { kind: 'truncated' };
  if (!closing.subarray(sumMagic.length).equals(sum)) return { kind: 'damaged' };
  return { kind: 'ok', fileSha256: Buffer.from(running.digest()).toString('hex') };
}
