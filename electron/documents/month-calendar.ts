/**
 * 月历 on paper: the month on one A4 page, a row for each week; what does not stand there whole follows on a list by day. No
 * form of the policy; for the office's own use, since inspections that are planned stand in it.
 */
import { monthGrid } from '../../shared/calendar/month.ts';
import {
  type CalendarSheet,
  dayListBlocks,
  type DayListLook,
  footLine,
  marksText,
  tableRoomPt,
  weekdays,
} from './calendar-list.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import type { Layout, Page, Row } from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { headStyle, listHeading } from './list-layout.ts';
import { type CellRoom, countedRows, entryRows } from './month-cells.ts';

export interface MonthCalendarPaper extends CalendarSheet {
  /** YYYY-MM */
  readonly month: string;
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

/** 266 mm. */
const listLook: DayListLook = {
  page: listPage,
  widthsMm: { day: 32, kind: 22, enterprise: 66, what: 120, state: 26 },
};

const dayMm = 38;
const headHeightPt = 20;

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
  const room: CellRoom = { dayMm, heightPt: tableRoomPt(page, paper, headHeightPt) };
  const { rows, isCut } = paper.isCounted
    ? { rows: countedRows(weeks, room), isCut: false }
    : entryRows(weeks, room);
  return {
    name: paper.title,
    page,
    blocks: [
      ...listHeading(paper),
      { kind: 'table', columnsMm: weekdays.map(() => dayMm), rows: [weekdayRow, ...rows] },
      footLine(marksText(paper.entries) || '本月没有走访、检查、会议和到期的事项。'),
    ],
    ...(isCut ? { attached: { page: listPage, blocks: dayListBlocks(paper, listLook) } } : {}),
  };
}

const weekdayRow: Row = {
  minHeightPt: headHeightPt,
  isHeader: true,
  cells: weekdays.map((weekday) => ({ paragraphs: [weekday], style: headStyle, align: 'center' })),
};
