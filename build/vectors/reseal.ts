/** Ways of changing a genuine bundle and closing it again, as its sender or as somebody else. */
import { gzipSync } from 'node:zlib';
import { fingerprint } from '../../db/crypto.ts';
import { encodeFrame, frameTypes } from '../../db/exchange/container/format.ts';
import type { BundleEnd, BundleManifest } from '../../shared/exchange/manifest.ts';
import type { Party } from '../../shared/exchange/wire.ts';
import {
  endFrame,
  framePayload,
  manifestFrame,
  preambleOf,
  sealBundle,
  type TakenApart,
} from '../bundle/craft.ts';
import type { Genuine } from './case.ts';
import { certify, leaderParty, vectorKeys } from './world.ts';

export const toCity = { recipients: [vectorKeys.city.ageRecipient] };

/** Signs and seals other frames under the same header. */
export function resealed(
  { upwardParts }: Genuine,
  change: (frames: readonly Uint8Array[]) => readonly Uint8Array[],
  end: Parameters<typeof endFrame>[3] = {},
  signer = vectorKeys.town,
): Promise<Buffer> {
  const { header, frames, preamble } = upwardParts;
  const inside = change(frames.slice(0, -1));
  const last = endFrame(signer, header, inside, { ...countsOf(upwardParts), ...end });
  return sealBundle(preamble, toCity, [...inside, last]);
}

export function countsOf({ frames }: TakenApart): { operations: number; blobs: number } {
  const end = JSON.parse(Buffer.from(framePayload(frames.at(-1)!)).toString()) as BundleEnd;
  return { operations: end.operations, blobs: end.blobs };
}

export function manifestOf({ frames }: TakenApart): BundleManifest {
  return JSON.parse(Buffer.from(framePayload(frames[0]!)).toString()) as BundleManifest;
}

export const withManifest = (genuine: Genuine, change: Readonly<Record<string, unknown>>) =>
  resealed(genuine, ([, ...rest]) => [
    manifestFrame({ ...manifestOf(genuine.upwardParts), ...change }),
    ...rest,
  ]);

/** OPS instead of the genuine ones, and no attachment. */
export const withLines = (genuine: Genuine, text: string | Uint8Array, operations: number) =>
  resealed(genuine, ([manifest]) => [manifest!, encodeFrame(frameTypes.operations, gzipSync(text))], {
    operations,
    blobs: 0,
  });

/** One bit of it. */
export const flip = (bytes: Uint8Array, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

/** Without the closing sum. */
export const body = (file: Uint8Array): Uint8Array => file.subarray(0, -40);

/** Of a laptop that the city certified for a leader, in the name of the party. */
export function fromLeader(upward: Genuine['upwardParts'], { leaderId, name }: Party): Promise<Buffer> {
  const laptop = vectorKeys.neighbour;
  const { side, townId } = upward.header.from;
  const from = {
    side,
    townId,
    ...(leaderId ? { leaderId } : {}),
    name,
    fingerprint: fingerprint(laptop.signPublic),
  };
  const header = { ...upward.header, from };
  const sender = { deviceId: laptop.deviceId, certificate: certify(laptop, leaderParty), enrolment: null };
  const inside = [manifestFrame({ ...manifestOf(upward), sender }), ...upward.frames.slice(1, -1)];
  const end = endFrame(laptop, header, inside, countsOf(upward));
  return sealBundle(preambleOf(header), toCity, [...inside, end]);
}

/** One more save of the town's laptop. */
export function operation() {
  const { deviceId, incarnation } = vectorKeys.town;
  return {
    v: 1,
    partition: 'e0001',
    incarnation,
    seq: 9,
    prev: null,
    author: deviceId,
    hlc: [1_795_000_000_000, 0],
    wall: 1_795_000_000_000,
    kind: 'put',
    entity: ['enterprise', 'e0001'],
    fields: { note: { value: '备注', parents: [] } },
  };
}
