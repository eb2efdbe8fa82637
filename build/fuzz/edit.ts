/** Changes of bytes that know nothing of what the bytes mean. */
import type { Chance } from './chance.ts';

type Edit = (bytes: Buffer, chance: Chance) => Buffer;

const flip: Edit = (bytes, chance) => {
  const changed = Buffer.from(bytes);
  for (let left = chance.between(1, 4); left > 0 && changed.length > 0; left -= 1) {
    const at = chance.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << chance.below(8));
  }
  return changed;
};

const cut: Edit = (bytes, chance) => bytes.subarray(0, chance.below(bytes.length + 1));

const cutFront: Edit = (bytes, chance) => bytes.subarray(chance.below(bytes.length + 1));

const remove: Edit = (bytes, chance) => {
  const at = chance.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + chance.between(1, 64))]);
};

const insert: Edit = (bytes, chance) => {
  const at = chance.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), chance.bytes(chance.between(1, 64)), bytes.subarray(at)]);
};

const repeat: Edit = (bytes, chance) => {
  const at = chance.below(bytes.length + 1);
  const piece = bytes.subarray(at, at + chance.between(1, 2048));
  return Buffer.concat([bytes.subarray(0, at), piece, piece, bytes.subarray(at + piece.length)]);
};

const overwrite: Edit = (bytes, chance) => {
  const changed = Buffer.from(bytes);
  const at = chance.below(changed.length + 1);
  const length = Math.min(chance.between(1, 64), changed.length - at);
  changed.set(chance.once(3) ? Buffer.alloc(length, chance.of([0, 255])) : chance.bytes(length), at);
  return changed;
};

const move: Edit = (bytes, chance) => {
  const from = chance.below(bytes.length + 1);
  const piece = bytes.subarray(from, from + chance.between(1, 512));
  const rest = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + piece.length)]);
  const to = chance.below(rest.length + 1);
  return Buffer.concat([rest.subarray(0, to), piece, rest.subarray(to)]);
};

/** Numbers that lengths and counts go wrong at. */
const lengths = [0, 1, 5, 0xff, 0xffff, 0x100000, 0x100001, 0x7fffffff, 0x80000000, 0xffffffff];

const lie: Edit = (bytes, chance) => {
  if (bytes.length < 4) return flip(bytes, chance);
  const changed = Buffer.from(bytes);
  changed.writeUInt32BE(chance.of(lengths), chance.below(changed.length - 3));
  return changed;
};

const edits: readonly Edit[] = [flip, flip, cut, cutFront, remove, insert, repeat, overwrite, move, lie];

/** One to three changes. */
export function edit(bytes: Uint8Array, chance: Chance): Buffer {
  let changed: Buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let left = chance.of([1, 1, 2, 3]); left > 0; left -= 1) changed = chance.of(edits)(changed, chance);
  return changed;
}

export const flipBits = flip;
