import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DossierPaper,
  dossierDocx,
  dossierHtml,
  dossierLayout,
} from '../../../electron/documents/dossier.ts';
import { loadPaperFonts } from '../../../electron/documents/fonts/paper-fonts.ts';
import { renderPdf } from '../../../electron/documents/pdf.ts';
import { paragraphTexts, readDocx, tableTexts } from '../../support/docx.ts';
import { fontDirectory } from '../../support/papers.ts';
import { pdfFacts, pdfText } from '../../support/poppler.ts';
import { openTestPrinter, type TestPrinter } from '../../support/print-pdf.ts';

const fonts = loadPaperFonts(fontDirectory);

const paper: DossierPaper = {
  enterpriseName: '势加透博洁净动力如皋有限公司',
  imprint: '白蒲镇　2026年11月24日',
  profile: [
    { label: '信用代码', value: '91320682MA1ABCDE0X' },
    { label: '简称', value: '势加透博' },
    { label: '联系人', value: '' },
    { label: '地址', value: '如皋市白蒲镇', wide: true },
  ],
  sections: [
    { title: '级别与称号', columns: [{ label: '级别', widthMm: 163 }], rows: [] },
    {
      title: '会议',
      columns: [
        { label: '日期', widthMm: 25 },
        { label: '内容', widthMm: 138 },
      ],
      rows: [['2026-11-20', '第一项\n第二项']],
      note: '据会议记录。',
    },
  ],
};

describe('一企一册 on paper', () => {
  const xml = readDocx(dossierDocx(paper))['word/document.xml'] ?? '';

  it('numbers its sections, counts what is in them, and says where there is nothing', () => {
    const lines = paragraphTexts(xml.replace(/<w:tbl>[\s\S]*?<\/w:tbl>/g, '')).filter((text) => text !== '');
    expect(lines).toEqual([
      '势加透博洁净动力如皋有限公司',
      '一企一册　白蒲镇　2026年11月24日',
      '一、基本情况',
      '二、级别与称号',
      '无。',
      '三、会议（1）',
      '据会议记录。',
    ]);
  });

  it('counts all of a section that lists only the latest', () => {
    const [, section] = paper.sections;
    const layout = dossierLayout({ ...paper, sections: section ? [{ ...section, total: 203 }] : [] });
    expect(JSON.stringify(layout)).toContain('二、会议（203）');
  });

  it('sets two facts on a line, a wide one or the last alone across it', () => {
    expect(tableTexts(xml).slice(0, 3)).toEqual([
      ['信用代码', '91320682MA1ABCDE0X', '简称', '势加透博'],
      ['联系人', ''],
      ['地址', '如皋市白蒲镇'],
    ]);
  });

  describe('as PDF', () => {
    let printer: TestPrinter;
    beforeAll(async () => {
      printer = await openTestPrinter();
    }, 60_000);
    afterAll(() => printer.close());

    it('runs over A4 pages with the head of the table on each', async () => {
      const rows = Array.from({ length: 80 }, (_, index) => ['2026-11-20', `第${index + 1}项`]);
      const sections = [
        { ...paper.sections[1], title: '会议', columns: paper.sections[1]?.columns ?? [], rows },
      ];
      const pdf = await renderPdf(dossierHtml({ ...paper, sections }, fonts), printer.print);
      const pages = pdfText(pdf).split('\f').slice(0, -1);
      expect(pages.length).toBe(pdfFacts(pdf).pages);
      expect(pages.length).toBeGreaterThan(2);
      for (const page of pages) expect(page).toMatch(/日期\s+内容/);
    });
  });
});
