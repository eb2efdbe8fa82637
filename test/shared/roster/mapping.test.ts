import { expect, test } from 'vitest';
import { foldText } from '../../../shared/text/query.ts';
import { rosterColumns } from '../../../shared/roster/columns.ts';
import { guessMapping, mapHeadingRow } from '../../../shared/roster/mapping.ts';

test('no word names two columns', () => {
  const words = rosterColumns.flatMap((column) => [column.label, ...column.synonyms].map(foldText));
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

test('the labels of our own export map completely', () => {
  const mapping = guessMapping([rosterColumns.map((column) => column.label)]);
  expect(mapping?.columns).toEqual(
    Object.fromEntries(rosterColumns.map((column, index) => [column.key, index])),
  );
  expect(mapping?.firstDataRow).toBe(1);
  expect(mapping?.unused).toEqual([]);
});

test('a title and blank rows above the headings are passed over; unknown headings are named as unused', () => {
  const mapping = guessMapping([
    ['如皋市专精特新企业名册', null, null, null, null],
    ['填报单位：长江镇', null, null, null, '2021年6月'],
    [null, null, null, null, null],
    ['序号', '企业名称＊（全称）', '统一社会信用\n代码', '镇（区、街道）', '用电量'],
    [1, '甲', null, '长江镇', 3],
  ]);
  expect(mapping).toEqual({
    firstDataRow: 4,
    columns: { name: 1, creditCode: 2, townId: 3 },
    headings: ['序号', '企业名称＊（全称）', '统一社会信用\n代码', '镇（区、街道）', '用电量'],
    unused: [0, 4],
  });
});

test('headings of two rows are read together', () => {
  const mapping = guessMapping([
    ['企业名称', '现有称号', null, '申报计划', null, '备注'],
    ['企业名称', '级别', '认定时间', '年度', '级别', '备注'],
    ['甲', null, null, 2022, '国家小巨人', null],
  ]);
  expect(mapping?.firstDataRow).toBe(2);
  expect(mapping?.columns).toEqual({
    name: 0,
    titleLevels: 1,
    titleGrantedOn: 2,
    planYears: 3,
    planLevels: 4,
    note: 5,
  });
});

test('the first of two columns with one heading is taken, the other is unused', () => {
  expect(guessMapping([['企业名称', '电话', '电话']])).toMatchObject({
    columns: { name: 0, contactPhone: 1 },
    unused: [2],
  });
});

test('without a heading for the name nothing is guessed', () => {
  expect(guessMapping([['江苏万达特种轴承有限公司', '长江镇']])).toBeNull();
  expect(guessMapping([['镇区', '备注']])).toBeNull();
  expect(guessMapping([])).toBeNull();
});

test('a row said to hold the headings gives what its words mean, the name aside', () => {
  expect(mapHeadingRow(['主体（盖章）', '统一代码', null, '镇区'])).toEqual({ creditCode: 1, townId: 3 });
});

test('a row of data is not taken for headings because it holds a heading word', () => {
  const mapping = guessMapping([
    ['企业名称', '主导产品', '备注'],
    ['甲', '产品', '说明'],
  ]);
  expect(mapping?.firstDataRow).toBe(1);
});
