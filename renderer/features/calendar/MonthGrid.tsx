/** The days of a month with what stands on each: three lines, and how many more there are. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type CalendarEntry, entrySubject, entryText } from '../../../shared/calendar/entry.ts';
import type { MonthDay } from '../../../shared/calendar/month.ts';
import { spellDate } from '../../ui/dateText.ts';
import { EntryMark } from '../../ui/EntryMark.tsx';
import { entryPath } from './entry-path.ts';

const shownLines = 3;
const weekdays = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'];

export interface MonthGridProps {
  readonly weeks: readonly (readonly MonthDay[])[];
  readonly today: string;
  readonly onDay: (date: string) => void;
}

export function MonthGrid({ weeks, today, onDay }: MonthGridProps): ReactNode {
  return (
    <div className="desk-month-scroll" role="region" aria-label="月历" tabIndex={0}>
      <table className="desk-month">
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.date}>
              {week.map((day) => (
                <td key={day.date} className={cellClass(day)}>
                  <Day day={day} isToday={day.date === today} onDay={onDay} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayProps {
  readonly day: MonthDay;
  readonly isToday: boolean;
  readonly onDay: (date: string) => void;
}

function Day({ day, isToday, onDay }: DayProps): ReactNode {
  const { date, isOther, entries } = day;
  const hidden = entries.length - shownLines;
  const number = Number(date.slice(8));
  return (
    <>
      <div className="desk-month-date">
        {entries.length === 0 ? (
          <span {...(isToday ? { 'aria-current': 'date' as const } : {})}>{number}</span>
        ) : (
          <button
            type="button"
            {...(isToday ? { 'aria-current': 'date' as const } : {})}
            aria-label={`${number} 日，共 ${entries.length} 项：查看${spellDate(date)}`}
            onClick={() => onDay(date)}
          >
            {number}
          </button>
        )}
        {isOther ? null : <MarkOfDay mark={day.mark} />}
      </div>
      {entries.slice(0, shownLines).map((entry) => (
        <Line key={`${entry.kind} ${entry.id}`} entry={entry} />
      ))}
      {hidden > 0 ? (
        <button
          type="button"
          className="desk-month-more"
          aria-label={`还有 ${hidden} 项：${spellDate(date)}`}
          onClick={() => onDay(date)}
        >
          还有 {hidden} 项
        </button>
      ) : null}
    </>
  );
}

function Line({ entry }: { readonly entry: CalendarEntry }): ReactNode {
  return (
    <Link className="desk-month-line" to={entryPath(entry)} title={entryText(entry)}>
      <EntryMark kind={entry.kind} state={entry.state} />
      <span>{entrySubject(entry)}</span>
    </Link>
  );
}

/** 休, 班: only where the State Council has said so. */
function MarkOfDay({ mark }: Pick<MonthDay, 'mark'>): ReactNode {
  switch (mark.kind) {
    case 'holiday':
      return <span className="desk-month-off">{mark.name === '' ? '休' : `${mark.name} 休`}</span>;
    case 'worked':
      return <span className="desk-month-on">班</span>;
    case 'workday':
    case 'weekend':
      return null;
  }
}

function cellClass({ isOther, mark }: MonthDay): string {
  if (isOther) return 'desk-month-other';
  return mark.kind === 'holiday' || mark.kind === 'weekend' ? 'desk-month-rest' : '';
}
