// @vitest-environment happy-dom
import { act, type ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useToday } from '../../../renderer/ui/useToday.ts';
import { render } from '../render.tsx';

afterEach(() => void vi.useRealTimers());

function Day(): ReactNode {
  return <p>{useToday()}</p>;
}

it('follows the day while the screen stays open, also when the computer slept over midnight', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  vi.setSystemTime(new Date('2026-12-31T23:59:30+08:00'));
  const page = await render(<Day />);
  expect(page.find('p').textContent).toBe('2026-12-31');
  await act(async () => vi.advanceTimersByTime(60_000));
  expect(page.find('p').textContent).toBe('2027-01-01');
  vi.setSystemTime(new Date('2027-01-03T08:00:00+08:00'));
  await act(async () => document.dispatchEvent(new Event('visibilitychange')));
  expect(page.find('p').textContent).toBe('2027-01-03');
  await page.unmount();
});
