import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSettling, type Settled } from '../../electron/settling.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  [true, 'stored'],
  [false, 'unstored'],
])('tells what the page answered: %s', async (stored, outcome) => {
  const settling = createSettling(() => true);
  const asked = settling.settle();
  settling.answered(stored);
  expect(await asked).toBe(outcome);
});

test('does not wait where there is no page to ask', async () => {
  expect(await createSettling(() => false).settle()).toBe('silent');
});

test('asks once for all who wait, and afresh the next time', async () => {
  const ask = vi.fn(() => true);
  const settling = createSettling(ask);
  const both = [settling.settle(), settling.settle()];
  settling.answered(true);
  expect(await Promise.all(both)).toEqual(['stored', 'stored']);
  expect(ask).toHaveBeenCalledTimes(1);
  const again = settling.settle();
  expect(ask).toHaveBeenCalledTimes(2);
  settling.answered(false);
  expect(await again).toBe('unstored');
});

test('takes an answer nobody asked for as none', async () => {
  const settling = createSettling(() => true);
  settling.answered(true);
  const outcomes: Settled[] = [];
  void settling.settle().then((outcome) => outcomes.push(outcome));
  await vi.advanceTimersByTimeAsync(100);
  expect(outcomes).toEqual([]);
});

test('gives up on a page that has stopped', async () => {
  const asked = createSettling(() => true).settle();
  await vi.advanceTimersByTimeAsync(3000);
  expect(await asked).toBe('silent');
});

test('hears the answer that waited behind a long transaction', async () => {
  vi.useRealTimers();
  const settling = createSettling(() => true);
  const asked = settling.settle();
  setTimeout(() => {
    // The answer came while this process was busy: it stands in the queue behind the timers that are due.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    setImmediate(() => settling.answered(true));
  }, 10);
  expect(await asked).toBe('stored');
});
