/** The rows of 附件6, and what room they take and have, in each setting. */
import { continuedFields, type PaperField } from '../../shared/filing/paper-room.ts';
import {
  type Cell,
  cellPaddingBlockPt,
  officialPage,
  type Page,
  pointSizes,
  type Row,
  ruleWidthPt,
  type TextStyle,
  textWidthOfMm,
  typeHeightPt,
  typeWidthPt,
} from './layout.ts';
import { unitAfterPt, unitLeadingPt } from './annex6-unit.ts';
import { leaderLines, withNameBreak } from './name-lines.ts';
import { oneLine, paragraphsOf } from './text.ts';
import { brokenLineCount, lineCount } from './typeset.ts';

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
  /** 第2版, from the second version of a form on; '' or left out for none. */
  readonly mark?: string;
};

/** Nothing filled in. */
export const blankAnnex6: Annex6Paper = {
  inspectingUnit: '',
  enterpriseName: '',
  cityLeader: '',
  basisAndReason: '',
  findings: '',
  conclusion: '',
  firstDiscovered: '',
  thisConclusion: '',
};

export const note =
  '备注: 对南通市级以上（含）专精特新小巨人企业、单项冠军企业进行检查处置，必须提前报市政府，处置结论作出的次日要将此表报该企业联系的市领导。';

/** Widths of label, entry, label, entry; together the type area. */
export const columnsMm = [33, 50, 28, 45] as const;

/** One step of closeness: the form is set as open as its text allows. */
export type Step = {
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

/** Nothing is set closer, and what does not fit so goes on on the 附页. */
export const closestStep: Step = {
  ...close,
  page: tallPage,
  note: set(pointSizes.小四, 18),
  label: set(pointSizes.四号, 18),
  entry: set(pointSizes.小四, 16),
  body: set(pointSizes.五号, 14),
};

/** An entry that goes on keeps at least four lines on the form. */
export const leastContinuedPt = 4 * closestStep.body.leadingPt + 2 * cellPaddingBlockPt + ruleWidthPt;

export const steps: readonly Step[] = [
  { ...open, ...even(set(pointSizes.三号, 24)) },
  { ...open, ...even(set(pointSizes.小三, 22.5)) },
  { ...open, ...even(set(pointSizes.四号, 21)) },
  { ...close, ...even(set(pointSizes.四号, 20)) },
  { ...close, ...even(set(pointSizes.四号, 19)), body: set(pointSizes.小四, 17) },
  { ...close, ...even(set(pointSizes.四号, 18)), body: set(pointSizes.五号, 15) },
  closestStep,
];

export const titleStyle: TextStyle = {
  face: 'title',
  sizePt: pointSizes.二号,
  leadingPt: 34,
  trackingPt: -0.4,
};
export const markStyle: TextStyle = set(pointSizes.五号, 14);
export const titleAfterPt = 14;
export const noteBeforePt = 6;
/** Left free at the foot, so that no difference of rounding starts a second page. */
const reservePt = 10;

export type FormRow = {
  readonly cells: readonly Cell[];
  /** Which of the cells hold what was typed, or picked. */
  readonly typed: readonly { readonly field: PaperField; readonly cell: number }[];
  readonly leastPt: number;
  /** Of what is left of the page. */
  readonly share: number;
};

/** The table's rows as they are filled in. */
export function formRows(paper: Annex6Paper, step: Step): readonly FormRow[] {
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

  return [
    {
      cells: [
        label('企业名称'),
        entry(withNameBreak(paper.enterpriseName, step.entry.sizePt, columnsMm[1])),
        label('挂钩联系', '市领导'),
        { ...entry(''), paragraphs: leaderLines(paper.cityLeader, step.entry.sizePt, columnsMm[3]) },
      ],
      typed: [
        { field: 'enterpriseName', cell: 1 },
        { field: 'cityLeader', cell: 3 },
      ],
      leastPt: step.shortRowPt,
      share: 0,
    },
    {
      cells: [label('检查依据', '和原因'), wide(paper.basisAndReason)],
      typed: [{ field: 'basisAndReason', cell: 1 }],
      leastPt: step.shortRowPt,
      share: 4,
    },
    {
      cells: [label('检查情况'), wide(paper.findings)],
      typed: [{ field: 'findings', cell: 1 }],
      leastPt: step.shortRowPt,
      share: 5,
    },
    {
      cells: [label('处置结论'), wide(paper.conclusion)],
      typed: [{ field: 'conclusion', cell: 1 }],
      leastPt: step.shortRowPt,
      share: 4,
    },
    {
      cells: [
        label('存在问题是', '否首次发现'),
        entry(firstDiscoveredText(paper)),
        label('此次处', '置结论'),
        entry(oneLine(paper.thisConclusion)),
      ],
      typed: [{ field: 'thisConclusion', cell: 3 }],
      leastPt: step.shortRowPt,
      share: 0,
    },
    {
      cells: [label('检查人', '员签字'), blank, label('部门主要', '领导意见'), blank],
      typed: [],
      leastPt: step.inkRowPt,
      share: 0.5,
    },
  ];
}

/** 存在问题是否首次发现, as it is printed. */
export function firstDiscoveredText({ firstDiscovered }: Annex6Paper): string {
  return { yes: '是', no: '否', '': '' }[firstDiscovered];
}

/** What the table may take of the page. */
export function tableRoomPt(step: Step, mark = ''): number {
  const noteLines = lineCount(note, typeWidthPt(step.page), step.note.sizePt);
  return (
    typeHeightPt(step.page) -
    titleStyle.leadingPt -
    titleAfterPt -
    unitLeadingPt -
    unitAfterPt -
    noteBeforePt -
    noteLines * step.note.leadingPt -
    (mark === '' ? 0 : markStyle.leadingPt) -
    reservePt
  );
}

/** The table's rows, filling the page exactly; undefined when the text needs more room than there is. */
export function fittedRows(paper: Annex6Paper, step: Step): readonly Row[] | undefined {
  const rows = formRows(paper, step);
  const needed = rows.map(rowHeightPt);
  const spare = tableRoomPt(step, paper.mark) - needed.reduce((sum, height) => sum + height, 0);
  if (spare < 0) return undefined;
  return rows
    .map(({ cells }, index) => ({ cells, minHeightPt: needed[index] ?? 0 }))
    .map(shareOut(rows, spare));
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

/** Whether what does not fit the row's entry goes on on the 附页. */
export function isWide(row: FormRow): boolean {
  return row.typed.some(({ field }) => continuedFields.some((each) => each === field));
}

/** The row that a field is typed into. */
export function rowOfField(rows: readonly FormRow[], field: PaperField): FormRow {
  const row = rows.find(({ typed }) => typed.some((each) => each.field === field));
  if (!row) throw new Error(`no row of ${field}`);
  return row;
}

/** What the row's text takes, and at least what its emptiness takes. */
export function rowHeightPt(row: FormRow): number {
  return Math.max(row.leastPt, ...row.cells.map((_, index) => cellHeightPt(row, index)));
}

/** Height that a cell asks of its row, its padding and one rule included. */
export function cellHeightPt({ cells }: Pick<FormRow, 'cells'>, index: number): number {
  const cell = cells[index];
  if (!cell) return 0;
  const widthPt = cellTextWidthPt(cells, index);
  const lines = cell.paragraphs.reduce(
    (sum, text) => sum + brokenLineCount(text, widthPt, cell.style.sizePt, cell.indentChars),
    0,
  );
  return lines * cell.style.leadingPt + 2 * cellPaddingBlockPt + ruleWidthPt;
}

/** What the cell of a row leaves for text. */
function cellTextWidthPt(cells: readonly Cell[], index: number): number {
  const column = cells.slice(0, index).reduce((sum, { span = 1 }) => sum + span, 0);
  const covered = columnsMm.slice(column, column + (cells[index]?.span ?? 1));
  return textWidthOfMm(covered.reduce((sum, value) => sum + value, 0));
}
