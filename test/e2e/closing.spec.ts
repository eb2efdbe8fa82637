/** Closing the program while typing: nothing typed is lost, whichever way it is closed. */
import { expect, type Page, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchDesk } from '../support/launch-desk.ts';
import type { OpenDesk } from '../support/open-desk.ts';

const passphrase = '白蒲河畔十月稻香';
const typed = '镇政府三楼会议室';

let userDataDir: string;
test.beforeEach(() => {
  userDataDir = mkdtempSync(join(tmpdir(), '关闭-'));
});
test.afterEach(() => rmSync(userDataDir, { recursive: true, force: true, maxRetries: 3 }));

async function setUp(): Promise<OpenDesk> {
  const desk = await launchDesk({ userDataDir });
  await expect(desk.page.getByText('不得录入涉密信息').first()).toBeVisible();
  await desk.page.evaluate((input) => window.desk.call('session.createCity', input), {
    officer: '市经办',
    deviceName: '市级电脑',
    passphrase,
  });
  await expect(desk.page.getByRole('heading', { name: '今日待办' })).toBeVisible();
  return desk;
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('口令').first().fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').getByText('今日待办')).toBeVisible();
}

/** Eight characters, and no pause behind them. */
async function typeInto(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/meetings/new';
  });
  await page.getByLabel('地点').click();
  await page.keyboard.insertText(typed);
}

async function expectKept(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/meetings/new';
  });
  await expect(page.getByLabel('地点')).toHaveValue(typed);
}

for (const [how, close] of [
  ['the close button', (desk: OpenDesk) => desk.clickClose()],
  ['quitting', (desk: OpenDesk) => desk.close()],
] as const) {
  test(`keeps what was typed when ${how} follows the last key at once`, async () => {
    const desk = await setUp();
    await typeInto(desk.page);
    await close(desk);
    await desk.ended;

    const again = await launchDesk({ userDataDir });
    await unlock(again.page);
    await expectKept(again.page);
    await again.close();
  });
}

test('asks before closing when what was typed cannot be stored, and closes once it is', async () => {
  const desk = await setUp();
  await typeInto(desk.page);
  // The desk is locked under the form: its draft has nowhere to go.
  await desk.page.evaluate(() => window.desk.call('session.lock', {}));
  await expect(desk.page.getByLabel('口令').first()).toBeVisible();
  await desk.dialogs.answerMessageBox(0);
  await desk.clickClose();
  await expect.poll(() => desk.dialogs.askedTitles()).toEqual(['还有内容没有保存']);
  await unlock(desk.page);
  await desk.clickClose();
  await desk.ended;

  const again = await launchDesk({ userDataDir });
  await unlock(again.page);
  await expectKept(again.page);
  await again.close();
});
