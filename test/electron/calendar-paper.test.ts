/** 月历 on paper: what the screen is narrowed to, in the cells of the month. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readDocx, tableTexts } from '../support/docx.ts';
import { temporaryFolder } from '../support/database.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';
import { addLeader, linkTo } from '../support/leaders.ts';

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
  return { desk, enterpriseId };
}

it('sets the entries into the cells of their days, and says that planned inspections are nobody else’s to read', async () => {
  const { desk } = await ledger();
  const text = textOf((await desk.call('calendar.paperPreview', { paper: { month: '2026-11' } })).html);
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
  const { desk } = await ledger();
  const paper = { month: '2026-11', kinds: ['visit' as const], towns: [''] };
  const text = textOf((await desk.call('calendar.paperPreview', { paper })).html);
  expect(text).toContain('（走访；市级）');
  expect(text).toContain('共 1 项');
  expect(text).not.toContain('检查');
  expect(text).not.toContain('仅供内部使用');
  const elsewhere = { month: '2026-11', towns: ['t06'] };
  expect(textOf((await desk.call('calendar.paperPreview', { paper: elsewhere })).html)).toContain(
    '本月没有走访、检查、会议和到期的事项。',
  );
});

it('is nobody else’s to read either when only the deadlines of reports on a planned inspection are on it', async () => {
  const { desk } = await ledger();
  const text = textOf(
    (await desk.call('calendar.paperPreview', { paper: { month: '2026-11', kinds: ['filing'] } })).html,
  );
  expect(text).toContain('提前报告市政府及部门负责人');
  expect(text).toContain('含报备时限，仅供内部使用');
});

it('saves it as a Word file', async () => {
  const { desk } = await ledger();
  const path = join(temporaryFolder(), '月历.docx');
  desk.dialogAnswers.push(path);
  expect(await desk.call('calendar.exportPaper', { paper: { month: '2026-11' }, format: 'docx' })).toEqual({
    path,
  });
  const xml = readDocx(readFileSync(path))['word/document.xml'] ?? '';
  expect(xml).toContain('w:orient="landscape"');
  expect(
    tableTexts(xml)
      .flat()
      .find((cell) => cell.startsWith('27')),
  ).toContain('访 李四（副市长）计划走访');
});

it('prints the year of an enterprise: marks on its days, what they are on a list behind, and plans nobody else’s to read', async () => {
  const { desk, enterpriseId } = await ledger();
  const paper = { of: 'enterprise', id: enterpriseId, year: 2026 } as const;
  const text = textOf((await desk.call('calendar.paperPreview', { paper })).html);
  expect(text).toContain('2026年工作年历');
  expect(text).toContain('（南通思瑞机器制造有限公司）');
  expect(text).toContain('共 2 项');
  expect(text).toContain('含检查计划，仅供内部使用');
  expect(text).toContain('(访)(检)');
  expect(text).toMatch(/（逐日清单） .*11月27日 周五 走访 李四（副市长）计划走访 计划走访 /u);
  const other = textOf((await desk.call('calendar.paperPreview', { paper: { ...paper, year: 2025 } })).html);
  expect(other).toContain('本年没有走访、检查和到期的事项。');
  expect(other).not.toContain('逐日清单');
  expect(await desk.refusal('calendar.paperPreview', { paper: { ...paper, id: 'nobody' } })).toBe(
    'record.not-found',
  );
});

it('prints the year of a leader without any inspection that is only planned, and saves it under his name', async () => {
  const { desk, enterpriseId } = await ledger();
  const id = await addLeader(desk, '钱镇长', 'town-leader');
  await linkTo(desk, enterpriseId, id, 'town-leader');
  for (const plannedOn of ['2026-11-20', '2026-12-01'])
    await desk.call('visit.plan', {
      enterpriseIds: [enterpriseId],
      leader: { personId: id, name: '钱镇长', post: '' },
      plannedOn,
      purpose: '',
    });
  const paper = { of: 'leader', id, year: 2026 } as const;
  const text = textOf((await desk.call('calendar.paperPreview', { paper })).html);
  expect(text).toContain('（钱镇长 镇长）');
  expect(text).toContain('共 2 项');
  expect(text).not.toContain('计划安全检查');
  expect(text).not.toContain('仅供内部使用');
  expect(text.replaceAll(' ', '')).toContain('南通思瑞机器制造有限公司');
  const path = join(temporaryFolder(), '年历.docx');
  desk.dialogAnswers.push(path);
  expect(await desk.call('calendar.exportPaper', { paper, format: 'docx' })).toEqual({ path });
  const xml = readDocx(readFileSync(path))['word/document.xml'] ?? '';
  const cells = tableTexts(xml).flat();
  expect(cells.filter((cell) => cell === '(访)')).toHaveLength(2);
  expect(cells).toContain('12月1日 周二');
});
