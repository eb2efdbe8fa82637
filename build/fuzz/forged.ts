/** Whole, properly closed bundles of somebody who has keys, but not the sender's: strangers and neighbours. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { fingerprint, randomId } from '../../db/crypto.ts';
import { encodeFrame, frameTypes } from '../../db/exchange/container/format.ts';
import { requireIdentity } from '../../db/identity.ts';
import { createEnrolmentRequest } from '../../db/exchange/identity.ts';
import type { BundleEnd, BundleHeader, BundleManifest } from '../../shared/exchange/manifest.ts';
import { benchNowMs } from '../bench/desk.ts';
import { endFrame, framePayload, frameType, manifestFrame, preambleOf, sealBundle } from '../bundle/craft.ts';
import type { Family, Making } from './family.ts';
import type { FuzzBase, Laptop } from './world.ts';

interface Forgery {
  readonly header?: BundleHeader;
  readonly sender?: Partial<BundleManifest['sender']>;
  readonly frames?: readonly Uint8Array[];
  readonly end?: Partial<BundleEnd>;
}

/** Signed with `signer`'s key; what is not changed is the genuine bundle's. */
function forge(
  { base, chance }: Making,
  signer: { readonly deviceId: string; readonly signSecret: string },
  { header = base.parts.header, sender = {}, frames, end = {} }: Forgery,
): Promise<Buffer> {
  const manifest = { ...base.manifest, sender: { ...base.manifest.sender, ...sender } };
  const rest = frames ?? (chance.once(2) ? contents(base) : altered(base));
  const inside = [manifestFrame(manifest), ...rest];
  const last = endFrame(signer, header, inside, { ...base.counts, ...end });
  return sealBundle(preambleOf(header), { recipients: [base.recipients[0]] }, [...inside, last]);
}

const contents = ({ parts }: FuzzBase): readonly Uint8Array[] => parts.frames.slice(1, -1);

/** Another text in the first operations: what a forger would be after. */
function altered(base: FuzzBase): Uint8Array[] {
  return contents(base).map((frame) => {
    if (frameType(frame) !== frameTypes.operations) return frame;
    const text = gunzipSync(framePayload(frame)).toString().replaceAll('工业路', '伪造路');
    return encodeFrame(frameTypes.operations, gzipSync(text));
  });
}

const named = (base: FuzzBase, laptop: Laptop): BundleHeader => ({
  ...base.parts.header,
  from: { ...base.parts.header.from, fingerprint: fingerprint(laptop.signPublic) },
});

export const forgedFamilies: readonly Family[] = [
  {
    name: '外人冒名签名',
    weight: 4,
    make: (making) => {
      const { stranger } = making.world;
      const { deviceId } = making.base.signer;
      return forge(making, { ...stranger, deviceId }, {});
    },
  },
  {
    name: '外人自带别市证书',
    weight: 3,
    make: (making) => {
      const { stranger } = making.world;
      const header = making.chance.once(2) ? named(making.base, stranger) : making.base.parts.header;
      const sender = { deviceId: stranger.deviceId, certificate: stranger.certificate, enrolment: null };
      return forge(making, stranger, { header, sender });
    },
  },
  {
    name: '邻镇电脑冒名',
    weight: 3,
    make: (making) => {
      const { neighbour } = making.world;
      const header = making.chance.once(2) ? named(making.base, neighbour) : making.base.parts.header;
      const sender = { deviceId: neighbour.deviceId, certificate: neighbour.certificate, enrolment: null };
      return forge(making, neighbour, { header, sender });
    },
  },
  {
    name: '改过的证书',
    weight: 3,
    make: (making) => {
      const { base, world, chance } = making;
      const laptop = chance.of([world.neighbour, world.stranger]);
      const { side, townId } = base.parts.header.from;
      const certificate = {
        ...laptop.certificate,
        ...chance.of<object>([
          { side, townId },
          { side, townId, issuerKeyId: world.neighbour.certificate.issuerKeyId },
          { side, townId, signature: world.neighbour.certificate.signature },
          { side, townId, role: 'leader' },
          { deviceId: base.signer.deviceId, side, townId },
        ]),
      };
      const { deviceId } = certificate;
      return forge(
        making,
        { ...laptop, deviceId },
        {
          header: named(base, laptop),
          sender: { deviceId, certificate, enrolment: null },
        },
      );
    },
  },
  {
    name: '发送方证书配外人的钥匙',
    weight: 2,
    make: (making) => {
      const { base, world } = making;
      // The certificate is genuine and public; the key behind it is not at hand.
      return forge(
        making,
        { ...world.stranger, deviceId: base.signer.deviceId },
        {
          header: named(base, world.stranger),
        },
      );
    },
  },
  {
    name: '伪造的登记申请',
    weight: 3,
    make: (making) => {
      const { base, world, chance } = making;
      const { stranger } = world;
      const invitationId = base.manifest.sender.enrolment?.invitationId ?? randomId();
      const { townId } = base.parts.header.from;
      const enrolment = createEnrolmentRequest(
        stranger,
        { side: 'town', townId: townId === '' ? 't06' : townId, officer: '张三', deviceName: '一号机' },
        { invitationId, token: Buffer.from(chance.bytes(32)).toString('base64url') },
        benchNowMs,
      );
      const taken = base.manifest.sender.enrolment;
      const sender = chance.of([
        { deviceId: stranger.deviceId, certificate: null, enrolment },
        // Somebody else's proof, cut out of a bundle and pasted here.
        {
          deviceId: stranger.deviceId,
          certificate: null,
          enrolment: taken && { ...taken, deviceId: stranger.deviceId, signPublic: stranger.signPublic },
        },
      ]);
      return forge(making, stranger, { header: named(base, stranger), sender });
    },
  },
  {
    name: '顶替已登记的电脑',
    weight: 3,
    make: (making) => {
      const { base, world, chance } = making;
      const { stranger } = world;
      const self = requireIdentity(base.desk.desk().db);
      const deviceId = chance.of([base.signer.deviceId, self.deviceId, world.known.deviceId]);
      const townId = chance.of(['t01', 't06']);
      const enrolment = createEnrolmentRequest(
        { ...stranger, deviceId },
        { side: 'town', townId, officer: '张三', deviceName: '一号机' },
        { invitationId: randomId(), token: Buffer.from(chance.bytes(32)).toString('base64url') },
        benchNowMs,
      );
      const { header } = base.parts;
      const from = {
        side: 'town' as const,
        townId,
        name: '如城街道',
        fingerprint: fingerprint(stranger.signPublic),
      };
      return forge(
        making,
        { ...stranger, deviceId },
        {
          header: { ...header, from },
          sender: { deviceId, certificate: null, enrolment },
        },
      );
    },
  },
  {
    name: '签名出自另一文件头',
    weight: 3,
    make: ({ base, other, chance }) => {
      // The sender's own END, made for another bundle of his, under this header.
      const { signer, parts } = base;
      const header = chance.of<BundleHeader>([
        { ...parts.header, bundleId: other.parts.header.bundleId },
        { ...parts.header, month: '2025-01' },
        { ...parts.header, to: { side: 'town', townId: 't01', name: '如城街道' } },
        { ...parts.header, createdAtMs: parts.header.createdAtMs + 1 },
      ]);
      const inside = parts.frames.slice(0, -1);
      const last = endFrame(signer, header, inside, base.counts);
      return sealBundle(parts.preamble, { recipients: [base.recipients[0]] }, [...inside, last]);
    },
  },
];
