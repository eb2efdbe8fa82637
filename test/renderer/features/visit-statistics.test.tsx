// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { VisitStatisticsPage } from '../../../renderer/features/visit/VisitStatistics.tsx';
import { localDate } from '../../../shared/clock.ts';
import { filingLedger } from '../../support/filing-ledger.ts';
import { openScreen } from '../desk-screen.tsx';

const path = '/visits/statistics';
const routes = [{ path, element: <VisitStatisticsPage /> }];

it('tells of the chosen days how many visits there were, by whom, and what is left', async () => {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(Date.now());
  const today = localDate(Date.now());
  const leader = { personId: 'leader-1', name: '李四', post: '副市长' };
  const fields = { leader, participants: [], hosts: '', purpose: '', said: '', note: '' };
  await desk.call('visit.save', {
    enterpriseId,
    fields: { ...fields, visitedOn: today },
    promises: [],
    problems: [],
  });
  const screen = await openScreen(desk, path, routes);
  const text = (): string => screen.container.textContent;
  await screen.until(() => text().includes('按走访领导'));
  expect(screen.find('.desk-figures').textContent).toContain('已走访1计划走访 0 次');
  expect(screen.find('.desk-figures').textContent).toContain('走访覆盖率100%');
  expect(text()).toContain('按镇区');
  expect(screen.find('[aria-label="导出 Excel：按走访领导"]')).toBeDefined();
  await screen.close();
  const earlier = await openScreen(desk, `${path}?from=2001-01-01&to=2001-12-31`, routes);
  // Nobody has been anywhere, or should have been: how many were not called on is all there is to tell.
  await earlier.until(() => earlier.container.textContent.includes('这段时间没有走访'));
  expect(earlier.container.textContent).not.toContain('按走访领导');
  expect(earlier.find('.desk-figures').textContent).toContain('未走访企业1台账企业 1 家');
  await earlier.close();
  const half = await openScreen(desk, `${path}?from=2026-13-01&to=2026-12-31`, routes);
  await half.until(() => half.container.textContent.includes('统计期间还没有填完整'));
});

it('knows nothing of what a town did that has not joined: its row says so instead of nought', async () => {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(Date.now());
  await desk.call('enterprise.assign', { ids: [enterpriseId], townId: 't06' });
  const screen = await openScreen(desk, path, routes);
  const row = (): string =>
    [...screen.container.querySelectorAll('tr')].find(({ textContent }) => textContent.includes('白蒲镇'))
      ?.textContent ?? '';
  await screen.until(() => row() !== '');
  expect(row()).toBe('白蒲镇（尚未接入）———1—');
  await screen.close();
});
