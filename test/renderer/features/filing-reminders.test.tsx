// @vitest-environment happy-dom
import { App } from 'antd';
import { afterEach, expect, it, vi } from 'vitest';
import { FilingReminders } from '../../../renderer/features/filing/FilingReminders.tsx';
import { FilingPage } from '../../../renderer/features/filing/FilingPage.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { filingFields as fields, filingLedger } from '../../support/filing-ledger.ts';
import { openScreen } from '../desk-screen.tsx';

afterEach(() => {
  vi.useRealTimers();
});

it('an hour before the offices close the officer is told, can open the filing, and nothing stays when the desk is locked', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const { id } = await desk.call('filing.create', { enterpriseId, fields });
  const before = startOfDayMs('2026-11-23') + (15 * 60 + 59.5) * 60_000;
  desk.setNow(before);
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: before });
  const screen = await openScreen(desk, '/today', [
    {
      path: '/today',
      element: (
        <App>
          <FilingReminders />
        </App>
      ),
    },
    { path: '/filings/:filingId', element: <FilingPage /> },
  ]);
  expect(document.body.textContent).not.toContain('离下班还有一小时');
  desk.setNow(before + 60_000);
  vi.advanceTimersByTime(60_000);
  await screen.until(() => document.body.textContent.includes('2026年11月23日24时前办理，离下班还有一小时'));
  await screen.clickButton('打开这份报备');
  await screen.until(() => screen.path() === `/filings/${id}`);
  await screen.until(() => !document.body.textContent.includes('离下班还有一小时'));
});
