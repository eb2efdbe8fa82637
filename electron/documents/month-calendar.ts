/**
 * 月历 on paper: the month on one A4 page, a row for each week; what does not stand there whole follows on a list by day. No
 * form of the policy; for the office's own use, since inspections that are planned stand in it.
 */
import {
  type CalendarEntry,
  calendarKindLabels,
  calendarKindMarks,
  calendarKinds,
  calendarStateText,
  entryText,
} from '../../shared/calendar/entry.ts';
import { monthGrid } from '../../shared/calendar/month.ts';
import { weekdayFromMonday } from '../../shared/clock.ts';
import { chineseDate } from './chinese-date.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Layout,
  type Page,
  type Paragraph,
  pointSizes,
  type Row,
  type TextStyle,
  typeHeightPt,
  typeWidthPt,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { headStyle, listColumn, type ListColumn, listHeading, listLayout } from './list-layout.ts';
import { type CellRoom, countedRows, entryRows } from './month-cells.ts';
import { lineCount } from './typeset.ts';

export interface MonthCalendarPaper {
  /** YYYY-MM */
  readonly month: string;
  readonly title: string;
  /** What the month was narrowed to; '' for nothing. */
  readonly narrowedTo: string;
  /** How many, whose laptop, and when. */
  readonly imprint: string;
  /** In order. */
  readonly entries: readonly CalendarEntry[];
  /** More than a list is good for: each day says how many there are of each kind, and no list follows. */
  readonly isCounted: boolean;
}

const page: Page = {
  topMm: 14,
  rightMm: 15,
  bottomMm: 12,
  leftMm: 15,
  isNumbered: false,
  isLandscape: true,
};
const listPage: Page = { ...page, topMm: 18, bottomMm: 20, isNumbered: true };

const dayMm = 38;
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const headHeightPt = 20;
const footStyle: TextStyle = { face: 'body', sizePt: pointSizes.小五, leadingPt: 12 };
const footBeforePt = 4;
/** Printers and word processors differ by so much. */
const reservePt = 10;

/** 266 mm. */
const listColumns: readonly ListColumn[] = [
  listColumn('日期', 32),
  listColumn('类别', 22),
  { ...listColumn('企业名称', 66, 'left'), names: 'enterprise' },
  listColumn('事项', 120, 'left'),
  listColumn('状态', 26),
];
const listStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 14 };

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function monthCalendarHtml(paper: MonthCalendarPaper, fonts: PaperFonts): string {
  return layoutHtml(monthCalendarLayout(paper), fonts);
}

/** The DOCX's bytes. */
export function monthCalendarDocx(paper: MonthCalendarPaper): Uint8Array {
  return layoutDocx(monthCalendarLayout(paper));
}

export function monthCalendarLayout(paper: MonthCalendarPaper): Layout {
  const weeks = monthGrid(paper.month, paper.entries);
  const room: CellRoom = { dayMm, heightPt: weeksHeightPt(paper) };
  const { rows, isCut } = paper.isCounted
    ? { rows: countedRows(weeks, room), isCut: false }
    : entryRows(weeks, room);
  return {
    name: paper.title,
    page,
    blocks: [
      ...listHeading(paper),
      { kind: 'table', columnsMm: weekdays.map(() => dayMm), rows: [weekdayRow, ...rows] },
      {
        kind: 'paragraph',
        runs: [{ text: footText(paper.entries) }],
        style: footStyle,
        align: 'left',
        spaceBeforePt: footBeforePt,
      },
    ],
    ...(isCut ? { attached: { page: listPage, blocks: listBlocks(paper) } } : {}),
  };
}

const weekdayRow: Row = {
  minHeightPt: headHeightPt,
  isHeader: true,
  cells: weekdays.map((weekday) => ({ paragraphs: [weekday], style: headStyle, align: 'center' })),
};

/** What the weeks may take of the page. */
function weeksHeightPt(paper: MonthCalendarPaper): number {
  const others = listHeading(paper)
    .map(paragraphHeightPt)
    .reduce((sum, height) => sum + height, 0);
  return typeHeightPt(page) - others - headHeightPt - footBeforePt - footStyle.leadingPt - reservePt;
}

function paragraphHeightPt({ runs, style, spaceBeforePt = 0, spaceAfterPt = 0 }: Paragraph): number {
  const text = runs.map((run) => run.text).join('');
  return spaceBeforePt + lineCount(text, typeWidthPt(page), style.sizePt) * style.leadingPt + spaceAfterPt;
}

/** What the marks of the month mean. */
function footText(entries: readonly CalendarEntry[]): string {
  if (entries.length === 0) return '本月没有走访、检查、会议和到期的事项。';
  const present = new Set(entries.map(({ kind }) => kind));
  return calendarKinds
    .filter((kind) => present.has(kind))
    .map((kind) => `${calendarKindMarks[kind]} ${calendarKindLabels[kind]}`)
    .join('　');
}

/** An entry a row, the day named once. */
function listBlocks({ title, narrowedTo, imprint, entries }: MonthCalendarPaper): Layout['blocks'] {
  const rows = entries.map((entry, index) => [
    entries[index - 1]?.date === entry.date ? '' : dayText(entry.date),
    calendarKindLabels[entry.kind],
    entry.enterpriseName,
    entryText(entry, 'enterprise'),
    calendarStateText(entry),
  ]);
  return listLayout(
    { title: `${title}（逐日清单）`, narrowedTo, imprint, rows, none: '' },
    { page: listPage, columns: listColumns, cellStyle: listStyle },
  ).blocks;
}

/** 11月24日 周二 */
function dayText(date: string): string {
  return `${chineseDate(date).replace(/^\d{4}年/, '')} ${weekdays[weekdayFromMonday(date)]}`;
}
