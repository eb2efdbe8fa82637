/**
 * One description of a paper, drawn twice: layout-html.ts for the PDF, layout-docx.ts for WPS and Word.
 * Lengths are in points (1 pt = 1/72 inch) unless the name says millimetres. Line heights are exact, so that
 * both drawings, and the measuring in typeset.ts, agree.
 */

/** Which hand a text is set in: 仿宋 body, 小标宋 titles, 黑体 first-level and 楷体 second-level headings. */
export type Face = 'body' | 'title' | 'heading' | 'subheading';

/** 字号 in points, GB/T 9704—2012 and common office names. */
export const pointSizes = {
  二号: 22,
  三号: 16,
  小三: 15,
  四号: 14,
  小四: 12,
  五号: 10.5,
  小五: 9,
  六号: 7.5,
} as const;

export type TextStyle = {
  readonly face: Face;
  readonly sizePt: number;
  /** Exact line height. */
  readonly leadingPt: number;
  /** Space between characters; negative to close up a long title. */
  readonly trackingPt?: number;
};

/** A piece of text inside a paragraph, its face named when it is not the paragraph's own. `\n` breaks the line. */
export type Run = { readonly text: string; readonly face?: Face };

export type Paragraph = {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
  readonly style: TextStyle;
  readonly align: 'left' | 'center' | 'justify';
  /** First-line indent in characters of this size. */
  readonly indentChars?: number;
  /** All lines but the first are moved in by this many characters. */
  readonly hangingChars?: number;
  readonly spaceBeforePt?: number;
  readonly spaceAfterPt?: number;
  /** Stays on the page of what follows. */
  readonly keepWithNext?: boolean;
  /** The paper's own name: set as the level-one heading of the document. */
  readonly isTitle?: boolean;
};

/** One line with a text at its left and one towards its right end. */
export type SplitLine = {
  readonly kind: 'split-line';
  readonly left: string;
  readonly right: string;
  /** Distance between the right text and the right edge of the type area. */
  readonly rightInsetPt: number;
  readonly style: TextStyle;
  readonly spaceAfterPt?: number;
};

/** Marks, inside a cell's text, where a line is best broken. The PDF breaks there; Word breaks as it likes. */
export const softBreak = '\u200b';

export type Cell = {
  /** Columns covered; 1 when absent. */
  readonly span?: number;
  /** A line above the paragraphs, in a style of its own. */
  readonly head?: { readonly text: string; readonly style: TextStyle };
  /** One entry per paragraph; none leaves the cell blank. {@link softBreak} marks where a name is best broken. */
  readonly paragraphs: readonly string[];
  readonly style: TextStyle;
  readonly align: 'left' | 'center' | 'justify';
  readonly indentChars?: number;
  /** All lines of a paragraph but the first are moved in by this many characters. */
  readonly hangingChars?: number;
  /** Its text stands at the top of the row; in the middle when absent. */
  readonly isTop?: boolean;
  /** On {@link shade}. */
  readonly isShaded?: boolean;
};

/** Background of a shaded cell, RRGGBB: seen on a laser printer's page, and text on it stays plain to read. */
export const shade = 'ECECEC';

export type Row = {
  /** The row is at least this high and grows with its text. */
  readonly minHeightPt: number;
  readonly cells: readonly Cell[];
  /** Stays on the page of the row that follows. */
  readonly keepWithNext?: boolean;
  /** Repeated on every page the table runs over. */
  readonly isHeader?: boolean;
};

export type Table = {
  readonly kind: 'table';
  readonly columnsMm: readonly number[];
  readonly rows: readonly Row[];
};

/** A chart, in the middle of its own line. What it says stands in `alt`, for those who cannot see it. */
export type Figure = {
  readonly kind: 'figure';
  readonly alt: string;
  readonly widthPt: number;
  readonly heightPt: number;
  /** For the page: it takes its letters from the headings' font. */
  readonly svg: string;
  /** For Word, which shows no SVG everywhere; null leaves it out there. */
  readonly png: Uint8Array | null;
  /** Every text in it: what the fonts must have. */
  readonly texts: string;
  readonly spaceBeforePt?: number;
};

export type Block = Paragraph | SplitLine | Table | Figure;

export type Page = {
  readonly topMm: number;
  readonly rightMm: number;
  readonly bottomMm: number;
  readonly leftMm: number;
  /** A4 on its side. */
  readonly isLandscape?: boolean;
  /** Prints `— 1 —` under the type area, outer side, as GB/T 9704 places it. */
  readonly isNumbered: boolean;
};

export type Layout = {
  /** The name of the document, shown by viewers; it is not printed. */
  readonly name: string;
  readonly page: Page;
  readonly blocks: readonly Block[];
  /** 附页: begins on a page of its own, with its own margins; numbered on from the pages before. */
  readonly attached?: { readonly page: Page; readonly blocks: readonly Block[] };
};

/** A4 with the type area of GB/T 9704—2012 5.1: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm. */
export const officialPage: Page = { topMm: 37, rightMm: 26, bottomMm: 35, leftMm: 28, isNumbered: false };

/** The sheet: A4. */
export function sheetMm({ isLandscape = false }: Page): { readonly width: number; readonly height: number } {
  return isLandscape ? { width: 297, height: 210 } : { width: 210, height: 297 };
}

/** Width of every table rule, and the room between a rule and the text beside it. */
export const ruleWidthPt = 0.75;
export const cellPaddingPt = 5.4;
/** Room above and below the text of a cell. */
export const cellPaddingBlockPt = 2;

/** Millimetres in points. */
export function pointsOfMm(mm: number): number {
  return (mm * 72) / 25.4;
}

/** What a cell of this width leaves for text. */
export function textWidthOfMm(mm: number): number {
  return pointsOfMm(mm) - 2 * cellPaddingPt - ruleWidthPt;
}

/** Width of the type area in points. */
export function typeWidthPt(page: Page): number {
  return pointsOfMm(sheetMm(page).width - page.leftMm - page.rightMm);
}

/** Height of the type area in points. */
export function typeHeightPt(page: Page): number {
  return pointsOfMm(sheetMm(page).height - page.topMm - page.bottomMm);
}

/** No page begins or ends with a single row: the first two stay together, and the last two. */
export function withoutLoneRows(rows: readonly Row[]): readonly Row[] {
  return rows.map((row, index) =>
    index === 0 || index === rows.length - 2 ? { ...row, keepWithNext: index < rows.length - 1 } : row,
  );
}

/** Every character the layout prints in one face. */
export function textInFace(layout: Layout, face: Face): string {
  const parts: string[] = [];
  for (const block of [...layout.blocks, ...(layout.attached?.blocks ?? [])]) {
    if (block.kind === 'paragraph') {
      for (const run of block.runs) if ((run.face ?? block.style.face) === face) parts.push(run.text);
    } else if (block.kind === 'split-line') {
      if (block.style.face === face) parts.push(block.left, block.right);
    } else if (block.kind === 'figure') {
      if (face === 'heading') parts.push(block.texts);
    } else {
      for (const row of block.rows)
        for (const cell of row.cells) {
          if (cell.head?.style.face === face) parts.push(cell.head.text);
          if (cell.style.face === face) parts.push(...cell.paragraphs.map(withoutSoftBreaks));
        }
    }
  }
  if (face === 'body' && hasNumbers(layout)) parts.push('— 0123456789');
  return parts.join('');
}

/** Whether any of its pages is numbered. */
export function hasNumbers({ page, attached }: Layout): boolean {
  return page.isNumbered || attached?.page.isNumbered === true;
}

/** A cell's text as it is read. */
export function withoutSoftBreaks(text: string): string {
  return text.replaceAll(softBreak, '');
}
