/** Lines that are no operations, among lines that are. */
import type { Chance } from './chance.ts';

type Body = Record<string, unknown>;

const put = (body: Body, change: Readonly<Body>): string => JSON.stringify({ ...body, ...change });

/** Each makes one line that no reader may take. */
const breakings: readonly ((line: string, body: Body, chance: Chance) => string | Uint8Array)[] = [
  (_, body, chance) => put(body, { seq: chance.of([0, -1, 1.5, '1', null]) }),
  (_, body, chance) => put(body, { v: chance.of([0, '1', null]) }),
  (_, body, chance) => put(body, { prev: chance.of(['', 'F'.repeat(64), 7, undefined]) }),
  (_, body, chance) => put(body, { author: chance.of(['', 'g'.repeat(32), null, {}]) }),
  (_, body, chance) => put(body, { incarnation: chance.of(['', '../'.repeat(10), 0]) }),
  (_, body, chance) => put(body, { partition: chance.of(['../../x', 'A', '', "e1'; DROP TABLE op; --"]) }),
  (_, body, chance) => put(body, { hlc: chance.of([[1], [1, 2, 3], [-1, 0], ['1', 0], null]) }),
  (_, body, chance) => put(body, { wall: chance.of([-1, 1e300, '0', null]) }),
  (_, body, chance) => put(body, { kind: chance.of(['', 'a b', 'a;b', 7]) }),
  (_, body, chance) => put(body, { entity: chance.of([['op'], ['a b', 'x'], ['op', 'X y'], [1, 2], {}]) }),
  (_, body, chance) => put(body, { fields: chance.of([[], null, { 'a b': { value: 1, parents: [] } }]) }),
  (_, body, chance) => put(body, { fields: { note: chance.of([{}, { value: 1 }, { parents: [] }, [], 1]) } }),
  (_, body, chance) =>
    put(body, { fields: { note: { value: '', parents: chance.of([[1], ['x'], {}, 'x']) } } }),
  (_, body) =>
    put(body, {
      fields: { note: { value: '', parents: Array.from({ length: 1001 }, () => 'a'.repeat(64)) } },
    }),
  (_, body) => put(body, { fields: { note: { value: '甲'.repeat(65_537), parents: [] } } }),
  (_, body) => put(body, { more: 'x'.repeat(256 * 1024) }),
  (_, body, chance) => {
    const depth = chance.of([33, 1000, 20_000, 100_000]);
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    return put(body, { fields: { note: { value: '@', parents: [] } } }).replace('"@"', deep);
  },
  (_, body, chance) => {
    const depth = chance.of([40, 5000, 40_000]);
    return put(body, { more: '@' }).replace('"@"', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
  },
  (_, body) => put(body, { fields: { note: { value: '@', parents: [] } } }).replace('"@"', '1e999'),
  (line) => line.slice(0, -1),
  (line) => `${line}x`,
  (line) => `[${line}]`,
  (line) => line.replaceAll('"', "'"),
  (line) => Buffer.concat([Buffer.from(line.slice(0, -2)), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
  (line) => line.replace('{', '{\u0000'),
  () => 'null',
  () => '1',
  () => '"x"',
  () => '{}',
  () => '<xml/>',
];

/** With their line feeds. */
export function brokenLines(genuine: readonly string[], chance: Chance): Buffer[] {
  const at = chance.below(genuine.length);
  const line = genuine[at] ?? '{}';
  const broken = chance.of(breakings)(line, JSON.parse(line) as Body, chance);
  const lines: (string | Uint8Array)[] = [...genuine];
  if (chance.once(2)) lines[at] = broken;
  else lines.splice(at, 0, broken);
  return lines.map((item) => Buffer.concat([Buffer.from(item), Buffer.from('\n')]));
}
