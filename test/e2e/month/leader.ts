/** 挂钩领导的电脑：凭邀请加入，只看得到自己挂钩的企业，什么也改不了。 */
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../accessibility.ts';
import {
  atHome,
  button,
  choose,
  confirmLaptop,
  exportTo,
  expectScreen,
  find,
  introduce,
  press,
  previewBundle,
  saveTo,
  takeBundle,
  visit,
} from '../officer.ts';
import { enterprise, type Month } from './desks.ts';

const leader = '张示例';

export function leaderParts({ start, stop, desk, file }: Month): void {
  let joinCode = '';

  test('the city invites a leader from his own page', async () => {
    const city = desk('city');
    const { page } = city;
    await visit(page, '挂钩联系');
    await page.getByText(leader).first().click();
    await press(page, '为其制作邀请文件');
    await expect(page.getByRole('radio', { name: '挂钩领导本人' })).toBeChecked();
    await expectAccessible(page, '邀请挂钩领导');
    await saveTo(city, file('领导.drci'), '保存邀请文件…', '加入码（请用电话告知）');
    joinCode = await page.getByLabel('加入码').innerText();
    await press(page, '已经告知，完成');
    await press(page, '市级电脑');
    await expect(page.getByText('等待加入')).toBeVisible();
    await expectAccessible(page, '市级电脑');
    // Somebody else may be chosen, and another laptop of the city.
    await press(page, '再加一台电脑');
    await expect(page.getByRole('radio', { name: '市发改委另一名经办人' })).toBeChecked();
    await page.getByRole('radio', { name: '挂钩领导本人' }).check();
    await expect(button(page, '保存邀请文件…')).toBeDisabled();
    await choose(page, '哪一位挂钩领导', leader);
    await expect(button(page, '保存邀请文件…')).toBeEnabled();
    await press(page, '取消');
  });

  test('he joins, hands his first bundle in, and finds his enterprises and nothing to change', async () => {
    const joining = await start('leader', '2026-11-27T09:00:00+08:00');
    const { page, dialogs } = joining;
    await page.getByRole('button', { name: /凭邀请加入/ }).click();
    await expectAccessible(page, '选择工作台');
    await press(page, '下一步');
    await dialogs.answerOpen(file('领导.drci'));
    await press(page, '选择文件…');
    await press(page, '下一步');
    await page.getByLabel('加入码').fill(joinCode);
    await press(page, '下一步');
    await expect(page.getByText(`挂钩领导 ${leader}`)).toBeVisible();
    await press(page, '核对无误，下一步');
    await introduce(page, leader, '市长笔记本');
    await expect(page.getByText('还没有收到企业资料')).toBeVisible();
    await expectAccessible(page, '挂钩领导，还没有资料');
    await exportTo(joining, '市发改委', file('领导上报.drcb'));

    const city = desk('city');
    await previewBundle(city, file('领导上报.drcb'));
    await confirmLaptop(city.page);
    await takeBundle(city.page);
    await exportTo(city, leader, file('给领导.drcb'));

    await previewBundle(joining, file('给领导.drcb'));
    await takeBundle(page);
    await visit(page, '企业台账');
    await expect(page.getByText('共 3 条')).toBeVisible();
    await expect(button(page, '新建企业')).toHaveCount(0);
    await expectAccessible(page, '挂钩领导的台账');
    await find(page, '势加透', enterprise);
    await expect(button(page, '打印')).toBeVisible();
    for (const name of ['修改', '删除', '提出修改建议']) await expect(button(page, name)).toHaveCount(0);
    await page.getByRole('tab', { name: /检查处置报备/ }).click();
    await page.getByText('如皋市应急管理局').first().click();
    await expectScreen(page, enterprise);
    await expect(button(page, '打印')).toBeVisible();
    for (const name of ['修改', '删除', '退回上一步']) await expect(button(page, name)).toHaveCount(0);
    await expectAccessible(page, '挂钩领导看报备');
    const entries = await page.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts();
    for (const office of ['修改建议', '待定冲突', '月度汇总', '镇区与设备'])
      expect(entries.join()).not.toContain(office);
    await visit(page, '今日待办');
    await atHome(page);
    await stop('leader', 'close');
  });
}
