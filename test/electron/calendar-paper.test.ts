/** 月历 on paper: what the screen is narrowed to, in the cells of the month. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readDocx, tableTexts } from '../support/docx.ts';
import { temporaryFolder } from '../support/database.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';

const textOf = (html: string): string =>
  html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/gu, ' ').replace(/\s+/gu, ' ');

async function ledger() {
  const { desk, enterpriseId } = await filingLedger();
  const leader = { personId: '', name: '李四', post: '副市长' };
  await desk.call('visit.plan', {
    enterpriseIds: [enterpriseId],
    leader,
    plannedOn: '2026-11-27',
    purpose: '',
  });
  await desk.call('filing.create', {
    enterpriseId,
    fields: { ...filingFields, inspectionDate: '2026-11-27' },
  });
  return desk;
}

it('sets the entries into the cells of their days, and says that planned inspections are nobody else’s to read', async () => {
  const desk = await ledger();
  const text = textOf((await desk.call('calendar.paperPreview', { month: '2026-11' })).html);
  expect(text).toContain('2026年11月工作月历');
  expect(text).toContain('共 3 项');
  expect(text).toContain('含检查计划，仅供内部使用');
  expect(text).toContain('周一 周二 周三 周四 周五 周六 周日');
  expect(text).toMatch(/ 27 访 李四（副市长）计划走访\S+ 检 如皋市应急管理局计划安全检查\S+ 28 /u);
  expect(text).toMatch(/ 26 报 \S+提前报告市政府及部门负责人、通报挂钩联系市领导/u);
  // Whole in their cells: no list says it again.
  expect(text).not.toContain('逐日清单');
});

it('prints what the screen is narrowed to, and says what that is', async () => {
  const desk = await ledger();
  const paper = { month: '2026-11', kinds: ['visit' as const], towns: [''] };
  const text = textOf((await desk.call('calendar.paperPreview', paper)).html);
  expect(text).toContain('（走访；市级）');
  expect(text).toContain('共 1 项');
  expect(text).not.toContain('检查');
  expect(text).not.toContain('仅供内部使用');
  const elsewhere = { month: '2026-11', towns: ['t06'] };
  expect(textOf((await desk.call('calendar.paperPreview', elsewhere)).html)).toContain(
    '本月没有走访、检查、会议和到期的事项。',
  );
});

it('is nobody else’s to read either when only the deadlines of reports on a planned inspection are on it', async () => {
  const desk = await ledger();
  const text = textOf(
    (await desk.call('calendar.paperPreview', { month: '2026-11', kinds: ['filing'] })).html,
  );
  expect(text).toContain('提前报告市政府及部门负责人');
  expect(text).toContain('含报备时限，仅供内部使用');
});

it('saves it as a Word file', async () => {
  const desk = await ledger();
  const path = join(temporaryFolder(), '月历.docx');
  desk.dialogAnswers.push(path);
  expect(await desk.call('calendar.exportPaper', { month: '2026-11', format: 'docx' })).toEqual({ path });
  const xml = readDocx(readFileSync(path))['word/document.xml'] ?? '';
  expect(xml).toContain('w:orient="landscape"');
  expect(
    tableTexts(xml)
      .flat()
      .find((cell) => cell.startsWith('27')),
  ).toContain('访 李四（副市长）计划走访');
});
