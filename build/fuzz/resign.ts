/** Signs a changed inside with the sender's own key: a laptop that is known, and broken or captured. */
import { gunzipSync } from 'node:zlib';
import { sha256, sign } from '../../db/crypto.ts';
import { encodeFrame, frameTypes, signedText, startContentHash } from '../../db/exchange/container/format.ts';
import type { BundleEnd, BundleHeader } from '../../shared/exchange/manifest.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { framePayload, frameType, preambleOf, sealBundle } from '../bundle/craft.ts';
import type { Making } from './family.ts';
import type { FuzzBase } from './world.ts';

export interface Resigning {
  readonly header?: BundleHeader;
  readonly end?: Partial<BundleEnd>;
  /** After END. */
  readonly after?: readonly Uint8Array[];
  /** Rewrites END's JSON once it is signed. */
  readonly rewriteEnd?: (text: string) => string;
}

export function resign(
  { base }: Making,
  frames: readonly Uint8Array[],
  { header = base.parts.header, end = {}, after = [], rewriteEnd = (text) => text }: Resigning = {},
): Promise<Buffer> {
  const { signer } = base;
  const preamble = preambleOf(header);
  const content = startContentHash();
  for (const frame of frames) content.add(sha256(frame));
  const claims = { sender: signer.deviceId, ...base.counts, content: content.hex(), ...end };
  const signature = sign(signer.signSecret, signedText(claims, header, preamble));
  const last = encodeFrame(frameTypes.end, Buffer.from(rewriteEnd(canonicalJson({ ...claims, signature }))));
  return sealBundle(preamble, { recipients: [base.recipients[0]] }, [...frames, last, ...after]);
}

/** Everything before END. */
export const signedFrames = ({ parts }: FuzzBase): readonly Uint8Array[] => parts.frames.slice(0, -1);

export function replaceManifest(base: FuzzBase, text: string): Uint8Array[] {
  return [encodeFrame(frameTypes.manifest, Buffer.from(text)), ...signedFrames(base).slice(1)];
}

/** The genuine operations, line by line. */
export function genuineLines(base: FuzzBase): string[] {
  return signedFrames(base)
    .filter((frame) => frameType(frame) === frameTypes.operations)
    .flatMap((frame) => gunzipSync(framePayload(frame)).toString().split('\n').slice(0, -1));
}

/** OPS frames replaced by these payloads, wherever the first of them stood. */
export function replaceOperations(base: FuzzBase, payloads: readonly Uint8Array[]): Uint8Array[] {
  const [manifest, ...rest] = signedFrames(base);
  const kept = rest.filter((frame) => frameType(frame) !== frameTypes.operations);
  const frames = payloads.map((payload) => encodeFrame(frameTypes.operations, payload));
  return [manifest ?? Buffer.alloc(0), ...frames, ...kept];
}

/** Attachments replaced by these frames. */
export function replaceBlobs(base: FuzzBase, frames: readonly Uint8Array[]): Uint8Array[] {
  return [...signedFrames(base).filter((frame) => frameType(frame) !== frameTypes.blob), ...frames];
}
