/** What 月历 and 年历 on paper have in common: what their marks mean, the room of their grid, and the list by day behind it. */
import {
  type CalendarEntry,
  calendarKindLabels,
  calendarKindMarks,
  calendarKinds,
  calendarStateText,
  entryText,
} from '../../shared/calendar/entry.ts';
import { weekdayFromMonday } from '../../shared/clock.ts';
import { chineseDate } from './chinese-date.ts';
import {
  type Layout,
  type Page,
  type Paragraph,
  pointSizes,
  type TextStyle,
  typeHeightPt,
  typeWidthPt,
} from './layout.ts';
import { listColumn, type ListColumn, listHeading, listLayout } from './list-layout.ts';
import { lineCount } from './typeset.ts';

export interface CalendarSheet {
  readonly title: string;
  /** What it was narrowed to, or whose it is; '' for nothing. */
  readonly narrowedTo: string;
  /** How many, whose laptop, and when. */
  readonly imprint: string;
  /** In order. */
  readonly entries: readonly CalendarEntry[];
}

export const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

const footStyle: TextStyle = { face: 'body', sizePt: pointSizes.小五, leadingPt: 12 };
const footBeforePt = 4;
/** Printers and word processors differ by so much. */
const reservePt = 10;
const listStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 14 };

/** What the rows of a grid may take of the page, between its heading and a line at its foot. */
export function tableRoomPt(page: Page, sheet: CalendarSheet, headHeightPt: number): number {
  const others = listHeading(sheet)
    .map((paragraph) => paragraphHeightPt(paragraph, page))
    .reduce((sum, height) => sum + height, 0);
  return typeHeightPt(page) - others - headHeightPt - footBeforePt - footStyle.leadingPt - reservePt;
}

function paragraphHeightPt(
  { runs, style, spaceBeforePt = 0, spaceAfterPt = 0 }: Paragraph,
  page: Page,
): number {
  const text = runs.map((run) => run.text).join('');
  return spaceBeforePt + lineCount(text, typeWidthPt(page), style.sizePt) * style.leadingPt + spaceAfterPt;
}

/** Below the grid. */
export function footLine(text: string): Paragraph {
  return {
    kind: 'paragraph',
    runs: [{ text }],
    style: footStyle,
    align: 'left',
    spaceBeforePt: footBeforePt,
  };
}

/** What the marks mean; '' where there are none. */
export function marksText(entries: readonly CalendarEntry[]): string {
  const present = new Set(entries.map(({ kind }) => kind));
  return calendarKinds
    .filter((kind) => present.has(kind))
    .map((kind) => `${calendarKindMarks[kind]} ${calendarKindLabels[kind]}`)
    .join('　');
}

export interface DayListLook {
  readonly page: Page;
  /** Without `enterprise` its name is left out: it is all about one. */
  readonly widthsMm: {
    readonly day: number;
    readonly kind: number;
    readonly enterprise?: number;
    readonly what: number;
    readonly state: number;
  };
}

/** An entry a row, the day named once. */
export function dayListBlocks(
  { title, narrowedTo, imprint, entries }: CalendarSheet,
  { page, widthsMm: { day, kind, enterprise, what, state } }: DayListLook,
): Layout['blocks'] {
  const columns: readonly ListColumn[] = [
    listColumn('日期', day),
    listColumn('类别', kind),
    ...(enterprise === undefined
      ? []
      : [{ ...listColumn('企业名称', enterprise, 'left'), names: 'enterprise' as const }]),
    listColumn('事项', what, 'left'),
    listColumn('状态', state),
  ];
  const rows = entries.map((entry, index) => [
    entries[index - 1]?.date === entry.date ? '' : dayText(entry.date),
    calendarKindLabels[entry.kind],
    ...(enterprise === undefined ? [] : [entry.enterpriseName]),
    entryText(entry, 'enterprise'),
    calendarStateText(entry),
  ]);
  return listLayout(
    { title: `${title}（逐日清单）`, narrowedTo, imprint, rows, none: '' },
    { page, columns, cellStyle: listStyle },
  ).blocks;
}

/** 11月24日 周二 */
function dayText(date: string): string {
  return `${chineseDate(date).replace(/^\d{4}年/, '')} ${weekdays[weekdayFromMonday(date)]}`;
}
