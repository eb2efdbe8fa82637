/** Everything of one day, however much it is. */
import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import {
  type CalendarEntry,
  calendarKindLabels,
  calendarStateText,
  entryText,
} from '../../../shared/calendar/entry.ts';
import { spellDate, weekdayOf } from '../../ui/dateText.ts';
import { EntryMark } from '../../ui/EntryMark.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { entryPath } from './entry-path.ts';

export interface DayDrawerProps {
  readonly date: string;
  readonly entries: readonly CalendarEntry[];
  readonly onClose: () => void;
}

export function DayDrawer({ date, entries, onClose }: DayDrawerProps): ReactNode {
  return (
    <Drawer
      open
      size={560}
      title={`${spellDate(date)}　${weekdayOf(date)}　共 ${entries.length} 项`}
      onClose={onClose}
    >
      {entries.length === 0 ? <p className="desk-none">这一天没有事项。</p> : null}
      <ul className="desk-month-day">
        {entries.map((entry) => (
          <li key={`${entry.kind} ${entry.id}`}>
            <EntryMark kind={entry.kind} state={entry.state} />
            <div>
              <Link to={entryPath(entry)}>{entryText(entry)}</Link>
              <span className="desk-none">
                {[calendarKindLabels[entry.kind], entry.townName].filter((text) => text !== '').join('　')}
              </span>
            </div>
            {entry.state === 'overdue' || entry.state === 'passed' ? (
              <StatusTag tone={entry.state === 'overdue' ? 'bad' : 'warn'}>
                {calendarStateText(entry)}
              </StatusTag>
            ) : null}
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
