// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { raisedPeriod, recently } from '../../../renderer/features/problem/columns.tsx';
import { ProblemList } from '../../../renderer/features/problem/ProblemList.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testNowMs } from '../../support/database.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});

it('lists the last year, and says how many older ones are open still', async () => {
  const desk = openTestDesk({ side: 'town' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  for (const [title, raisedOn] of [
    ['招工难', '2026-11-02'],
    ['多年未解决的用地', '2023-05-04'],
  ] as const)
    await desk.call('problem.create', {
      enterpriseId,
      fields: { title, detail: '', category: 'land', source: 'call', raisedOn, raisedBy: '', phone: '' },
    });
  const screen = await openScreen(desk, '/problems', [{ path: '/problems', element: <ProblemList /> }]);
  await screen.until(() => screen.container.textContent.includes('另有 1 个更早提出'));
  expect(screen.container.textContent).toContain('招工难');
  expect(screen.container.textContent).not.toContain('多年未解决的用地');
  await screen.clickButton('另有 1 个更早提出');
  await screen.until(() => screen.container.textContent.includes('多年未解决的用地'));
});

it('asks for the days from the first to the last of the chosen years', () => {
  expect(raisedPeriod([recently], '2026-11-24')).toEqual({
    fromDate: '2025-11-24',
    toDate: '2026-12-31',
  });
  expect(raisedPeriod(['2024', '2022'], '2026-11-24')).toEqual({
    fromDate: '2022-01-01',
    toDate: '2024-12-31',
  });
  expect(raisedPeriod([recently, '2024'], '2026-11-24')).toEqual({
    fromDate: '2024-01-01',
    toDate: '2026-12-31',
  });
  expect(raisedPeriod(undefined, '2026-11-24')).toEqual({});
});
