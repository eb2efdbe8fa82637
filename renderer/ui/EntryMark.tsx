/** One character in a box that says of what kind an entry of a calendar is, and by its fill how it stands. */
import type { ReactNode } from 'react';
import {
  calendarKindMarks,
  calendarStateText,
  type CalendarKind,
  type CalendarState,
} from '../../shared/calendar/entry.ts';

export function EntryMark(props: { readonly kind: CalendarKind; readonly state: CalendarState }): ReactNode {
  return (
    <span className={`desk-mark desk-mark-${props.state}`} title={calendarStateText(props)}>
      {calendarKindMarks[props.kind]}
    </span>
  );
}
