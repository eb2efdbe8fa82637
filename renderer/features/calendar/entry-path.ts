import type { CalendarEntry } from '../../../shared/calendar/entry.ts';

/** Where the record of an entry is told of. */
export function entryPath({ kind, recordId }: Pick<CalendarEntry, 'kind' | 'recordId'>): string {
  const id = encodeURIComponent(recordId);
  switch (kind) {
    case 'visit':
    case 'promise':
      return `/visits/${id}`;
    case 'inspection':
    case 'filing':
      return `/filings/${id}`;
    case 'problem':
      return `/problems/${id}`;
    case 'decision':
      return recordId === '' ? '/meetings/assigned' : `/meetings/${id}`;
    case 'meeting':
      return `/meetings/${id}`;
  }
}
