/** Draws a layout as one self-contained HTML page for Chromium's printer: no script, no request, fonts inside. */
import { AppError } from '../../shared/errors.ts';
import type { EmbeddedFont, PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Block,
  type Cell,
  cellPaddingBlockPt,
  cellPaddingPt,
  type Face,
  type Figure,
  type Layout,
  type Page,
  type Paragraph,
  type Row,
  ruleWidthPt,
  shade,
  sheetMm,
  type SplitLine,
  softBreak,
  type Table,
  type TextStyle,
  textInFace,
} from './layout.ts';
import { escapeMarkup } from './text.ts';
import { overlongWord } from './typeset.ts';

/** Fonts of the office computer, asked for first; the shipped ones follow. */
const systemFamilies: Readonly<Record<Face, readonly string[]>> = {
  body: ['仿宋_GB2312', 'FangSong_GB2312', '仿宋', 'FangSong', '方正仿宋_GBK', '方正仿宋简体', 'STFangsong'],
  title: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05', 'STZhongsong'],
  heading: ['黑体', 'SimHei', '方正黑体_GBK', 'STHeiti'],
  subheading: ['楷体_GB2312', 'KaiTi_GB2312', '楷体', 'KaiTi', '方正楷体_GBK', 'STKaiti'],
};

const faces: readonly Face[] = ['body', 'title', 'heading', 'subheading'];

/**
 * The page to print. Throws AppError 'paper.unsupported-characters' when no shipped font has a character, so
 * that the officer reads its name instead of finding an empty box on the paper.
 */
export function layoutHtml(layout: Layout, fonts: PaperFonts): string {
  const texts = faces.map((face) => textInFace(layout, face));
  const unsupported = fonts.unsupportedCharacters(texts.join(''));
  if (unsupported.length > 0)
    throw new AppError('paper.unsupported-characters', { characters: unsupported.join('、') });

  const rules = faces.map((face, index) => faceRules(face, fonts.embed(face, texts[index] ?? ''))).join('');
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">`,
    `<title>${escapeMarkup(layout.name)}</title><style>${rules}${pageRules(layout)}${commonRules}</style></head><body>`,
    ...layout.blocks.map(blockHtml),
    ...(layout.attached
      ? ['<section class="attached">', ...layout.attached.blocks.map(blockHtml), '</section>']
      : []),
    '</body></html>',
  ].join('\n');
}

function faceRules(face: Face, embedded: readonly EmbeddedFont[]): string {
  const own = embedded.map((font) => `${font.family} ${face}`);
  const declarations = embedded.map(
    (font, index) => `@font-face{font-family:"${own[index]}";src:url(${font.url});font-display:block}`,
  );
  const list = [...systemFamilies[face], ...own].map((name) => `"${name}"`).join(',');
  return `${declarations.join('')}:root{--${face}:${list}}.${face}{font-family:var(--${face})}`;
}

function pageRules({ page, attached }: Layout): string {
  const rules = pageBoxRules(page, '');
  // On the screen (the preview) there is no page box: the body keeps the same margins.
  const screen = `body{box-sizing:border-box;width:${sheetMm(page).width}mm;padding:${marginsOf(page)}}`;
  if (!attached) return `${rules}@media screen{${screen}}`;
  const { topMm, rightMm, leftMm } = attached.page;
  const sheet = `.attached{margin:${page.bottomMm}mm -${page.rightMm}mm 0 -${page.leftMm}mm;padding:${topMm}mm ${rightMm}mm 0 ${leftMm}mm;border-top:1px dashed #888}`;
  return `${rules}${pageBoxRules(attached.page, 'attached')}.attached{page:attached;break-before:page}@media screen{${screen}${sheet}}`;
}

function marginsOf(page: Page): string {
  return [page.topMm, page.rightMm, page.bottomMm, page.leftMm].map((mm) => `${mm}mm`).join(' ');
}

/** `name` is that of the pages meant; '' for all that have none. */
function pageBoxRules(page: Page, name: string): string {
  const box = `@page ${name}{size:A4 ${page.isLandscape ? 'landscape' : 'portrait'};margin:${marginsOf(page)}}`;
  if (!page.isNumbered) return box;
  // GB/T 9704—2012 7.5: 四号, 7 mm under the type area; odd pages one character from the right, even from the left.
  const number = (side: 'left' | 'right'): string =>
    `@page ${name}:${side}{@bottom-${side}{content:"— " counter(page) " —";font:14pt/14pt var(--body);vertical-align:top;padding:7mm 14pt 0}}`;
  return `${box}${number('right')}${number('left')}`;
}

/**
 * The table stands a rule's width inside the type area, else its outer rules are cut at the edge of the print; cells
 * give the same width back from their padding, so that lines break where Word breaks them.
 */
const commonRules = `
html{font-synthesis:none;text-autospace:no-autospace;text-spacing-trim:space-all;line-break:strict;overflow-wrap:anywhere}
body{margin:0;color:#000;-webkit-print-color-adjust:exact}
h1,h2,p{margin:0;font-weight:normal;orphans:2;widows:2}
.keep{break-after:avoid}
.split{display:flex;justify-content:space-between;white-space:pre}
.overlong{line-break:anywhere}
.whole{display:inline-block;max-width:100%;text-indent:0;white-space:break-spaces}
table{border-collapse:collapse;table-layout:fixed;width:calc(100% - ${2 * ruleWidthPt}pt);margin:0 auto}
tr,.figure{break-inside:avoid}
.figure svg{display:block;width:100%;height:100%}
td,th{border:${ruleWidthPt}pt solid #000;padding:${cellPaddingBlockPt}pt ${cellPaddingPt - ruleWidthPt}pt;vertical-align:middle;font-weight:normal}
`;

function blockHtml(block: Block): string {
  if (block.kind === 'table') return tableHtml(block);
  if (block.kind === 'figure') return figureHtml(block);
  return block.kind === 'paragraph' ? paragraphHtml(block) : splitLineHtml(block);
}

function paragraphHtml(paragraph: Paragraph): string {
  const { style } = paragraph;
  const css = [
    ...styleRules(style),
    `text-align:${paragraph.align}`,
    ...indentRules(paragraph, style),
    ...(paragraph.spaceBeforePt ? [`margin-top:${paragraph.spaceBeforePt}pt`] : []),
    ...(paragraph.spaceAfterPt ? [`margin-bottom:${paragraph.spaceAfterPt}pt`] : []),
    ...(paragraph.isTitle ? ['text-wrap:balance'] : []),
  ];
  const tag = paragraph.isTitle ? 'h1' : style.face === 'heading' ? 'h2' : 'p';
  const classes = `${style.face}${paragraph.keepWithNext ? ' keep' : ''}`;
  const content = paragraph.runs.map((run) => {
    const text = run.text.split('\n').map(textHtml).join('<br>');
    return run.face === undefined || run.face === style.face
      ? text
      : `<span class="${run.face}">${text}</span>`;
  });
  return `<${tag} class="${classes}" style="${css.join(';')}">${content.join('')}</${tag}>`;
}

function splitLineHtml(line: SplitLine): string {
  const css = [...styleRules(line.style), `padding-right:${line.rightInsetPt}pt`];
  if (line.spaceAfterPt) css.push(`margin-bottom:${line.spaceAfterPt}pt`);
  const parts = [line.left, line.right].map((text) => `<span>${escapeMarkup(text)}</span>`);
  return `<p class="${line.style.face} split" style="${css.join(';')}">${parts.join('')}</p>`;
}

/** Told in words as one picture; its own texts, one by one, would be read in no order. */
function figureHtml({ alt, svg, widthPt, heightPt, spaceBeforePt = 0 }: Figure): string {
  const css = `width:${widthPt}pt;height:${heightPt}pt;margin:${spaceBeforePt}pt auto 0`;
  return `<div class="heading figure keep" role="img" aria-label="${escapeMarkup(alt)}" style="${css}">${svg}</div>`;
}

function tableHtml(table: Table): string {
  const totalMm = table.columnsMm.reduce((sum, mm) => sum + mm, 0);
  const columns = table.columnsMm.map((mm) => `<col style="width:${(100 * mm) / totalMm}%">`).join('');
  const rowsHtml = (rows: readonly Row[], tag: 'td' | 'th'): string =>
    rows
      .map((row) => {
        const cells = row.cells.map((cell) => cellHtml(cell, tag)).join('');
        const keep = row.keepWithNext ? ' class="keep"' : '';
        return `<tr${keep} style="height:${row.minHeightPt}pt">${cells}</tr>`;
      })
      .join('\n');
  const head = table.rows.filter((row) => row.isHeader);
  const headHtml = head.length > 0 ? `<thead>${rowsHtml(head, 'th')}</thead>` : '';
  const body = table.rows.filter((row) => !row.isHeader);
  return `<table><colgroup>${columns}</colgroup>${headHtml}<tbody>${rowsHtml(body, 'td')}</tbody></table>`;
}

function cellHtml(cell: Cell, tag: 'td' | 'th'): string {
  const css = [
    ...styleRules(cell.style),
    `text-align:${cell.align}`,
    ...(cell.isTop ? ['vertical-align:top'] : []),
    ...(cell.isShaded ? [`background:#${shade}`] : []),
  ];
  const rules = indentRules(cell, cell.style);
  const indent = rules.length > 0 ? ` style="${rules.join(';')}"` : '';
  const head = cell.head
    ? `<p class="${cell.head.style.face}" style="${styleRules(cell.head.style).join(';')}">${textHtml(cell.head.text)}</p>`
    : '';
  const content = head + cell.paragraphs.map((text) => `<p${indent}>${softlyBroken(text)}</p>`).join('');
  const span = cell.span && cell.span > 1 ? ` colspan="${cell.span}"` : '';
  return `<${tag}${span} class="${cell.style.face}" style="${css.join(';')}">${content}</${tag}>`;
}

/** Escaped text in which overlong words may be broken anywhere, as typeset.ts reckons. */
function textHtml(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(overlongWord)) {
    parts.push(
      escapeMarkup(text.slice(end, match.index)),
      `<span class="overlong">${escapeMarkup(match[0])}</span>`,
    );
    end = match.index + match[0].length;
  }
  return parts.join('') + escapeMarkup(text.slice(end));
}

/** Pieces between soft breaks stay whole as long as each fits the cell. */
function softlyBroken(text: string): string {
  const pieces = text.split(softBreak).map(textHtml);
  return pieces.length === 1
    ? (pieces[0] ?? '')
    : pieces.map((piece) => `<span class="whole">${piece}</span>`).join('');
}

function indentRules(
  { indentChars = 0, hangingChars = 0 }: Pick<Paragraph, 'indentChars' | 'hangingChars'>,
  { sizePt }: TextStyle,
): readonly string[] {
  return [
    ...(indentChars > 0 ? [`text-indent:${indentChars * sizePt}pt`] : []),
    ...(hangingChars > 0
      ? [`padding-left:${hangingChars * sizePt}pt`, `text-indent:-${hangingChars * sizePt}pt`]
      : []),
  ];
}

function styleRules(style: TextStyle): readonly string[] {
  const rules = [`font-size:${style.sizePt}pt`, `line-height:${style.leadingPt}pt`];
  if (style.trackingPt) rules.push(`letter-spacing:${style.trackingPt}pt`);
  return rules;
}
