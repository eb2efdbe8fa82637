/**
 * 附件6《专精特新“小巨人”培育企业检查处置报备表》 of 皋政办发〔2021〕87号: one A4 page, the labels and their
 * line breaks as the policy prints them. The form carries no number and no date; signature and opinion are ink.
 */
import { AppError } from '../../shared/errors.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Cell,
  cellPaddingBlockPt,
  cellPaddingPt,
  type Layout,
  officialPage,
  type Page,
  pointSizes,
  pointsOfMm,
  type Row,
  ruleWidthPt,
  softBreak,
  type TextStyle,
  typeHeightPt,
  typeWidthPt,
  withoutSoftBreaks,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { type PdfPrinter, renderPdf } from './pdf.ts';
import { oneLine, paragraphsOf } from './text.ts';
import { lineCount, textWidthPt } from './typeset.ts';

/** What the record prints into the form. An empty string leaves its cell blank, so a blank form prints too. */
export type Annex6Paper = {
  /** 检查处置单位 */
  readonly inspectingUnit: string;
  /** 企业名称 */
  readonly enterpriseName: string;
  /** 挂钩联系市领导, the link valid on the day of the inspection */
  readonly cityLeader: string;
  /** 检查依据和原因 */
  readonly basisAndReason: string;
  /** 检查情况 */
  readonly findings: string;
  /** 处置结论 */
  readonly conclusion: string;
  /** 存在问题是否首次发现, printed 是 or 否 */
  readonly firstDiscovered: 'yes' | 'no' | '';
  /** 此次处置结论 */
  readonly thisConclusion: string;
};

const title = '专精特新“小巨人”培育企业检查处置报备表';
const unitLabel = '检查处置单位：';
const seal = '（公章）';
const note =
  '备注: 对南通市级以上（含）专精特新小巨人企业、单项冠军企业进行检查处置，必须提前报市政府，处置结论作出的次日要将此表报该企业联系的市领导。';

/** Widths of label, entry, label, entry; together the type area. */
const columnsMm = [33, 50, 28, 45] as const;

/** One step of closeness: the form is set as open as its text allows. */
type Step = {
  /** The three wide entries. */
  readonly body: TextStyle;
  /** The short entries beside labels. */
  readonly entry: TextStyle;
  readonly label: TextStyle;
  readonly note: TextStyle;
  readonly page: Page;
  /** Least heights of the row of names, the row of 首次发现, and the row for ink. */
  readonly shortRowPt: number;
  readonly inkRowPt: number;
};

const set = (sizePt: number, leadingPt: number): TextStyle => ({ face: 'body', sizePt, leadingPt });
const open = { note: set(pointSizes.三号, 26), page: officialPage, shortRowPt: 60, inkRowPt: 88 };
const close = { note: set(pointSizes.四号, 21), page: officialPage, shortRowPt: 46, inkRowPt: 72 };
const tallPage: Page = { ...officialPage, topMm: 22, bottomMm: 16 };

const even = (style: TextStyle): Pick<Step, 'body' | 'entry' | 'label'> => ({
  body: style,
  entry: style,
  label: style,
});

const steps: readonly Step[] = [
  { ...open, ...even(set(pointSizes.三号, 24)) },
  { ...open, ...even(set(pointSizes.小三, 22.5)) },
  { ...open, ...even(set(pointSizes.四号, 21)) },
  { ...close, ...even(set(pointSizes.四号, 20)) },
  { ...close, ...even(set(pointSizes.四号, 19)), body: set(pointSizes.小四, 17) },
  { ...close, ...even(set(pointSizes.四号, 18)), body: set(pointSizes.五号, 15) },
  {
    ...close,
    page: tallPage,
    note: set(pointSizes.小四, 18),
    label: set(pointSizes.四号, 18),
    entry: set(pointSizes.小四, 16),
    body: set(pointSizes.五号, 14),
  },
];

const titleStyle: TextStyle = { face: 'title', sizePt: pointSizes.二号, leadingPt: 34, trackingPt: -0.4 };
const titleAfterPt = 14;
const unitLeadingPt = 28;
const unitAfterPt = 4;
const noteBeforePt = 6;
/** Left free at the foot, so that no difference of rounding starts a second page. */
const reservePt = 10;

/** The PDF's page. Errors: 'filing.paper-too-long', 'paper.unsupported-characters'. */
export function annex6Html(paper: Annex6Paper, fonts: PaperFonts): string {
  return layoutHtml(annex6Layout(paper), fonts);
}

/** The DOCX's bytes. Errors: 'filing.paper-too-long'. */
export function annex6Docx(paper: Annex6Paper): Uint8Array {
  return layoutDocx(annex6Layout(paper));
}

/**
 * The PDF, always one page. Should the printer's fonts run wider than reckoned, the next closer setting is tried.
 * Errors: 'filing.paper-too-long', 'paper.unsupported-characters', 'paper.pdf-failed'.
 */
export async function annex6Pdf(
  paper: Annex6Paper,
  fonts: PaperFonts,
  printer: PdfPrinter,
): Promise<Uint8Array> {
  for (const layout of annex6Layouts(paper)) {
    try {
      return await renderPdf(layoutHtml(layout, fonts), printer, { maxPages: 1 });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'paper.too-many-pages')) throw error;
    }
  }
  throw new AppError('filing.paper-too-long');
}

/** The form in the most open setting that keeps it on one page. Throws 'filing.paper-too-long' when none does. */
export function annex6Layout(paper: Annex6Paper): Layout {
  for (const layout of annex6Layouts(paper)) return layout;
  throw new AppError('filing.paper-too-long');
}

/** Every setting that by reckoning keeps the form on one page, the most open first. */
function* annex6Layouts(paper: Annex6Paper): Generator<Layout> {
  const unit = oneLine(paper.inspectingUnit);
  for (const step of steps) {
    const rows = fittedRows(paper, step);
    if (rows === undefined) continue;
    yield {
      name: title,
      page: step.page,
      blocks: [
        {
          kind: 'paragraph',
          runs: [{ text: title }],
          style: titleStyle,
          align: 'center',
          spaceAfterPt: titleAfterPt,
          isTitle: true,
        },
        {
          kind: 'split-line',
          left: unitLabel + unit,
          right: seal,
          spaceAfterPt: unitAfterPt,
          ...unitLine(unit),
        },
        { kind: 'table', columnsMm, rows },
        {
          kind: 'paragraph',
          runs: [{ text: note }],
          style: step.note,
          align: 'justify',
          spaceBeforePt: noteBeforePt,
        },
      ],
    };
  }
}

/** 三号 for the unit's line, smaller when the unit's name is long; the seal stands two characters from the edge. */
function unitLine(unit: string): { style: TextStyle; rightInsetPt: number } {
  const width = typeWidthPt(officialPage);
  for (const sizePt of [pointSizes.三号, pointSizes.四号, pointSizes.小四, pointSizes.五号])
    for (const insetChars of [2, 0])
      if (textWidthPt(unitLabel + unit + seal, sizePt) + (insetChars + 1) * sizePt <= width)
        return { style: set(sizePt, unitLeadingPt), rightInsetPt: insetChars * sizePt };
  throw new AppError('filing.paper-too-long');
}

/** The table's rows, filling the page exactly; undefined when the text needs more room than there is. */
function fittedRows(paper: Annex6Paper, step: Step): readonly Row[] | undefined {
  const label = (...lines: readonly string[]): Cell => ({
    paragraphs: lines,
    style: step.label,
    align: 'center',
  });
  const entry = (text: string): Cell => ({
    paragraphs: text === '' ? [] : [text],
    style: step.entry,
    align: 'center',
  });
  const wide = (text: string): Cell => ({
    span: 3,
    paragraphs: paragraphsOf(text),
    style: step.body,
    align: 'justify',
    indentChars: 2,
  });
  const blank = entry('');
  const first = { yes: '是', no: '否', '': '' }[paper.firstDiscovered];

  const rows: readonly {
    readonly cells: readonly Cell[];
    readonly leastPt: number;
    readonly share: number;
  }[] = [
    {
      cells: [
        label('企业名称'),
        entry(withNameBreak(oneLine(paper.enterpriseName), step.entry.sizePt)),
        label('挂钩联系', '市领导'),
        { ...entry(''), paragraphs: leaderLines(oneLine(paper.cityLeader), step.entry.sizePt) },
      ],
      leastPt: step.shortRowPt,
      share: 0,
    },
    { cells: [label('检查依据', '和原因'), wide(paper.basisAndReason)], leastPt: step.shortRowPt, share: 4 },
    { cells: [label('检查情况'), wide(paper.findings)], leastPt: step.shortRowPt, share: 5 },
    { cells: [label('处置结论'), wide(paper.conclusion)], leastPt: step.shortRowPt, share: 4 },
    {
      cells: [
        label('存在问题是', '否首次发现'),
        entry(first),
        label('此次处', '置结论'),
        entry(oneLine(paper.thisConclusion)),
      ],
      leastPt: step.shortRowPt,
      share: 0,
    },
    {
      cells: [label('检查人', '员签字'), blank, label('部门主要', '领导意见'), blank],
      leastPt: step.inkRowPt,
      share: 0.5,
    },
  ];

  const noteLines = lineCount(note, typeWidthPt(step.page), step.note.sizePt);
  const available =
    typeHeightPt(step.page) -
    titleStyle.leadingPt -
    titleAfterPt -
    unitLeadingPt -
    unitAfterPt -
    noteBeforePt -
    noteLines * step.note.leadingPt -
    reservePt;
  const needed = rows.map((row) => Math.max(row.leastPt, contentHeightPt(row.cells)));
  const spare = available - needed.reduce((sum, height) => sum + height, 0);
  if (spare < 0) return undefined;
  return rows
    .map(({ cells }, index) => ({ cells, minHeightPt: needed[index] ?? 0 }))
    .map(shareOut(rows, spare));
}

/**
 * 势加透博洁净动力|如皋有限公司: a name is best broken before its place and 有限公司, not inside a word, as long as
 * both parts fit their line.
 */
function withNameBreak(name: string, sizePt: number): string {
  const broken = name.replace(/(?=(?:如皋|南通|江苏)?(?:集团)?(?:股份)?有限(?:责任)?公司$)/, softBreak);
  const widthPt = textWidthOfMm(columnsMm[1]);
  return broken.split(softBreak).every((part) => textWidthPt(part, sizePt) <= widthPt) ? broken : name;
}

/** 张志远 / （副市长）: a post that does not fit beside the name stands whole on the next line, in Word too. */
function leaderLines(leader: string, sizePt: number): readonly string[] {
  const post = leader.indexOf('（');
  if (leader === '') return [];
  const fits = textWidthPt(leader, sizePt) <= textWidthOfMm(columnsMm[3]);
  return fits || post < 1 ? [leader] : [leader.slice(0, post), leader.slice(post)];
}

/** What a cell of this width leaves for text. */
function textWidthOfMm(mm: number): number {
  return pointsOfMm(mm) - 2 * cellPaddingPt - ruleWidthPt;
}

/** Gives what is left of the page to the rows, in their shares, in whole points. */
function shareOut(
  rows: readonly { readonly share: number }[],
  sparePt: number,
): (row: Row, index: number) => Row {
  const total = rows.reduce((sum, row) => sum + row.share, 0);
  return (row, index) => ({
    ...row,
    minHeightPt: Math.floor(row.minHeightPt + (sparePt * (rows[index]?.share ?? 0)) / total),
  });
}

/** Height of the tallest cell of a row, its padding and one rule included. */
function contentHeightPt(cells: readonly Cell[]): number {
  let column = 0;
  let tallest = 0;
  for (const cell of cells) {
    const span = cell.span ?? 1;
    const widthMm = columnsMm.slice(column, column + span).reduce((sum, value) => sum + value, 0);
    column += span;
    const widthPt = textWidthOfMm(widthMm);
    const lines = cell.paragraphs.reduce((sum, text) => sum + brokenLineCount(text, widthPt, cell), 0);
    tallest = Math.max(tallest, lines * cell.style.leadingPt);
  }
  return tallest + 2 * cellPaddingBlockPt + ruleWidthPt;
}

function brokenLineCount(text: string, widthPt: number, cell: Cell): number {
  const { sizePt } = cell.style;
  const whole = withoutSoftBreaks(text);
  if (whole === text || textWidthPt(whole, sizePt) <= widthPt)
    return lineCount(whole, widthPt, sizePt, cell.indentChars);
  return text.split(softBreak).reduce((sum, piece) => sum + lineCount(piece, widthPt, sizePt), 0);
}
