/** Linked service in the real window: a leader's visit, a problem's whole life, a meeting from its pack to its end. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveWindowClock } from '../../build/window-clock.ts';
import { launchDesk } from '../support/launch-desk.ts';
import type { OpenDesk } from '../support/open-desk.ts';
import { expectAccessible } from './accessibility.ts';
import { effortSoFar, noteEffort } from './effort.ts';
import {
  atHome,
  button,
  choose,
  exportTo,
  expectScreen,
  press,
  previewBundle,
  takeBundle,
  unlock,
  visit,
} from './officer.ts';

test.describe.configure({ mode: 'serial' });

/** Of desks made by build/joined-desks.ts. */
const passphrase = '石榴花开照江南-2026';
const clock = '2026-11-24T10:05:00+08:00';
const name = '如皋示例机械第1有限公司';
const title = '用电容量不足';
const desks = new Map<'city' | 'town', OpenDesk>();
let folder = '';

const desk = (side: 'city' | 'town'): OpenDesk => {
  const found = desks.get(side);
  if (!found) throw new Error(`${side} is not open`);
  return found;
};
const file = (of: string): string => join(folder, of);

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), '服务-'));
  execFileSync(process.execPath, [join(import.meta.dirname, 'join-child.ts'), folder]);
  for (const side of ['city', 'town'] as const) {
    const opened = await launchDesk({
      userDataDir: join(folder, side),
      args: [`--desk-clock=${clock}`],
    });
    desks.set(side, opened);
    const { page } = opened;
    page.setDefaultTimeout(30_000);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.getByText('不得录入涉密信息').first().waitFor();
    await moveWindowClock(page, clock);
    await unlock(page, passphrase);
    await atHome(page);
  }
});

test.afterAll(async () => {
  for (const opened of desks.values()) await opened.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

test('a leader’s visit is written down in a minute, with a promise and a problem', async () => {
  const { page } = desk('town');
  await visit(page, '今日待办');
  await noteEffort(page);
  await press(page, '记录走访');
  await pickEnterprise(page);
  // Who is linked stands there already, and the day is today's.
  await expect(page.getByRole('combobox', { name: '走访领导' })).toHaveValue('王建平');
  await page.getByLabel('企业反映情况').fill('订单饱满，用电偏紧。');
  await press(page, '增加承诺事项');
  await page.getByRole('textbox', { name: '承诺事项 1', exact: true }).fill('协调供电上门');
  await press(page, '增加企业问题');
  await page.getByRole('textbox', { name: '企业问题 1', exact: true }).fill(title);
  await choose(page, '企业问题 1 类别', '水电气热');
  await press(page, '保存');
  await expect(page.getByText('走访已记录。有现场照片的，现在就可以添加。')).toBeVisible();
  const effort = await effortSoFar(page);
  test.info().annotations.push({ type: 'effort', description: JSON.stringify(effort) });
  expect(effort.fields).toBeGreaterThan(2);
  expect(effort.seconds).toBeLessThanOrEqual(60);
  await expectAccessible(page, '走访记录');
});

test('its photos are added with one choice, and one that was cut short keeps none of the others out', async () => {
  const town = desk('town');
  const { page, dialogs } = town;
  const photos = await drawPhotos(page, 3);
  const paths = photos.map((bytes, index) => {
    const path = file(`现场${index + 1}.jpg`);
    writeFileSync(path, index === 1 ? bytes.subarray(0, bytes.length / 2) : bytes);
    return path;
  });
  await dialogs.answerOpen(...paths, file('拔掉的U盘.jpg'));
  await press(page, '添加附件');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('已添加 2 个，2 个没有添加。')).toBeVisible();
  await expect(dialog.getByRole('list', { name: '没有添加的文件' })).toHaveText(/^拔掉的U盘.jpg已不在原处/);
  await expect(dialog.getByRole('list', { name: '需要确认的文件' })).toHaveText(/^现场2.jpg图片打不开/);
  await expectAccessible(page, '添加附件');
  await button(dialog, '不添加').click();
  await expect(dialog).toBeHidden();
  for (const [photo, times] of [
    ['现场1.jpg', 1],
    ['现场2.jpg', 0],
    ['现场3.jpg', 1],
  ] as const)
    await expect(page.getByRole('row', { name: photo })).toHaveCount(times);
});

test('a problem lives through two desks and three bundles, to its end', async () => {
  const [town, city] = [desk('town'), desk('city')];
  await visit(town.page, '问题诉求');
  await town.page.getByText(title).click();
  await expectScreen(town.page, title);
  await more(town, '提请市级协调');
  await answer(town, '提请市级协调', (dialog) => dialog.getByLabel('提请原因').fill('涉及市级电网改造'));
  await exportTo(town, '市发改委', file('上报.drcb'));

  await previewBundle(city, file('上报.drcb'));
  await takeBundle(city.page);
  await visit(city.page, '今日待办');
  await city.page.getByRole('link', { name: title }).click();
  await press(city.page, '交办');
  await answer(city, '交办', (dialog) => dialog.getByLabel('主办单位').fill('市供电公司'));
  await press(city.page, '答复');
  await answer(city, '答复', (dialog) => dialog.getByLabel('答复内容').fill('明年三月前增容到位'));
  await expectAccessible(city.page, '问题诉求');
  await exportTo(city, '白蒲镇', file('答复.drcb'));

  await previewBundle(town, file('答复.drcb'));
  await takeBundle(town.page);
  await visit(town.page, '今日待办');
  // What the bundle brought is told, and what is to be done about it.
  await expect(town.page.getByText('新到变化')).toBeVisible();
  await town.page.getByRole('link', { name: title }).click();
  await press(town.page, '企业确认');
  await answer(town, '企业确认', async (dialog) => {
    await dialog.getByRole('combobox', { name: '企业意见' }).click();
    await town.page.getByTitle('满意', { exact: true }).click();
    await choose(town.page, '确认方式', '电话');
    await dialog.getByLabel('企业确认人').fill('陈总');
  });
  await exportTo(town, '市发改委', file('确认.drcb'));

  await previewBundle(city, file('确认.drcb'));
  await takeBundle(city.page);
  await visit(city.page, '今日待办');
  await city.page.getByRole('link', { name: title }).click();
  await press(city.page, '办结');
  await answer(city, '办结', async () => undefined);
  await expect(city.page.getByText('已办结').first()).toBeVisible();
  const thread = city.page.locator('section', {
    has: city.page.getByRole('heading', { name: '办理记录' }),
  });
  for (const text of ['企业提出', '提请市级协调', '交办', '答复', '企业确认', '办结'])
    await expect(thread.getByText(text, { exact: true }).first()).toBeVisible();
});

test('a meeting begins with what is open and ends with decisions that were carried out', async () => {
  const city = desk('city');
  const { page } = city;
  await visit(page, '问题诉求');
  await press(page, '登记问题');
  await pickEnterprise(page);
  await page.getByRole('textbox', { name: '问题', exact: true }).fill('招工难');
  await choose(page, '类别', '用工人才');
  // It is overdue by now, and so on the list of what the meeting is asked.
  await page.getByLabel('提出日期').fill('2026-11-02');
  await press(page, '保存');
  await expectScreen(page, '招工难');

  await visit(page, '月度联席会议');
  await press(page, '新建会议纪要');
  await page.getByRole('textbox', { name: '主持人', exact: true }).fill('张志远');
  await press(page, '从在办事项生成议题');
  const pack = page.getByRole('dialog');
  await expect(pack.getByText('招工难').first()).toBeVisible();
  await expectAccessible(page, '生成议题');
  await pack.getByRole('button', { name: /^生成/ }).click();
  await expect(pack).toBeHidden();
  await press(page, '增加议定事项');
  await page.getByRole('textbox', { name: '议定事项 1', exact: true }).fill('组织专场招聘会');
  await page.getByRole('textbox', { name: '议定事项 1 责任单位（人）' }).fill('市人社局');
  await press(page, '保存会议纪要');
  await expect(page.getByRole('checkbox', { name: /^办结：/ })).toBeVisible();
  for (const [paper, text] of [
    ['会议议程', '企业问题协调'],
    ['签到表', '签到'],
  ] as const) {
    await page.getByText(paper, { exact: true }).click();
    await expect(page.locator('iframe')).toHaveAttribute('srcdoc', new RegExp(text));
  }

  // It comes up again until it is done: on the first screen, and in the next meeting's pack.
  await visit(page, '今日待办');
  await expect(page.getByRole('link', { name: '组织专场招聘会' })).toBeVisible();
  await visit(page, '月度联席会议');
  await press(page, '新建会议纪要');
  await press(page, '从在办事项生成议题');
  await expect(page.getByRole('dialog').getByText(/^组织专场招聘会/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await visit(page, '今日待办');
  await page.getByRole('checkbox', { name: '办结：组织专场招聘会' }).click();
  await expect(page.getByRole('link', { name: '组织专场招聘会' })).toBeHidden();
  await visit(page, '月度联席会议');
  await page.getByText('张志远').click();
  await expect(page.getByText('已办结 2026-11-24')).toBeVisible();
});

test('its screens meet WCAG AA and stay within the window at 125 %', async () => {
  const { page } = desk('city');
  await page.setViewportSize({ width: 1093, height: 614 });
  for (const [path, screen] of [
    ['/today', '今日待办'],
    ['/news', '新到变化'],
    ['/calendar', '月历'],
    ['/visits', '走访服务'],
    ['/visits/plan', '走访计划'],
    ['/visits/statistics', '走访统计'],
    ['/enterprises/levels', '培育层级统计'],
    ['/problems/statistics', '问题办理统计'],
    ['/bulletins', '季度通报'],
    ['/bulletins/new', '编写季度通报'],
    ['/help', '使用说明'],
  ] as const) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, path);
    await expectScreen(page, screen);
    await expectAccessible(page, screen);
    const isWithin = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect.soft(isWithin, screen).toBe(true);
  }
});

/** Different pictures, as a camera would write them. */
async function drawPhotos(page: Page, count: number): Promise<Buffer[]> {
  const texts = await page.evaluate(async (wanted) => {
    const made: string[] = [];
    for (let index = 0; index < wanted; index += 1) {
      const canvas = new OffscreenCanvas(640, 480);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      for (let x = 0; x < 640; x += 4) {
        context.fillStyle = `hsl(${(x * (index + 2)) % 360} 60% 50%)`;
        context.fillRect(x, 0, 4, 480);
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      made.push(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
    return made;
  }, count);
  return texts.map((text) => Buffer.from(text, 'hex'));
}

/** Found among thirty as officers find it: by the first letters of its sound. */
async function pickEnterprise(page: Page): Promise<void> {
  const enterprise = page.getByRole('combobox', { name: '企业名称' });
  await enterprise.pressSequentially('rgsljxd1y');
  await expect(page.locator('.ant-select-item-option-active', { hasText: name })).toBeVisible();
  await enterprise.press('Enter');
}

/** From the steps behind 更多. */
async function more({ page }: OpenDesk, step: string): Promise<void> {
  await press(page, '更多');
  await page.getByRole('menuitem', { name: step }).click();
}

/** Fills the dialog that is open and confirms it with its own button. */
async function answer(
  { page }: OpenDesk,
  step: string,
  fill: (dialog: Locator) => Promise<void>,
): Promise<void> {
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await button(dialog, step).click();
  await expect(dialog).toBeHidden();
}
