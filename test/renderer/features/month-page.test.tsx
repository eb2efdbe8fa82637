// @vitest-environment happy-dom
import { join } from 'node:path';
import { type ReactNode, useLayoutEffect } from 'react';
import { expect, it } from 'vitest';
import { MonthPage } from '../../../renderer/features/month/MonthPage.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { followPlace } from '../../../renderer/ui/returning.ts';
import { ReceiptPage } from '../../../renderer/features/month/ReceiptPage.tsx';
import { localMonth } from '../../../shared/clock.ts';
import { monthChoice } from '../../../shared/exchange/month-choice.ts';
import type { TestDesk } from '../../support/desk.ts';
import { openCityDesk, takeIn } from '../../support/joined.ts';
import { cityAndTown, down } from '../../support/two-desks.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click, passTime, typeInto } from '../render.tsx';

const open = (desk: TestDesk): Promise<DeskScreen> =>
  openScreen(desk, '/month', [{ path: '/month', element: <MonthPage /> }]);
const isDisabled = async (screen: DeskScreen, text: string): Promise<boolean> =>
  (await screen.button(text)).hasAttribute('disabled');

it('has nothing to send and nothing to close where no town takes part', async () => {
  const screen = await open(await openCityDesk());
  await screen.until(() => screen.container.textContent.includes('还没有镇区参加交换'));
  expect(await isDisabled(screen, '办结本月')).toBe(true);
  expect(await isDisabled(screen, '导出给各镇区')).toBe(true);
  expect(screen.container.textContent).not.toContain('0／0');
});

it('counts the towns that have enterprises', async () => {
  const desk = await openCityDesk();
  await desk.call('roster.loadSample', {});
  const screen = await open(desk);
  await screen.until(() => screen.container.textContent.includes('已交 0／14'));
  expect(await isDisabled(screen, '办结本月')).toBe(false);
  expect(screen.container.textContent).not.toContain('还没有镇区参加交换');
});

it('that cannot be read says so, and claims neither an empty month nor one that may be closed', async () => {
  const desk = await openCityDesk();
  desk.services.desk.current()?.db.connection.exec('ALTER TABLE month_closing RENAME TO month_closing_gone');
  const screen = await open(desk);
  await screen.until(() => screen.container.querySelector('.ant-alert-error') !== null);
  expect(screen.container.textContent).not.toContain('还没有镇区参加交换');
  expect(screen.container.querySelector('table')).toBeNull();
  expect(await isDisabled(screen, '办结本月')).toBe(true);
});

it("counts no town that joined later: a month before all of them is in nobody's arrears", async () => {
  const desk = await openCityDesk();
  await desk.call('roster.loadSample', {});
  const db = desk.services.desk.current()?.db.connection;
  db?.exec(`INSERT INTO device (id, side, town_id, officer, name, sign_public, age_recipient, certificate, state, added_at_ms)
    SELECT 'laptop-' || id, 'town', id, '经办', '笔记本', '', '', '', 'confirmed', 4102444800000 FROM town`);
  const screen = await open(desk);
  await screen.until(() => screen.container.textContent.includes('当时还没有镇区加入'));
  expect(screen.container.textContent).toContain('当时尚未加入');
  expect(screen.container.textContent).not.toContain('0／0');
});

it('leads from a month whose hand-over did not come to the one that did, and from a receipt back to it', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const path = join(town.folder, '上月.drcb');
  town.dialogAnswers.push(path);
  const now = localMonth(Date.now());
  const last = monthChoice(Date.now()).months[1] ?? '';
  city.setNow(Date.now());
  await town.call('exchange.export', { to: { side: 'city', townId: '' }, month: last });
  await takeIn(city, path);
  const screen = await openScreen(city, `/month?month=${now}`, [
    { path: '/month', element: <MonthPage /> },
    { path: '/month/receipt/:bundleId', element: <ReceiptPage /> },
  ]);
  // The month that is shown, which need not be the present one.
  await screen.clickButton(`${Number(now.slice(5))}月内导入的是`);
  expect(screen.path()).toBe(`/month?month=${last}`);
  await screen.clickButton('上报');
  await screen.until(() => screen.container.textContent.includes('数据交接单'));
  const back = screen.container.querySelector<HTMLElement>('a[href*="month"]');
  expect(back?.textContent).toContain('月度汇总');
  expect(back?.getAttribute('href')).toBe(`/month?month=${last}`);
});

/** As the frame of the open desk. */
function OpenDesk(): ReactNode {
  useLayoutEffect(() => followPlace(), []);
  return (
    <main className="desk-main">
      <MonthPage />
    </main>
  );
}

const tick = (): HTMLInputElement | null => document.querySelector('.ant-modal input[type="checkbox"]');

/** Whoever was asked and has not joined is waited for: the month has something to carry over. */
function invite(desk: TestDesk, townId: string): void {
  const secret = '{"side":"town","leaderId":"","token":"","ageRecipient":"","expiresAtMs":4102444800000}';
  desk.services.desk
    .current()
    ?.db.connection.prepare(
      "INSERT INTO invitation (id, town_id, secret, created_at_ms, used_by_device) VALUES (?, ?, ?, 0, '')",
    )
    .run(`i-${townId}`, townId, secret);
}

it('keeps the tick under what is carried over while the desk is locked, as long as it is the same', async () => {
  const desk = await openCityDesk();
  await desk.call('roster.loadSample', {});
  const [{ id: asked } = { id: '' }, { id: later } = { id: '' }] = await desk.call('town.list', {});
  invite(desk, asked);
  const opened = (address: string): Promise<DeskScreen> =>
    openScreen(desk, address, [{ path: '/month', element: <OpenDesk /> }]);
  const ticked = async (address: string): Promise<DeskScreen> => {
    const screen = await opened(address);
    await screen.until(() => tick() !== null && !document.querySelector('.ant-modal textarea:disabled'));
    return screen;
  };
  const first = await opened('/month');
  await first.clickButton('办结本月');
  await first.until(() => tick() !== null && !tick()?.disabled);
  await click(tick() as HTMLElement);
  const address = first.path();
  await first.close();

  const again = await ticked(address);
  await again.until(() => tick()?.checked === true);
  await again.close();

  invite(desk, later);
  const changed = await ticked(address);
  expect(tick()?.checked).toBe(false);
  await changed.close();
});

it('speaks of no note where only the tick was set, and closed without it', async () => {
  const desk = await openCityDesk();
  await desk.call('roster.loadSample', {});
  invite(desk, (await desk.call('town.list', {}))[0]?.id ?? '');
  const screen = await open(desk);
  await screen.clickButton('办结本月');
  await screen.until(() => tick() !== null && !tick()?.disabled);
  await click(tick() as HTMLElement);
  await passTime(() => storeAllDrafts());
  await screen.clickButton('取消');
  await screen.until(() => tick() === null);
  expect(await desk.call('draft.list', { prefix: 'month:' })).toEqual([]);
});

it('keeps a pasted note whole, and closes nothing until it fits', async () => {
  const desk = await openCityDesk();
  await desk.call('roster.loadSample', {});
  const screen = await open(desk);
  await screen.clickButton('办结本月');
  const note = (): HTMLTextAreaElement | null => document.querySelector('.ant-modal textarea');
  const closes = (): HTMLButtonElement | null => document.querySelector('.ant-modal-footer .ant-btn-primary');
  await screen.until(() => note()?.disabled === false);
  await typeInto(note() as HTMLTextAreaElement, '说'.repeat(501));
  expect(document.querySelector('.ant-modal')?.textContent).toContain('最多 500 个字，现有 501 个字');
  expect(closes()?.disabled).toBe(true);
  await typeInto(note() as HTMLTextAreaElement, '说'.repeat(500));
  expect(closes()?.disabled).toBe(false);
});

it('names towns that were never invited apart, and asks for no tick for them', async () => {
  const desk = await openCityDesk();
  await desk.call('roster.loadSample', {});
  const screen = await open(desk);
  await screen.until(() => screen.container.textContent.includes('未邀请'));
  await screen.clickButton('办结本月');
  const dialog = (): string => document.querySelector('.ant-modal')?.textContent ?? '';
  await screen.until(() => dialog().includes('另有 14 个镇区未邀请，不计未交'));
  expect(tick()).toBeNull();
});
