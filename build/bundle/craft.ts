/**
 * Takes bundles apart and puts them together by hand, as an attacker or another program would: for test vectors,
 * mutants and hostile tests. What it makes need not be valid.
 */
import { type AgeKey, type AgeLock, ageDecryptBytes, ageEncryptBytes } from '../../db/age.ts';
import { sha256, sign } from '../../db/crypto.ts';
import {
  closingLength,
  decodePreamble,
  encodeClosing,
  encodePreamble,
} from '../../db/exchange/container/envelope.ts';
import {
  bundleMagic,
  encodeFrame,
  frameHeaderLength,
  frameTypes,
  signedText,
  startContentHash,
} from '../../db/exchange/container/format.ts';
import type { BundleEnd, BundleHeader } from '../../shared/exchange/manifest.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';

export interface TakenApart {
  readonly header: BundleHeader;
  readonly preamble: Uint8Array;
  /** The age file. */
  readonly sealed: Uint8Array;
  /** Whole frames, END the last. */
  readonly frames: readonly Uint8Array[];
}

/** Of a bundle that is known to be good; nothing is checked. */
export async function takeApart(file: Uint8Array, key: AgeKey): Promise<TakenApart> {
  const found = decodePreamble(bundleMagic, file);
  if (found.kind !== 'ok') throw new Error(`not a bundle: ${found.kind}`);
  const sealed = file.subarray(found.bytes.length, file.length - closingLength);
  const inside = await ageDecryptBytes(sealed, key);
  return {
    header: found.header as BundleHeader,
    preamble: found.bytes,
    sealed,
    frames: cutFrames(inside),
  };
}

function cutFrames(inside: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(inside.buffer, inside.byteOffset, inside.byteLength);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + frameHeaderLength + bytes.readUInt32BE(at);
    frames.push(bytes.subarray(at, end));
    at = end;
  }
  return frames;
}

export const frameType = (frame: Uint8Array): number => frame[4] ?? -1;

export const framePayload = (frame: Uint8Array): Uint8Array => frame.subarray(frameHeaderLength);

export function manifestFrame(manifest: unknown): Uint8Array {
  return encodeFrame(frameTypes.manifest, Buffer.from(canonicalJson(manifest)));
}

/** Any inside, properly encrypted and closed. */
export async function sealBundle(
  preamble: Uint8Array,
  lock: AgeLock,
  frames: readonly Uint8Array[],
): Promise<Buffer> {
  return closed(Buffer.concat([preamble, await ageEncryptBytes(Buffer.concat(frames), lock)]));
}

export const preambleOf = (header: unknown): Uint8Array => encodePreamble(bundleMagic, header);

/** The bytes with a closing sum that fits: what anybody can do to a changed file. */
export function closed(body: Uint8Array): Buffer {
  return Buffer.concat([body, encodeClosing(sha256(body))]);
}

/** A signed END for frames made by hand; `change` lies in it before signing. */
export function endFrame(
  signer: { readonly deviceId: string; readonly signSecret: string },
  header: BundleHeader,
  frames: readonly Uint8Array[],
  change: Partial<BundleEnd> = {},
): Uint8Array {
  const content = startContentHash();
  for (const frame of frames) content.add(sha256(frame));
  const { signature: forged, ...claims } = {
    sender: signer.deviceId,
    operations: 0,
    blobs: 0,
    content: content.hex(),
    signature: '',
    ...change,
  };
  const signature = forged || sign(signer.signSecret, signedText(claims, header, preambleOf(header)));
  return encodeFrame(frameTypes.end, Buffer.from(canonicalJson({ ...claims, signature })));
}
