import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPaperFonts } from '../../../electron/documents/fonts/paper-fonts.ts';
import { meetingDocx, meetingHtml, type MeetingPaper } from '../../../electron/documents/meeting.ts';
import { renderPdf } from '../../../electron/documents/pdf.ts';
import { paragraphTexts, readDocx, tableTexts } from '../../support/docx.ts';
import { fontDirectory, meetingExample } from '../../support/papers.ts';
import { pdfFacts, pdfFonts, pdfText } from '../../support/poppler.ts';
import { openTestPrinter, type TestPrinter } from '../../support/print-pdf.ts';

const fonts = loadPaperFonts(fontDirectory);

const withDecisions = (count: number): MeetingPaper => ({
  ...meetingExample,
  decisions: Array.from({ length: count }, (_, index) => ({
    what: `第${index + 1}项：督促企业完善专利布局，年内新增授权发明专利不少于1件，并于每月25日前报送进展情况。`,
    who: '市场监督管理局/顾海峰',
    dueDate: '2021-12-10',
  })),
});

let printer: TestPrinter;
beforeAll(async () => {
  printer = await openTestPrinter();
}, 60_000);
afterAll(() => printer.close());

const print = (paper: MeetingPaper): Promise<Uint8Array> =>
  renderPdf(meetingHtml(paper, fonts), printer.print);

describe('Meeting note as DOCX', () => {
  const parts = readDocx(meetingDocx(meetingExample));
  const xml = parts['word/document.xml'] ?? '';

  it('states the facts of the meeting, the topics by number, and the decisions', () => {
    expect(paragraphTexts(xml.replace(/<w:tbl>[\s\S]*<\/w:tbl>/, '')).filter((text) => text !== '')).toEqual([
      '长江镇专精特新“小巨人”企业培育工作\n月度联席会议纪要',
      '（2021年9月）',
      '时间：2021年9月28日（星期二）',
      '地点：长江镇人民政府三楼第二会议室',
      '主持：李建国（副组长）',
      '记录：周晓燕',
      '参会部门：镇党政办公室、经济发展局、科技人才局、应急管理局、生态环境分局',
      '一、会议议题',
      '（一）通报9月份走访和问题办理情况',
      '9月份共走访入库企业12家，收集问题诉求9件，办结6件，正在办理3件。',
      '（二）研究检查处置报备工作',
      '本月共报备检查2次，均已按要求事前报告。',
      '会议要求次日报送联系市领导。',
      '二、议定事项',
    ]);
    expect(tableTexts(xml)).toEqual([
      ['序号', '议定事项', '责任单位/责任人', '完成时限'],
      [
        '1',
        '协调供电部门完成势加透博洁净动力如皋有限公司试验台用电增容。',
        '经济发展局/陈刚',
        '2021年10月15日',
      ],
      ['2', '为5家研发投入偏低的企业逐一制定提升计划。', '科技人才局/许敏', ''],
    ]);
  });

  it('repeats the head of the table on every page and keeps rows whole', () => {
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(3);
  });

  it('numbers odd pages at the right and even pages at the left', () => {
    expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders/>');
    expect(parts['word/footer1.xml']).toContain('<w:jc w:val="right"/>');
    expect(parts['word/footer2.xml']).toContain('<w:jc w:val="left"/>');
    expect(parts['word/footer1.xml']?.replace(/<[^>]*>/g, '').trim()).toBe('—  PAGE 1 —');
  });

  it('ends with a paragraph after the table, as Word demands', () => {
    expect(xml).toMatch(/<\/w:tbl><w:p>.*<\/w:p><w:sectPr>/);
  });

  it('says so when there was no topic and nothing was decided', () => {
    const empty =
      readDocx(meetingDocx({ ...meetingExample, topics: [], decisions: [] }))['word/document.xml'] ?? '';
    expect(paragraphTexts(empty).slice(-4)).toEqual([
      '一、会议议题',
      '本次会议没有议题。',
      '二、议定事项',
      '本次会议没有议定事项。',
    ]);
  });

  it('numbers topics beyond ten in Chinese', () => {
    const topics = Array.from({ length: 21 }, () => ({ title: '议题', summary: '' }));
    const xmlOfMany = readDocx(meetingDocx({ ...meetingExample, topics }))['word/document.xml'] ?? '';
    const numbers = paragraphTexts(xmlOfMany).filter((text) => text.endsWith('）议题'));
    expect([numbers[0], numbers[9], numbers[10], numbers[19], numbers[20]]).toEqual([
      '（一）议题',
      '（十）议题',
      '（十一）议题',
      '（二十）议题',
      '（二十一）议题',
    ]);
  });
});

describe('Meeting note as PDF', () => {
  it('leaves no decision alone on a page', async () => {
    for (let count = 2; count < 12; count += 1) {
      const pages = pdfText(await print(withDecisions(count)))
        .split('\f')
        .slice(0, -1);
      const decisions = pages.map((page) => page.match(/第\d+项/g)?.length ?? 0);
      expect(decisions.reduce((sum, found) => sum + found, 0)).toBe(count);
      expect(decisions).not.toContain(1);
    }
  });

  it('runs over pages with numbers, the table head on each', async () => {
    const pdf = await print(withDecisions(30));
    const pages = pdfText(pdf).split('\f').slice(0, -1);
    expect(pages.length).toBe(pdfFacts(pdf).pages);
    expect(pages.length).toBeGreaterThan(2);
    const numbers = pages.map((page) => page.trimEnd().split('\n').at(-1)?.replace(/\s/g, ''));
    expect(numbers).toEqual(pages.map((_, index) => `—${index + 1}—`));
    const tablePages = pages.filter((page) => page.includes('市场监督管理局'));
    for (const page of tablePages) expect(page).toContain('完成时限');
    const flow = pages.join('').replace(/\s+/g, '');
    for (let item = 1; item <= 30; item += 1) expect(flow).toContain(`第${item}项`);
  });

  it('fits a note without decisions on its pages and embeds every font', async () => {
    const pdf = await print(withDecisions(0));
    expect(pdfText(pdf)).toContain('本次会议没有议定事项。');
    expect(pdfFacts(pdf).pages).toBe(1);
    expect(pdfFonts(pdf).every((font) => font.embedded)).toBe(true);
  });
});
