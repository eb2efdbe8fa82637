import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { matchTown, townLabel, towns } from '../../../shared/town/towns.ts';

test('14 towns with identifiers t01 to t14', () => {
  expect(towns.map((town) => town.id)).toEqual(
    Array.from({ length: 14 }, (_, index) => `t${String(index + 1).padStart(2, '0')}`),
  );
  expect(new Set(towns.map((town) => town.name)).size).toBe(14);
});

test('the policy addresses 镇（区、街道）, which is what the dictionary holds', () => {
  const policy = readFileSync('docs/policy/2021-87.txt', 'utf8');
  expect(policy).toContain('各镇（区、街道）');
  for (const town of towns) expect(town.name).toMatch(/(镇|街道)$/);
});

test.each([
  ['长江镇', 't10'],
  [' 长江 镇 ', 't10'],
  ['长江', 't10'],
  ['如皋港区', 't10'],
  ['长江镇（如皋港区）', 't10'],
  ['如皋港区（长江镇）', 't10'],
  ['如皋市长江镇人民政府', 't10'],
  ['城北街道', 't02'],
  ['经济技术开发区', 't02'],
  ['如皋经济技术开发区', 't02'],
  ['城南街道办事处', 't03'],
  ['高新区', 't03'],
  ['如皋高新区管委会', 't03'],
  ['工业园区', 't01'],
  ['江苏省南通市如皋市白蒲镇', 't06'],
])('%s means %s', (text, townId) => {
  expect(matchTown(text, towns)).toEqual({ kind: 'found', townId });
});

test('every town is found by its own label', () => {
  for (const town of towns) {
    expect(matchTown(townLabel(town), towns)).toEqual({ kind: 'found', townId: town.id });
  }
});

test.each([
  ['长冮镇', '长江镇'],
  ['搬经乡', '搬经镇'],
  ['如城镇', '如城街道'],
  ['石庄鎮', '石庄镇'],
])('%s is not guessed, but %s is named as the nearest', (text, nearestName) => {
  expect(matchTown(text, towns)).toEqual({ kind: 'unknown', nearestName });
});

test.each(['', '  ', '海安市', '不详'])('nothing is near to "%s"', (text) => {
  expect(matchTown(text, towns)).toEqual({ kind: 'unknown', nearestName: null });
});

test('a name that two towns share is not decided', () => {
  const doubled = [...towns, { id: 't15', name: '长江街道', alias: '' }];
  expect(matchTown('长江', doubled).kind).toBe('unknown');
  expect(matchTown('长江街道', doubled)).toEqual({ kind: 'found', townId: 't15' });
});
