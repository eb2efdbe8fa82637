// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { TodayPage } from '../../../renderer/features/today/TodayPage.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { testNowMs } from '../../support/database.ts';
import { problemFields, raised } from '../../support/problem.ts';
import { openScreen } from '../desk-screen.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});

it('follows the day: its date, and what falls due without anything being saved', async () => {
  const { desk } = await raised();
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: <TodayPage /> }]);
  const text = (): string => screen.container.textContent;
  await screen.until(() => text().includes('2026年11月24日') && text().includes(problemFields.title));
  expect(text()).not.toContain('逾期');
  const later = startOfDayMs('2026-12-31');
  desk.setNow(later);
  vi.setSystemTime(later);
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
  await screen.until(() => text().includes('逾期 1 项'));
  expect(text()).toContain('2026年12月31日');
});
