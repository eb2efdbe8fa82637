/** 企业台账：查找、筛选、排序、选择列、导出 Excel；一企一册的变更记录。 */
import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { readSheet } from '../../../electron/spreadsheet/read.ts';
import type { CellValue } from '../../../shared/roster/sheet.ts';
import { expectAccessible } from '../accessibility.ts';
import { expectScreen, find, press, saveTo, visit } from '../officer.ts';
import { creditCode, enterprise, type Month, settled, town } from './desks.ts';

export function ledgerParts({ desk, file }: Month): void {
  test('an enterprise is found by initials and by credit code', async () => {
    const { page } = desk('city');
    await visit(page, '今日待办');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '查找' }).fill('sjt');
    await expect(page.getByRole('option', { name: enterprise }).first()).toBeVisible();
    await expectAccessible(page, '查找');
    await page.keyboard.press('Enter');
    await expectScreen(page, enterprise);
    await visit(page, '今日待办');
    await find(page, creditCode.slice(0, 12), enterprise);
  });

  test('the ledger is searched, sorted and given other columns, and goes out as it is shown', async () => {
    const city = desk('city');
    const { page } = city;
    await visit(page, '企业台账');
    const names = page.locator('.ant-table-row strong');
    const first = await names.first().innerText();
    const heading = page.getByRole('columnheader', { name: /企业名称/ });
    await heading.click();
    await expect(heading).toHaveAttribute('aria-sort', 'descending');
    await expect(names.first()).not.toHaveText(first);
    await press(page, '选择列');
    await page.getByRole('checkbox', { name: '地址' }).click();
    await page.getByRole('checkbox', { name: '申报计划' }).click();
    await expectAccessible(page, '选择列');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: /申报计划/ })).toHaveCount(0);
    await saveTo(city, file('台账.xlsx'), '导出 Excel', '已导出 40 家企业');
    const [headings, ...rows] = await exportedTable(file('台账.xlsx'));
    const shown = await page.getByRole('columnheader').allInnerTexts();
    expect(headings).toEqual(['序号', ...shown.filter((text) => text !== '')]);
    expect(rows).toHaveLength(40);
    const exportedNames = rows.map((row) => row[headings?.indexOf('企业名称') ?? -1]);
    const shownNames = await names.allInnerTexts();
    expect(exportedNames.slice(0, shownNames.length)).toEqual(shownNames);

    await page.getByRole('textbox', { name: /拼音或首字母/ }).fill('sjt');
    await expect(page.getByText('共 1 条')).toBeVisible();
    await saveTo(city, file('一家.xlsx'), '导出 Excel', '已导出 1 家企业');
    const [, one = []] = await exportedTable(file('一家.xlsx'));
    for (const text of [1, enterprise, town, settled]) expect(one).toContain(text);
  });

  test('the dossier tells who changed what, from which laptop', async () => {
    const { page } = desk('city');
    await find(page, '势加透', enterprise);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expectAccessible(page, `一企一册：${await tab.innerText()}`);
    }
    await page.getByRole('tab', { name: '变更记录' }).click();
    const change = page.getByRole('listitem').filter({ hasText: settled }).first();
    await expect(change).toContainText('市发改委 市经办');
    await expect(change).toContainText('市级电脑');
  });
}

/** As the program's own reader sees the first sheet: headings and rows, without the two lines above them. */
async function exportedTable(path: string): Promise<readonly (readonly CellValue[])[]> {
  const { sheets } = await readSheet(readFileSync(path), path);
  return sheets[0]?.rows.slice(2) ?? [];
}
