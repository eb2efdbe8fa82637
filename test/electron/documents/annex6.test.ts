import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annex6Docx, annex6Html, annex6Layout, annex6Pdf } from '../../../electron/documents/annex6.ts';
import { annex6Excess } from '../../../electron/documents/annex6-room.ts';
import { type Annex6Paper, blankAnnex6 } from '../../../electron/documents/annex6-rows.ts';
import { loadPaperFonts } from '../../../electron/documents/fonts/paper-fonts.ts';
import type { Table } from '../../../electron/documents/layout.ts';
import { AppError } from '../../../shared/errors.ts';
import { isContinued } from '../../../shared/filing/paper-room.ts';
import { attributeValues, paragraphTexts, readDocx, tableTexts } from '../../support/docx.ts';
import { annex6Example, fontDirectory, numberedLines } from '../../support/papers.ts';
import { pdfFacts, pdfFlow, pdfFonts, pdfText, pdfWords } from '../../support/poppler.ts';
import { openTestPrinter, type TestPrinter } from '../../support/print-pdf.ts';

const fonts = loadPaperFonts(fontDirectory);
const title = '专精特新“小巨人”培育企业检查处置报备表';
const note =
  '备注: 对南通市级以上（含）专精特新小巨人企业、单项冠军企业进行检查处置，必须提前报市政府，处置结论作出的次日要将此表报该企业联系的市领导。';
/** The labels of 附件6 with the line breaks of the policy's own print. */
const labels = [
  '企业名称',
  '挂钩联系\n市领导',
  '检查依据\n和原因',
  '检查情况',
  '处置结论',
  '存在问题是\n否首次发现',
  '此次处\n置结论',
  '检查人\n员签字',
  '部门主要\n领导意见',
];
const sentence = '检查发现该企业试验台区域消防通道被物料占用，现场已责令清理；';
const lines = numberedLines;

function bodySizePt(paper: Annex6Paper): number | undefined {
  const table = annex6Layout(paper).blocks.find((block): block is Table => block.kind === 'table');
  return table?.rows[1]?.cells[1]?.style.sizePt;
}

let printer: TestPrinter;
beforeAll(async () => {
  printer = await openTestPrinter();
}, 60_000);
afterAll(() => printer.close());

const print = (paper: Annex6Paper): Promise<Uint8Array> => annex6Pdf(paper, fonts, printer.print);

describe('Annex 6 as DOCX', () => {
  const xml = readDocx(annex6Docx(annex6Example))['word/document.xml'] ?? '';

  it('has the nine labels and entries in the order of the policy', () => {
    const { enterpriseName, cityLeader, basisAndReason, findings, conclusion, thisConclusion } =
      annex6Example;
    expect(tableTexts(xml)).toEqual([
      [labels[0], enterpriseName, labels[1], cityLeader],
      [labels[2], basisAndReason],
      [labels[3], findings],
      [labels[4], conclusion],
      [labels[5], '是', labels[6], thisConclusion],
      [labels[7], '', labels[8], ''],
    ]);
  });

  it('has title, unit and seal above the table, the note under it, and nothing else', () => {
    const outside = paragraphTexts(xml.replace(/<w:tbl>[\s\S]*<\/w:tbl>/, ''));
    expect(outside).toEqual([title, '检查处置单位：如皋市应急管理局（公章）', note]);
  });

  it('fixes the grid in DXA and gives every row the width of the type area', () => {
    expect(xml).toContain('<w:tblLayout w:type="fixed"/>');
    const grid = attributeValues(xml, 'w:gridCol', 'w:w').map(Number);
    const total = grid.reduce((sum, width) => sum + width, 0);
    expect(grid).toHaveLength(4);
    expect(Math.abs(total - Math.round((156 / 25.4) * 1440))).toBeLessThanOrEqual(2);
    expect(attributeValues(xml, 'w:tblW', 'w:w').map(Number)).toEqual([total]);
    for (const row of xml.match(/<w:tr>[\s\S]*?<\/w:tr>/g) ?? []) {
      const widths = attributeValues(row, 'w:tcW', 'w:w').map(Number);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(total);
    }
  });

  it('leaves the ink row high enough to sign', () => {
    const heights = attributeValues(xml, 'w:trHeight', 'w:val').map(Number);
    expect(heights).toHaveLength(6);
    expect((heights[5] ?? 0) / 1440).toBeGreaterThan(25 / 25.4);
  });

  it('is set in 仿宋 and 小标宋, on A4 with the type area of GB/T 9704', () => {
    expect(new Set(attributeValues(xml, 'w:rFonts', 'w:eastAsia'))).toEqual(
      new Set(['方正小标宋简体', '仿宋_GB2312']),
    );
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
    expect(attributeValues(xml, 'w:pgMar', 'w:top')).toEqual(['2098']);
    expect(attributeValues(xml, 'w:pgMar', 'w:left')).toEqual(['1587']);
  });

  it('gives the same bytes for the same record', () => {
    expect(annex6Docx(annex6Example)).toEqual(annex6Docx(annex6Example));
  });

  it('carries markup and control characters as harmless text', () => {
    const hostile = { ...annex6Example, findings: '<w:p>&amp;"\'\u0000\u0008\u202E]]>\uD800</w:t>' };
    const parts = readDocx(annex6Docx(hostile));
    expect(tableTexts(parts['word/document.xml'] ?? '')[2]?.[1]).toBe('<w:p>&amp;"\']]></w:t>');
  });

  it.each([
    ['王志强', '王志强'],
    ['张志远（副市长）', '张志远\n（副市长）'],
    ['欧阳志远（市委常委、副市长）', '欧阳志远\n（市委常委、\n副市长）'],
    ['张志远（示例）（副市长）', '张志远（示例）\n（副市长）'],
    ['张志远（副市长（挂职））', '张志远\n（副市长（挂职））'],
  ])('sets the leader %s without a break inside an office', (cityLeader, printed) => {
    const parts = readDocx(annex6Docx({ ...annex6Example, cityLeader }));
    expect(tableTexts(parts['word/document.xml'] ?? '')[0]?.[3]).toBe(printed);
  });

  it('prints blank, with labels only', () => {
    const blank = readDocx(annex6Docx(blankAnnex6))['word/document.xml'] ?? '';
    expect(
      tableTexts(blank)
        .flat()
        .filter((text) => text !== ''),
    ).toEqual(labels);
    expect(paragraphTexts(blank)[1]).toBe('检查处置单位：（公章）');
  });
});

describe('Annex 6 as PDF', () => {
  it('is one A4 page with every label in order and every entry whole', async () => {
    const pdf = await print(annex6Example);
    expect(pdfFacts(pdf)).toEqual({
      pages: 1,
      width: expect.closeTo(595, 0),
      height: expect.closeTo(842, 0),
    });
    const { inspectingUnit, enterpriseName, cityLeader, basisAndReason, findings, conclusion } =
      annex6Example;
    const parts = [
      [title, '检查处置单位：', inspectingUnit, '（公章）', labels[0], enterpriseName, labels[1], cityLeader],
      [labels[2], basisAndReason, labels[3], findings, labels[4], conclusion],
      [labels[5], '是', labels[6], annex6Example.thisConclusion, labels[7], labels[8], note],
    ];
    expect(pdfFlow(pdf)).toBe(parts.flat().join('').replace(/\s+/g, ''));
    expect(pdfText(pdf).split('\f')).toHaveLength(2);
  });

  it('puts the seal on the line of the unit, in the right part', async () => {
    const words = pdfWords(await print(annex6Example));
    const unit = words.find((word) => word.text.startsWith('检查处置单位'));
    const seal = words.find((word) => word.text.includes('（公章）'));
    expect(seal?.yMin).toBeCloseTo(unit?.yMin ?? 0, 0);
    expect(seal?.xMin).toBeGreaterThan(595 / 2);
  });

  it('embeds its own fonts: Noto Serif SC where 仿宋 and 小标宋 are missing', async () => {
    const printed = pdfFonts(await print(annex6Example));
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.every((font) => font.embedded)).toBe(true);
  });

  it('prints a blank form', async () => {
    const flow = [title, '检查处置单位：（公章）', ...labels, note].join('').replace(/\s+/g, '');
    expect(pdfFlow(await print(blankAnnex6))).toBe(flow);
  });

  it('prints rare characters of names', async () => {
    const pdf = await print({ ...annex6Example, cityLeader: '张𬭎', enterpriseName: '如皋𫓧新材料有限公司' });
    expect(pdfFlow(pdf)).toContain('张𬭎');
    expect(pdfFlow(pdf)).toContain('如皋𫓧新材料');
    expect(pdfFonts(pdf).some((font) => font.name.startsWith('LXGWWenKai'))).toBe(true);
  });

  it('runs no markup typed into a field', async () => {
    const html = annex6Html(
      { ...annex6Example, findings: '<img src=x onerror=alert(1)><script>1</script>' },
      fonts,
    );
    expect(html).not.toMatch(/<(?:script|img)/i);
    expect(pdfFlow(await print({ ...annex6Example, findings: '<b>a&b</b>' }))).toContain('<b>a&b</b>');
  });
});

describe('Annex 6 with much text', () => {
  it('takes a smaller size step by step, never below 五号', () => {
    const sizes = [0, 2, 5, 8, 12, 16].map((count) =>
      bodySizePt({ ...annex6Example, findings: sentence.repeat(count) }),
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => Number(b) - Number(a)));
    expect(bodySizePt(blankAnnex6)).toBe(16);
    expect(sizes.at(-1)).toBe(10.5);
  });

  it('keeps 8 lines on one page', async () => {
    const pdf = await print({ ...annex6Example, findings: lines(8) });
    expect(pdfFlow(pdf)).toContain('8.试验台消防通道被物料占用');
    expect(pdfFacts(pdf).pages).toBe(1);
  });

  it.each<[string, Partial<Annex6Paper>, readonly string[]]>([
    ['one long field', { findings: sentence.repeat(60) }, ['findings']],
    ['two', { basisAndReason: sentence.repeat(40), findings: lines(40) }, ['basisAndReason', 'findings']],
    ['a short cell with a long text', { thisConclusion: '限期整改'.repeat(125) }, ['thisConclusion']],
    ['Latin text', { conclusion: 'rectify within thirty days, '.repeat(200) }, ['conclusion']],
    ['a long unit', { inspectingUnit: '如皋市人民政府长江镇综合行政执法局'.repeat(3) }, ['inspectingUnit']],
    ['rare characters of two units each', { findings: '𬭎'.repeat(3000) }, ['findings']],
    [
      'everything',
      { basisAndReason: lines(40), findings: lines(40), conclusion: lines(40) },
      ['basisAndReason', 'findings', 'conclusion'],
    ],
  ])('names %s and how much has to go: cut by that, it is one printed page', async (_what, long, fields) => {
    const paper = { ...annex6Example, ...long };
    const excess = annex6Excess(paper);
    expect(excess.map(({ field }) => field)).toEqual(fields);
    const isContinuedAlone = excess.every(isContinued);
    if (isContinuedAlone) expect(annex6Layout(paper).attached).toBeDefined();
    else expect(() => annex6Layout(paper)).toThrow(AppError);
    const cut = { ...paper };
    for (const { field, characters } of excess) cut[field] = [...paper[field]].slice(0, -characters).join('');
    expect(annex6Excess(cut)).toEqual([]);
    expect(pdfFacts(await print(cut)).pages).toBe(1);
  });

  it('has nothing to say of what fits, and names the longest field when the printer runs wider than reckoned', async () => {
    expect(annex6Excess(annex6Example)).toEqual([]);
    expect(annex6Excess(blankAnnex6)).toEqual([]);
    const twoPages = Buffer.from(`%PDF-1.4\n${'<</Type /Page>>\n'.repeat(2)}%%EOF`);
    await expect(annex6Pdf(annex6Example, fonts, async () => twoPages)).rejects.toThrow(
      new AppError('filing.paper-too-long', { excess: '“检查情况”过长' }),
    );
  });

  it('keeps the fullest text it accepts on one page', async () => {
    let count = 1;
    const paper = (sentences: number): Annex6Paper => ({
      ...annex6Example,
      basisAndReason: sentence.repeat(3),
      findings: sentence.repeat(sentences),
      conclusion: lines(3),
    });
    const fits = (sentences: number): boolean => annex6Layout(paper(sentences)).attached === undefined;
    while (fits(count + 1)) count += 1;
    expect(sentence.length * count).toBeGreaterThan(400);
    expect(pdfFacts(await print(paper(count))).pages).toBe(1);
  });

  it('takes a closer setting when the printed page runs over', async () => {
    const pages: string[] = [];
    const pdf = await annex6Pdf(annex6Example, fonts, async (html) => {
      pages.push(html);
      const count = pages.length < 3 ? 2 : 1;
      return Buffer.from(`%PDF-1.4\n${'<</Type /Page>>\n'.repeat(count)}%%EOF`);
    });
    expect(pdf.length).toBeGreaterThan(0);
    expect(new Set(pages).size).toBe(3);
  });

  it('sets a long unit name smaller and keeps the seal on its line', async () => {
    const unit = '如皋市人民政府长江镇综合行政执法局安全生产监督管理大队';
    const words = pdfWords(await print({ ...annex6Example, inspectingUnit: unit }));
    const line = words.find((word) => word.text.includes(unit));
    const seal = words.find((word) => word.text.includes('（公章）'));
    expect(seal?.yMin).toBeCloseTo(line?.yMin ?? 0, 0);
  });

  it('breaks a web address inside its cell', async () => {
    const address = `https://example.invalid/${'a'.repeat(120)}`;
    const pdf = await print({ ...annex6Example, findings: `详见${address}。` });
    expect(pdfFlow(pdf).match(/a/g)?.length).toBeGreaterThan(120);
    expect(pdfFacts(pdf).pages).toBe(1);
  });
});

it('names emoji instead of printing empty boxes', () => {
  expect(() => annex6Html({ ...annex6Example, findings: '已整改👍，谢谢😀' }, fonts)).toThrow(
    new AppError('paper.unsupported-characters', { characters: '“检查情况”中的 👍、😀' }),
  );
});
