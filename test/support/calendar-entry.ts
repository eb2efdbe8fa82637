import type { CalendarEntry, CalendarKind } from '../../shared/calendar/entry.ts';

/** What stands on a calendar, made unless told otherwise; what is not told is empty. */
export function calendarEntry(
  kind: CalendarKind,
  date: string,
  more: Partial<CalendarEntry> = {},
): CalendarEntry {
  return {
    id: `${kind}-${date}`,
    kind,
    date,
    state: 'made',
    recordId: '',
    enterpriseId: '',
    enterpriseName: '',
    townId: '',
    townName: '',
    who: '',
    what: '',
    ...more,
  };
}
