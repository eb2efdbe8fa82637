/** What an officer does at a desk: by the names that stand on the screen, and by nothing else. */
import { expect, type Locator, type Page } from '@playwright/test';
import { basename } from 'node:path';
import type { OpenDesk } from '../support/open-desk.ts';

export const passphrase = '白蒲河畔十月稻香';

/** The last step of a first run. */
export async function introduce(page: Page, officer: string, deviceName: string): Promise<void> {
  await page.getByLabel('经办人姓名').fill(officer);
  await page.getByLabel('这台电脑叫什么').fill(deviceName);
  await page.getByLabel('设置口令').fill(passphrase);
  await page.getByLabel('再输一次').fill(passphrase);
  await page.getByRole('checkbox', { name: /口令无法找回/ }).click();
  await press(page, '建立工作台');
  await atHome(page);
}

export async function unlock(page: Page, typed = passphrase): Promise<void> {
  await page.getByLabel(/口令$/).first().fill(typed);
  await press(page, '打开工作台');
}

export async function atHome(page: Page): Promise<void> {
  await expectScreen(page, '今日待办');
}

export async function expectScreen(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** By the navigation on the left. */
export async function visit(page: Page, entry: string): Promise<void> {
  await page
    .getByRole('navigation', { name: '主导航' })
    .getByRole('link', { name: new RegExp(`^${entry}`) })
    .click();
  await expectScreen(page, entry);
}

/** By Ctrl+K: types, and opens the first hit. */
export async function find(page: Page, text: string, hit: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '查找' }).fill(text);
  await expect(page.getByRole('option', { name: hit }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expectScreen(page, hit);
}

/** Picks from a list by its label. */
export async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).click();
}

export async function press(page: Page, name: string): Promise<void> {
  // An empty list offers in its middle what its header offers.
  await button(page, name).first().click();
}

/** By its whole text; what an icon is called stands before it. */
export function button(page: Page | Locator, name: string): Locator {
  return page.getByRole('button', { name: new RegExp(`(^|\\s)${name}$`) });
}

/** Presses a button that asks where to save, answers, and waits for the word that it is done. */
export async function saveTo(
  desk: OpenDesk,
  path: string,
  name: string,
  done: string | RegExp = basename(path),
): Promise<void> {
  await desk.dialogs.answerSave(path);
  await press(desk.page, name);
  await expect(desk.page.getByText(done).first()).toBeVisible();
}

/** Hands a bundle out from 数据交换, to the peer of that name. */
export async function exportTo(desk: OpenDesk, peer: string, path: string): Promise<void> {
  const { page } = desk;
  await visit(page, '数据交换');
  await page
    .getByRole('row', { name: new RegExp(peer) })
    .getByRole('button', { name: '导出', exact: true })
    .click();
  await saveTo(desk, path, '选择位置并导出', /已读回核对/);
  await press(page, '完成');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Opens a bundle and looks at its preview; nothing is written yet. */
export async function previewBundle(desk: OpenDesk, path: string): Promise<void> {
  await visit(desk.page, '数据交换');
  await desk.dialogs.answerOpen(path);
  await press(desk.page, '导入数据包');
  await expect(desk.page.getByText('尚未写入任何内容')).toBeVisible();
}

/** 确认这台电脑 asks first whether both codes were compared. */
export async function confirmLaptop(page: Page): Promise<void> {
  await press(page, '确认这台电脑');
  await page.getByLabel('已与对方逐组核对，一致').check();
  await press(page, '确认登记');
}

export async function takeBundle(page: Page): Promise<void> {
  await press(page, '导入');
  await expect(page.getByText(/导入完成/).first()).toBeVisible();
  await expect(page.getByText('尚未写入任何内容')).toBeHidden();
}
