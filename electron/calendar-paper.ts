/** Gathers what 月历 prints: a row for each entry, the day named once. */
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import type { CalendarPaper } from '../shared/calendar/contract.ts';
import {
  type CalendarEntry,
  calendarKindLabels,
  calendarStateText,
  entryText,
  passesCalendar,
} from '../shared/calendar/entry.ts';
import { localDateTime } from '../shared/clock.ts';
import { mostPrintedRows } from '../shared/filing/paper-contract.ts';
import { monthEntries, withoutPlannedInspections } from './calendar.ts';
import type { DeskIdentity } from './desk.ts';
import { chineseDate, chineseMonth } from './documents/chinese-date.ts';
import type { ListText } from './documents/list-layout.ts';
import { partyNames } from './party-names.ts';

/** Of each kind, where a month is only counted. */
const mostCounted = 100_000;

/** An entry a row; a month of more than a list is good for is counted by day and kind. */
export function gatherCalendarPaper(
  db: ReadDb,
  { month, kinds, towns }: CalendarPaper,
  { identity, nowMs }: { readonly identity: DeskIdentity; readonly nowMs: number },
): ListText {
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
    title: `${chineseMonth(month)}工作月历`,
    narrowedTo: narrowed.filter((text) => text !== '').join('；'),
    imprint: [
      `共 ${shown.length} 项`,
      `${partyNames(db)(identity)}　${localDateTime(nowMs)} 打印`,
      ...internalMark(shown),
      ...(isCounted ? ['事项较多，按日汇总；逐项见程序“月历”，或选定类别、镇区再打印'] : []),
    ].join('　'),
    rows: isCounted
      ? countedRows(shown)
      : shown.map((entry, index) => [
          shown[index - 1]?.date === entry.date ? '' : dayText(entry.date),
          calendarKindLabels[entry.kind],
          entry.enterpriseName,
          entryText(entry, 'enterprise'),
          calendarStateText(entry),
        ]),
    none: '本月没有走访、检查、会议和到期的事项。',
  };
}

/** A row for each kind of a day: of how many enterprises, how many entries, and in which states they are. */
function countedRows(shown: readonly CalendarEntry[]): string[][] {
  const days = [...Map.groupBy(shown, ({ date }) => date)];
  return days.flatMap(([date, ofDay]) =>
    [...Map.groupBy(ofDay, ({ kind }) => kind)].map(([kind, entries], index) => {
      const enterprises = new Set(entries.map(({ enterpriseId }) => enterpriseId).filter((id) => id !== ''));
      const states = [...Map.groupBy(entries, calendarStateText)].map(
        ([state, those]) => `${state || '其他'} ${those.length}`,
      );
      return [
        index === 0 ? dayText(date) : '',
        calendarKindLabels[kind],
        enterprises.size === 0 ? '' : `${enterprises.size} 家`,
        `${entries.length} 项`,
        states.join('\n'),
      ];
    }),
  );
}

/** On what is told to nobody who visits: a deadline of a report gives the inspection away as well as its plan does. */
function internalMark(shown: readonly CalendarEntry[]): string[] {
  const told = new Set(withoutPlannedInspections(shown));
  const internal = shown.filter((entry) => !told.has(entry));
  if (internal.length === 0) return [];
  const hasPlan = internal.some(({ kind }) => kind === 'inspection');
  return [`含${hasPlan ? '检查计划' : '报备时限'}，仅供内部使用`];
}

/** 11月24日 / 星期二 */
function dayText(date: string): string {
  return chineseDate(date, { withWeekday: true })
    .replace(/^\d{4}年/, '')
    .replace(/（(.+)）/, '\n$1');
}
