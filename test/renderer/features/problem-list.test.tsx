// @vitest-environment happy-dom
import { act, type ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { ProblemList } from '../../../renderer/features/problem/ProblemList.tsx';
import { AppShell } from '../../../renderer/ui/AppShell.tsx';
import { WholeListLink } from '../../../renderer/ui/WholeListLink.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testNowMs } from '../../support/database.ts';
import { openTestDesk } from '../../support/desk.ts';
import { problemFields, raised } from '../../support/problem.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, typeInto } from '../render.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});

it('teaches only where there is none at all, whatever the days it begins with', async () => {
  const desk = openTestDesk({ side: 'town' });
  const routes = [{ path: '/problems', element: <ProblemList /> }];
  const none = await openScreen(desk, '/problems', routes);
  await none.until(() => none.container.textContent.includes('还没有问题诉求'));
  await none.close();
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const fields = { detail: '', category: 'land', source: 'call', raisedBy: '', phone: '' } as const;
  await desk.call('problem.create', {
    enterpriseId,
    fields: { ...fields, title: '多年未解决的用地', raisedOn: '2023-05-04' },
  });
  const screen = await openScreen(desk, '/problems', routes);
  await screen.until(() => screen.container.textContent.includes('没有符合条件的记录'));
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

it('forgets what was looked for once the list is asked for as a whole', async () => {
  const { desk } = await raised();
  const screen = await openScreen(desk, '/problems', [
    {
      path: '/problems',
      element: (
        <>
          <WholeListLink to="/problems">全部问题</WholeListLink>
          <ProblemList />
        </>
      ),
    },
  ]);
  const box = (): HTMLInputElement => screen.find('.desk-table-search input') as HTMLInputElement;
  await screen.until(() => screen.container.textContent.includes(problemFields.title));
  await typeInto(box(), '查无此事');
  await screen.until(() => screen.container.textContent.includes('没有符合条件的记录'));
  await click(screen.find('a[href="/problems"]'));
  await screen.until(() => screen.container.textContent.includes(problemFields.title));
  expect(box().value).toBe('');
});

it('keeps what was looked for until its own entry in the navigation is asked for, and then begins as it began', async () => {
  const { desk } = await raised();
  const entry = (path: string) => ({ path, label: path, icon: null });
  const nav = [{ title: '', entries: [entry('/problems'), entry('/today')] }];
  const framed = (page: ReactNode): ReactNode => (
    <AppShell programName="培育工作台" workspace="" officer="" nav={nav} onLock={() => undefined}>
      {page}
    </AppShell>
  );
  const screen = await openScreen(desk, '/problems', [
    { path: '/problems', element: framed(<ProblemList />) },
    { path: '/today', element: framed(<p>今日待办</p>) },
  ]);
  const box = (): HTMLInputElement => screen.find('.desk-table-search input') as HTMLInputElement;
  await screen.until(() => screen.container.textContent.includes(problemFields.title));
  await typeInto(box(), '查无此事');
  await screen.until(() => screen.container.textContent.includes('没有符合条件的记录'));
  await click(screen.find('a[href="/today"]'));
  await screen.back();
  await screen.until(() => screen.container.querySelector('.desk-table-search input') !== null);
  expect(box().value).toBe('查无此事');
  await click(screen.find('a[href="/problems"]'));
  await screen.until(() => screen.container.textContent.includes(problemFields.title));
  expect(box().value).toBe('');
});

it('is late by the day it is, also when it was opened the day before', async () => {
  const { desk } = await raised();
  const screen = await openScreen(desk, '/problems', [{ path: '/problems', element: <ProblemList /> }]);
  await screen.until(() => screen.container.textContent.includes(problemFields.title));
  expect(screen.container.textContent).not.toContain('已逾期');
  const later = startOfDayMs('2026-12-20');
  desk.setNow(later);
  vi.setSystemTime(later);
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
  await screen.until(() => screen.container.textContent.includes('已逾期'));
});
