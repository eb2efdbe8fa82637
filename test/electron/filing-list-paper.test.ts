import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, identifier, joinSql, run, sql, transact } from '../../db/sql.ts';
import { openDesk } from '../../electron/services.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { mostPrintedRows } from '../../shared/filing/paper-contract.ts';
import { paragraphTexts, readDocx, tableTexts } from '../support/docx.ts';
import { type FilingLedger, filingFields, filingLedger } from '../support/filing-ledger.ts';
import { pdfFacts, pdfText } from '../support/poppler.ts';
import { openTestPrinter, type TestPrinter } from '../support/print-pdf.ts';

let printer: TestPrinter;
beforeAll(async () => {
  printer = await openTestPrinter();
}, 60_000);
afterAll(() => printer.close());

const hour = (date: string, hours: number): number => startOfDayMs(date) + hours * 3_600_000;

/** One that was reported and notified, one planned; and one of fire protection of the year before. */
async function busyLedger(): Promise<FilingLedger & { readonly ids: readonly string[] }> {
  const ledger = await filingLedger(printer.print);
  const { desk, enterpriseId } = ledger;
  const ids: string[] = [];
  for (const change of [
    { inspectionDate: '2026-11-24', thisConclusion: '限期整改' },
    { inspectionDate: '2026-11-25', inspectingUnit: '南通市如皋生态环境局', domain: 'environment' as const },
    { inspectionDate: '2025-12-01', inspectingUnit: '如皋市消防救援大队', domain: 'fire' as const },
  ])
    ids.push((await desk.call('filing.create', { enterpriseId, fields: { ...filingFields, ...change } })).id);
  await desk.call('filing.advance', {
    id: ids[0] ?? '',
    step: { to: 'reported', atMs: hour('2026-11-23', 8), notifiedAtMs: hour('2026-11-23', 8.5) },
  });
  return { ...ledger, ids };
}

describe('检查处置报备台账 on paper', () => {
  it('has every column of every filing, in the order of the list, and says the years', async () => {
    const { desk } = await busyLedger();
    const docx = join(desk.folder, '台账.docx');
    desk.dialogAnswers.push(docx);
    await desk.call('filing.exportListPaper', { paper: { kind: 'register', filter: {} }, format: 'docx' });
    const xml = readDocx(readFileSync(docx))['word/document.xml'] ?? '';
    expect(xml).toContain('w:orient="landscape"');
    expect(paragraphTexts(xml.replace(/<w:tbl>[\s\S]*<\/w:tbl>/, '')).filter(Boolean)).toEqual([
      '2025—2026年检查处置报备台账',
      '共 3 份　市发改委　2026-11-23 09:00 打印',
    ]);
    const [head, ...rows] = tableTexts(xml);
    expect(head).toEqual([
      '编号',
      '企业名称',
      '检查处置单位',
      '检查日期',
      '检查类型\n领域',
      '联系市领导',
      '此次处置结论',
      '进度',
      '报告、通报\n报送时间',
    ]);
    expect(rows.map((row) => [row[0], row[2], row[3]])).toEqual([
      ['〔2026〕1号', '南通市如皋生态环境局', '2026-11-25'],
      ['〔2026〕1号', '如皋市应急管理局', '2026-11-24'],
      ['〔2026〕1号', '如皋市消防救援大队', '2025-12-01'],
    ]);
    expect(rows[1]?.slice(4)).toEqual([
      expect.stringMatching(/\n安全$/),
      '李四（副市长）',
      '限期整改',
      expect.any(String),
      '报告 2026-11-23 08:00\n通报 2026-11-23 08:30',
    ]);
  });

  it('prints what the filter of the list leaves, and says which', async () => {
    const { desk, ids } = await busyLedger();
    const filter = { domains: ['fire' as const], text: '消防' };
    const paper = { kind: 'register' as const, filter };
    const { html } = await desk.call('filing.listPaper', { paper });
    expect(html).toContain('2025年检查处置报备台账');
    expect(html).toContain('（检索“消防”；领域：消防）');
    const { rows } = await desk.call('filing.list', { filter, offset: 0, limit: 10 });
    expect(rows.map(({ id }) => id)).toEqual([ids[2]]);
    expect(html.split('<tr').length - 1).toBe(1 + rows.length);
    expect(html).not.toContain('2026-11-24');
  });

  it('says of one that counts no more that it does not', async () => {
    const { desk, ids } = await busyLedger();
    await desk.call('filing.void', { id: ids[0] ?? '', reason: '企业名称选错', voidedOn: '2026-11-23' });
    const { html } = await desk.call('filing.listPaper', { paper: { kind: 'register', filter: {} } });
    expect(html).toContain('已作废');
  });

  it('repeats its head on every page, lying on its side, and numbers them', async () => {
    const { desk, enterpriseId } = await filingLedger(printer.print);
    for (let day = 1; day <= 28; day += 1)
      await desk.call('filing.create', {
        enterpriseId,
        fields: { ...filingFields, inspectionDate: `2026-11-${String(day).padStart(2, '0')}` },
      });
    const pdf = join(desk.folder, '台账.pdf');
    desk.dialogAnswers.push(pdf);
    await desk.call('filing.exportListPaper', { paper: { kind: 'register', filter: {} }, format: 'pdf' });
    const bytes = readFileSync(pdf);
    const { pages, width, height } = pdfFacts(bytes);
    expect(pages).toBeGreaterThan(1);
    expect(width).toBeGreaterThan(height);
    const sheets = pdfText(bytes).split('\f').slice(0, pages);
    sheets.forEach((sheet, index) => {
      expect(sheet).toContain('检查处置单位');
      expect(sheet.replace(/\s/g, '')).toMatch(new RegExp(`—${index + 1}—$`));
    });
    expect(sheets.join('').match(/〔2026〕\d+号/g)).toHaveLength(28);
  }, 60_000);

  it('says so where there is nothing', async () => {
    const { desk } = await filingLedger();
    const { html } = await desk.call('filing.listPaper', { paper: { kind: 'register', filter: {} } });
    expect(html).toContain('没有符合条件的报备。');
    expect(await desk.call('filing.printListPaper', { paper: { kind: 'register', filter: {} } })).toEqual({
      printed: true,
    });
  });

  it('refuses more than can be read, and says what to do', async () => {
    const { desk, enterpriseId } = await filingLedger();
    await desk.call('filing.create', { enterpriseId, fields: filingFields });
    const { db } = openDesk(desk.services);
    const columns = all<{ name: string }>(db, sql`SELECT name FROM pragma_table_info('filing')`).map(
      ({ name }) => (name === 'id' ? sql`'copy-' || k.n` : identifier(name)),
    );
    transact(db, (write) =>
      run(
        write,
        sql`INSERT INTO filing
            WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < ${mostPrintedRows})
            SELECT ${joinSql(columns, ', ')} FROM filing, k`,
      ),
    );
    expect(await desk.refusal('filing.listPaper', { paper: { kind: 'register', filter: {} } })).toBe(
      'paper.too-many-rows',
    );
    const narrowed = { kind: 'register' as const, filter: { fromDate: '2027-01-01' } };
    expect((await desk.call('filing.listPaper', { paper: narrowed })).html).toContain('没有符合条件的报备。');
  });
});

describe('报备提醒清单', () => {
  it('lists what is overdue and due, with the hour, and what is not recorded', async () => {
    const { desk } = await busyLedger();
    desk.setNow(hour('2026-11-26', 9));
    const due = await desk.call('filing.due', {});
    const unrecorded = await desk.call('filing.unrecorded', {});
    expect(unrecorded).toHaveLength(1);
    const docx = join(desk.folder, '提醒.docx');
    desk.dialogAnswers.push(docx);
    await desk.call('filing.exportListPaper', { paper: { kind: 'reminders' }, format: 'docx' });
    const xml = readDocx(readFileSync(docx))['word/document.xml'] ?? '';
    const [, ...rows] = tableTexts(xml);
    expect(rows).toHaveLength(due.length + unrecorded.length);
    expect(rows[0]?.[0]).toBe('逾期');
    expect(rows[0]?.[5]).toMatch(/^\d{4}年\d+月\d+日\n24时前$/);
    expect(rows.at(-1)).toEqual([
      '待记录',
      '南通思瑞机器制造有限公司',
      '如皋市应急管理局',
      '检查日期已过，请记录检查情况',
      '李四（副市长）',
      '检查日期\n2026-11-24',
      '',
    ]);
  });

  it('says that there is nothing to do', async () => {
    const { desk } = await filingLedger();
    const { html } = await desk.call('filing.listPaper', { paper: { kind: 'reminders' } });
    expect(html).toContain('没有到期或将到期的报备事项。');
  });
});
