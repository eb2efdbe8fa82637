/** 市级首次运行、导入名册、分派到镇区、建立挂钩。 */
import { expect, test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { annex7EnterpriseNames } from '../../../shared/annex7/plan.ts';
import { expectAccessible } from '../accessibility.ts';
import { button, choose, expectScreen, find, introduce, press, visit } from '../officer.ts';
import { creditCode, enterprise, type Month, otherTown, town } from './desks.ts';

/** Come without a town: the city assigns them by hand. */
const unassigned = [enterprise, ...annex7EnterpriseNames.filter((name) => name !== enterprise).slice(0, 2)];

export function rosterParts({ start, desk, file }: Month): void {
  test('the city sets up its desk and takes the roster in, column by column and row by row', async () => {
    const city = await start('city', '2026-11-02T09:00:00+08:00');
    const { page } = city;
    await expectAccessible(page, '首次运行');
    await page.getByRole('button', { name: /市级工作台/ }).click();
    await press(page, '下一步');
    await expectAccessible(page, '经办人和口令');
    await introduce(page, '市经办', '市级电脑');
    await expectAccessible(page, '今日待办，空');

    writeRoster(file('花名册.csv'));
    await visit(page, '企业台账');
    await expectAccessible(page, '企业台账，空');
    await press(page, '导入名册');
    await city.dialogs.answerOpen(file('花名册.csv'));
    await press(page, '选择名册文件');
    await expect(page.getByRole('heading', { name: '花名册.csv' })).toBeVisible();
    await expectAccessible(page, '导入名册：文件');
    await press(page, '下一步');
    await press(page, '以第 2 行为表头');
    await expect(button(page, '逐行核对')).toBeDisabled();
    await choose(page, /企业名称/, '主体（盖章）');
    await expectAccessible(page, '导入名册：对应栏目');
    await press(page, '逐行核对');
    await expect(page.getByText(/有 1 行有误或表内重复/)).toBeVisible();
    await page.getByText('有误 1', { exact: true }).click();
    await expect(page.getByText(/B43 统一社会信用代码第 14 位/)).toBeVisible();
    await expectAccessible(page, '导入名册：逐行核对');
    await page.getByRole('checkbox', { name: '跳过这些行' }).click();
    await press(page, '导入 40 家企业');
    await expect(page.getByText(/新增 40 家.*跳过 1 行/)).toBeVisible();
    await expectAccessible(page, '导入名册：完成');
    await press(page, '查看企业台账');
    await expect(page.getByText('共 40 条')).toBeVisible();
    await expectAccessible(page, '企业台账');
  });

  test('enterprises without a town are filtered out, ticked and assigned', async () => {
    const { page } = desk('city');
    await filterTowns(page, '未分派');
    await expect(page.getByText('共 3 条')).toBeVisible();
    await page.getByRole('checkbox', { name: '全选本页' }).click();
    await press(page, '分派到镇区');
    await choose(page, '镇（区、街道）', town);
    await expectAccessible(page, '分派到镇区');
    await press(page, '分派');
    await expect(page.getByText('已分派，3 家有变化')).toBeVisible();
    await expect(page.getByText('没有符合条件的记录')).toBeVisible();
    await press(page, '清除筛选条件');
    await expect(page.getByText('共 40 条')).toBeVisible();
  });

  test('a leader is linked to several enterprises at once; one of them gets its title', async () => {
    const { page } = desk('city');
    await visit(page, '挂钩联系');
    await press(page, '新建人员');
    await choose(page, '类别', '市领导');
    await page.getByLabel('姓名').fill('张示例');
    await page.getByLabel('职务').fill('副市长');
    await page.getByLabel('单位').fill('市政府');
    await expectAccessible(page, '新建人员');
    await press(page, '保存');
    await expectScreen(page, '张示例');

    await visit(page, '企业台账');
    await filterTowns(page, town);
    await expect(page.getByText('共 3 条')).toBeVisible();
    await page.getByRole('checkbox', { name: '全选本页' }).click();
    await press(page, '建立挂钩');
    const dialog = page.getByRole('dialog');
    await choose(page, '挂钩人员', '张示例');
    await dialog.getByLabel('开始日期').fill('2026-01-01');
    await expectAccessible(page, '批量建立挂钩');
    await button(dialog, '建立挂钩').click();
    await expect(page.getByText('已为 3 家企业建立挂钩')).toBeVisible();
    await visit(page, '挂钩联系');
    await page.getByText('张示例').first().click();
    for (const name of unassigned) await expect(page.getByRole('link', { name })).toBeVisible();
    await expectAccessible(page, '挂钩联系人员');

    await find(page, '势加透', enterprise);
    await page.getByRole('tab', { name: '级别与称号' }).click();
    await press(page, '登记级别');
    await choose(page, '级别', '国家专精特新“小巨人”企业');
    await page.getByLabel('认定日期').fill('2024-07-01');
    await press(page, '保存');
    await expect(page.getByRole('cell', { name: '2024-07-01' })).toBeVisible();
    await expectAccessible(page, '级别与称号');
  });
}

type Page = ReturnType<Month['desk']>['page'];

/** The ledger's own filter on 所属镇区. */
async function filterTowns(page: Page, choice: string): Promise<void> {
  await page.getByRole('button', { name: '筛选所属镇区' }).click();
  const menu = page.locator('.ant-table-filter-dropdown:visible');
  await menu.getByRole('textbox').fill(choice);
  await menu.getByText(choice, { exact: true }).click();
  await button(menu, '确定').click();
}

/** A roster as offices keep it: a title above, headings of their own, one row with a mistyped code. */
function writeRoster(path: string): void {
  const rows = annex7EnterpriseNames.map((name) =>
    [name, name === enterprise ? creditCode : '', unassigned.includes(name) ? '' : otherTown].join(','),
  );
  const all = [
    '如皋市培育企业花名册,,',
    '主体（盖章）,统一代码,镇区',
    ...rows,
    '错码示例厂,91320682MA1WRONG00,白蒲镇',
  ];
  writeFileSync(path, `\uFEFF${all.join('\r\n')}\r\n`);
}
