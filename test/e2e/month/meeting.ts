/** 月度联席会议：议题、议定事项、会议纪要成文。 */
import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { pdfPageCount } from '../../../electron/documents/pdf.ts';
import { expectAccessible } from '../accessibility.ts';
import { press, saveTo, visit } from '../officer.ts';
import { type Month, wordText } from './desks.ts';

export function meetingParts({ desk, file }: Month): void {
  test('the joint meeting is noted, a decision ticked off, the note put on paper', async () => {
    const town = desk('town');
    const { page } = town;
    await visit(page, '月度联席会议');
    await press(page, '新建会议纪要');
    await page.getByRole('textbox', { name: '主持人', exact: true }).fill('陈镇长');
    await page.getByLabel('地点').fill('镇政府三楼会议室');
    await page.getByRole('textbox', { name: '议题 1', exact: true }).fill('企业用地');
    await press(page, '增加议定事项');
    await page.getByRole('textbox', { name: '议定事项 1', exact: true }).fill('协调二期用地');
    await expectAccessible(page, '新建会议纪要');
    await press(page, '保存会议纪要');
    // Its tick follows what is saved.
    await page.getByRole('checkbox', { name: /^办结：/ }).click();
    await expect(page.getByText(/^已办结 2026-11-/)).toBeVisible();
    await expectAccessible(page, '会议纪要');
    await saveTo(town, file('会议纪要.pdf'), '导出 PDF');
    expect(pdfPageCount(readFileSync(file('会议纪要.pdf')))).toBeGreaterThan(0);
    await saveTo(town, file('会议纪要.docx'), '导出 Word');
    const paper = wordText(file('会议纪要.docx'));
    for (const text of ['陈镇长', '企业用地', '协调二期用地']) expect(paper).toContain(text);
    await visit(page, '月度联席会议');
    await expectAccessible(page, '月度联席会议');
  });
}
