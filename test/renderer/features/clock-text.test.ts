import { expect, it } from 'vitest';
import { dueText } from '../../../renderer/features/filing/clock-text.ts';
import type { FilingClock } from '../../../shared/filing/clocks.ts';

const clock = (over: Partial<FilingClock>): FilingClock => ({
  key: 'report',
  label: '提前报告市政府及部门负责人',
  dueAtMs: Date.parse('2026-11-25T00:00:00+08:00'),
  doneAtMs: null,
  remindAtMs: null,
  state: 'due',
  ...over,
});

it('names the hour a clock falls due, or what it waits for', () => {
  expect(dueText(clock({}))).toBe('2026年11月24日24时前');
  // 次日 is its whole day.
  const send = clock({ key: 'send', dueAtMs: Date.parse('2026-11-25T23:59:59+08:00') });
  expect(dueText(send)).toBe('2026年11月25日24时前');
  expect(dueText(clock({ key: 'send', dueAtMs: null, state: 'waiting' }))).toBe('作出处置结论之后计时');
});

it('names no hour where nothing is required', () => {
  expect(dueText(clock({ state: 'not-required' }))).toBe('');
});
