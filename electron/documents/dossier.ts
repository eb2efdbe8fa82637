/**
 * 一企一册 on paper: what the desk knows of one enterprise, to be read beside the telephone or handed to a visiting
 * leader. No form of the policy: plain A4, the headings of an official paper, tables in a size that holds a year's work.
 */
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Block,
  type Cell,
  type Layout,
  type Page,
  type Paragraph,
  pointSizes,
  type Row,
  type TextStyle,
  withoutLoneRows,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { oneLine, paragraphsOf } from './text.ts';

export interface DossierPaper {
  readonly enterpriseName: string;
  /** Whose laptop printed it, and the day. */
  readonly imprint: string;
  /** Label and value; those said to be wide take a line of their own. */
  readonly profile: readonly { readonly label: string; readonly value: string; readonly wide?: boolean }[];
  readonly sections: readonly DossierPaperSection[];
}

export interface DossierPaperSection {
  readonly title: string;
  /** Widths together: 163 mm. */
  readonly columns: readonly { readonly label: string; readonly widthMm: number }[];
  readonly rows: readonly (readonly string[])[];
  /** How many there are, where the rows are only the latest of them. */
  readonly total?: number;
  /** Below the table, when there is one. */
  readonly note?: string;
}

const page: Page = { topMm: 25, rightMm: 22, bottomMm: 25, leftMm: 25, isNumbered: true };

const titleStyle: TextStyle = { face: 'title', sizePt: pointSizes.二号, leadingPt: 32 };
const imprintStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.四号, leadingPt: 22 };
const headingStyle: TextStyle = { face: 'heading', sizePt: pointSizes.四号, leadingPt: 24 };
const noteStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 18 };
const headStyle: TextStyle = { face: 'heading', sizePt: pointSizes.五号, leadingPt: 15 };
const cellStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 15 };

const rowHeightPt = 22;
/** Label, value, label, value. */
const profileColumnsMm = [29, 52.5, 29, 52.5] as const;
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function dossierHtml(paper: DossierPaper, fonts: PaperFonts): string {
  return layoutHtml(dossierLayout(paper), fonts);
}

/** The DOCX's bytes. */
export function dossierDocx(paper: DossierPaper): Uint8Array {
  return layoutDocx(dossierLayout(paper));
}

/** Sections without anything say so: a paper must not leave open whether a part was forgotten. */
export function dossierLayout(paper: DossierPaper): Layout {
  const name = oneLine(paper.enterpriseName);
  return {
    name: `${name}一企一册`,
    page,
    blocks: [
      line(name, titleStyle, { align: 'center', isTitle: true }),
      line(`一企一册　${oneLine(paper.imprint)}`, imprintStyle, { align: 'center', spaceAfterPt: 4 }),
      heading(0, '基本情况'),
      { kind: 'table', columnsMm: profileColumnsMm, rows: profileRows(paper.profile) },
      ...paper.sections.flatMap((section, index) => sectionBlocks(section, index + 1)),
    ],
  };
}

function line(text: string, style: TextStyle, options: Partial<Paragraph> = {}): Paragraph {
  return { kind: 'paragraph', runs: [{ text }], style, align: 'left', ...options };
}

function heading(index: number, title: string): Paragraph {
  return line(`${numerals[index] ?? index + 1}、${title}`, headingStyle, {
    spaceBeforePt: 10,
    spaceAfterPt: 3,
    keepWithNext: true,
  });
}

/** Two facts a line; a wide one, or one without a neighbour, fills it. */
function profileRows(facts: DossierPaper['profile']): readonly Row[] {
  const rows: Row[] = [];
  let waiting: (typeof facts)[number] | undefined;
  const push = (...cells: readonly Cell[]): void => void rows.push({ minHeightPt: rowHeightPt, cells });
  const flush = (): void => {
    if (waiting) push(label(waiting.label), { ...text(waiting.value), span: 3 });
    waiting = undefined;
  };
  for (const fact of facts) {
    if (fact.wide === true) {
      flush();
      push(label(fact.label), { ...text(fact.value), span: 3 });
    } else if (waiting) {
      push(label(waiting.label), text(waiting.value), label(fact.label), text(fact.value));
      waiting = undefined;
    } else waiting = fact;
  }
  flush();
  return rows;
}

function sectionBlocks(section: DossierPaperSection, index: number): readonly Block[] {
  const { columns, rows, note, total = rows.length } = section;
  if (rows.length === 0) return [heading(index, section.title), line('无。', noteStyle, { indentChars: 2 })];
  return [
    heading(index, `${section.title}（${total}）`),
    {
      kind: 'table',
      columnsMm: columns.map(({ widthMm }) => widthMm),
      rows: [
        { minHeightPt: rowHeightPt, isHeader: true, cells: columns.map((column) => label(column.label)) },
        ...withoutLoneRows(rows.map((row) => ({ minHeightPt: rowHeightPt, cells: row.map(text) }))),
      ],
    },
    ...(note === undefined ? [] : [line(note, noteStyle, { spaceBeforePt: 2 })]),
  ];
}

function label(value: string): Cell {
  return { paragraphs: [value], style: headStyle, align: 'center' };
}

function text(value: string): Cell {
  return { paragraphs: paragraphsOf(value), style: cellStyle, align: 'left' };
}
