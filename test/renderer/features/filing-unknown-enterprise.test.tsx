// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { FilingEdit } from '../../../renderer/features/filing/FilingEdit.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';

async function openFor(id: string, desk = openTestDesk()): Promise<DeskScreen> {
  const routes = [{ path: '/filings/new', element: <FilingEdit /> }];
  const screen = await openScreen(desk, `/filings/new?enterprise=${id}`, routes);
  await screen.until(() => screen.container.textContent.includes('本机没有这家企业'));
  return screen;
}

it('a filing for an enterprise that is not here says why and leads to the ledger', async () => {
  const screen = await openFor('gibtesnicht');
  expect(screen.container.textContent).toContain('没有内容丢失');
  expect(screen.container.textContent).not.toContain('重试');
  await screen.clickButton('打开企业台账');
  await screen.until(() => screen.path() === '/enterprises');
});

it('also for one that was taken out of the ledger; another one may be chosen at once', async () => {
  const desk = openTestDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  await desk.call('enterprise.remove', { id });
  const screen = await openFor(id, desk);
  await screen.clickButton('另选企业报备');
  await screen.until(() => screen.container.querySelector('[data-field="findings"] textarea') !== null);
});
