/** Bundles changed by hand: what another program, a bad stick or an attacker could hand in. */
import { sha256Hex } from '../../db/crypto.ts';
import { encodeBlobChunk, encodeFrame, frameTypes } from '../../db/exchange/container/format.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { closed, endFrame, framePayload, manifestFrame, preambleOf, sealBundle } from '../bundle/craft.ts';
import type { Case } from './case.ts';
import {
  body,
  countsOf,
  flip,
  fromLeader,
  manifestOf,
  operation,
  resealed,
  toCity,
  withLines,
  withManifest,
} from './reseal.ts';
import { bundleIdOf, certify, leaderParty, revoke, townParty, vectorKeys } from './world.ts';

const small = Buffer.from('一个很小的附件');
const piece = (offset: number, bytes: Uint8Array, sha256 = sha256Hex(small)): Uint8Array =>
  encodeFrame(frameTypes.blob, encodeBlobChunk({ sha256, size: small.length, offset, bytes }));

export const craftedCases: readonly Case[] = [
  {
    file: 'unknown-optional-frame.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'frames of type 128 and 200: skipped, but hashed and signed',
    make: (genuine) =>
      resealed(genuine, ([manifest, ...rest]) => [
        manifest!,
        encodeFrame(200, Buffer.from('来自更新的程序')),
        ...rest,
        encodeFrame(128, Buffer.alloc(0)),
      ]),
  },
  {
    file: 'unknown-fields.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'fields nobody knows in the header, the manifest and END: kept, and signed for',
    make: ({ upwardParts }) => {
      const header = { ...upwardParts.header, later: { list: [1, 'β', null] } };
      const manifest = JSON.parse(Buffer.from(framePayload(upwardParts.frames[0]!)).toString()) as object;
      const inside = [
        manifestFrame({ ...manifest, later: '以后的内容' }),
        ...upwardParts.frames.slice(1, -1),
      ];
      const end = { ...countsOf(upwardParts), later: true };
      return sealBundle(preambleOf(header), toCity, [
        ...inside,
        endFrame(vectorKeys.town, header, inside, end),
      ]);
    },
  },
  {
    file: 'delta.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'a delta: `base`, `previous`, `forks`, `group` and a standing are there',
    make: (genuine) => {
      const [stream] = manifestOf(genuine.upwardParts).streams;
      const [partition, incarnation] = stream!;
      return withManifest(genuine, {
        standings: [revoke(vectorKeys.neighbour)],
        forks: [[partition, incarnation, 1]],
        base: [stream],
        previous: { bundleId: bundleIdOf('previous'), month: '2026-10' },
        group: bundleIdOf('group'),
        recovery: null,
        attachmentsOnly: false,
      });
    },
  },
  {
    file: 'unknown-operation.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'an operation of a newer version, kind and entity: stored and relayed, applied after the upgrade',
    make: (genuine) =>
      withLines(genuine, `${canonicalJson({ ...operation(), v: 2, kind: 'later', extra: 1 })}\n`, 1),
  },
  {
    file: 'manifest-in-two-frames.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'MANIFEST cut in the middle of a character',
    make: (genuine) =>
      resealed(genuine, ([manifest, ...rest]) => {
        const json = framePayload(manifest!);
        const middle = Buffer.from(json).indexOf('经办') + 1;
        const part = (from: number, to?: number) => encodeFrame(frameTypes.manifest, json.subarray(from, to));
        return [part(0, middle), part(middle), ...rest];
      }),
  },
  {
    file: 'attachment-in-pieces.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'one attachment in two pieces, and an empty one',
    make: (genuine) =>
      resealed(
        genuine,
        ([manifest, operations]) => [
          manifest!,
          operations!,
          piece(0, small.subarray(0, 5)),
          piece(5, small.subarray(5)),
          encodeFrame(
            frameTypes.blob,
            encodeBlobChunk({ sha256: sha256Hex(''), size: 0, offset: 0, bytes: Buffer.alloc(0) }),
          ),
        ],
        { blobs: 2 },
      ),
  },
  {
    file: 'text.drcb',
    verdict: 'not-a-bundle',
    opensWith: 'city',
    note: 'a text file',
    make: () => Buffer.from('这不是数据包，只是改了扩展名的文本。\n'),
  },
  {
    file: 'empty.drcb',
    verdict: 'truncated',
    opensWith: 'city',
    note: 'no bytes',
    make: () => Buffer.alloc(0),
  },
  {
    file: 'cut.drcb',
    verdict: 'truncated',
    opensWith: 'city',
    note: 'the first half',
    make: ({ upward }) => upward.subarray(0, upward.length >> 1),
  },
  {
    file: 'cut-and-closed.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'cut inside the age stream, then given a closing sum that fits',
    make: ({ upward }) => closed(upward.subarray(0, upward.length >> 1)),
  },
  {
    file: 'no-end.drcb',
    verdict: 'truncated',
    opensWith: 'city',
    note: 'properly encrypted, but END is missing',
    make: ({ upwardParts }) => sealBundle(upwardParts.preamble, toCity, upwardParts.frames.slice(0, -1)),
  },
  {
    file: 'half-frame.drcb',
    verdict: 'truncated',
    opensWith: 'city',
    note: 'properly encrypted, but the inside ends within a frame',
    make: ({ upwardParts: { preamble, frames } }) =>
      sealBundle(preamble, toCity, [Buffer.concat(frames).subarray(0, -1)]),
  },
  {
    file: 'flipped.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'one bit changed: the closing sum tells',
    make: ({ upward }) => flip(upward, upward.length >> 1),
  },
  {
    file: 'flipped-and-closed.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'one bit changed and the closing sum mended: the encryption tells',
    make: ({ upward }) => closed(flip(body(upward), upward.length >> 1)),
  },
  {
    file: 'header-changed.drcb',
    verdict: 'bad-signature',
    opensWith: 'city',
    note: 'another month in the clear header and the closing sum mended: the signature tells',
    make: ({ upwardParts }) =>
      closed(Buffer.concat([preambleOf({ ...upwardParts.header, month: '2026-10' }), upwardParts.sealed])),
  },
  {
    file: 'header-not-canonical.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'a blank in the clear header',
    make: ({ upwardParts }) => {
      const json = Buffer.from(canonicalJson(upwardParts.header).replace(',', ', '));
      const preamble = Buffer.concat([preambleOf({}).subarray(0, 6), Buffer.alloc(4), json]);
      preamble.writeUInt32BE(json.length, 6);
      return closed(Buffer.concat([preamble, upwardParts.sealed]));
    },
  },
  {
    file: 'newer-generation.drcb',
    verdict: 'newer-version',
    opensWith: 'city',
    note: 'magic DRCB2; nothing after it is looked at',
    make: ({ upward }) => Buffer.concat([Buffer.from('DRCB2'), upward.subarray(5, 300)]),
  },
  {
    file: 'newer-suite.drcb',
    verdict: 'newer-version',
    opensWith: 'city',
    note: 'suite 2',
    make: ({ upward }) => Buffer.concat([Buffer.from('DRCB1\u0002'), upward.subarray(6, 300)]),
  },
  {
    file: 'newer-reader.drcb',
    verdict: 'newer-version',
    opensWith: 'city',
    note: '`minReader` 2 in the clear header, whose other fields need not be known',
    make: ({ upward }) =>
      closed(Buffer.concat([preambleOf({ minReader: 2, somethingElse: true }), upward.subarray(400)])),
  },
  {
    file: 'newer-reader-inside.drcb',
    verdict: 'newer-version',
    opensWith: 'city',
    note: '`minReader` 2 in the manifest alone',
    make: (genuine) => withManifest(genuine, { minReader: 2 }),
  },
  {
    file: 'unknown-required-frame.drcb',
    verdict: 'newer-version',
    opensWith: 'city',
    note: 'a frame of type 9',
    make: (genuine) => resealed(genuine, (frames) => [...frames, encodeFrame(9, Buffer.from('?'))]),
  },
  {
    file: 'passphrase-too-costly.drcb',
    verdict: 'damaged',
    opensWith: 'passphrase',
    note: 'scrypt work factor 19: more than a reader spends on a stranger’s file',
    make: ({ passphrase }) => {
      const text = Buffer.from(body(passphrase)).toString('latin1');
      return closed(Buffer.from(text.replace(/(-> scrypt \S+) \d+\n/, '$1 19\n'), 'latin1'));
    },
  },
  {
    file: 'other-city.drcb',
    verdict: 'unknown-sender',
    opensWith: 'city',
    note: 'all in order, but the certificate is another city’s',
    make: (genuine) => {
      const issued = certify(vectorKeys.town, townParty, vectorKeys.otherCitySigning);
      return withManifest(genuine, {
        sender: { ...manifestOf(genuine.upwardParts).sender, certificate: issued },
      });
    },
  },
  {
    file: 'certificate-of-neighbour.drcb',
    verdict: 'unknown-sender',
    opensWith: 'city',
    note: 'a certified laptop of another town writes under this town’s name',
    make: (genuine) => {
      const issued = certify(vectorKeys.neighbour, { ...townParty, townId: 't01' });
      const sender = { deviceId: vectorKeys.neighbour.deviceId, certificate: issued, enrolment: null };
      return resealed(
        genuine,
        ([, ...rest]) => [manifestFrame({ ...manifestOf(genuine.upwardParts), sender }), ...rest],
        {},
        vectorKeys.neighbour,
      );
    },
  },
  {
    file: 'from-leader.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'the laptop of a linked leader, by his own certificate',
    make: ({ upwardParts }) => fromLeader(upwardParts, leaderParty),
  },
  {
    file: 'leader-as-office.drcb',
    verdict: 'unknown-sender',
    opensWith: 'city',
    note: 'a leader’s laptop writes under the name of his town’s office',
    make: ({ upwardParts }) => fromLeader(upwardParts, townParty),
  },
  {
    file: 'signed-by-stranger.drcb',
    verdict: 'bad-signature',
    opensWith: 'city',
    note: 'signed with a key that is not the certificate’s',
    make: (genuine) =>
      resealed(
        genuine,
        (frames) => frames,
        {},
        { ...vectorKeys.stranger, deviceId: vectorKeys.town.deviceId },
      ),
  },
  {
    file: 'other-bundle-id.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'the manifest of another bundle',
    make: (genuine) => withManifest(genuine, { bundleId: bundleIdOf('another') }),
  },
  {
    file: 'frames-exchanged.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'OPS and BLOB change places under the genuine END: the content hash tells',
    make: ({ upwardParts: { preamble, frames } }) =>
      sealBundle(preamble, toCity, [frames[0]!, frames[2]!, frames[1]!, ...frames.slice(3)]),
  },
  {
    file: 'after-end.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'a frame follows END',
    make: ({ upwardParts: { preamble, frames } }) =>
      sealBundle(preamble, toCity, [...frames, encodeFrame(200, Buffer.alloc(0))]),
  },
  {
    file: 'lying-count.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'END claims one operation more than there are',
    make: (genuine) =>
      resealed(genuine, (frames) => frames, { operations: countsOf(genuine.upwardParts).operations + 1 }),
  },
  {
    file: 'attachment-changed.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'an attachment that does not have the hash it is named by',
    make: (genuine) =>
      resealed(
        genuine,
        ([manifest, operations]) => [manifest!, operations!, piece(0, small, sha256Hex('?'))],
        {
          blobs: 1,
        },
      ),
  },
  {
    file: 'after-gzip.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'bytes follow the gzip of an OPS frame',
    make: (genuine) =>
      resealed(genuine, ([manifest, operations, ...rest]) => [
        manifest!,
        encodeFrame(frameTypes.operations, Buffer.concat([framePayload(operations!), Buffer.from('x')])),
        ...rest,
      ]),
  },
  {
    file: 'line-not-ended.drcb',
    verdict: 'damaged',
    opensWith: 'city',
    note: 'the last operation has no line feed',
    make: (genuine) => withLines(genuine, canonicalJson(operation()), 1),
  },
  {
    file: 'not-an-operation.drcb',
    verdict: 'bad-operation',
    opensWith: 'city',
    note: 'signed in order, but a line is not an operation (`seq` 0)',
    make: (genuine) => withLines(genuine, `${canonicalJson({ ...operation(), seq: 0 })}\n`, 1),
  },
  {
    file: 'prototype-key.drcb',
    verdict: 'bad-operation',
    opensWith: 'city',
    note: 'a value of an operation has a key `__proto__`',
    make: (genuine) =>
      withLines(genuine, `${canonicalJson(operation()).replace('"备注"', '{"__proto__":"备注"}')}\n`, 1),
  },
  {
    file: 'byte-order-mark.drcb',
    verdict: 'bad-operation',
    opensWith: 'city',
    note: 'an operation begins with a byte order mark, which is no JSON',
    make: (genuine) => withLines(genuine, `\u{FEFF}${canonicalJson(operation())}\n`, 1),
  },
  {
    file: 'bomb.drcb',
    verdict: 'limit',
    opensWith: 'city',
    note: 'an OPS frame of 5 KB that expands to more than 4 MiB',
    make: (genuine) => withLines(genuine, Buffer.alloc(4 * 1024 * 1024 + 1, 0x0a), 1),
  },
  {
    file: 'long-frame.drcb',
    verdict: 'limit',
    opensWith: 'city',
    note: 'a frame that says it is 1 MiB and one byte long, and is not',
    make: ({ upwardParts: { preamble, frames } }) =>
      sealBundle(preamble, toCity, [frames[0]!, Buffer.from('0010000102', 'hex')]),
  },
];
