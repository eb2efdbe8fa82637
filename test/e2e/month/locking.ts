/** 锁定、输错口令、更换口令。 */
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../accessibility.ts';
import { atHome, button, passphrase, press, unlock, visit } from '../officer.ts';
import type { Month } from './desks.ts';

const next = '新稻登场白蒲黄酒';

export function lockingParts({ desk }: Month): void {
  test('a locked desk shows nothing, refuses a wrong passphrase and opens with the right one', async () => {
    const { page } = desk('town');
    await visit(page, '月度联席会议');
    await expect(page.getByText('陈镇长')).toBeVisible();
    await press(page, '锁定');
    await expect(page.getByText('陈镇长')).toHaveCount(0);
    await unlock(page, '不是这一句口令');
    await expect(page.getByRole('alert')).toContainText('口令');
    await expect(button(page, '打开工作台')).toBeEnabled();
    await expectAccessible(page, '口令不对');
    await unlock(page);
    await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  });

  test('the passphrase is changed: the old one no longer opens, the new one does', async () => {
    const { page } = desk('town');
    await visit(page, '设置');
    await expectAccessible(page, '设置');
    await press(page, '更换口令');
    await page.getByLabel('现用口令').fill('不是这一句口令');
    await page.getByLabel('新口令').fill(next);
    await page.getByLabel('再输一次').fill(next);
    await press(page, '更换');
    await expect(page.getByRole('dialog').getByText(/口令不/)).toBeVisible();
    await expectAccessible(page, '更换口令');
    await page.getByLabel('现用口令').fill(passphrase);
    await press(page, '更换');
    await expect(page.getByText('口令已更换').first()).toBeVisible();
    await press(page, '锁定');
    await unlock(page);
    await expect(page.getByRole('alert')).toContainText('口令');
    await unlock(page, next);
    await visit(page, '今日待办');
    await atHome(page);
    await expectAccessible(page, '今日待办');
  });
}
