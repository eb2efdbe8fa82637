import { expect, it } from 'vitest';
import { clockBehind } from '../../../shared/session/clock.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const latest = at('2026-11-24T10:00:00');

it('a date within a day of the latest record can be right: a clock that was heard may be ahead', () => {
  expect(clockBehind(latest, latest)).toBeNull();
  expect(clockBehind(at('2026-11-23T10:00:00'), latest)).toBeNull();
  expect(clockBehind(at('2027-05-01T08:00:00'), latest)).toBeNull();
  expect(clockBehind(latest, 0)).toBeNull();
});

it('says what a date that cannot be right lies before', () => {
  expect(clockBehind(at('2026-11-23T09:59:59'), latest)).toEqual({
    today: '2026-11-23',
    than: '已有记录的时间（2026-11-24 10:00）',
  });
  expect(clockBehind(at('2019-01-01T08:00:00'), 0)).toEqual({
    today: '2019-01-01',
    than: '本程序投入使用的 2026 年',
  });
});
