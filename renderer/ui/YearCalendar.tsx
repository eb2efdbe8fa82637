/** Twelve months at a glance; marked days open their record. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { firstYear, lastYear } from '../../shared/calendar/contract.ts';
import { type CalendarEntry, entryText, isDeadline } from '../../shared/calendar/entry.ts';
import type { YearCalendar, YearDay, YearMonth } from '../../shared/calendar/year.ts';
import { localDate } from '../../shared/clock.ts';
import { spellDate } from './dateText.ts';
import { EntryMark } from './EntryMark.tsx';

interface YearCalendarViewProps {
  readonly calendar: YearCalendar;
  /** Of whom: the name of the enterprise is not said again on its own. */
  readonly of: 'enterprise' | 'leader';
  /** Said of the days of two units' inspections that lie near one another; no such mark without it. */
  readonly nearText?: string;
  readonly onYear: (year: number) => void;
  readonly onOpen: (entry: CalendarEntry) => void;
}

export function YearCalendarView(props: YearCalendarViewProps): ReactNode {
  const { calendar, of, nearText, onYear } = props;
  const { year, months } = calendar;
  const [today] = useState(() => localDate(Date.now()));
  return (
    <div className="desk-year">
      <div className="desk-year-head">
        <Button
          type="text"
          size="small"
          aria-label="上一年"
          icon={<LeftOutlined />}
          disabled={year <= firstYear}
          onClick={() => onYear(year - 1)}
        />
        <strong>{year} 年</strong>
        <Button
          type="text"
          size="small"
          aria-label="下一年"
          icon={<RightOutlined />}
          disabled={year >= lastYear}
          onClick={() => onYear(year + 1)}
        />
        <span className="desk-year-legend">
          <span className="desk-year-visit desk-year-made">日</span> 已走访
          <span className="desk-year-visit desk-year-planned">日</span> 计划走访
          <span className="desk-year-inspection desk-year-made">日</span> 已检查
          {of === 'leader' ? null : (
            <>
              <span className="desk-year-inspection desk-year-planned">日</span> 计划检查
            </>
          )}
          <span className="desk-year-due">日</span> 有时限
          {nearText === undefined ? null : (
            <>
              <span className="desk-year-near">日</span> {nearText}
            </>
          )}
        </span>
      </div>
      <div className="desk-year-months">
        {months.map((month) => (
          <Month key={month.month} {...props} month={month} today={today} />
        ))}
      </div>
    </div>
  );
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

interface MonthProps extends Pick<YearCalendarViewProps, 'of' | 'onOpen'> {
  readonly month: YearMonth;
  readonly today: string;
}

function Month({ month, today, ...view }: MonthProps): ReactNode {
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
          <span
            key={day.date}
            {...(day.date === today ? { className: 'desk-year-today' } : {})}
            style={index === 0 ? { gridColumnStart: month.daysBefore + 1 } : undefined}
          >
            {day.entries.length === 0 ? Number(day.date.slice(8)) : <MarkedDay day={day} {...view} />}
          </span>
        ))}
      </div>
    </section>
  );
}

function MarkedDay({
  day,
  of,
  onOpen,
}: { readonly day: YearDay } & Pick<MonthProps, 'of' | 'onOpen'>): ReactNode {
  const [only, ...more] = day.entries;
  const textOf = (entry: CalendarEntry): string => markText(entry, of);
  const number = Number(day.date.slice(8));
  const texts = day.entries.map(textOf).join('；');
  const label = `${spellDate(day.date)}：${texts}${day.isNearOther ? '；建议联合检查' : ''}`;
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
      {day.entries.map((entry) => (
        <Button key={entry.id} type="link" size="small" onClick={() => onOpen(entry)}>
          <EntryMark kind={entry.kind} state={entry.state} />
          {textOf(entry)}
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

/** A deadline says that it is one: no mark stands beside it. */
export function markText(entry: CalendarEntry, of: YearCalendarViewProps['of']): string {
  const text = entryText(entry, of === 'enterprise' ? 'enterprise' : 'all');
  if (!isDeadline(entry)) return text;
  const label = entry.kind === 'promise' ? '承诺完成时限' : '问题办理期限';
  return `${label}${entry.state === 'overdue' ? '（已逾期）' : ''}：${text}`;
}

/** A visit is round and an inspection has corners; a day of both has both. */
function dayClass({ entries, isNearOther }: YearDay): string {
  const calls = entries.filter((entry) => !isDeadline(entry));
  const isOf = (kind: CalendarEntry['kind']): boolean => calls.some((entry) => entry.kind === kind);
  return [
    isOf('visit') ? 'desk-year-visit' : '',
    isOf('inspection') ? 'desk-year-inspection' : '',
    calls.length === 0
      ? ''
      : calls.some(({ state }) => state === 'made')
        ? 'desk-year-made'
        : 'desk-year-planned',
    entries.some(isDeadline) ? 'desk-year-due' : '',
    isNearOther ? 'desk-year-near' : '',
  ]
    .filter((name) => name !== '')
    .join(' ');
}
