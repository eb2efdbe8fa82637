// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { BulletinList } from '../../../renderer/features/bulletin/BulletinList.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { bulletinExample } from '../../support/bulletin-figures.ts';
import { openTestDesk } from '../../support/desk.ts';
import { exchangeLogs, twoCityLaptops } from '../../support/two-laptops.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

it('issues a bulletin from the list, where its state is shown, without leaving the list', async () => {
  const desk = openTestDesk({ side: 'city' });
  desk.setNow(startOfDayMs('2026-12-28'));
  const facts = { quarter: bulletinExample.quarter, issue: 4, title: '通报', unit: '办公室' };
  const rest = { issuedOn: '', highlights: [], closing: '', recipients: '', figures: bulletinExample };
  await desk.call('bulletin.save', { fields: { ...facts, ...rest } });
  const screen = await openScreen(desk, '/bulletins', [{ path: '/bulletins', element: <BulletinList /> }]);
  await screen.until(() => screen.container.textContent.includes('草拟中'));
  await screen.clickButton('印发');
  await screen.until(() => document.body.textContent.includes('第4期？'));
  // What it is printed of, and that the quarter goes on.
  expect(document.body.textContent).toContain(`数字统计到 ${bulletinExample.countedOn}`);
  expect(screen.path()).toBe('/bulletins');
  const confirm = [...document.querySelectorAll<HTMLElement>('.ant-modal-confirm-btns button')].at(-1);
  if (!confirm) throw new Error('no question');
  await click(confirm);
  await screen.until(() => screen.container.textContent.includes('2026-12-28'));
  expect(screen.container.textContent).not.toContain('草拟中');
  await screen.close();
});

it('leads to 待定冲突 instead while two laptops wrote differently', async () => {
  const { a, b } = twoCityLaptops();
  for (const desk of [a, b]) desk.setNow(startOfDayMs('2026-12-28'));
  const facts = { quarter: bulletinExample.quarter, issue: 4, title: '通报', unit: '办公室' };
  const rest = { issuedOn: '', highlights: [], closing: '', recipients: '', figures: bulletinExample };
  const fields = { ...facts, ...rest };
  const { id } = await a.call('bulletin.save', { fields });
  exchangeLogs(a, b);
  await a.call('bulletin.save', { id, fields: { ...fields, closing: '甲的话' } });
  await b.call('bulletin.save', { id, fields: { ...fields, closing: '乙的话' } });
  exchangeLogs(a, b);
  const screen = await openScreen(a, '/bulletins', [{ path: '/bulletins', element: <BulletinList /> }]);
  await screen.until(() => screen.container.textContent.includes('1 处待定冲突'));
  expect(screen.find('a[href$="/conflicts"]').textContent).toBe('1 处待定冲突');
  expect(
    [...screen.container.querySelectorAll('button')].map(({ textContent }) => textContent),
  ).not.toContain('印发');
  await screen.close();
});

it('says in the list that the removal of an issued one waits to be decided', async () => {
  const { a, b } = twoCityLaptops();
  for (const desk of [a, b]) desk.setNow(startOfDayMs('2026-12-28'));
  const facts = { quarter: bulletinExample.quarter, issue: 4, title: '通报', unit: '办公室' };
  const rest = { issuedOn: '', highlights: [], closing: '', recipients: '', figures: bulletinExample };
  const { id } = await a.call('bulletin.save', { fields: { ...facts, ...rest } });
  exchangeLogs(a, b);
  await a.call('bulletin.issue', { id });
  await b.call('bulletin.remove', { id });
  exchangeLogs(a, b);
  const screen = await openScreen(b, '/bulletins', [{ path: '/bulletins', element: <BulletinList /> }]);
  await screen.until(() => screen.container.textContent.includes('已印发 2026-12-28 删除待定'));
  expect(screen.find('a[href$="/conflicts"]').textContent).toBe('删除待定');
  await screen.close();
});
