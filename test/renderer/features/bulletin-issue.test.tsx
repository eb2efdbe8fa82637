// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { BulletinList } from '../../../renderer/features/bulletin/BulletinList.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { bulletinExample } from '../../support/bulletin-figures.ts';
import { openTestDesk } from '../../support/desk.ts';
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
