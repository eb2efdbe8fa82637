/**
 * 年历 of one enterprise, or of one leader, on paper: a column a month and a row a day on one A4 page, marked where something
 * stands; what it is follows on a list by day. No form of the policy.
 */
import { type CalendarEntry, calendarKindMarks, calendarKinds } from '../../shared/calendar/entry.ts';
import { dayMark } from '../../shared/calendar/workdays.ts';
import { isDate } from '../../shared/clock.ts';
import {
  type CalendarSheet,
  dayListBlocks,
  type DayListLook,
  footLine,
  marksText,
  tableRoomPt,
} from './calendar-list.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Cell,
  cellPaddingBlockPt,
  type Layout,
  type Page,
  pointSizes,
  type Row,
  ruleWidthPt,
  textWidthOfMm,
  type TextStyle,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { headStyle, listHeading } from './list-layout.ts';
import { raisedHeightsPt } from './row-heights.ts';
import { lineCount } from './typeset.ts';

export interface YearCalendarPaper extends CalendarSheet {
  readonly year: number;
  readonly of: 'enterprise' | 'leader';
}

const page: Page = { topMm: 14, rightMm: 15, bottomMm: 12, leftMm: 15, isNumbered: false };
const listPage: Page = { ...page, topMm: 18, bottomMm: 20, isNumbered: true };

/** 180 mm, both. */
const listLooks: Readonly<Record<YearCalendarPaper['of'], DayListLook>> = {
  enterprise: { page: listPage, widthsMm: { day: 32, kind: 24, what: 98, state: 26 } },
  leader: { page: listPage, widthsMm: { day: 32, kind: 22, enterprise: 50, what: 50, state: 26 } },
};

const numberMm = 9;
/** 171 mm for twelve. */
const monthMm = 14.25;
const headHeightPt = 20;
const markStyle: TextStyle = { face: 'body', sizePt: pointSizes.小五, leadingPt: 11.5 };
const days = Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, '0'));
const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function yearCalendarHtml(paper: YearCalendarPaper, fonts: PaperFonts): string {
  return layoutHtml(yearCalendarLayout(paper), fonts);
}

/** The DOCX's bytes. */
export function yearCalendarDocx(paper: YearCalendarPaper): Uint8Array {
  return layoutDocx(yearCalendarLayout(paper));
}

export function yearCalendarLayout(paper: YearCalendarPaper): Layout {
  const { entries } = paper;
  return {
    name: paper.title,
    page,
    blocks: [
      ...listHeading(paper),
      { kind: 'table', columnsMm: [numberMm, ...months.map(() => monthMm)], rows: gridRows(paper) },
      footLine(footText(entries)),
    ],
    ...(entries.length === 0
      ? {}
      : { attached: { page: listPage, blocks: dayListBlocks(paper, listLooks[paper.of]) } }),
  };
}

/** What the marks mean. */
function footText(entries: readonly CalendarEntry[]): string {
  if (entries.length === 0) return '本年没有走访、检查和到期的事项。';
  const days = new Set(entries.map(({ date, kind }) => `${date} ${kind}`));
  return [
    marksText(entries),
    ...(entries.some(isPlan) ? ['加括号的为计划或尚未记录'] : []),
    ...(days.size < entries.length ? ['数字为当日项数'] : []),
    '内容见后附清单',
  ].join('　');
}

function gridRows(paper: YearCalendarPaper): readonly Row[] {
  const byDay = Map.groupBy(paper.entries, ({ date }) => date);
  const rows = days.map((day) => {
    const dates = months.map((month) => `${paper.year}-${month}-${day}`);
    return { day, dates, texts: dates.map((date) => marksOf(byDay.get(date) ?? [])) };
  });
  const needed = rows.map(({ texts }) => {
    const lines = texts.map((text) => lineCount(text, textWidthOfMm(monthMm), markStyle.sizePt));
    return Math.max(1, ...lines) * markStyle.leadingPt + 2 * cellPaddingBlockPt + ruleWidthPt;
  });
  const heights = raisedHeightsPt(needed, tableRoomPt(page, paper, headHeightPt));
  return [
    headRow,
    ...rows.map(({ day, dates, texts }, index) => ({
      minHeightPt: Math.floor((heights[index] ?? 0) * 2) / 2,
      cells: [numberCell(String(Number(day))), ...dates.map((date, at) => dayCell(date, texts[at] ?? ''))],
    })),
  ];
}

const numberCell = (text: string): Cell => ({
  paragraphs: text === '' ? [] : [text],
  style: { ...markStyle, face: 'heading' },
  align: 'center',
});

const headRow: Row = {
  minHeightPt: headHeightPt,
  isHeader: true,
  cells: ['日', ...months.map((month) => `${Number(month)}月`)].map((text) => ({
    paragraphs: [text],
    style: { ...headStyle, sizePt: markStyle.sizePt },
    align: 'center',
  })),
};

/** Days that no office works on are shaded; 30 February is blank. */
function dayCell(date: string, text: string): Cell {
  const isRest = isDate(date) && ['holiday', 'weekend'].includes(dayMark(date).kind);
  return {
    paragraphs: text === '' ? [] : [text],
    style: markStyle,
    align: 'center',
    ...(isRest ? { isShaded: true } : {}),
  };
}

function isPlan({ state }: CalendarEntry): boolean {
  return state === 'planned' || state === 'passed';
}

/** 访2检(访): made or due, then what is only planned. */
function marksOf(entries: readonly CalendarEntry[]): string {
  const marked = (of: readonly CalendarEntry[]): string[] =>
    calendarKinds.flatMap((kind) => {
      const count = of.filter((entry) => entry.kind === kind).length;
      return count === 0 ? [] : [`${calendarKindMarks[kind]}${count === 1 ? '' : count}`];
    });
  return [
    ...marked(entries.filter((entry) => !isPlan(entry))),
    ...marked(entries.filter(isPlan)).map((mark) => `(${mark})`),
  ].join('');
}
