/** What whoever can read a bundle can do: change the inside and encrypt it anew, under the sender's old signature. */
import { encodeFrame } from '../../db/exchange/container/format.ts';
import { framePayload, frameType, preambleOf, sealBundle } from '../bundle/craft.ts';
import type { Chance } from './chance.ts';
import { edit, flipBits } from './edit.ts';
import type { Family, Making } from './family.ts';
import { changeHeader } from './outside.ts';

const seal = ({ base }: Making, frames: readonly Uint8Array[], preamble = base.parts.preamble) =>
  sealBundle(preamble, { recipients: [base.recipients[0]] }, frames);

export const insideFamilies: readonly Family[] = [
  {
    name: '内层一位',
    weight: 6,
    make: (making) => seal(making, [flipBits(whole(making), making.chance)]),
  },
  { name: '内层字节', weight: 8, make: (making) => seal(making, [edit(whole(making), making.chance)]) },
  {
    name: '内层截断',
    weight: 4,
    make: (making) => {
      const inside = whole(making);
      return seal(making, [inside.subarray(0, making.chance.below(inside.length))]);
    },
  },
  { name: '帧的次序', weight: 8, make: (making) => seal(making, reorder(making)) },
  { name: '帧的类型与长度', weight: 8, make: (making) => seal(making, lie(making)) },
  {
    name: '调换目录或结尾',
    weight: 3,
    make: (making) => {
      const { base, other, chance } = making;
      const at = chance.of([0, -1]);
      return seal(making, base.parts.frames.with(at, other.parts.frames.at(at) ?? Buffer.alloc(0)));
    },
  },
  {
    name: '换文件头重新加密',
    weight: 3,
    make: (making) => {
      const header = changeHeader({ ...making.base.parts.header }, making.chance);
      try {
        return seal(making, making.base.parts.frames, preambleOf(header));
      } catch {
        return seal(making, making.base.parts.frames, making.other.parts.preamble); // no canonical form
      }
    },
  },
  {
    name: '换收件人',
    weight: 1,
    make: ({ base, world, chance }) =>
      sealBundle(
        base.parts.preamble,
        chance.once(3)
          ? { passphrase: '石榴花开照江南', workFactor: 2 }
          : { recipients: [world.stranger.ageRecipient] },
        base.parts.frames,
      ),
  },
];

const whole = ({ base }: Making): Buffer => Buffer.concat(base.parts.frames);

function reorder({ base, other, chance }: Making): Uint8Array[] {
  const frames = [...base.parts.frames];
  for (let left = chance.between(1, 3); left > 0; left -= 1) {
    const at = chance.below(frames.length);
    const to = chance.below(frames.length);
    const frame = frames[at];
    if (!frame) break;
    switch (chance.below(5)) {
      case 0:
        frames.splice(at, 1);
        break;
      case 1:
        frames.splice(to, 0, frame);
        break;
      case 2:
        frames.splice(at, 1);
        frames.splice(to, 0, frame);
        break;
      case 3:
        frames.splice(to, 0, chance.of(other.parts.frames));
        break;
      default:
        frames[to] = frame;
    }
  }
  return frames;
}

function lie({ base, chance }: Making): Uint8Array[] {
  const frames = [...base.parts.frames];
  const at = chance.below(frames.length);
  const frame = frames[at];
  if (!frame) return frames;
  const payload = framePayload(frame);
  const longer = (length: number): Buffer => {
    const claimed = Buffer.from(frame);
    claimed.writeUInt32BE(length >>> 0, 0);
    return claimed;
  };
  frames[at] = chance.of<() => Uint8Array>([
    () => encodeFrame(chance.below(256), payload),
    () => longer(payload.length + chance.between(-3, 3)),
    () => longer(chance.of([0, 0x100000, 0x100001, 0x7fffffff, 0xffffffff])),
    () => encodeFrame(frameType(frame), edit(payload, chance)),
    () => encodeFrame(frameType(frame), Buffer.alloc(0)),
    () => encodeFrame(frameType(frame), split(payload, chance)),
  ])();
  return frames;
}

const split = (payload: Uint8Array, chance: Chance): Uint8Array =>
  payload.subarray(0, chance.below(payload.length + 1));
