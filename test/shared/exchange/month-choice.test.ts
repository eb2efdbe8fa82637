import { expect, it } from 'vitest';
import { monthChoice } from '../../../shared/exchange/month-choice.ts';

it.each([
  ['2026-11-28T12:00:00+08:00', '2026-11'],
  ['2026-11-10T23:59:00+08:00', '2026-10'],
  ['2026-11-11T00:00:00+08:00', '2026-11'],
  ['2027-01-03T00:00:00+08:00', '2026-12'],
])('a hand-over made at %s is usually the one of %s', (at, usual) => {
  expect(monthChoice(Date.parse(at)).usual).toBe(usual);
});

it('offers the running month and the two before it, over the turn of a year too', () => {
  expect(monthChoice(Date.parse('2027-01-15T12:00:00+08:00')).months).toEqual([
    '2027-01',
    '2026-12',
    '2026-11',
  ]);
});
