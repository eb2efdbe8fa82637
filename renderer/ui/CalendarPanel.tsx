import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { addDays, addMonths, weekdayFromMonday } from '../../shared/clock.ts';
import { spellDate, spellMonth } from './dateText.ts';
import { useToday } from './useToday.ts';

export interface CalendarPanelProps {
  /** YYYY-MM-DD: the day that is marked and whose month is shown first. */
  readonly date: string;
  readonly onPick: (date: string) => void;
}

/** One month, Monday first. A keyboard user types the date instead; this is for the mouse. */
export function CalendarPanel({ date, onPick }: CalendarPanelProps): ReactNode {
  const [month, setMonth] = useState(date.slice(0, 7));
  const today = useToday();
  return (
    <div className="desk-calendar">
      <div className="desk-calendar-head">
        <MonthButton label="上一年" icon="«" onClick={() => setMonth(addMonths(month, -12))} />
        <MonthButton label="上个月" icon={<LeftOutlined />} onClick={() => setMonth(addMonths(month, -1))} />
        <strong>{spellMonth(month)}</strong>
        <MonthButton label="下个月" icon={<RightOutlined />} onClick={() => setMonth(addMonths(month, 1))} />
        <MonthButton label="下一年" icon="»" onClick={() => setMonth(addMonths(month, 12))} />
      </div>
      <div className="desk-calendar-days">
        {['一', '二', '三', '四', '五', '六', '日'].map((day) => (
          <span key={day}>{day}</span>
        ))}
        {daysShown(month).map((day) => (
          <button
            key={day}
            type="button"
            tabIndex={-1}
            className={dayClass(day, month, date, today)}
            aria-label={spellDate(day)}
            aria-pressed={day === date}
            onClick={() => onPick(day)}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
      <Button type="link" size="small" onClick={() => onPick(today)}>
        今天
      </Button>
    </div>
  );
}

function MonthButton(props: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <Button type="text" size="small" aria-label={props.label} onClick={props.onClick}>
      {props.icon}
    </Button>
  );
}

/** Six weeks that hold the month, from a Monday. */
function daysShown(month: string): readonly string[] {
  const first = `${month}-01`;
  const weekday = weekdayFromMonday(first);
  return Array.from({ length: 42 }, (_, index) => addDays(first, index - weekday));
}

function dayClass(day: string, month: string, picked: string, today: string): string {
  return [
    'desk-day',
    day.startsWith(month) ? '' : 'desk-day-other',
    day === picked ? 'desk-day-picked' : '',
    day === today ? 'desk-day-today' : '',
  ]
    .filter(Boolean)
    .join(' ');
}
