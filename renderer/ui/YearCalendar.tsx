/** Twelve months at a glance; marked days open their record. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import type { CalendarDay, CalendarMark, CalendarMonth, YearCalendar } from '../../shared/calendar/year.ts';
import { spellDate } from './dateText.ts';

interface YearCalendarViewProps {
  readonly calendar: YearCalendar;
  readonly onYear: (year: number) => void;
  readonly onOpen: (mark: CalendarMark) => void;
}

export function YearCalendarView({ calendar, onYear, onOpen }: YearCalendarViewProps): ReactNode {
  const { year, months } = calendar;
  return (
    <div className="desk-year">
      <div className="desk-year-head">
        <Button
          type="text"
          size="small"
          aria-label="上一年"
          icon={<LeftOutlined />}
          disabled={year <= 1900}
          onClick={() => onYear(year - 1)}
        />
        <strong>{year} 年</strong>
        <Button
          type="text"
          size="small"
          aria-label="下一年"
          icon={<RightOutlined />}
          disabled={year >= 2199}
          onClick={() => onYear(year + 1)}
        />
        <span className="desk-year-legend">
          <span className="desk-year-made">日</span> 已检查
          <span className="desk-year-planned">日</span> 计划检查
          <span className="desk-year-near">日</span> 与其他单位的检查相隔 7 天以内
        </span>
      </div>
      <div className="desk-year-months">
        {months.map((month) => (
          <Month key={month.month} month={month} onOpen={onOpen} />
        ))}
      </div>
    </div>
  );
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

interface MonthProps {
  readonly month: CalendarMonth;
  readonly onOpen: (mark: CalendarMark) => void;
}

function Month({ month, onOpen }: MonthProps): ReactNode {
  return (
    <section className="desk-year-month" aria-label={`${Number(month.month.slice(5))} 月`}>
      <h3>{Number(month.month.slice(5))} 月</h3>
      <div className="desk-year-days">
        {weekdays.map((weekday) => (
          <span key={weekday} className="desk-year-weekday" aria-hidden>
            {weekday}
          </span>
        ))}
        {month.days.map((day, index) => (
          <span key={day.date} style={index === 0 ? { gridColumnStart: month.daysBefore + 1 } : undefined}>
            {day.marks.length === 0 ? Number(day.date.slice(8)) : <MarkedDay day={day} onOpen={onOpen} />}
          </span>
        ))}
      </div>
    </section>
  );
}

function MarkedDay({ day, onOpen }: { readonly day: CalendarDay } & Pick<MonthProps, 'onOpen'>): ReactNode {
  const [only, ...more] = day.marks;
  const texts = day.marks.map(markText);
  const number = Number(day.date.slice(8));
  const label = `${spellDate(day.date)}：${texts.join('；')}${day.isNearOther ? '；建议联合检查' : ''}`;
  if (only && more.length === 0) {
    return (
      <button
        type="button"
        className={dayClass(day)}
        title={label}
        aria-label={label}
        onClick={() => onOpen(only)}
      >
        {number}
      </button>
    );
  }
  const list = (
    <div className="desk-year-choice">
      {day.marks.map((mark) => (
        <Button key={mark.id} type="link" size="small" onClick={() => onOpen(mark)}>
          {markText(mark)}
        </Button>
      ))}
    </div>
  );
  return (
    <Popover content={list} trigger="click" title={spellDate(day.date)}>
      <button type="button" className={dayClass(day)} title={label} aria-label={label}>
        {number}
      </button>
    </Popover>
  );
}

export function markText({ who, about, state }: CalendarMark): string {
  return `${who}${state === 'made' ? '' : '计划'}${about}检查`;
}

function dayClass({ marks, isNearOther }: CalendarDay): string {
  const made = marks.some(({ state }) => state === 'made') ? 'desk-year-made' : 'desk-year-planned';
  return isNearOther ? `${made} desk-year-near` : made;
}
