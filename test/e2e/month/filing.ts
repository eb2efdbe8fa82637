/** 检查处置报备：草稿、断电、五步、成文。 */
import { expect, test } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { pdfPageCount } from '../../../electron/documents/pdf.ts';
import { expectAccessible } from '../accessibility.ts';
import { atHome, expectScreen, find, press, saveTo, unlock, visit } from '../officer.ts';
import { noteTouched, touchedFields } from '../touched.ts';
import { enterprise, type Month, wordText } from './desks.ts';

const reason = '《安全生产法》第六十五条；年度计划检查';

/** A filing for a known enterprise with a known leader, from the first key to the last step. */
const mostFields = 12;

export function filingParts({ start, stop, desk, file }: Month): void {
  const touched = new Set<string>();
  const countTouched = async (): Promise<void> => {
    for (const field of await touchedFields(desk('town').page)) touched.add(field);
  };
  const begin = async (): Promise<void> => {
    const { page } = desk('town');
    await find(page, '势加透', enterprise);
    await page.getByRole('tab', { name: '检查处置报备' }).click();
    await press(page, '新建报备');
    await expect(page.getByText('张示例（副市长）')).toBeVisible();
  };
  const record = async (step: string, values: Readonly<Record<string, string>>): Promise<void> => {
    const { page } = desk('town');
    await press(page, `记为${step}`);
    const dialog = page.getByRole('dialog');
    for (const [label, value] of Object.entries(values))
      await dialog.getByRole('textbox', { name: label }).fill(value);
    // Nobody was told unless it is ticked.
    const notice = dialog.getByRole('checkbox', { name: '同时通报了挂钩联系市领导' });
    if (await notice.isVisible()) await notice.check();
    await press(page, '记下');
    await expect(dialog).toBeHidden();
  };

  /** A photo of the signed form as a phone writes it: large, and with the place where it was taken. */
  const attachPhoto = async (): Promise<void> => {
    const town = desk('town');
    const { page } = town;
    const place = 'GPS 32.37N 120.56E';
    const photo = Buffer.from(await page.evaluate(drawnJpeg), 'base64');
    writeFileSync(file('签收.jpg'), withExif(photo, place));
    await town.dialogs.answerOpen(file('签收.jpg'));
    await press(page, '添加附件');
    await expect(page.getByText('拍摄地点、时间等信息已去除')).toBeVisible();
    await press(page, '添加');
    await expect(page.getByRole('dialog')).toBeHidden();
    await saveTo(town, file('取出.jpg'), '另存为');
    const kept = readFileSync(file('取出.jpg'));
    expect(kept.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(kept.includes(place)).toBe(false);
    expect(kept.includes('Exif')).toBe(false);
    expect(await page.evaluate(edgesOf, kept.toString('base64'))).toEqual([2600, 1950]);
  };

  test('a filing half typed survives a kill and goes on from its draft', async () => {
    const { page } = desk('town');
    await noteTouched(page);
    await begin();
    await page.getByLabel('检查处置单位').fill('如皋市应急管理局');
    await page.getByLabel('检查依据和原因').fill(reason);
    await expect(page.getByText(/草稿已保存/).first()).toBeVisible();
    await expectAccessible(page, '新建报备');
    await countTouched();
    await stop('town', 'kill');

    const again = await start('town', '2026-11-26T08:00:00+08:00');
    await expectAccessible(again.page, '锁定');
    await unlock(again.page);
    await atHome(again.page);
    await noteTouched(again.page);
    await begin();
    await expect(again.page.getByLabel('检查依据和原因')).toHaveValue(reason);
    // Begun on Monday the 23rd, finished on Thursday: the day proposed then has gone by.
    await again.page.getByLabel('检查日期').fill('2026-11-24');
    await again.page.keyboard.press('Control+s');
    await expectScreen(again.page, enterprise);
  });

  test('it goes through all five steps in time, and onto one page of paper', async () => {
    const town = desk('town');
    const { page } = town;
    await record('已事前报告', { 日期: '2026-11-23', 时间: '16:00' });
    await record('已检查', {});
    await press(page, '修改');
    await page.getByLabel('检查情况').fill('一处消防通道堆放杂物');
    await page.getByLabel('处置结论', { exact: true }).fill('责令立即清理');
    await press(page, '保存报备');
    await record('已作结论', { 日期: '2026-11-25' });
    await record('已报送联系领导', {});
    await countTouched();
    expect([...touched].join()).toMatch(/检查处置单位.*时间.*检查情况/);
    expect(touched.size, [...touched].join('\n')).toBeLessThanOrEqual(mostFields);
    await expect(page.locator('.desk-clocks').getByText('已完成')).toHaveCount(3);
    await expect(page.getByRole('button', { name: /^记为/ })).toHaveCount(0);
    await expectAccessible(page, '检查处置报备，一件');

    await saveTo(town, file('报备表.pdf'), '导出 PDF');
    expect(pdfPageCount(readFileSync(file('报备表.pdf')))).toBe(1);
    await saveTo(town, file('报备表.docx'), '导出 Word');
    const paper = wordText(file('报备表.docx'));
    for (const text of [enterprise, '张示例', '（副市长）', '如皋市应急管理局', '责令立即清理']) {
      expect(paper).toContain(text);
    }
    await attachPhoto();
    await visit(page, '检查处置报备');
    await expect(page.getByText('已报送联系领导')).toBeVisible();
    await expectAccessible(page, '检查处置报备');
  });
}

/** In the page: 4000 × 3000 pixels, as base64. */
async function drawnJpeg(): Promise<string> {
  const canvas = new OffscreenCanvas(4000, 3000);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 4000, 3000);
  context.fillStyle = '#000';
  for (let line = 0; line < 60; line += 1) context.fillText('已收到报备表', 40 + line * 30, 50 + line * 48);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

async function edgesOf(base64: string): Promise<[width: number, height: number]> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  return [picture.width, picture.height];
}

/** An APP1 segment behind the beginning of a JPEG, where cameras write. */
function withExif(jpeg: Buffer, text: string): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0'), Buffer.from(text)]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
