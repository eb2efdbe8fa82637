/** 邀请文件、加入码、第一个数据包。 */
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../accessibility.ts';
import { choose, exportTo, introduce, press, previewBundle, saveTo, takeBundle, visit } from '../officer.ts';
import { enterprise, type Month, otherTown, town } from './desks.ts';

interface Told {
  readonly joinCode: string;
  readonly fingerprint: string;
}

export function joiningParts({ start, stop, desk, file }: Month): void {
  let told: Told;

  const invite = async (name: string): Promise<Told> => {
    const city = desk('city');
    const { page } = city;
    await visit(page, '镇区与设备');
    await press(page, '制作邀请文件');
    await choose(page, /邀请哪一个镇/, name);
    await saveTo(city, file(`${name}.drci`), '保存邀请文件…', '加入码（请用电话告知）');
    await expectAccessible(page, '制作邀请文件');
    const joinCode = await page.getByLabel('加入码').innerText();
    const fingerprint = await page.locator('.desk-fingerprint').innerText();
    await press(page, '已经告知，完成');
    await expect(page.getByText('等待加入')).toBeVisible();
    await exportTo(city, name, file(`下发-${name}.drcb`));
    return { joinCode, fingerprint };
  };

  test('the city makes an invitation and a first bundle for each of two towns', async () => {
    const { page } = desk('city');
    told = await invite(town);
    const other = await invite(otherTown);
    expect(other.joinCode).not.toBe(told.joinCode);
    expect(other.fingerprint).toBe(told.fingerprint);
    await visit(page, '镇区与设备');
    await expectAccessible(page, '镇区与设备');
    await page.getByText(town, { exact: true }).click();
    await expect(page.getByText('等待加入')).toBeVisible();
    await expectAccessible(page, '镇区');
    await visit(page, '数据交换');
    await expectAccessible(page, '市级数据交换');
    await stop('city', 'close');
  });

  test('a town joins with file and code, and sees what is in its first bundle before it takes it', async () => {
    const joining = await start('town', '2026-11-23T09:00:00+08:00');
    const { page, dialogs } = joining;
    await page.getByRole('button', { name: /镇区工作台/ }).click();
    await press(page, '下一步');
    await dialogs.answerOpen(file(`${town}.drci`));
    await press(page, '选择文件…');
    await expect(page.getByText(`已选择：${town}的邀请`)).toBeVisible();
    await press(page, '下一步');
    // One digit misheard on the telephone.
    const misheard = `${told.joinCode.slice(0, -1)}${told.joinCode.endsWith('1') ? '2' : '1'}`;
    await page.getByLabel('加入码').fill(misheard);
    await press(page, '下一步');
    await expect(page.getByText(/加入码不正确/)).toBeVisible();
    await expectAccessible(page, '加入码');
    await page.getByLabel('加入码').fill(told.joinCode);
    await press(page, '下一步');
    await expect(page.getByText(told.fingerprint)).toBeVisible();
    await expectAccessible(page, '核对市级识别码');
    await press(page, '核对无误，下一步');
    await introduce(page, '镇经办', '镇里电脑');

    await previewBundle(joining, file(`下发-${town}.drcb`));
    await expect(page.getByText(enterprise)).toBeVisible();
    await expectAccessible(page, '导入预览');
    await takeBundle(page);
    await visit(page, '企业台账');
    await expect(page.getByText('共 3 条')).toBeVisible();
  });

  test('the other town’s bundle is refused at this desk, in words', async () => {
    const { page, dialogs } = desk('town');
    await visit(page, '数据交换');
    await dialogs.answerOpen(file(`下发-${otherTown}.drcb`));
    await press(page, '导入数据包');
    await expect(page.getByText(/这个数据包是发给.*的，本机没有打开它的密钥/)).toBeVisible();
    await expect(page.getByText('尚未写入任何内容')).toBeHidden();
    await visit(page, '企业台账');
    await expect(page.getByText('共 3 条')).toBeVisible();
  });
}
