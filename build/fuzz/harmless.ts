/** The genuine bundle in other clothes: a reader must take it, and the fuzzer must know it again. */
import { gzipSync } from 'node:zlib';
import { encodeFrame, frameTypes } from '../../db/exchange/container/format.ts';
import { framePayload, sealBundle } from '../bundle/craft.ts';
import type { Family } from './family.ts';
import { genuineLines, replaceOperations, resign, signedFrames } from './resign.ts';

export const harmlessFamilies: readonly Family[] = [
  {
    name: '（同义）重新加密',
    weight: 0.5,
    make: ({ base, world, chance }) =>
      sealBundle(
        base.parts.preamble,
        { recipients: chance.once(2) ? base.recipients : [world.stranger.ageRecipient, base.recipients[0]] },
        base.parts.frames,
      ),
  },
  {
    name: '（同义）可忽略的帧',
    weight: 0.5,
    make: (making) => {
      const extra = encodeFrame(making.chance.between(128, 255), making.chance.bytes(9));
      const frames = signedFrames(making.base);
      return resign(making, frames.toSpliced(making.chance.of([1, frames.length]), 0, extra));
    },
  },
  {
    name: '（同义）目录分帧',
    weight: 0.5,
    make: (making) => {
      const [manifest = Buffer.alloc(5), ...rest] = signedFrames(making.base);
      const json = framePayload(manifest);
      const at = making.chance.below(json.length);
      const part = (from: number, to?: number) => encodeFrame(frameTypes.manifest, json.subarray(from, to));
      return resign(making, [part(0, at), part(at), ...rest]);
    },
  },
  {
    name: '（同义）记录重新压缩',
    weight: 0.5,
    make: (making) => {
      const lines = genuineLines(making.base);
      const at = making.chance.between(1, lines.length - 1);
      const parts = making.chance.once(2) ? [lines] : [lines.slice(0, at), lines.slice(at)];
      const payloads = parts.map((part) =>
        gzipSync(`${part.join('\n')}\n`, { level: making.chance.between(0, 9) }),
      );
      return resign(making, replaceOperations(making.base, payloads));
    },
  },
];
