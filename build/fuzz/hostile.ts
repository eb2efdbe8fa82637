/** Properly signed by the real sender, and yet against the format: bombs, lies, broken lines, swapped manifests. */
import { gzipSync } from 'node:zlib';
import { encodeFrame } from '../../db/exchange/container/format.ts';
import { framePayload } from '../bundle/craft.ts';
import { hostileBlobs } from './hostile-blobs.ts';
import { brokenJson, brokenManifest } from './hostile-json.ts';
import { brokenLines } from './hostile-lines.ts';
import { edit } from './edit.ts';
import type { Family, Making } from './family.ts';
import {
  genuineLines,
  replaceBlobs,
  replaceManifest,
  replaceOperations,
  resign,
  type Resigning,
  signedFrames,
} from './resign.ts';

export const hostileFamilies: readonly Family[] = [
  {
    name: '签过的目录不合格式',
    weight: 6,
    make: (making) => {
      const manifest = brokenManifest(making.base.manifest, making.chance);
      return resign(making, replaceManifest(making.base, JSON.stringify(sorted(manifest))));
    },
  },
  {
    name: '签过的目录不是规范写法',
    weight: 3,
    make: (making) => {
      const text = Buffer.from(framePayload(making.base.parts.frames[0] ?? Buffer.alloc(5))).toString();
      return resign(making, replaceManifest(making.base, brokenJson(text, making.chance)));
    },
  },
  {
    name: '调换的目录',
    weight: 2,
    make: (making) => {
      const [theirs] = making.other.parts.frames;
      return resign(making, [theirs ?? Buffer.alloc(0), ...signedFrames(making.base).slice(1)]);
    },
  },
  { name: '签过的结尾说谎', weight: 4, make: (making) => lyingEnd(making) },
  { name: '签过的帧序不对', weight: 3, make: (making) => wrongOrder(making) },
  {
    name: '签过的坏记录',
    weight: 6,
    make: (making) => {
      const lines = brokenLines(genuineLines(making.base), making.chance);
      const payload = gzipSync(Buffer.concat(lines));
      const operations = lines.length;
      return resign(making, replaceOperations(making.base, [payload]), { end: { operations } });
    },
  },
  { name: '压缩炸弹', weight: 1, make: (making) => bomb(making) },
  { name: '坏的压缩', weight: 4, make: (making) => brokenGzip(making) },
  {
    name: '坏的附件',
    weight: 5,
    make: (making) => {
      const { frames, blobs } = hostileBlobs(making.chance);
      return resign(making, replaceBlobs(making.base, frames), { end: { blobs } });
    },
  },
];

/** Keys in order, so that nothing but the shape is wrong. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

function lyingEnd(making: Making): Promise<Buffer> {
  const { base, chance } = making;
  const { operations, blobs } = base.counts;
  return resign(
    making,
    signedFrames(base),
    chance.of<Resigning>([
      { end: { operations: operations + chance.of([1, -1, 5]) } },
      { end: { operations: chance.of([2_000_001, Number.MAX_SAFE_INTEGER]) } },
      { end: { blobs: blobs + 1 } },
      { end: { sender: 'f'.repeat(32) } },
      { end: { content: 'f'.repeat(64) } },
      { end: { content: base.parts.header.from.fingerprint } },
      { rewriteEnd: (text) => brokenJson(text, chance) },
      { rewriteEnd: (text) => text.replace(/"operations":\d+,/, '') },
      { rewriteEnd: (text) => text.replace(/"signature":"./, '"signature":"_') },
      { rewriteEnd: (text) => text.replace(/(.)"}$/, (_, last: string) => `${last === 'A' ? 'B' : 'A'}"}`) },
      { rewriteEnd: (text) => text.replace('"signature"', '"seal"') },
    ]),
  );
}

function wrongOrder(making: Making): Promise<Buffer> {
  const { base, chance } = making;
  const frames = signedFrames(base);
  const [manifest = Buffer.alloc(0), ...rest] = frames;
  const end = base.parts.frames.at(-1) ?? Buffer.alloc(0);
  return chance.of<() => Promise<Buffer>>([
    () => resign(making, [...rest, manifest]),
    () => resign(making, [...frames, manifest]),
    () => resign(making, [manifest, encodeFrame(200, Buffer.alloc(3)), manifest, ...rest]),
    () => resign(making, [encodeFrame(200, Buffer.alloc(3)), ...frames]),
    () => resign(making, rest),
    () => resign(making, frames, { after: [end] }),
    () => resign(making, frames, { after: [encodeFrame(200, Buffer.alloc(0))] }),
    () => resign(making, frames, { after: [Buffer.from([0, 0, 0])] }),
    () => resign(making, [...frames, encodeFrame(chance.between(5, 127), chance.bytes(5))]),
    () => resign(making, [...frames, encodeFrame(0, Buffer.alloc(0))]),
    () => resign(making, [...frames, encodeFrame(200, Buffer.alloc(0x100001))]),
  ])();
}

/** Made when first wanted: they take a moment. */
const once = (make: () => Uint8Array): (() => Uint8Array) => {
  let made: Uint8Array | undefined;
  return () => (made ??= make());
};
const zeros = once(() => gzipSync(Buffer.alloc(64 * 1024 * 1024)));
const shortLines = once(() => gzipSync('a\n'.repeat(200_000)));
const nested = once(() => gzipSync(zeros()));

function bomb(making: Making): Promise<Buffer> {
  const { base, chance } = making;
  const genuine = genuineLines(base).join('\n');
  const payloads = chance.of<() => Uint8Array[]>([
    () => [zeros()],
    () => [shortLines()],
    () => [nested()],
    () => Array.from({ length: 20 }, () => shortLines()),
    () => [gzipSync(`${genuine}\n`), zeros()],
    () => [Buffer.concat([gzipSync(`${genuine}\n`), zeros()])],
    () => [gzipSync('\n'.repeat(70_000))],
  ])();
  const lines = base.counts.operations + chance.of([0, 1, 65_536]);
  return resign(making, replaceOperations(base, payloads), { end: { operations: lines } });
}

function brokenGzip(making: Making): Promise<Buffer> {
  const { base, chance } = making;
  const text = Buffer.from(`${genuineLines(base).join('\n')}\n`);
  const good = gzipSync(text);
  const payload = chance.of<() => Uint8Array>([
    () => good.subarray(0, chance.below(good.length)),
    () => Buffer.concat([good, chance.bytes(chance.between(1, 40))]),
    () => good.with(chance.between(good.length - 8, good.length - 1), chance.below(256)),
    () => good.with(chance.of([0, 1, 2]), chance.below(256)),
    () => text,
    () => gzipSync(good),
    () => Buffer.alloc(0),
    () => gzipSync(''),
    () => gzipSync(text.subarray(0, -1)),
    () => gzipSync(Buffer.concat([text, Buffer.from('\n')])),
    () => edit(good, chance),
  ])();
  return resign(making, replaceOperations(base, [payload]));
}
