/** What anybody can do to a file without any key. */
import { closingLength } from '../../db/exchange/container/envelope.ts';
import { closed, preambleOf } from '../bundle/craft.ts';
import type { Chance } from './chance.ts';
import { edit } from './edit.ts';
import type { Family, Making } from './family.ts';

const bodyOf = (file: Uint8Array): Uint8Array => file.subarray(0, -closingLength);

const ageHeaderEnd = (sealed: Uint8Array): number =>
  Buffer.from(sealed).indexOf('\n', Buffer.from(sealed).indexOf('\n--- ') + 1) + 1;

export const outsideFamilies: readonly Family[] = [
  { name: '外层字节', weight: 8, make: ({ base, chance }) => edit(base.file, chance) },
  {
    name: '外层字节并补好封尾',
    weight: 10,
    make: ({ base, chance }) => closed(edit(bodyOf(base.file), chance)),
  },
  {
    name: '清文文件头',
    weight: 6,
    make: ({ base, chance }) => {
      const header = changeHeader({ ...base.parts.header }, chance);
      return closed(Buffer.concat([headerBytes(header), base.parts.sealed]));
    },
  },
  {
    name: '文件头字节',
    weight: 5,
    make: ({ base: { parts }, chance }) =>
      closed(Buffer.concat([edit(parts.preamble, chance), parts.sealed])),
  },
  {
    name: '两个数据包拼接',
    weight: 2,
    make: ({ base, other, chance }) =>
      chance.once(2)
        ? closed(Buffer.concat([other.parts.preamble, base.parts.sealed]))
        : closed(Buffer.concat([base.parts.preamble, other.parts.sealed])),
  },
  { name: 'age 文件头', weight: 8, make: (making) => changeAgeHeader(making) },
  {
    name: 'age 分段',
    weight: 2,
    make: ({ world, chance }) => changeAgePieces(world.long.parts.sealed, world.long.parts.preamble, chance),
  },
];

/** Any JSON text as a header; canonical where it can be. */
function headerBytes(header: unknown): Uint8Array {
  try {
    return preambleOf(header);
  } catch {
    // Too long, or without a canonical form: written as a careless program would.
    const json = Buffer.from(JSON.stringify(header));
    const preamble = Buffer.concat([preambleOf({}).subarray(0, 6), Buffer.alloc(4), json]);
    preamble.writeUInt32BE(json.length, 6);
    return preamble;
  }
}

/** Values that fit and values that lie, for every field. */
const headerValues: Readonly<Record<string, readonly unknown[]>> = {
  v: [2, 0, -1, '1', 1.5, null],
  minReader: [2, 99, 0, '2', null],
  bundleId: ['0'.repeat(32), 'F'.repeat(32), '', '../../etc/passwd', 7],
  month: ['2026-10', '2026-13', '', '2026-1', null],
  part: [{ index: 2, count: 1 }, { index: 0, count: 1 }, { index: 1, count: 9 }, {}, null],
  createdAtMs: [0, -1, Number.MAX_SAFE_INTEGER, 2 ** 60, '0', null],
  extra: [{ deep: [[[[]]]] }, 'x'.repeat(5000), '__proto__', 1],
};

const partyValues: readonly Readonly<Record<string, unknown>>[] = [
  { townId: 't01' },
  { townId: '' },
  { townId: '../..' },
  { side: 'city' },
  { side: 'town' },
  { side: 'province' },
  { name: '市发改委\u202e' },
  { name: '' },
  { name: '甲'.repeat(61) },
  { name: '乙镇' },
  { name: 'e\u0301' },
  { fingerprint: '0000 0000 0000 0000 0000 0000 0000 0000' },
  { fingerprint: '12' },
  { more: true },
];

export function changeHeader(header: Record<string, unknown>, chance: Chance): Record<string, unknown> {
  if (chance.once(2)) {
    const side = chance.of(['from', 'to']);
    return { ...header, [side]: { ...(header[side] as object), ...chance.of(partyValues) } };
  }
  const field = chance.of(Object.keys(headerValues));
  if (chance.once(6)) return Object.fromEntries(Object.entries(header).filter(([name]) => name !== field));
  return { ...header, [field]: chance.of(headerValues[field] ?? [null]) };
}

function changeAgeHeader({ base: { parts }, other, chance }: Making): Buffer {
  const end = ageHeaderEnd(parts.sealed);
  const text = Buffer.from(parts.sealed.subarray(0, end)).toString('latin1');
  const rest = parts.sealed.subarray(end);
  const stanzas = text.split(/(?=^-> )|(?=^--- )/m);
  const theirs = Buffer.from(other.parts.sealed.subarray(0, ageHeaderEnd(other.parts.sealed)))
    .toString('latin1')
    .split(/(?=^-> )|(?=^--- )/m);
  const changed = chance.of<() => string>([
    () => edit(Buffer.from(text, 'latin1'), chance).toString('latin1'),
    () => stanzas.toSpliced(chance.between(1, stanzas.length - 1), 1).join(''),
    () => stanzas.toSpliced(1, 0, chance.of(stanzas.slice(1))).join(''),
    () => stanzas.toSpliced(1, 0, chance.of(theirs.slice(1, -1))).join(''),
    () => [stanzas[0], ...stanzas.slice(1, -1).reverse(), stanzas.at(-1)].join(''),
    () => stanzas.toSpliced(1, 0, `-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`).join(''),
    () =>
      stanzas
        .toSpliced(1, 0, `-> scrypt ${'A'.repeat(22)} ${chance.of([1, 17, 18, 20, 99])}\n${'A'.repeat(43)}\n`)
        .join(''),
    () =>
      `${stanzas[0]}-> scrypt ${'A'.repeat(22)} ${chance.of([17, 20, 30])}\n${'A'.repeat(43)}\n${stanzas.at(-1)}`,
    () => stanzas.toSpliced(1, 0, `-> grease ${'x'.repeat(chance.of([1, 1000, 40_000]))}\n\n`).join(''),
    () => stanzas.toSpliced(1, 0, ...Array.from({ length: 500 }, () => stanzas[1] ?? '')).join(''),
    () => text.replaceAll('\n', '\r\n'),
    () => text.replace('v1', chance.of(['v2', 'v1 ', 'v10'])),
    () => text.replace(/--- .*\n/, '--- \n'),
  ])();
  return closed(Buffer.concat([parts.preamble, Buffer.from(changed, 'latin1'), rest]));
}

const sealedPiece = 64 * 1024 + 16;

/** Drops, doubles, exchanges and cuts the pieces of a long stream. */
function changeAgePieces(sealed: Uint8Array, preamble: Uint8Array, chance: Chance): Buffer {
  const start = ageHeaderEnd(sealed) + 16;
  const pieces: Uint8Array[] = [];
  for (let at = start; at < sealed.length; at += sealedPiece)
    pieces.push(sealed.subarray(at, at + sealedPiece));
  const at = chance.below(pieces.length);
  const changed = chance.of<() => Uint8Array[]>([
    () => pieces.toSpliced(at, 1),
    () => pieces.toSpliced(at, 0, pieces[at] ?? Buffer.alloc(0)),
    () => pieces.toReversed(),
    () => pieces.slice(0, at),
    () => [...pieces, Buffer.alloc(16)],
    () => pieces.with(at, edit(pieces[at] ?? Buffer.alloc(0), chance)),
  ])();
  return closed(Buffer.concat([preamble, sealed.subarray(0, start), ...changed]));
}
