/**
 * Draws a layout as a DOCX. Written straight as WordprocessingML instead of filling a template: one layout then
 * serves both papers, every width is a fixed number of DXA (1/20 pt), and WPS and Word open it unchanged.
 * Element order follows ECMA-376 part 1, which Word checks strictly.
 */
import PizZip from 'pizzip';
import {
  type Block,
  type Cell,
  cellPaddingBlockPt,
  cellPaddingPt,
  type Figure,
  hasNumbers,
  type Layout,
  type Page,
  type Paragraph,
  pointsOfMm,
  type Row,
  ruleWidthPt,
  shade,
  type Run,
  sheetMm,
  type SplitLine,
  type Table,
  type TextStyle,
  typeWidthPt,
  withoutSoftBreaks,
} from './layout.ts';
import {
  contentTypes,
  coreProperties,
  documentRelations,
  docxFonts,
  packageRelations,
  pictureFile,
} from './docx-parts.ts';
import { fontTable, settings, styles } from './docx-parts.ts';
import { type DrawnFigure, figureXml } from './docx-figure.ts';
import { escapeMarkup } from './text.ts';

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The file's bytes. The same layout always gives the same bytes: no clock is read. */
export function layoutDocx(layout: Layout): Uint8Array {
  const isNumbered = hasNumbers(layout);
  const figures = drawnFigures(layout);
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(isNumbered, figures.length > 0),
    '_rels/.rels': packageRelations,
    'docProps/core.xml': coreProperties(layout.name),
    'word/document.xml': documentXml(layout, figures),
    'word/_rels/document.xml.rels': documentRelations(isNumbered, figures.length),
    'word/styles.xml': styles,
    'word/settings.xml': settings(isNumbered),
    'word/fontTable.xml': fontTable,
    ...(isNumbered
      ? { 'word/footer1.xml': footerXml('right'), 'word/footer2.xml': footerXml('left') }
      : undefined),
  };
  const zip = new PizZip();
  // A zip entry must carry a date; the policy's own day (皋政办发〔2021〕87号) keeps the bytes reproducible.
  const date = new Date(2021, 5, 18);
  for (const [name, xml] of Object.entries(parts))
    zip.file(name, xmlHead + xml, { date, createFolders: false });
  figures.forEach(({ png }, index) =>
    zip.file(`word/${pictureFile(index + 1)}`, png, { date, createFolders: false }),
  );
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

/** Those that Word can show, in the order of their numbers. */
function drawnFigures({ blocks, attached }: Layout): readonly DrawnFigure[] {
  return [...blocks, ...(attached?.blocks ?? [])].filter(
    (block): block is DrawnFigure => block.kind === 'figure' && block.png !== null,
  );
}

function documentXml({ page, blocks, attached }: Layout, figures: readonly Figure[]): string {
  const body = attached
    ? `${bodyXml(blocks, page, figures)}${closingParagraph(sectionXml(page))}${bodyXml(attached.blocks, attached.page, figures)}${sectionXml(attached.page)}`
    : `${bodyXml(blocks, page, figures)}${sectionXml(page)}`;
  return `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`;
}

/** Word wants a paragraph after a closing table. */
function bodyXml(blocks: readonly Block[], page: Page, figures: readonly Figure[]): string {
  const body = blocks.map((block) => blockXml(block, page, figures)).join('');
  return blocks.at(-1)?.kind === 'table' ? body + closingParagraph('') : body;
}

/** One point high, it cannot start a page. With the section's own properties it ends that section. */
function closingParagraph(section: string): string {
  return `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>${section}</w:pPr></w:p>`;
}

function blockXml(block: Block, page: Page, figures: readonly Figure[]): string {
  if (block.kind === 'table') return tableXml(block);
  if (block.kind === 'figure') return figureXml(block, figures.indexOf(block) + 1);
  return block.kind === 'paragraph' ? paragraphXml(block) : splitLineXml(block, page);
}

function paragraphXml(paragraph: Paragraph): string {
  const { style } = paragraph;
  const properties = [
    paragraph.isTitle ? '<w:pStyle w:val="Title"/>' : '',
    paragraph.keepWithNext ? '<w:keepNext/>' : '',
    spacingXml(style, paragraph.spaceBeforePt, paragraph.spaceAfterPt),
    paragraphIndentXml(paragraph, style),
    `<w:jc w:val="${justification[paragraph.align]}"/>`,
    !paragraph.isTitle && style.face === 'heading' ? '<w:outlineLvl w:val="1"/>' : '',
  ];
  return `<w:p><w:pPr>${properties.join('')}</w:pPr>${paragraph.runs.map((run) => runXml(run, style)).join('')}</w:p>`;
}

function splitLineXml(line: SplitLine, page: Page): string {
  const stop = dxa(typeWidthPt(page) - line.rightInsetPt);
  const properties = `<w:tabs><w:tab w:val="right" w:pos="${stop}"/></w:tabs>${spacingXml(line.style, 0, line.spaceAfterPt)}`;
  const tab = `<w:r>${runPropertiesXml(line.style)}<w:tab/></w:r>`;
  return `<w:p><w:pPr>${properties}</w:pPr>${runXml({ text: line.left }, line.style)}${tab}${runXml({ text: line.right }, line.style)}</w:p>`;
}

const justification = { left: 'left', center: 'center', justify: 'both' } as const;

function tableXml(table: Table): string {
  const widths = table.columnsMm.map((mm) => dxa(pointsOfMm(mm)));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const rule = (side: string): string =>
    `<w:${side} w:val="single" w:sz="${ruleWidthPt * 8}" w:space="0" w:color="000000"/>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(rule).join('');
  const margin = (side: string, points: number): string => `<w:${side} w:w="${dxa(points)}" w:type="dxa"/>`;
  const margins = [
    margin('top', cellPaddingBlockPt),
    margin('left', cellPaddingPt),
    margin('bottom', cellPaddingBlockPt),
    margin('right', cellPaddingPt),
  ].join('');
  return [
    `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:jc w:val="center"/>`,
    `<w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr>`,
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
    ...table.rows.map((row) => rowXml(row, widths)),
    '</w:tbl>',
  ].join('');
}

function rowXml(row: Row, widths: readonly number[]): string {
  let column = 0;
  const cells = row.cells.map((cell) => {
    const span = cell.span ?? 1;
    const width = widths.slice(column, column + span).reduce((sum, value) => sum + value, 0);
    column += span;
    return cellXml(cell, span, width, row.keepWithNext ?? false);
  });
  const header = row.isHeader ? '<w:tblHeader/>' : '';
  const height = `<w:trHeight w:val="${dxa(row.minHeightPt)}" w:hRule="atLeast"/>`;
  return `<w:tr><w:trPr><w:cantSplit/>${height}${header}</w:trPr>${cells.join('')}</w:tr>`;
}

function cellXml(cell: Cell, span: number, width: number, keepsWithNext: boolean): string {
  const spanXml = span > 1 ? `<w:gridSpan w:val="${span}"/>` : '';
  const paragraph = (text: string, style: TextStyle, indent: string): string => {
    const properties = `<w:pPr>${keepsWithNext ? '<w:keepNext/>' : ''}${spacingXml(style)}${indent}<w:jc w:val="${justification[cell.align]}"/><w:rPr>${runRules(style)}</w:rPr></w:pPr>`;
    return `<w:p>${properties}${text === '' ? '' : runXml({ text: withoutSoftBreaks(text) }, style)}</w:p>`;
  };
  const head = cell.head ? [paragraph(cell.head.text, cell.head.style, '')] : [];
  // A cell without a paragraph is no cell to Word.
  const texts = cell.paragraphs.length > 0 || cell.head ? cell.paragraphs : [''];
  const indent = paragraphIndentXml(cell, cell.style);
  const content = [...head, ...texts.map((text) => paragraph(text, cell.style, indent))];
  const shading = cell.isShaded ? `<w:shd w:val="clear" w:color="auto" w:fill="${shade}"/>` : '';
  const vertical = `<w:vAlign w:val="${cell.isTop ? 'top' : 'center'}"/>`;
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${spanXml}${shading}${vertical}</w:tcPr>${content.join('')}</w:tc>`;
}

function runXml(run: Run, style: TextStyle): string {
  const face = run.face ?? style.face;
  const lines = run.text.split('\n').map((text) => `<w:t xml:space="preserve">${escapeMarkup(text)}</w:t>`);
  return `<w:r>${runPropertiesXml({ ...style, face })}${lines.join('<w:br/>')}</w:r>`;
}

function runPropertiesXml(style: TextStyle): string {
  return `<w:rPr>${runRules(style)}</w:rPr>`;
}

/** The eastAsia hint makes “ ” … take the Chinese font too; without it Word sets them in the Latin one. */
function runRules(style: TextStyle): string {
  const font = docxFonts[style.face];
  const tracking = style.trackingPt ? `<w:spacing w:val="${dxa(style.trackingPt)}"/>` : '';
  const size = Math.round(style.sizePt * 2);
  return `<w:rFonts w:hint="eastAsia" w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>${tracking}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`;
}

function spacingXml(style: TextStyle, beforePt = 0, afterPt = 0): string {
  return `<w:spacing w:before="${dxa(beforePt)}" w:after="${dxa(afterPt)}" w:line="${dxa(style.leadingPt)}" w:lineRule="exact"/>`;
}

function paragraphIndentXml(
  { indentChars = 0, hangingChars = 0 }: Pick<Paragraph, 'indentChars' | 'hangingChars'>,
  style: TextStyle,
): string {
  if (hangingChars === 0) return firstLineXml(indentChars, style);
  const inset = dxa(hangingChars * style.sizePt);
  return indentXml(`w:left="${inset}" w:hanging="${inset}"`);
}

function firstLineXml(characters: number, style: TextStyle): string {
  if (characters === 0) return '';
  return indentXml(`w:firstLineChars="${characters * 100}" w:firstLine="${dxa(characters * style.sizePt)}"`);
}

function indentXml(attributes: string): string {
  return `<w:ind ${attributes}/>`;
}

function sectionXml(page: Page): string {
  const mm = (value: number): number => dxa(pointsOfMm(value));
  const { width, height } = sheetMm(page);
  const footers = page.isNumbered
    ? '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    : '';
  // The number's line ends 7 mm + its own height under the type area.
  const footer = dxa(pointsOfMm(page.bottomMm - 7) - 14);
  return `<w:sectPr>${footers}<w:pgSz w:w="${mm(width)}" w:h="${mm(height)}"${page.isLandscape ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${mm(page.topMm)}" w:right="${mm(page.rightMm)}" w:bottom="${mm(page.bottomMm)}" w:left="${mm(page.leftMm)}" w:header="850" w:footer="${footer}" w:gutter="0"/><w:cols w:space="425"/></w:sectPr>`;
}

/** `— 1 —` in 四号, one character from the outer edge. */
function footerXml(side: 'left' | 'right'): string {
  const style: TextStyle = { face: 'body', sizePt: 14, leadingPt: 14 };
  const run = (content: string): string => `<w:r>${runPropertiesXml(style)}${content}</w:r>`;
  const text = (value: string): string => run(`<w:t xml:space="preserve">${value}</w:t>`);
  const field = `${run('<w:fldChar w:fldCharType="begin"/>')}${run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')}${run('<w:fldChar w:fldCharType="separate"/>')}${text('1')}${run('<w:fldChar w:fldCharType="end"/>')}`;
  const indent = indentXml(`w:${side}Chars="100" w:${side}="${dxa(style.sizePt)}"`);
  return `<w:ftr ${namespaces}><w:p><w:pPr>${spacingXml(style)}${indent}<w:jc w:val="${side}"/></w:pPr>${text('— ')}${field}${text(' —')}</w:p></w:ftr>`;
}

/** Points in DXA, the twentieths of a point that WordprocessingML counts in. */
function dxa(points: number): number {
  return Math.round(points * 20);
}
