/** What 走访单 and 走访记录 are built of: one page, one hand, facts in pairs. */
import { type Cell, type Page, type Paragraph, pointSizes, type Row, type TextStyle } from './layout.ts';
import { oneLine } from './text.ts';

export const page: Page = { topMm: 18, rightMm: 22, bottomMm: 18, leftMm: 25, isNumbered: true };

const titleStyle: TextStyle = { face: 'title', sizePt: pointSizes.二号, leadingPt: 32 };
const labelStyle: TextStyle = { face: 'heading', sizePt: pointSizes.五号, leadingPt: 15 };
export const valueStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 15 };

/** 163 mm: label, value, label, value. */
export const columnsMm = [28, 60, 25, 50] as const;
const factPt = 23;

export function title(text: string): Paragraph {
  return {
    kind: 'paragraph',
    runs: [{ text }],
    style: titleStyle,
    align: 'center',
    isTitle: true,
    spaceAfterPt: 8,
  };
}

export function heading(text: string): Paragraph {
  return {
    kind: 'paragraph',
    runs: [{ text }],
    style: labelStyle,
    align: 'left',
    spaceBeforePt: 7,
    spaceAfterPt: 2,
    keepWithNext: true,
  };
}

/** Two facts a line, each with its label. */
export function pair(first: string, one: string, second: string, other: string): Row {
  return { minHeightPt: factPt, cells: [label(first), value(one), label(second), value(other)] };
}

/** One fact that fills the line; an entry for each paragraph. */
export function wide(name: string, paragraphs: readonly string[]): Row {
  return { minHeightPt: factPt, cells: [label(name), { ...value(''), paragraphs, span: 3 }] };
}

export function label(text: string): Cell {
  return { paragraphs: [text], style: labelStyle, align: 'center' };
}

/** '' leaves the cell blank. */
export function value(text: string): Cell {
  const line = oneLine(text);
  return { paragraphs: line === '' ? [] : [line], style: valueStyle, align: 'left' };
}
