/**
 * 走访单: taken along on a visit. Above what is known of the enterprise, what was promised and which problems are open;
 * below room for ink, to be typed in later. No form of the policy. The enterprise sees it: nothing of an inspection.
 */
import { chineseDate } from './chinese-date.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import type { Block, Cell, Layout, Row } from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { oneLine, paragraphsOf, shortened } from './text.ts';
import { columnsMm, heading, label, page, pair, title, value, valueStyle, wide } from './visit-blocks.ts';

export interface VisitSheet {
  readonly enterpriseName: string;
  readonly townName: string;
  readonly address: string;
  readonly contact: string;
  /** YYYY-MM-DD; '' is left for the pen, as every empty fact is. */
  readonly date: string;
  readonly leader: string;
  readonly participants: readonly string[];
  /** 走访事由; '' leaves the line out. */
  readonly purpose: string;
  readonly last: { readonly date: string; readonly leader: string; readonly said: string } | null;
  /** Promised and not kept yet. */
  readonly promises: readonly {
    readonly what: string;
    /** The leader who promised; '' where nobody knows. */
    readonly by: string;
    readonly who: string;
    readonly dueDate: string;
  }[];
  readonly problems: readonly { readonly title: string; readonly raisedOn: string; readonly state: string }[];
}

/** 序号, what, who, when. */
const promiseColumnsMm = [12, 81, 40, 30] as const;
/** High enough to write a line by hand. */
const inkPt = 24;
const inkLines = { said: 5, promises: 3, problems: 3 } as const;
/** So that the room for ink stays on the first page. */
const most = { lines: 5, said: 120 } as const;

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function visitSheetHtml(sheet: VisitSheet, fonts: PaperFonts): string {
  return layoutHtml(visitSheetLayout(sheet), fonts);
}

/** The DOCX's bytes. */
export function visitSheetDocx(sheet: VisitSheet): Uint8Array {
  return layoutDocx(visitSheetLayout(sheet));
}

export function visitSheetLayout(sheet: VisitSheet): Layout {
  return {
    name: `走访单　${oneLine(sheet.enterpriseName)}`,
    page,
    blocks: [
      title('企业走访单'),
      { kind: 'table', columnsMm, rows: factRows(sheet) },
      ...inkBlocks(sheet.purpose === '' ? inkLines.said : inkLines.said - 1),
      heading('签字'),
      {
        kind: 'table',
        columnsMm,
        rows: [{ minHeightPt: 36, cells: [label('企业代表'), value(''), label('走访领导'), value('')] }],
      },
    ],
  };
}

function factRows(sheet: VisitSheet): readonly Row[] {
  const { last, promises, problems } = sheet;
  return [
    pair('企业名称', sheet.enterpriseName, '所属镇区', sheet.townName),
    wide('地址', paragraphsOf(sheet.address)),
    pair('企业联系人', sheet.contact, '走访日期', chineseDate(sheet.date)),
    pair('走访领导', sheet.leader, '同行人员', sheet.participants.map(oneLine).join('、')),
    ...(sheet.purpose === '' ? [] : [wide('走访事由', paragraphsOf(sheet.purpose))]),
    wide(
      '上次走访',
      last === null
        ? ['还没有走访过。']
        : [
            `${chineseDate(last.date)}　${oneLine(last.leader)}`,
            ...paragraphsOf(shortened(last.said, most.said)),
          ],
    ),
    wide(
      '未兑现承诺',
      promises.length === 0
        ? ['没有尚未兑现的承诺。']
        : listed(promises, ({ what, by, who, dueDate }) => {
            const beside = [
              by === '' ? '' : `${oneLine(by)}承诺`,
              oneLine(who),
              dueDate === '' ? '' : `${dueDate}前`,
            ].filter(Boolean);
            return oneLine(what) + (beside.length === 0 ? '' : `（${beside.join('，')}）`);
          }),
    ),
    wide(
      '在办问题',
      problems.length === 0
        ? ['没有在办的问题。']
        : listed(
            problems,
            ({ title: what, raisedOn, state }) => `${oneLine(what)}（${raisedOn}提出，${state}）`,
          ),
    ),
  ];
}

/** Beyond the first few it says how many there are: the sheet is for taking along. */
function listed<Item>(items: readonly Item[], textOf: (item: Item) => string): readonly string[] {
  const shown = items.length > most.lines ? items.slice(0, most.lines - 1) : items;
  const left = items.length - shown.length;
  return [
    ...shown.map((item, index) => `${index + 1}．${textOf(item)}`),
    ...(left > 0 ? [`另有 ${left} 项。`] : []),
  ];
}

/** Ruled for the pen, under the headings of the form that it is typed into. */
function inkBlocks(saidLines: number): readonly Block[] {
  const blank: Cell = { paragraphs: [], style: valueStyle, align: 'left' };
  const lines = (count: number, cells: readonly Cell[]): readonly Row[] =>
    Array.from({ length: count }, () => ({ minHeightPt: inkPt, cells }));
  const head = (cells: readonly Cell[]): Row => ({ minHeightPt: 21, cells, keepWithNext: true });
  const four = promiseColumnsMm.map(() => blank);
  return [
    heading('企业反映情况'),
    { kind: 'table', columnsMm: [163], rows: lines(saidLines, [blank]) },
    heading('承诺事项'),
    {
      kind: 'table',
      columnsMm: promiseColumnsMm,
      rows: [
        head(['序号', '承诺事项', '责任单位（人）', '完成时限'].map(label)),
        ...lines(inkLines.promises, four),
      ],
    },
    heading('企业问题'),
    {
      kind: 'table',
      columnsMm: [12, 121, 30],
      rows: [head(['序号', '问题', '类别'].map(label)), ...lines(inkLines.problems, [blank, blank, blank])],
    },
  ];
}
