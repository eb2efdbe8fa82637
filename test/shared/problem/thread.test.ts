import { expect, it } from 'vitest';
import { corrections, type ThreadEntry, wasDissatisfied } from '../../../shared/problem/thread.ts';

const entry = (id: string, more: Partial<ThreadEntry> = {}): ThreadEntry => ({
  id,
  kind: 'confirm',
  on: '2026-11-24',
  by: '陈总',
  text: '企业表示满意',
  side: 'town',
  corrects: '',
  correction: null,
  satisfied: null,
  says: '',
  counts: false,
  ...more,
});
const pairs = (...entries: ThreadEntry[]) => [...corrections(entries)];

it('an entry is put right by a later one of its side and kind alone', () => {
  expect(pairs(entry('a'), entry('b', { corrects: 'a' }))).toEqual([['a', 'b']]);
  expect(pairs(entry('a'), entry('b', { corrects: 'a', side: 'city' }))).toEqual([]);
  expect(pairs(entry('a'), entry('b', { corrects: 'a', kind: 'answer' }))).toEqual([]);
  expect(pairs(entry('b', { corrects: 'a' }), entry('a'))).toEqual([]);
  expect(pairs(entry('a', { kind: 'close' }), entry('b', { kind: 'close', corrects: 'a' }))).toEqual([]);
});

it('of two that put the same one right the last stands', () => {
  const both = corrections([entry('a'), entry('b', { corrects: 'a' }), entry('c', { corrects: 'a' })]);
  expect([both.get('a'), both.get('b'), both.get('c')]).toEqual(['c', 'c', undefined]);
});

it('of two that put the same one right the one that the record goes by stands, or what put it right since', () => {
  const counts = entry('b', { corrects: 'a', counts: true });
  const both = [entry('a'), counts, entry('c', { corrects: 'a' })];
  expect(corrections(both)).toEqual(
    new Map([
      ['a', 'b'],
      ['c', 'b'],
    ]),
  );
  const since = corrections([...both, entry('d', { corrects: 'b' }), entry('e', { corrects: 'c' })]);
  expect(Object.fromEntries(since)).toEqual({ a: 'b', b: 'd', c: 'd', e: 'd' });
});

it('words of its own that the record does not name count no more than what they put right', () => {
  const chosen = { corrects: 'a', says: 'B', counts: true };
  const later = entry('d', { corrects: 'b', says: 'C' });
  const replaced = corrections([entry('a'), entry('b', chosen), entry('c', chosen), later]);
  expect(Object.fromEntries(replaced)).toEqual({ a: 'c', b: 'c', d: 'c' });
});

it('one stands of an entry, however often each of two laptops put it right', () => {
  const replaced = corrections([
    entry('a'),
    entry('b', { corrects: 'a' }),
    entry('c', { corrects: 'a' }),
    entry('d', { corrects: 'b' }),
  ]);
  expect(Object.fromEntries(replaced)).toEqual({ a: 'b', b: 'd', c: 'd' });
});

it('what an older program wrote in words alone is read from them', () => {
  const discontent = entry('a', { text: '企业表示不满意：还没有解决' });
  expect(wasDissatisfied([discontent])).toBe(true);
  expect(wasDissatisfied([discontent, entry('b', { corrects: 'a', satisfied: true })])).toBe(false);
  expect(wasDissatisfied([entry('a')])).toBe(false);
  // The words of an answer are nobody's opinion of it.
  expect(wasDissatisfied([{ ...discontent, kind: 'answer' }])).toBe(false);
});
