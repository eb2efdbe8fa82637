import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkdays,
  firstHolidayYear,
  holidayName,
  isHolidayUnknown,
  isWorkday,
  lastHolidayYear,
  unknownHolidayText,
  workdayAfter,
  workdayUpTo,
} from '../../../shared/calendar/workdays.ts';
import { addDays } from '../../../shared/clock.ts';

describe('workdays', () => {
  // 国办发明电〔2025〕7号: 2026年国庆节 10月1日至7日放假，9月20日（周日）、10月10日（周六）上班。
  it.each([
    ['2026-10-01', false, '国庆节'],
    ['2026-10-07', false, '国庆节'],
    ['2026-10-08', true, ''],
    ['2026-09-20', true, ''],
    ['2026-10-10', true, ''],
    ['2026-10-11', false, ''],
    ['2026-02-16', false, '春节'],
    ['2026-02-14', true, ''],
    ['2026-11-28', false, ''],
    ['2026-11-30', true, ''],
  ])('%s: %s', (date, works, holiday) => {
    expect([isWorkday(date), holidayName(date)]).toEqual([works, holiday]);
  });

  it.each([
    ['2026-09-30', '2026-10-08'],
    ['2026-09-19', '2026-09-20'],
    ['2026-11-27', '2026-11-30'],
    ['2026-12-31', '2027-01-01'],
  ])('after %s the next one is %s', (date, next) => {
    expect(workdayAfter(date)).toBe(next);
  });

  it('up to a day is the day itself or the last one before, never before the bound', () => {
    expect(workdayUpTo('2026-10-05')).toBe('2026-09-30');
    expect(workdayUpTo('2026-09-30')).toBe('2026-09-30');
    expect(workdayUpTo('2026-10-05', '2026-10-03')).toBe('2026-10-03');
  });

  it('seven workdays over the National Day end after it', () => {
    expect(addWorkdays('2026-09-28', 7)).toBe('2026-10-13');
    expect(addWorkdays('2026-09-28', 0)).toBe('2026-09-28');
  });

  it('counting workdays always ends on one, with that many between', () => {
    const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const end = addWorkdays(from, count);
        let between = 0;
        for (let day = addDays(from, 1); day <= end; day = addDays(day, 1)) if (isWorkday(day)) between += 1;
        expect(isWorkday(end)).toBe(true);
        expect(between).toBe(count);
      }),
    );
  });

  it('says which years it does not know', () => {
    expect(firstHolidayYear).toBeLessThanOrEqual(2021);
    expect(isHolidayUnknown(`${lastHolidayYear}-12-31`)).toBe(false);
    expect(isHolidayUnknown(`${lastHolidayYear + 1}-01-01`)).toBe(true);
    expect(unknownHolidayText(['', `${lastHolidayYear}-06-01`])).toBe('');
    expect(unknownHolidayText([`${lastHolidayYear}-06-01`, `${lastHolidayYear + 1}-01-02`])).toContain(
      `${lastHolidayYear + 1} 年的没有收录`,
    );
  });
});
