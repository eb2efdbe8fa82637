/**
 * 检查报备台账 and 报备提醒清单 on paper: one table under a title, its head repeated on every page. No forms of the policy;
 * both lie on their side.
 */
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Cell,
  type Layout,
  type Page,
  type Paragraph,
  pointSizes,
  type Row,
  type TextStyle,
  withoutLoneRows,
} from './layout.ts';
import { leaderLines, withNameBreak } from './name-lines.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { oneLine, paragraphsOf } from './text.ts';

export interface FilingListPaperText {
  readonly kind: 'register' | 'reminders';
  readonly title: string;
  /** What the list was narrowed to; '' for nothing. */
  readonly narrowedTo: string;
  /** How many, whose laptop, and when. */
  readonly imprint: string;
  /** As many entries as the kind has columns; each line of an entry a `\n`. */
  readonly rows: readonly (readonly string[])[];
  /** Stands where there is no row. */
  readonly none: string;
}

interface Column {
  readonly label: string;
  readonly widthMm: number;
  readonly align: 'left' | 'center';
  /** Whose names stand in it: they are broken with care. */
  readonly names?: 'leader' | 'enterprise';
}

const column = (label: string, widthMm: number, align: Column['align'] = 'center'): Column => ({
  label,
  widthMm,
  align,
});

/** A4 on its side: the columns are many. */
const page: Page = { topMm: 22, rightMm: 18, bottomMm: 22, leftMm: 18, isNumbered: true, isLandscape: true };

const leader = (widthMm: number): Column => ({ ...column('联系市领导', widthMm), names: 'leader' });
const enterprise = (widthMm: number): Column => ({
  ...column('企业名称', widthMm, 'left'),
  names: 'enterprise',
});

/** Widths together: 261 mm. Each holds what stands in it most often without a word being cut. */
const columnsOf: Readonly<Record<FilingListPaperText['kind'], readonly Column[]>> = {
  register: [
    column('编号', 28),
    enterprise(33),
    column('检查处置单位', 30, 'left'),
    column('检查日期', 22),
    column('检查类型\n领域', 33),
    leader(27),
    column('此次处置结论', 27, 'left'),
    column('进度', 21),
    column('报告、通报\n报送时间', 40, 'left'),
  ],
  reminders: [
    column('状态', 16),
    enterprise(56),
    column('检查处置单位', 42, 'left'),
    column('应办事项', 56, 'left'),
    leader(34),
    column('时限', 36),
    column('办结情况', 21),
  ],
};

const titleStyle: TextStyle = { face: 'title', sizePt: pointSizes.二号, leadingPt: 32 };
const narrowedStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.小四, leadingPt: 18 };
const imprintStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 16 };
const headStyle: TextStyle = { face: 'heading', sizePt: pointSizes.五号, leadingPt: 14 };
const cellStyles: Readonly<Record<FilingListPaperText['kind'], TextStyle>> = {
  register: { face: 'body', sizePt: pointSizes.小五, leadingPt: 12.5 },
  reminders: { face: 'body', sizePt: pointSizes.五号, leadingPt: 15 },
};
const noneStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 22 };

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function filingListHtml(paper: FilingListPaperText, fonts: PaperFonts): string {
  return layoutHtml(filingListLayout(paper), fonts);
}

/** The DOCX's bytes. */
export function filingListDocx(paper: FilingListPaperText): Uint8Array {
  return layoutDocx(filingListLayout(paper));
}

export function filingListLayout(paper: FilingListPaperText): Layout {
  const columns = columnsOf[paper.kind];
  const style = cellStyles[paper.kind];
  const line = (text: string, style: TextStyle, more: Partial<Paragraph> = {}): Paragraph => ({
    kind: 'paragraph',
    runs: [{ text: oneLine(text) }],
    style,
    align: 'center',
    ...more,
  });
  return {
    name: oneLine(paper.title),
    page,
    blocks: [
      line(paper.title, titleStyle, { isTitle: true }),
      ...(paper.narrowedTo === '' ? [] : [line(`（${paper.narrowedTo}）`, narrowedStyle)]),
      line(paper.imprint, imprintStyle, { spaceBeforePt: 2, spaceAfterPt: 4, keepWithNext: true }),
      paper.rows.length === 0
        ? line(paper.none, noneStyle, { spaceBeforePt: 12 })
        : {
            kind: 'table',
            columnsMm: columns.map(({ widthMm }) => widthMm),
            rows: [
              headRow(columns),
              ...withoutLoneRows(paper.rows.map((row) => bodyRow(row, columns, style))),
            ],
          },
    ],
  };
}

function headRow(columns: readonly Column[]): Row {
  return {
    minHeightPt: 26,
    isHeader: true,
    keepWithNext: true,
    cells: columns.map(({ label }) => ({ paragraphs: label.split('\n'), style: headStyle, align: 'center' })),
  };
}

function bodyRow(row: readonly string[], columns: readonly Column[], style: TextStyle): Row {
  return {
    minHeightPt: 22,
    cells: columns.map(
      (column, index): Cell => ({
        paragraphs: paragraphsIn(column, row[index] ?? '', style.sizePt),
        style,
        align: column.align,
      }),
    ),
  };
}

function paragraphsIn({ names, widthMm }: Column, text: string, sizePt: number): readonly string[] {
  if (names === 'leader') return leaderLines(text, sizePt, widthMm);
  return paragraphsOf(text).map((line) =>
    names === 'enterprise' ? withNameBreak(line, sizePt, widthMm) : line,
  );
}
