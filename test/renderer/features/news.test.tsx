// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { NewsPage } from '../../../renderer/features/news/NewsPage.tsx';
import { NewsPanel } from '../../../renderer/features/today/NewsPanel.tsx';
import { transact } from '../../../db/sql.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { authorOf } from '../../../electron/desk.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { testNowMs } from '../../support/database.ts';
import { problemFields } from '../../support/problem.ts';
import { cityAndTown, down, open } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});

/** The town has seen all that there was. */
async function quietDesks() {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await town.call('news.seen', { upTo: (await town.call('news.list', {})).upTo });
  return { city, town };
}

it('unfolds all records of an enterprise in place', async () => {
  const { city, town } = await quietDesks();
  for (let n = 1; n <= 6; n += 1)
    await city.call('problem.create', {
      enterpriseId: 'e1',
      fields: { ...problemFields, title: `诉求${n}号` },
    });
  await down(city, town);
  const screen = await openScreen(town, '/news', [
    { path: '/news', element: <NewsPage /> },
    { path: '/enterprises/:id', element: null },
  ]);
  const rest = await screen.button('另有');
  const titles = () => [1, 2, 3, 4, 5, 6].filter((n) => screen.container.textContent.includes(`诉求${n}号`));
  expect(titles().length).toBeLessThan(6);
  expect(rest.getAttribute('aria-expanded')).toBe('false');
  await screen.clickButton('另有');
  expect(titles()).toEqual([1, 2, 3, 4, 5, 6]);
  // The row itself leads to the enterprise.
  expect(screen.path()).toBe('/news');
  await screen.clickButton('收起');
  expect(titles().length).toBeLessThan(6);
});

it('names a bulletin that was issued on 今日待办, and leads to it', async () => {
  const { city, town } = await quietDesks();
  await city.call('problem.create', { enterpriseId: 'e2', fields: problemFields });
  const { figures } = await city.call('bulletin.figures', { quarter: '2026-Q4' });
  const { id } = await city.call('bulletin.save', {
    fields: {
      quarter: '2026-Q4',
      issue: 1,
      title: '四季度信息通报',
      unit: '市发改委',
      issuedOn: '2026-11-24',
      highlights: [],
      closing: '',
      recipients: '',
      figures,
    },
  });
  await down(city, town);
  const screen = await openScreen(town, '/today', [{ path: '/today', element: <NewsPanel /> }]);
  await screen.until(() => screen.container.querySelector('.desk-todo') !== null);
  const link = screen.find(`a[href="/bulletins/${id}"]`);
  expect(link.textContent).toBe('季度信息通报　2026年第四季度　第1期');
  await city.call('bulletin.remove', { id });
  await down(city, town);
  const { changes } = await town.call('news.list', {});
  expect(changes?.flatMap(({ records }) => records).some(({ entityId }) => entityId === id)).toBe(true);
  await screen.close();
  const later = await openScreen(town, '/today', [{ path: '/today', element: <NewsPanel /> }]);
  await later.until(() => later.container.querySelector('.desk-todo') !== null);
  expect(later.container.querySelector(`a[href="/bulletins/${id}"]`)).toBeNull();
});

it('lists the latest fifty, and the others when asked', async () => {
  const { city, town } = await quietDesks();
  const { db, identity } = open(city);
  transact(db, (writable) => {
    for (let n = 1; n <= 60; n += 1)
      appendWrite(writable, authorOf(identity, testNowMs), {
        spec: enterpriseEntity,
        id: `news${n}`,
        partition: `news${n}`,
        fields: { name: `如皋第${n}号机械有限公司`, townId: 't06' },
      });
  });
  await down(city, town);
  const { places } = await town.call('news.list', { most: 0 });
  const screen = await openScreen(town, '/news', [{ path: '/news', element: <NewsPage /> }]);
  await screen.button(`还有 ${places - 50} 处`);
  expect(screen.container.textContent).toContain('如皋第60号机械有限公司');
  expect(screen.container.textContent).not.toContain('如皋第1号机械有限公司');
  await screen.clickButton('还有');
  await screen.until(() => screen.container.textContent.includes('如皋第1号机械有限公司'));
  expect(screen.container.textContent).not.toContain('还有');
});
