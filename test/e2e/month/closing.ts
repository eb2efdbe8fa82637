/** 月度汇总：各镇区交换情况、本月变化、导出给各镇区、办结。 */
import { expect, test } from '@playwright/test';
import { mkdirSync, readdirSync } from 'node:fs';
import { expectAccessible } from '../accessibility.ts';
import { button, press, visit } from '../officer.ts';
import { enterprise, type Month, otherTown, town } from './desks.ts';

export function closingParts({ desk, file }: Month): void {
  test('the city sees who has handed in and what changed, writes to all towns at once, and closes the month', async () => {
    const { page, dialogs } = desk('city');
    await visit(page, '月度汇总');
    await expect(page.getByRole('row', { name: new RegExp(town) })).toContainText('已交');
    await expect(page.getByRole('row', { name: new RegExp(otherTown) })).toContainText(/未邀请|未加入/);
    await expectAccessible(page, '月度汇总');
    await page.getByText('本月变化', { exact: true }).click();
    const change = page.getByRole('row', { name: new RegExp(enterprise) });
    for (const text of ['地址', '如皋市应急管理局']) await expect(change).toContainText(text);
    await expectAccessible(page, '本月变化');

    mkdirSync(file('给各镇区'));
    await dialogs.answerOpen(file('给各镇区'));
    await press(page, '导出给各镇区…');
    await press(page, '选择文件夹并导出');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('已导出', { exact: true })).toHaveCount(2);
    await expectAccessible(page, '导出给各镇区');
    const written = readdirSync(file('给各镇区'));
    for (const name of [town, otherTown])
      expect(written.filter((each) => each.includes(name))).toHaveLength(1);
    await press(page, '完成');

    await press(page, '办结本月…');
    await expect(dialog.getByText(`1 个镇区未交：${otherTown}`)).toBeVisible();
    await expect(button(dialog, '办结')).toBeDisabled();
    await dialog.getByRole('checkbox', { name: '确认结转到下月处理' }).click();
    await dialog.getByLabel('说明').fill('长江镇下月加入');
    await expectAccessible(page, '办结本月');
    await button(dialog, '办结').click();
    await expect(
      page.getByText(new RegExp(`市经办 于 2026-11-.*未交：${otherTown}.*长江镇下月加入`)),
    ).toBeVisible();
    await expect(button(page, '取消办结')).toBeVisible();
  });
}
