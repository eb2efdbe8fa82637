/** Gathers what 月历 prints. */
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import type { CalendarPaper } from '../shared/calendar/contract.ts';
import { type CalendarEntry, calendarKindLabels, passesCalendar } from '../shared/calendar/entry.ts';
import { localDateTime } from '../shared/clock.ts';
import { mostPrintedRows } from '../shared/filing/paper-contract.ts';
import { monthEntries, withoutPlannedInspections } from './calendar.ts';
import type { DeskIdentity } from './desk.ts';
import { chineseMonth } from './documents/chinese-date.ts';
import type { MonthCalendarPaper } from './documents/month-calendar.ts';
import { partyNames } from './party-names.ts';

/** Of each kind, where a month is only counted. */
const mostCounted = 100_000;

/** The month's entries; of a month of more than a list is good for the paper counts them by day and kind. */
export function gatherCalendarPaper(
  db: ReadDb,
  { month, kinds, towns }: CalendarPaper,
  { identity, nowMs }: { readonly identity: DeskIdentity; readonly nowMs: number },
): MonthCalendarPaper {
  const shownOf = (entries: readonly CalendarEntry[]): CalendarEntry[] =>
    (identity.leaderId === '' ? [...entries] : withoutPlannedInspections(entries)).filter((entry) =>
      passesCalendar(entry, { kinds, towns }),
    );
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
      `共 ${shown.length} 项`,
      `${partyNames(db)(identity)}　${localDateTime(nowMs)} 打印`,
      ...internalMark(shown),
      ...(isCounted ? ['事项较多，按日汇总；逐项见程序“月历”，或选定类别、镇区再打印'] : []),
    ].join('　'),
    entries: shown,
    isCounted,
  };
}

/** On what is told to nobody who visits: a deadline of a report gives the inspection away as well as its plan does. */
function internalMark(shown: readonly CalendarEntry[]): string[] {
  const told = new Set(withoutPlannedInspections(shown));
  const internal = shown.filter((entry) => !told.has(entry));
  if (internal.length === 0) return [];
  const hasPlan = internal.some(({ kind }) => kind === 'inspection');
  return [`含${hasPlan ? '检查计划' : '报备时限'}，仅供内部使用`];
}
