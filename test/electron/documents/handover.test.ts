import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPaperFonts } from '../../../electron/documents/fonts/paper-fonts.ts';
import { handoverDocx, handoverHtml, type HandoverPaper } from '../../../electron/documents/handover.ts';
import { readDocx } from '../../support/docx.ts';
import { fontDirectory } from '../../support/papers.ts';
import { pdfText } from '../../support/poppler.ts';
import { openTestPrinter, type TestPrinter } from '../../support/print-pdf.ts';

const fonts = loadPaperFonts(fontDirectory);

const paperOf = (files: number, change: Partial<HandoverPaper> = {}): HandoverPaper => ({
  month: '2026-11',
  from: '市发改委',
  to: '白蒲镇',
  officer: '王经办',
  device: '台式机（电脑识别码 3f2a 91bc 77de 0012）',
  size: '26.4 MB',
  files: Array.from({ length: files }, () => ({ size: '8.8 MB', sha256: '0123456789abcdef'.repeat(4) })),
  absent: '未记录',
  content: '企业 40 家、培育计划 54 条、挂钩联系 40 条、附件 12 个',
  outcome: '核验签名无误，导入 128 条，暂存待定 0 条，新增冲突 2 项',
  atLabel: '导入时间',
  at: '2026-11-24 10:30',
  ...change,
});

let printer: TestPrinter;
beforeAll(async () => {
  printer = await openTestPrinter();
}, 60_000);
afterAll(() => printer.close());

/** How many files each page lists. */
async function filesByPage(paper: HandoverPaper): Promise<number[]> {
  const pages = pdfText(await printer.print(handoverHtml(paper, fonts)))
    .split('\f')
    .slice(0, -1);
  return pages.map((page) => page.match(/第\s*\d+\s*包/g)?.length ?? 0);
}

describe('数据交接单', () => {
  it.each([2, 3, 4])('of %i files is one page', async (count) => {
    expect(await filesByPage(paperOf(count))).toEqual([count]);
  });

  it('of more files lists them all on a page behind it, rather than the last of them alone', async () => {
    expect(await filesByPage(paperOf(6))).toEqual([0, 6]);
    const wordy = { content: '企业'.repeat(90), device: '台式机'.repeat(20) };
    expect(await filesByPage(paperOf(4, wordy))).toEqual([0, 4]);
  });

  it('that runs over pages however long leaves no file alone on one', async () => {
    for (const count of [13, 20, 21, 22, 23, 24]) {
      const pages = await filesByPage(paperOf(count));
      expect(pages.reduce((sum, files) => sum + files, 0)).toBe(count);
      expect(pages).not.toContain(1);
    }
  });

  it('keeps them together in Word as well', () => {
    const xml = readDocx(handoverDocx(paperOf(3)))['word/document.xml'] ?? '';
    const rows = xml.split('<w:tr>').slice(-4);
    expect(rows.map((row) => row.includes('<w:keepNext/>'))).toEqual([true, true, true, false]);
  });

  it('sets a checksum in two lines of four groups', () => {
    const half = '01234567 89abcdef 01234567 89abcdef';
    const xml = readDocx(handoverDocx(paperOf(1)))['word/document.xml'] ?? '';
    expect(xml.match(new RegExp(`>${half}<`, 'g'))).toHaveLength(2);
  });
});
