import { expect, it } from 'vitest';
import { countedMonth, handInDueDate, handInOf } from '../../../shared/month/rules.ts';

it.each([
  ['2026-11', '2026-11-30'],
  ['2026-12', '2026-12-31'],
  ['2028-02', '2028-02-29'],
])('a bundle of %s is due on %s', (month, due) => {
  expect(handInDueDate(month)).toBe(due);
});

const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const facts = {
  month: '2026-11',
  hasLaptop: true,
  joinedMonth: '2026-10',
  firstInAtMs: null,
  waiting: 0,
  nowMs: at('2026-11-24T10:00'),
};

it('tells open from overdue by the local day, and late from in time', () => {
  expect(handInOf(facts)).toBe('open');
  expect(handInOf({ ...facts, nowMs: at('2026-11-30T23:59') })).toBe('open');
  expect(handInOf({ ...facts, nowMs: at('2026-12-01T00:00') })).toBe('missing');
  expect(handInOf({ ...facts, firstInAtMs: at('2026-11-30T23:59') })).toBe('in');
  expect(handInOf({ ...facts, firstInAtMs: at('2026-12-01T00:00') })).toBe('late');
});

it('shows what lies in the inbox, unless the month came in already, and who has not joined', () => {
  expect(handInOf({ ...facts, waiting: 1, hasLaptop: false })).toBe('waiting');
  expect(handInOf({ ...facts, firstInAtMs: at('2026-11-20T10:00'), waiting: 1 })).toBe('in');
  expect(handInOf({ ...facts, hasLaptop: false })).toBe('absent');
  expect(handInOf({ ...facts, hasLaptop: false, joinedMonth: '', nowMs: at('2026-12-20T10:00') })).toBe(
    'before',
  );
  const revoked = { ...facts, hasLaptop: false, joinedMonth: '2026-03', nowMs: at('2026-12-20T10:00') };
  expect(handInOf(revoked)).toBe('absent');
});

it('asks nothing of a town for the months before it joined, and takes what it hands in for them', () => {
  const later = { ...facts, joinedMonth: '2026-12', nowMs: at('2026-12-20T10:00') };
  expect(handInOf(later)).toBe('before');
  expect(handInOf({ ...later, month: '2026-12' })).toBe('open');
  expect(handInOf({ ...later, waiting: 1 })).toBe('waiting');
  expect(handInOf({ ...later, firstInAtMs: at('2026-12-19T10:00') })).toBe('in');
});

it.each([
  ['2026-10', '2026-10'],
  ['2026-09', '2026-09'],
  ['2027-01', '2027-01'],
  ['2026-08', '2026-11'],
  ['2024-11', '2026-11'],
  ['2031-11', '2026-11'],
])('a bundle that names %s and was received in 2026-11 counts for %s', (named, counted) => {
  expect(countedMonth(named, at('2026-11-24T10:00'))).toBe(counted);
});
