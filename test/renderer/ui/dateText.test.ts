import { describe, expect, it } from 'vitest';
import {
  parseDateText,
  parseMonthText,
  spellDate,
  spellMonth,
  weekdayOf,
} from '../../../renderer/ui/dateText.ts';

const today = '2026-11-24';

describe('a typed date', () => {
  it.each([
    ['20261124', '2026-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['2026.11.24', '2026-11-24'],
    ['2026/1/5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['2026。11。24', '2026-11-24'],
    ['２０２６－１１－２４', '2026-11-24'],
    [' 2026 - 11 - 24 ', '2026-11-24'],
    ['12-1', '2026-12-01'],
    ['3月8日', '2026-03-08'],
    ['今天', '2026-11-24'],
    ['昨天', '2026-11-23'],
    ['明天', '2026-11-25'],
  ])('reads %s as %s', (text, date) => {
    expect(parseDateText(text, today)).toBe(date);
  });

  it.each(['', '2026', '202611', '2026-13-01', '2026-02-30', '20260229', '1124', 'abc', '2026-11-24 09:00'])(
    'does not read %s',
    (text) => {
      expect(parseDateText(text, today)).toBeNull();
    },
  );
});

describe('a typed month', () => {
  it.each([
    ['202611', '2026-11'],
    ['2026-11', '2026-11'],
    ['2026.1', '2026-01'],
    ['2026年1月', '2026-01'],
    ['3月', '2026-03'],
    ['本月', '2026-11'],
  ])('reads %s as %s', (text, month) => {
    expect(parseMonthText(text, today)).toBe(month);
  });

  it.each(['', '2026', '2026-13', '13月', '20261124'])('does not read %s', (text) => {
    expect(parseMonthText(text, today)).toBeNull();
  });
});

it('spells dates as papers do and leaves other text alone', () => {
  expect(spellDate('2026-03-08')).toBe('2026年3月8日');
  expect(spellMonth('2026-03')).toBe('2026年3月');
  expect(spellDate('未定')).toBe('未定');
  expect(weekdayOf('2026-11-24')).toBe('星期二');
});
