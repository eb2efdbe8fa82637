/** 月度数据包：报送、确认电脑、预览、冲突、回发、重复导入。 */
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../accessibility.ts';
import {
  atHome,
  button,
  confirmLaptop,
  exportTo,
  find,
  press,
  previewBundle,
  takeBundle,
  unlock,
  visit,
} from '../officer.ts';
import { enterprise, type Month, settled, type Side, town } from './desks.ts';

const ofTown = '白蒲镇工业路1号';
const ofCity = '白蒲镇工业路2号';

export function exchangeParts({ start, desk, file }: Month): void {
  const correctAddress = async (side: Side, address: string): Promise<void> => {
    const { page } = desk(side);
    await find(page, '势加透', enterprise);
    await press(page, '修改');
    await page.getByLabel('地址').fill(address);
    await expectAccessible(page, '修改企业');
    await press(page, '保存');
    await expect(page.getByText(address).first()).toBeVisible();
  };

  test('the month goes up; the city sees from whom it is and what changed before it takes it', async () => {
    await correctAddress('town', ofTown);
    await exportTo(desk('town'), '市发改委', file('上报.drcb'));

    const city = await start('city', '2026-11-26T09:00:00+08:00');
    const { page } = city;
    await unlock(page);
    await atHome(page);
    await correctAddress('city', ofCity);
    await previewBundle(city, file('上报.drcb'));
    await expect(button(page, '导入')).toBeDisabled();
    await expect(page.getByText(/镇经办（镇里电脑）/)).toBeVisible();
    await page.getByRole('button', { name: new RegExp(enterprise) }).click();
    await expect(page.getByText(`地址：本机“${ofCity}”／对方“${ofTown}”`)).toBeVisible();
    await expect(page.getByText('如皋市应急管理局').first()).toBeVisible();
    await expectAccessible(page, '导入预览，未确认的电脑');
    await confirmLaptop(page);
    await expect(button(page, '导入')).toBeEnabled();
    await takeBundle(page);
    await visit(page, '检查处置报备');
    await expect(page.getByText('已报送联系领导')).toBeVisible();
    await visit(page, '月度联席会议');
    await expect(page.getByText('陈镇长')).toBeVisible();
  });

  test('a person settles the conflict, with words of his own', async () => {
    const { page } = desk('city');
    await visit(page, '待定冲突');
    for (const address of [ofTown, ofCity]) await expect(page.getByText(address).first()).toBeVisible();
    await page.getByText('另写一种').click();
    await page.getByRole('textbox', { name: '另写一种' }).fill(settled);
    await expectAccessible(page, '待定冲突');
    await press(page, '定下');
    await expect(page.getByText('没有待定的冲突')).toBeVisible();
    await expectAccessible(page, '没有待定的冲突');
  });

  test('the answer comes down and stands at the town; taken once more, it changes nothing and says so', async () => {
    await exportTo(desk('city'), town, file('回复.drcb'));
    const { page } = desk('town');
    await previewBundle(desk('town'), file('回复.drcb'));
    await takeBundle(page);
    await find(page, '势加透', enterprise);
    await expect(page.getByText(settled).first()).toBeVisible();
    await visit(page, '待定冲突');
    await expect(page.getByText('没有待定的冲突')).toBeVisible();
    await previewBundle(desk('town'), file('回复.drcb'));
    await expect(page.getByText(/再次导入不会改变任何内容/)).toBeVisible();
    await expectAccessible(page, '再次导入');
    await expect(button(page, '导入')).toHaveCount(0);
    await press(page, '关闭');
    const again = page.getByRole('row', { name: /已导入过/ });
    await expect(again).toContainText('可以移除');
    await expect(button(page, '全部导入（0）')).toBeDisabled();
    await again.getByRole('button', { name: '移除' }).click();
    await expect(again).toHaveCount(0);
    await expectAccessible(page, '镇区数据交换');
  });
}
