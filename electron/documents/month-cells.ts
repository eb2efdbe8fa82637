/** What stands in the day cells of 月历 on paper: entries whole, short, as many as there is room for, or only counted. */
import {
  type CalendarEntry,
  calendarKindMarks,
  calendarKinds,
  calendarStateText,
  countKinds,
  entrySubject,
  entryText,
} from '../../shared/calendar/entry.ts';
import type { MonthDay } from '../../shared/calendar/month.ts';
import {
  cellPaddingBlockPt,
  type Cell,
  pointSizes,
  type Row,
  ruleWidthPt,
  textWidthOfMm,
  type TextStyle,
  withoutSoftBreaks,
} from './layout.ts';
import { withNameBreak } from './name-lines.ts';
import { evenHeightPt, raisedHeightsPt } from './row-heights.ts';
import { oneLine } from './text.ts';
import { brokenLineCount, textWidthPt } from './typeset.ts';

export type Weeks = readonly (readonly MonthDay[])[];

export interface MonthRows {
  readonly rows: readonly Row[];
  /** An entry stands there short, or not at all. */
  readonly isCut: boolean;
}

export interface CellRoom {
  readonly dayMm: number;
  /** For all weeks together. */
  readonly heightPt: number;
}

/** A mark, a space, and the text beside them. */
const hangingChars = 1.25;
/** Of an entry that does not stand whole. */
const shortLines = 2;

const numberStyle: TextStyle = { face: 'heading', sizePt: pointSizes.五号, leadingPt: 14 };
const openStyle: TextStyle = { face: 'body', sizePt: pointSizes.小五, leadingPt: 11.5 };
const closeStyle: TextStyle = { face: 'body', sizePt: pointSizes.六号, leadingPt: 9.5 };

const paddingPt = 2 * cellPaddingBlockPt + ruleWidthPt;
/** Of a week with nothing in it: room for a word by hand. */
const leastWeekPt = 44;

/** Every entry whole if the page holds them all, in the larger type if it can; else all short. */
export function entryRows(weeks: Weeks, room: CellRoom): MonthRows {
  const styles = [openStyle, closeStyle].filter((style) => hasLinesFor(weeks, room, style));
  for (const style of styles) {
    const rows = fullRows(weeks, room, { style, textsOf: ({ entries }) => entries.map(wholeText) });
    if (rows) return { rows, isCut: false };
  }
  const shortOf =
    (style: TextStyle) =>
    ({ entries }: MonthDay): string[] =>
      entries.map((entry) => shortText(entry, style, room));
  const open = styles.includes(openStyle)
    ? fullRows(weeks, room, { style: openStyle, textsOf: shortOf(openStyle) })
    : undefined;
  return { rows: open ?? cutRows(weeks, room, shortOf(closeStyle)), isCut: true };
}

/** Whether a line for each entry would fit: else its text need not be measured. */
function hasLinesFor(weeks: Weeks, { heightPt }: CellRoom, { leadingPt }: TextStyle): boolean {
  const lines = weeks.map((week) => Math.max(...week.map(({ entries }) => entries.length)));
  return lines.reduce((sum, count) => sum + count, 0) * leadingPt <= heightPt;
}

/** Of each day how many there are, and of which kind where the page holds that too. */
export function countedRows(weeks: Weeks, room: CellRoom): readonly Row[] {
  const look = { style: closeStyle, textsOf: ({ entries }: MonthDay) => countTexts(entries) };
  return (
    fullRows(weeks, room, look) ?? cutRows(weeks, room, ({ entries }) => countTexts(entries).slice(0, 1))
  );
}

interface CellLook {
  readonly style: TextStyle;
  readonly textsOf: (day: MonthDay) => readonly string[];
}

/** Undefined when the page does not hold all of it. */
function fullRows(weeks: Weeks, room: CellRoom, { style, textsOf }: CellLook): readonly Row[] | undefined {
  const texts = weeks.map((week) => week.map(textsOf));
  const heights = texts.map((week) => weekHeightPt(week, style, room));
  if (evenHeightPt(heights, room.heightPt) !== Infinity) return undefined;
  return drawn(weeks, texts, raisedHeightsPt(heights, room.heightPt), style);
}

/** The highest weeks come down to one height; their fullest days say 另 n 项. */
function cutRows(weeks: Weeks, room: CellRoom, textsOf: CellLook['textsOf']): readonly Row[] {
  const texts = weeks.map((week) => week.map(textsOf));
  const needed = texts.map((week) => weekHeightPt(week, closeStyle, room));
  const highestPt = evenHeightPt(needed, room.heightPt);
  const heights = raisedHeightsPt(
    needed.map((height) => Math.min(height, highestPt)),
    room.heightPt,
  );
  const cut = texts.map((week, index) => {
    const lines = Math.floor(
      ((heights[index] ?? 0) - paddingPt - numberStyle.leadingPt + 0.01) / closeStyle.leadingPt,
    );
    return week.map((day) => cutTexts(day, lines, room));
  });
  return drawn(weeks, cut, heights, closeStyle);
}

function cutTexts(texts: readonly string[], lines: number, room: CellRoom): readonly string[] {
  const counts = texts.map((text) => linesOf(text, closeStyle, room));
  const linesTo = (end: number): number => counts.slice(0, end).reduce((sum, count) => sum + count, 0);
  if (linesTo(texts.length) <= lines) return texts;
  let shown = texts.length;
  while (shown > 0 && linesTo(shown) + 1 > lines) shown -= 1;
  return [...texts.slice(0, shown), `${shown === 0 ? '共' : '另'} ${texts.length - shown} 项`];
}

function drawn(
  weeks: Weeks,
  texts: readonly (readonly (readonly string[])[])[],
  heights: readonly number[],
  style: TextStyle,
): readonly Row[] {
  return weeks.map((week, index) => ({
    minHeightPt: Math.floor(heights[index] ?? 0),
    cells: week.map((day, column): Cell => dayCell(day, texts[index]?.[column] ?? [], style)),
  }));
}

/** Days of other months stay blank: what stands on them is on another paper. */
function dayCell(day: MonthDay, paragraphs: readonly string[], style: TextStyle): Cell {
  const cell: Cell = { paragraphs: [], style, align: 'left', isTop: true };
  if (day.isOther) return cell;
  const isRest = day.mark.kind === 'holiday' || day.mark.kind === 'weekend';
  return {
    ...cell,
    head: {
      text: [String(Number(day.date.slice(8))), markText(day)].join('　').trimEnd(),
      style: numberStyle,
    },
    paragraphs,
    hangingChars,
    ...(isRest ? { isShaded: true } : {}),
  };
}

/** 国庆节 休, 班: only where the State Council has said so. */
function markText({ mark }: MonthDay): string {
  if (mark.kind === 'worked') return '班';
  return mark.kind === 'holiday' ? `${mark.name} 休`.trimStart() : '';
}

function weekHeightPt(texts: readonly (readonly string[])[], style: TextStyle, room: CellRoom): number {
  const lines = texts.map((day) => day.reduce((sum, text) => sum + linesOf(text, style, room), 0));
  return Math.max(leastWeekPt, Math.max(...lines) * style.leadingPt + numberStyle.leadingPt + paddingPt);
}

function linesOf(text: string, { sizePt }: TextStyle, { dayMm }: CellRoom): number {
  // A first line has the whole width.
  if (textWidthPt(withoutSoftBreaks(text), sizePt) <= textWidthOfMm(dayMm)) return 1;
  return brokenLineCount(text, textWidthOfMm(dayMm) - hangingChars * sizePt, sizePt, -hangingChars);
}

function wholeText(entry: CalendarEntry): string {
  const isLate = entry.state === 'overdue' || entry.state === 'passed';
  return marked(entry, oneLine(`${entryText(entry)}${isLate ? `，${calendarStateText(entry)}` : ''}`));
}

/** Ends with … where it takes more lines than it may. */
function shortText(entry: CalendarEntry, style: TextStyle, room: CellRoom): string {
  const subject = oneLine(entrySubject(entry));
  const named =
    subject === oneLine(entry.enterpriseName)
      ? withNameBreak(subject, style.sizePt, textMm(style, room))
      : subject;
  const whole = marked(entry, named);
  const fits = (text: string): boolean => linesOf(text, style, room) <= shortLines;
  if (fits(whole)) return whole;
  const widthPt = textWidthOfMm(room.dayMm);
  // More characters than two lines of the narrowest take no part in the search.
  const characters = [...marked(entry, subject)].slice(
    0,
    Math.ceil((4 * shortLines * widthPt) / style.sizePt),
  );
  const head = (length: number): string => `${characters.slice(0, length).join('').trimEnd()}…`;
  let [fitting, over] = [0, characters.length + 1];
  while (over - fitting > 1) {
    const middle = Math.floor((fitting + over) / 2);
    if (fits(head(middle))) fitting = middle;
    else over = middle;
  }
  return head(fitting);
}

/** A cell as wide as is left beside the mark. */
function textMm({ sizePt }: TextStyle, { dayMm }: CellRoom): number {
  return dayMm - (hangingChars * sizePt * 25.4) / 72;
}

function marked({ kind }: CalendarEntry, text: string): string {
  return `${calendarKindMarks[kind]} ${text}`;
}

/** Two kinds a line. */
function countTexts(entries: readonly CalendarEntry[]): readonly string[] {
  if (entries.length === 0) return [];
  const counts = countKinds(entries);
  const kinds = calendarKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${calendarKindMarks[kind]} ${counts[kind]}`);
  const lines = Array.from({ length: Math.ceil(kinds.length / 2) }, (_, index) =>
    kinds.slice(2 * index, 2 * index + 2).join('　'),
  );
  return [`共 ${entries.length} 项`, ...lines];
}
