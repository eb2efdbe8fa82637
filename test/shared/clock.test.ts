import { describe, expect, it } from 'vitest';
import {
  addDays,
  isDate,
  isMonth,
  localDate,
  localDateTime,
  localMonth,
  startOfDayMs,
} from '../../shared/clock.ts';

describe('calendar dates in Asia/Shanghai', () => {
  it('begin at 16:00 UTC of the day before', () => {
    const lastSecond = Date.UTC(2026, 10, 30, 15, 59, 59);
    expect(localDate(lastSecond)).toBe('2026-11-30');
    expect(localDate(lastSecond + 1000)).toBe('2026-12-01');
    expect(localMonth(lastSecond + 1000)).toBe('2026-12');
    expect(localDateTime(lastSecond)).toBe('2026-11-30 23:59');
    expect(startOfDayMs('2026-12-01')).toBe(lastSecond + 1000);
  });

  it('are counted across months and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it.each(['2026-02-30', '2026-13-01', '1899-12-31', '2200-01-01', '2026-1-1', '', 'x'])(
    'refuse %s',
    (text) => {
      expect(isDate(text)).toBe(false);
    },
  );

  it('accept real days and months', () => {
    expect(isDate('2028-02-29')).toBe(true);
    expect(isMonth('2026-11')).toBe(true);
    expect(isMonth('2026-13')).toBe(false);
  });

  it('are those that the calendar has, and no others', () => {
    const two = (number: number): string => String(number).padStart(2, '0');
    const lasts = (year: number): string[] =>
      Array.from({ length: 14 }, (_, month) => {
        const days = Array.from({ length: 33 }, (_, day) => `${year}-${two(month)}-${two(day)}`);
        return days.filter(isDate).at(-1) ?? '';
      });
    for (const year of [1900, 2000, 2026, 2028, 2100]) {
      const expected = Array.from({ length: 12 }, (_, month) =>
        new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10),
      );
      expect(lasts(year)).toEqual(['', ...expected, '']);
    }
  });
});
