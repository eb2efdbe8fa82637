import { describe, expect, test } from 'vitest';
import { cellList, cellText, parseDate, parseYear, parseYesNo } from '../../../shared/roster/cells.ts';
import { cellReference, columnLetters, isScientific } from '../../../shared/roster/sheet.ts';

test.each([
  ['  张　三 ', '张三'],
  ['江苏\n万达', '江苏万达'],
  ['森松 （江苏） 重工', '森松（江苏）重工'],
  ['ABC  Ltd 公司', 'ABC Ltd 公司'],
  ['a\u200b\u00a0b', 'a b'],
  [13800138000, '13800138000'],
  [true, '是'],
  [null, ''],
])('%j reads as %j', (value, text) => {
  expect(cellText(value)).toBe(text);
});

test('a cell of several entries is split', () => {
  expect(cellList('甲、乙；丙\n 丁,,戊')).toEqual(['甲', '乙', '丙', '丁', '戊']);
  expect(cellList(2022)).toEqual(['2022']);
  expect(cellList(null)).toEqual([]);
});

describe('dates', () => {
  test.each([
    ['2021-06-18'],
    ['2021/6/18'],
    ['2021.6.18'],
    ['2021年6月18日'],
    ['2021 年 06 月 18 日'],
    ['２０２１－０６－１８'],
    ['20210618'],
    [20210618],
    ['2021-06-18 00:00:00'],
    ['2021/6/18 9:30'],
    ['2021-06-18T00:00:00.000Z'],
    [44365],
    ['44365'],
  ])('%j is 2021-06-18', (value) => {
    expect(parseDate(value, '1900')).toEqual({ value: '2021-06-18' });
  });

  test('a day number counts from 1904 in a workbook of an old Mac', () => {
    expect(parseDate(42903, '1904')).toEqual({ value: '2021-06-18' });
  });

  test('a blank cell is no date and no problem', () => {
    expect(parseDate('  ', '1900')).toEqual({ value: null });
    expect(parseDate(null, '1900')).toEqual({ value: null });
  });

  test.each([
    ['2021', '缺少月或日'],
    [2021, '缺少月或日'],
    ['2021年6月', '缺少月或日'],
    ['2021-06', '缺少月或日'],
    ['6/18/2021', '先后'],
    ['21.6.18', '先后'],
    ['2021-02-30', '不是存在的日期'],
    ['2021-13-01', '不是存在的日期'],
    ['长期', '不是日期'],
    ['2021-06-18左右', '不是日期'],
    [true, '不是日期'],
  ])('%j is refused: %s', (value, words) => {
    expect(parseDate(value, '1900')).toEqual({ problem: expect.stringContaining(words) });
  });
});

test('yes and no in the ways people write them; anything else is asked back', () => {
  for (const text of ['是', '√', 'Y', '已入库', 1, true]) expect(parseYesNo(text)).toEqual({ value: true });
  for (const text of ['否', '×', 'n', '未入库', 0, false, '/'])
    expect(parseYesNo(text)).toEqual({ value: false });
  expect(parseYesNo('')).toEqual({ value: null });
  expect(parseYesNo('拟入库')).toEqual({ problem: expect.stringContaining('拟入库') });
});

test('years', () => {
  expect(parseYear('2022年度')).toEqual({ value: 2022 });
  expect(parseYear('２０２２ 年')).toEqual({ value: 2022 });
  expect(parseYear('22')).toEqual({ problem: expect.stringContaining('22') });
  expect(parseYear('2021-2023')).toHaveProperty('problem');
});

test('places and spoilt digits', () => {
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  expect(cellReference(4, 1)).toBe('B5');
  expect([1e15, '9.14403E+17', '9.1E+5'].map(isScientific)).toEqual([true, true, true]);
  expect([999_999_999_999_999, '91350100M000100Y43', '1E5', null].map(isScientific)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
