/** What 月历 and 年历 print. */
import { enterprisesById } from '../db/enterprise.ts';
import { findPerson } from '../db/person.ts';
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import type { CalendarPaper, MonthPaper, YearPaper } from '../shared/calendar/contract.ts';
import { type CalendarEntry, calendarKindLabels, passesCalendar } from '../shared/calendar/entry.ts';
import { localDateTime } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import { mostPrintedRows } from '../shared/filing/paper-contract.ts';
import {
  enterpriseEntries,
  leaderEntries,
  monthEntries,
  shownAt,
  withoutPlannedInspections,
} from './calendar.ts';
import { chineseMonth } from './documents/chinese-date.ts';
import type { PaperFonts } from './documents/fonts/paper-fonts.ts';
import { type MonthCalendarPaper, monthCalendarDocx, monthCalendarHtml } from './documents/month-calendar.ts';
import { type YearCalendarPaper, yearCalendarDocx, yearCalendarHtml } from './documents/year-calendar.ts';
import { whoseWork } from './leader-work.ts';
import { partyNames } from './party-names.ts';
import type { HandlerContext } from './rpc.ts';

/** Of each kind, where a month is only counted. */
const mostCounted = 100_000;

export interface CalendarPrint {
  /** Of the dialog that asks where it is to be saved. */
  readonly saveTitle: string;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly isLandscape: boolean;
  /** Errors: 'paper.unsupported-characters'. */
  readonly html: (fonts: PaperFonts) => string;
  readonly docx: () => Uint8Array;
}

type Now = Pick<HandlerContext, 'desk' | 'nowMs'>;

/** @throws record.not-found | rpc.leaders-desk (another leader's year on a leader's own laptop) */
export function gatherCalendarPrint(db: ReadDb, paper: CalendarPaper, now: Now): CalendarPrint {
  if ('month' in paper) {
    const month = gatherMonth(db, paper, now);
    return {
      saveTitle: '保存月历',
      name: month.title,
      isLandscape: true,
      html: (fonts) => monthCalendarHtml(month, fonts),
      docx: () => monthCalendarDocx(month),
    };
  }
  const year = gatherYear(db, paper, now);
  return {
    saveTitle: '保存年历',
    name: `${year.title}　${year.narrowedTo}`,
    isLandscape: false,
    html: (fonts) => yearCalendarHtml(year, fonts),
    docx: () => yearCalendarDocx(year),
  };
}

function gatherYear(db: ReadDb, { of, id, year }: YearPaper, now: Now): YearCalendarPaper {
  const { whose, entries } =
    of === 'leader' ? yearOfLeader(db, { id, year }, now) : yearAt(db, { id, year }, now);
  const shown = entries.filter(({ date }) => date.startsWith(`${year}-`));
  return {
    of,
    year,
    title: `${year}年工作年历`,
    narrowedTo: whose,
    imprint: imprintOf(db, shown, now),
    entries: shown,
  };
}

interface YearOf {
  readonly whose: string;
  readonly entries: readonly CalendarEntry[];
}

function yearAt(db: ReadDb, { id, year }: Pick<YearPaper, 'id' | 'year'>, now: Now): YearOf {
  const [enterprise] = enterprisesById(db, [id]);
  if (!enterprise) throw new AppError('record.not-found');
  const { entries } = enterpriseEntries(db, { enterpriseId: id, year }, now.nowMs);
  return { whose: enterprise.name, entries: shownAt(now.desk.identity, entries) };
}

function yearOfLeader(db: ReadDb, { id, year }: Pick<YearPaper, 'id' | 'year'>, now: Now): YearOf {
  const personId = whoseWork(now, id);
  const person = findPerson(db, personId);
  if (!person) throw new AppError('record.not-found');
  const entries = leaderEntries(db, { personId, year }, now.nowMs);
  return {
    whose: [person.name, person.post].filter((text) => text !== '').join('　'),
    entries: withoutPlannedInspections(entries),
  };
}

/** The month's entries; of a month of more than a list is good for the paper counts them by day and kind. */
function gatherMonth(db: ReadDb, { month, kinds, towns }: MonthPaper, now: Now): MonthCalendarPaper {
  const { nowMs } = now;
  const shownOf = (entries: readonly CalendarEntry[]): CalendarEntry[] =>
    shownAt(now.desk.identity, entries).filter((entry) => passesCalendar(entry, { kinds, towns }));
  const listed = monthEntries(db, month, nowMs);
  const shown = shownOf((listed.isCut ? monthEntries(db, month, nowMs, mostCounted) : listed).entries);
  const isCounted = shown.length > mostPrintedRows;
  const townName = townNames(db);
  const narrowed = [
    kinds ? kinds.map((kind) => calendarKindLabels[kind]).join('、') : '',
    towns ? towns.map((id) => (id === '' ? '市级' : townName(id))).join('、') : '',
  ];
  return {
    month,
    title: `${chineseMonth(month)}工作月历`,
    narrowedTo: narrowed.filter((text) => text !== '').join('；'),
    imprint: [
      imprintOf(db, shown, now),
      ...(isCounted ? ['事项较多，按日汇总；逐项见程序“月历”，或选定类别、镇区再打印'] : []),
    ].join('　'),
    entries: shown,
    isCounted,
  };
}

function imprintOf(db: ReadDb, shown: readonly CalendarEntry[], { desk, nowMs }: Now): string {
  return [
    `共 ${shown.length} 项`,
    `${partyNames(db)(desk.identity)}　${localDateTime(nowMs)} 打印`,
    ...internalMark(shown),
  ].join('　');
}

/** On what is told to nobody who visits: a deadline of a report gives the inspection away as well as its plan does. */
function internalMark(shown: readonly CalendarEntry[]): string[] {
  const told = new Set(withoutPlannedInspections(shown));
  const internal = shown.filter((entry) => !told.has(entry));
  if (internal.length === 0) return [];
  const hasPlan = internal.some(({ kind }) => kind === 'inspection');
  return [`含${hasPlan ? '检查计划' : '报备时限'}，仅供内部使用`];
}
