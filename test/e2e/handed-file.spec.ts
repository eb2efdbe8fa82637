/** A file opened with the program: double click on a stick, before and while the program runs. */
import { expect, type Page, test } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchDesk } from '../support/launch-desk.ts';

const passphrase = '白蒲河畔十月稻香';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '双击-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

async function createCity(page: Page): Promise<void> {
  await expect(page.getByText('不得录入涉密信息').first()).toBeVisible();
  await page.evaluate((input) => window.desk.call('session.createCity', input), {
    officer: '市经办',
    deviceName: '市级电脑',
    passphrase,
  });
  await expect(page.getByRole('heading', { name: '今日待办' })).toBeVisible();
}

test('a bundle is previewed when the officer says so, also when it came before the desk was open', async () => {
  const bundle = join(folder, '上报.drcb');
  writeFileSync(bundle, '不是数据包');
  const userDataDir = join(folder, '工作台');
  const desk = await launchDesk({ userDataDir });
  const { page } = desk;
  await createCity(page);
  await desk.startAgain(bundle);
  await page.getByRole('dialog').getByRole('button', { name: '不打开' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await desk.startAgain(bundle);
  await expect(page.getByRole('dialog')).toContainText('预览数据包“上报.drcb”？');
  await page.getByRole('dialog').getByRole('button', { name: '预览' }).click();
  // No dialog was asked for: the file itself was opened.
  await expect(page.getByText('这不是月度数据包文件')).toBeVisible();
  await expect(page.getByRole('heading', { name: '数据交换' })).toBeVisible();
  expect(await desk.dialogs.askedTitles()).toEqual([]);
  await desk.startAgain(join(folder, '邀请.drci'));
  await expect(page.getByRole('dialog')).toContainText('这台电脑不需要“邀请.drci”');
  await desk.close();

  const again = await launchDesk({ userDataDir, args: [bundle] });
  await expect(again.page.getByText('打开工作台后可预览数据包“上报.drcb”')).toBeVisible();
  await again.page.getByLabel('口令').first().fill(passphrase);
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByRole('dialog')).toContainText('预览数据包“上报.drcb”？');
  await again.close();
});

test('an invitation leads a new computer to joining', async () => {
  const invitation = join(folder, '白蒲镇.drci');
  writeFileSync(invitation, '不是邀请文件');
  const desk = await launchDesk({ userDataDir: join(folder, '新电脑'), args: [invitation] });
  const { page } = desk;
  await expect(page.getByRole('button', { name: /镇区工作台/ })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '使用刚打开的“白蒲镇.drci”' }).click();
  await expect(page.getByText('这不是邀请文件')).toBeVisible();
  await desk.close();
});
