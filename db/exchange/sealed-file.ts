/**
 * The small sealed files, invitation and recovery key: the envelope of a bundle around one age file that a passphrase
 * opens. What is inside names the hash of what is outside.
 */
import { canonicalJson } from '../../shared/log/canonical.ts';
import { ageDecryptBytes, ageEncryptBytes, ageLockKind, NoMatchingKeyError } from '../age.ts';
import { sha256, sha256Hex } from '../crypto.ts';
import {
  checkClosing,
  closingLength,
  decodePreamble,
  encodeClosing,
  encodePreamble,
  parseJsonBytes,
} from './container/envelope.ts';

/** Five characters, and the largest file that is looked at. */
export interface SealedKind {
  readonly magic: string;
  readonly maximumBytes: number;
}

export interface Outside {
  readonly kind: 'ok';
  /** Canonical JSON of anybody's making. */
  readonly header: unknown;
  readonly preamble: Uint8Array;
  readonly sealed: Uint8Array;
}

/** Takes about a second (scrypt). */
export async function sealFile(
  { magic }: SealedKind,
  header: unknown,
  contents: Readonly<Record<string, unknown>>,
  lock: { readonly passphrase: string; readonly workFactor: number },
): Promise<Uint8Array> {
  const preamble = encodePreamble(magic, header);
  const sealed = await ageEncryptBytes(
    Buffer.from(canonicalJson({ ...contents, headerSha256: sha256Hex(preamble) })),
    lock,
  );
  const body = Buffer.concat([preamble, sealed]);
  return Buffer.concat([body, encodeClosing(sha256(body))]);
}

export async function readOutside(
  { magic, maximumBytes }: SealedKind,
  bytes: Uint8Array,
): Promise<Outside | { readonly kind: 'foreign' | 'newer' | 'damaged' }> {
  const preamble = decodePreamble(magic, bytes);
  if (preamble.kind === 'foreign' || preamble.kind === 'newer') return { kind: preamble.kind };
  const closing = bytes.length <= maximumBytes && (await checkClosing([bytes], bytes.length)).kind === 'ok';
  if (preamble.kind !== 'ok' || !closing) return { kind: 'damaged' };
  const sealed = bytes.subarray(preamble.bytes.length, bytes.length - closingLength);
  return { kind: 'ok', header: preamble.header, preamble: preamble.bytes, sealed };
}

/** Asked once the header is known to be of this program's generation. */
export function isSealed({ sealed }: Outside): boolean {
  return ageLockKind(sealed) === 'passphrase';
}

/** What is inside; `damaged` also when it does not belong to its outside. */
export async function openInside(
  { preamble, sealed }: Outside,
  passphrase: string,
): Promise<{ readonly kind: 'ok'; readonly contents: unknown } | { readonly kind: 'locked' | 'damaged' }> {
  let plain: Uint8Array;
  try {
    plain = await ageDecryptBytes(sealed, { passphrase });
  } catch (error) {
    // Everything else the library throws means that the bytes are not what it once wrote.
    return { kind: error instanceof NoMatchingKeyError ? 'locked' : 'damaged' };
  }
  const contents = parseJsonBytes(plain);
  const isWhole =
    typeof contents === 'object' &&
    contents !== null &&
    'headerSha256' in contents &&
    contents.headerSha256 === sha256Hex(preamble);
  return isWhole ? { kind: 'ok', contents } : { kind: 'damaged' };
}
