/** A list on paper: one table under a title, its head repeated on every page. */
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
import { oneLine, paragraphsOf } from './text.ts';

export interface ListText {
  readonly title: string;
  /** What the list was narrowed to; '' for nothing. */
  readonly narrowedTo: string;
  /** How many, whose laptop, and when. */
  readonly imprint: string;
  /** As many entries as there are columns; each line of an entry a `\n`. */
  readonly rows: readonly (readonly string[])[];
  /** Stands where there is no row. */
  readonly none: string;
}

export interface ListColumn {
  readonly label: string;
  readonly widthMm: number;
  readonly align: 'left' | 'center';
  /** Whose names stand in it: they are broken with care. */
  readonly names?: 'leader' | 'enterprise';
}

export interface ListLook {
  readonly page: Page;
  readonly columns: readonly ListColumn[];
  readonly cellStyle: TextStyle;
}

export const listColumn = (
  label: string,
  widthMm: number,
  align: ListColumn['align'] = 'center',
): ListColumn => ({ label, widthMm, align });

const titleStyle: TextStyle = { face: 'title', sizePt: pointSizes.二号, leadingPt: 32 };
const narrowedStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.小四, leadingPt: 18 };
const imprintStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 16 };
export const headStyle: TextStyle = { face: 'heading', sizePt: pointSizes.五号, leadingPt: 14 };
const noneStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 22 };

/** Title, what it was narrowed to, imprint. */
export function listHeading(list: Pick<ListText, 'title' | 'narrowedTo' | 'imprint'>): readonly Paragraph[] {
  return [
    line(list.title, titleStyle, { isTitle: true }),
    ...(list.narrowedTo === '' ? [] : [line(`（${list.narrowedTo}）`, narrowedStyle)]),
    line(list.imprint, imprintStyle, { spaceBeforePt: 2, spaceAfterPt: 4, keepWithNext: true }),
  ];
}

function line(text: string, style: TextStyle, more: Partial<Paragraph> = {}): Paragraph {
  return { kind: 'paragraph', runs: [{ text: oneLine(text) }], style, align: 'center', ...more };
}

export function listLayout(list: ListText, { page, columns, cellStyle }: ListLook): Layout {
  return {
    name: oneLine(list.title),
    page,
    blocks: [
      ...listHeading(list),
      list.rows.length === 0
        ? line(list.none, noneStyle, { spaceBeforePt: 12 })
        : {
            kind: 'table',
            columnsMm: columns.map(({ widthMm }) => widthMm),
            rows: [
              headRow(columns),
              ...withoutLoneRows(list.rows.map((row) => bodyRow(row, columns, cellStyle))),
            ],
          },
    ],
  };
}

function headRow(columns: readonly ListColumn[]): Row {
  return {
    minHeightPt: 26,
    isHeader: true,
    keepWithNext: true,
    cells: columns.map(({ label }) => ({ paragraphs: label.split('\n'), style: headStyle, align: 'center' })),
  };
}

function bodyRow(row: readonly string[], columns: readonly ListColumn[], style: TextStyle): Row {
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

function paragraphsIn({ names, widthMm }: ListColumn, text: string, sizePt: number): readonly string[] {
  if (names === 'leader') return leaderLines(text, sizePt, widthMm);
  return paragraphsOf(text).map((line) =>
    names === 'enterprise' ? withNameBreak(line, sizePt, widthMm) : line,
  );
}
