import { expect, it } from 'vitest';
import {
  readsLikeTowns,
  standingAfter,
  standingReturned,
  townsNamed,
  pressingFirst,
} from '../../../shared/meeting/assigned.ts';
import { towns } from '../../../shared/town/towns.ts';

const allBut = (...without: string[]): string[] =>
  towns.flatMap(({ id }) => (without.includes(id) ? [] : [id]));

it.each([
  ['白蒲镇', ['t06']],
  ['白蒲镇（张三）', ['t06']],
  ['白蒲镇 张三', ['t06']],
  ['如皋市白蒲镇人民政府、市科技局', ['t06']],
  ['如城街道、白蒲镇和石庄镇', ['t01', 't06', 't09']],
  ['长江镇（如皋港区）', ['t10']],
  ['经济技术开发区', ['t02']],
  ['各镇（区、街道）', towns.map(({ id }) => id)],
  ['市发改委、各有关镇', towns.map(({ id }) => id)],
  ['各镇', towns.map(({ id }) => id)],
  ['全市各镇区', towns.map(({ id }) => id)],
  ['各区镇、市发改委', towns.map(({ id }) => id)],
  ['市科技局；各镇（区、街道）人民政府', towns.map(({ id }) => id)],
  ['各镇(街道、园区)分管负责人', towns.map(({ id }) => id)],
  ['白蒲镇（张三、李四）、石庄镇', ['t06', 't09']],
  ['各镇供电所', []],
  ['各镇卫生院（张三）', []],
  ['有关镇区', []],
  ['市发改委', []],
  ['白蒲供电所', []],
  ['城北派出所', []],
  ['白蒲镇 如城街道', ['t01', 't06']],
  ['白蒲镇\t石庄镇', ['t06', 't09']],
  ['牵头：白蒲镇；配合：如城街道', ['t01', 't06']],
  ['责任单位：白蒲镇', ['t06']],
  ['市科技局牵头，白蒲镇配合', ['t06']],
  ['市科技局会同白蒲镇', ['t06']],
  ['由白蒲镇负责', ['t06']],
  ['白蒲镇与如城街道', ['t01', 't06']],
  ['白蒲镇。', ['t06']],
  ['1.白蒲镇 2.石庄镇', ['t06', 't09']],
  ['白蒲镇政府', ['t06']],
  ['白蒲镇党委', ['t06']],
  ['白蒲镇经发局', ['t06']],
  ['白蒲党委政府', ['t06']],
  ['如皋市白蒲镇经发局', ['t06']],
  ['高新区管委会', ['t03']],
  ['各街道', ['t01', 't02', 't03']],
  ['各街道办事处、白蒲镇', ['t01', 't02', 't03', 't06']],
  ['各镇（白蒲镇除外）', allBut('t06')],
  ['各镇（区、街道）（不含白蒲镇、石庄镇）', allBut('t06', 't09')],
  ['除白蒲镇外的各镇', allBut('t06')],
  ['各镇，白蒲镇除外', allBut('t06')],
  ['白蒲镇派出所', []],
  ['市供电公司（白蒲镇）', []],
  ['驻白蒲镇工作组', []],
  ['', []],
] as const)('%s is the work of %j', (who, expected) => {
  expect(townsNamed(who, towns)).toEqual(expected);
});

it('knows a town by the whole of its name, though a separator is part of it', () => {
  const renamed = towns.map((town) => (town.id === 't06' ? { ...town, name: '和平镇' } : town));
  expect(townsNamed('石庄镇和和平镇', renamed)).toEqual(['t06', 't09']);
  expect(townsNamed('和平镇经发局、市科技局', renamed)).toEqual(['t06']);
});

it.each([
  ['有关镇区', true],
  ['责任单位：白浦镇', true],
  ['相关镇（区、街道）', true],
  ['市发改委、白浦镇', true],
  ['各街道办事处', true],
  ['各镇供电所', false],
  ['市发改委（镇区科）', false],
  ['', false],
] as const)('whether %s reads like towns: %j', (who, expected) => {
  expect(readsLikeTowns(who)).toBe(expected);
});

it('keeps the round where a confirmation is taken back, and begins one where it is given again or sent back', () => {
  const given = { state: 'open', on: '', round: 1, reason: '' };
  const done = standingAfter(given, 'done', '2026-11-24');
  expect(standingAfter(done, 'open', '2026-11-25')).toEqual(given);
  const withdrawn = standingAfter(done, 'withdrawn', '2026-11-25');
  expect(standingAfter(withdrawn, 'open', '2026-11-26')).toEqual({ ...given, round: 2 });
  expect(standingAfter(withdrawn, 'open', '2026-11-26', true)).toEqual(given);
  // Confirmed at once when it is given again: the report of before still speaks of the round before.
  const doneAgain = standingAfter(withdrawn, 'done', '2026-11-26');
  expect(standingAfter(doneAgain, 'open', '2026-11-27')).toEqual({ ...given, round: 2 });
  expect(standingReturned(given, '2026-11-25', '请附照片')).toMatchObject({ state: 'open', round: 2 });
});

it('names what was sent back first, then what is due first, and what has no deadline last', () => {
  const rows = [
    { id: 'none', state: 'open', dueDate: '' },
    { id: 'later', state: 'open', dueDate: '2026-12-20' },
    { id: 'reported', state: 'reported', dueDate: '2026-11-01' },
    { id: 'late', state: 'open', dueDate: '2026-11-25' },
    { id: 'back', state: 'returned', dueDate: '2027-01-05' },
  ] as const;
  expect(pressingFirst(rows).map(({ id }) => id)).toEqual(['back', 'late', 'later', 'none', 'reported']);
});
