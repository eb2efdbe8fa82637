import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annex6Docx, annex6Html, annex6Layout, annex6Pdf } from '../../../electron/documents/annex6.ts';
import { continuedMark, continuedPaper } from '../../../electron/documents/annex6-continued.ts';
import { annex6Excess } from '../../../electron/documents/annex6-room.ts';
import { type Annex6Paper, note } from '../../../electron/documents/annex6-rows.ts';
import { loadPaperFonts } from '../../../electron/documents/fonts/paper-fonts.ts';
import type { Layout, Table } from '../../../electron/documents/layout.ts';
import { AppError } from '../../../shared/errors.ts';
import { continuedFields } from '../../../shared/filing/paper-room.ts';
import { printedByOffice } from '../../support/office.ts';
import { annex6Example, fontDirectory, numberedLines } from '../../support/papers.ts';
import { pdfText } from '../../support/poppler.ts';
import { openTestPrinter, type TestPrinter } from '../../support/print-pdf.ts';

const fonts = loadPaperFonts(fontDirectory);
const title = '专精特新“小巨人”培育企业检查处置报备表';

let printer: TestPrinter;
beforeAll(async () => {
  printer = await openTestPrinter();
}, 60_000);
afterAll(() => printer.close());

/** Without what the eye does not see, and what only says that an entry goes on. */
const plain = (text: string): string => text.replaceAll(continuedMark, '').replace(/\s+/g, '');
const pagesOf = (pdf: Uint8Array): readonly string[] => pdfText(pdf).split('\f').slice(0, -1).map(plain);

/** What stands under each label of the 附页, by label, and what stands in the form. */
function printedTexts(layout: Layout): {
  form: readonly string[];
  attached: Readonly<Record<string, string>>;
} {
  const table = layout.blocks.find((block): block is Table => block.kind === 'table');
  const attached: Record<string, string> = {};
  let label = '';
  for (const block of layout.attached?.blocks ?? []) {
    if (block.kind !== 'paragraph') continue;
    const text = block.runs.map((run) => run.text).join('');
    if (block.style.face === 'heading') label = text.replace('（续）', '');
    else if (label !== '') attached[label] = (attached[label] ?? '') + text;
  }
  return {
    form: [1, 2, 3].map((row) => table?.rows[row]?.cells[1]?.paragraphs.join('') ?? ''),
    attached,
  };
}

const labels = ['检查依据和原因', '检查情况', '处置结论'] as const;

describe('a form with more text than its page holds', () => {
  const eighty: Annex6Paper = { ...annex6Example, findings: numberedLines(80) };

  it('is the form on one page, then the 附页, in PDF and in Word', async () => {
    const pdf = await annex6Pdf({ ...eighty, mark: '第2版' }, fonts, printer.print);
    const [office = new Uint8Array()] = printedByOffice([annex6Docx({ ...eighty, mark: '第2版' })]);
    for (const printed of [pdf, office]) {
      const [form = '', ...attached] = pagesOf(printed);
      expect(form.startsWith(title)).toBe(true);
      for (const part of [annex6Example.conclusion, plain(note), '（打印后有修改，第2版）'])
        expect(form).toContain(part.slice(0, 20));
      expect(attached.length).toBeGreaterThanOrEqual(1);
      expect(attached[0]).toMatch(
        /^附页（专精特新“小巨人”培育企业检查处置报备表）检查处置单位：如皋市应急管理局企业名称：势加透博洁净动力如皋有限公司检查情况（续）/,
      );
      const all = form + attached.join('');
      const numbers = [...all.matchAll(/(\d+)\.试验台/g)].map((match) => Number(match[1]));
      expect(numbers).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
      expect(attached.join('')).not.toContain('第2版');
      expect(pdfText(printed).split(continuedMark)).toHaveLength(2);
    }
  });

  it('has no 附页 for eight lines', () => {
    expect(annex6Layout({ ...annex6Example, findings: numberedLines(8) }).attached).toBeUndefined();
  });

  it('cuts where a paragraph ends, or else a sentence', () => {
    expect(continuedPaper(eighty).form.findings).toMatch(/现场已清理。\n（续附页）$/);
    const sentences = '检查发现该企业试验台区域消防通道被物料占用，现场已责令清理。'.repeat(100);
    const { form, rest } = continuedPaper({ ...annex6Example, findings: sentences });
    expect(form.findings).toMatch(/现场已责令清理。\n（续附页）$/);
    expect(rest).toEqual([
      { field: 'findings', text: expect.stringMatching(/^检查发现该企业/), isMidParagraph: true },
    ]);
  });

  it('leaves short entries beside a long one whole', () => {
    expect(continuedPaper(eighty).rest.map(({ field }) => field)).toEqual(['findings']);
  });

  it('carries 20,000 characters in each of the three, every page after the first numbered', async () => {
    const long = (sentence: string): string =>
      sentence.repeat(Math.ceil(20_000 / sentence.length)).slice(0, 20_000);
    const paper = {
      ...annex6Example,
      basisAndReason: long('依据安全生产法第六十五条开展检查。'),
      findings: long('试验台区域消防通道被物料占用，'),
      conclusion: long('责令限期整改并提交报告\n'),
    };
    const pages = pagesOf(await annex6Pdf(paper, fonts, printer.print));
    expect(pages.length).toBeGreaterThan(30);
    pages.slice(1).forEach((page, index) => expect(page.endsWith(`—${index + 2}—`)).toBe(true));
    const printed = pages.map((page) => page.replace(/—\d+—$/, '')).join('');
    expect(printed.split('第六十五条').length - 1).toBe(paper.basisAndReason.split('第六十五条').length - 1);
    expect(printed.split('试验台区域').length - 1).toBe(paper.findings.split('试验台区域').length - 1);
    expect(printed.split('责令限期整改并').length - 1).toBe(
      paper.conclusion.split('责令限期整改并').length - 1,
    );
  }, 60_000);

  it('loses and doubles nothing, whatever the lengths', () => {
    const piece = fc.constantFrom(
      '查',
      '。',
      '，',
      '\n',
      '《安全生产法》',
      '12.5',
      'DN50',
      '𬭎',
      '“甲”',
      '；',
      '整改到位',
    );
    const entry = fc
      .array(piece, { minLength: 1, maxLength: 12 })
      .chain((pieces) => fc.integer({ min: 0, max: 400 }).map((times) => pieces.join('').repeat(times)));
    fc.assert(
      fc.property(entry, entry, entry, (basisAndReason, findings, conclusion) => {
        const paper = { ...annex6Example, basisAndReason, findings, conclusion };
        const layout = annex6Layout(paper);
        const { form, attached } = printedTexts(layout);
        continuedFields.forEach((field, index) => {
          const beginning = form[index] ?? '';
          const rest = attached[labels[index] ?? ''] ?? '';
          expect(plain(beginning) + plain(rest)).toBe(plain(paper[field]));
          expect(beginning.endsWith(continuedMark)).toBe(rest !== '');
          if (rest !== '') expect(plain(beginning)).not.toBe('');
        });
        expect(annex6Excess(paper).length > 0).toBe(layout.attached !== undefined);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a shorter beginning when the printer runs wider than reckoned', async () => {
    const printed: string[] = [];
    const page = '<</Type /Page>>\n';
    await annex6Pdf(eighty, fonts, async (html) => {
      printed.push(html);
      return Buffer.from(`%PDF-1.4\n${page.repeat(printed.length < 2 ? 2 : 1)}%%EOF`);
    });
    expect(printed).toHaveLength(3);
    expect(printed[1]?.indexOf(continuedMark)).toBeLessThan(printed[0]?.indexOf(continuedMark) ?? 0);
    expect(printed[2]).toContain('class="attached"');
  });

  it('refuses what can not go on: a short cell that leaves no room', () => {
    const paper = { ...eighty, thisConclusion: '限期整改'.repeat(125) };
    expect(annex6Excess(paper).map(({ field }) => field)).toEqual(['thisConclusion']);
    for (const write of [annex6Docx, (each: Annex6Paper) => annex6Html(each, fonts)])
      expect(() => write(paper)).toThrow(AppError);
  });
});
