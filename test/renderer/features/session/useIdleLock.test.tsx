// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useIdleLock } from '../../../../renderer/features/session/useIdleLock.ts';
import { passTime, press, type Rendered, render } from '../../render.tsx';

const onIdle = vi.fn<() => void>();

function Watch({ minutes }: { readonly minutes: number | null }): null {
  useIdleLock(minutes, onIdle);
  return null;
}

let page: Rendered;
const wait = (minutes: number): Promise<void> =>
  passTime(() => vi.advanceTimersByTimeAsync(Math.round(minutes * 60_000)));

beforeEach(() => {
  vi.useFakeTimers();
  onIdle.mockClear();
});
afterEach(async () => {
  await page.unmount();
  vi.useRealTimers();
});

it('locks once after the minutes without a sign of presence', async () => {
  page = await render(<Watch minutes={5} />);
  await wait(4.9);
  expect(onIdle).not.toHaveBeenCalled();
  await wait(10);
  expect(onIdle).toHaveBeenCalledTimes(1);
});

it('starts again with every key', async () => {
  page = await render(<Watch minutes={5} />);
  await wait(4);
  await press(window, 'a');
  await wait(4);
  expect(onIdle).not.toHaveBeenCalled();
  await wait(2);
  expect(onIdle).toHaveBeenCalledTimes(1);
});

it('locks at the first key after a sleep, when no timer ran', async () => {
  page = await render(<Watch minutes={5} />);
  vi.setSystemTime(Date.now() + 60 * 60_000);
  await press(window, 'a');
  expect(onIdle).toHaveBeenCalledTimes(1);
});

it('never locks when there is nothing to lock', async () => {
  page = await render(<Watch minutes={null} />);
  await wait(120);
  expect(onIdle).not.toHaveBeenCalled();
});
