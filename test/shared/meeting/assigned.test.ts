import { expect, it } from 'vitest';
import { townsNamed } from '../../../shared/meeting/assigned.ts';
import { towns } from '../../../shared/town/towns.ts';

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
  ['市发改委', []],
  ['白蒲供电所', []],
  ['城北派出所', []],
  ['', []],
] as const)('%s is the work of %j', (who, expected) => {
  expect(townsNamed(who, towns)).toEqual(expected);
});
