/**
 * 工作日: weekends, the statutory holidays and the days worked in exchange (国务院办公厅关于节假日安排的通知), from the data of
 * the `chinese-days` package. The State Council announces each year's days at the end of the year before, so the data ends
 * with a year: after it only weekends are known, and whoever counts with them must say so. Dates are YYYY-MM-DD. Pure.
 */
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, isDate, weekdayFromMonday } from '../clock.ts';

const holidays = new Map(Object.entries(days.holidays));
const workedDays = new Set(Object.keys(days.workdays));
const knownYears = [...holidays.keys()].map((date) => Number(date.slice(0, 4)));

/** The years whose holidays are known. */
export const firstHolidayYear = Math.min(...knownYears);
export const lastHolidayYear = Math.max(...knownYears);

/** Whether nobody has announced (or we do not know) the holidays of that date's year. */
export function isHolidayUnknown(date: string): boolean {
  const year = Number(date.slice(0, 4));
  return year < firstHolidayYear || year > lastHolidayYear;
}

/** 国庆节; '' for a day that is none, or of which it is not known. */
export function holidayName(date: string): string {
  // "National Day,国庆节,3": English, Chinese, days in all.
  return holidays.get(date)?.split(',')[1] ?? '';
}

/** What the announced calendar makes of a day. `name` of a holiday on its first day alone. */
export type DayMark =
  | { readonly kind: 'workday' | 'weekend' | 'worked' }
  | { readonly kind: 'holiday'; readonly name: string };

/** 休 or 班 where the State Council has said so; of a year it has not announced only the weekends are told. */
export function dayMark(date: string): DayMark {
  if (workedDays.has(date)) return { kind: 'worked' };
  const name = holidayName(date);
  if (name !== '') return { kind: 'holiday', name: holidayName(addDays(date, -1)) === name ? '' : name };
  return { kind: isWeekend(date) ? 'weekend' : 'workday' };
}

/** Monday to Friday but for the holidays, and the weekend days worked in exchange. */
export function isWorkday(date: string): boolean {
  if (workedDays.has(date)) return true;
  return !holidays.has(date) && !isWeekend(date);
}

/** 星期六, 国庆节假期; '' for a workday. Of a year that is not announced only the weekends are told. */
export function restDayName(date: string): string {
  if (isWorkday(date)) return '';
  const name = holidayName(date);
  return name === '' ? `星期${weekdayFromMonday(date) === 5 ? '六' : '日'}` : `${name}假期`;
}

/** The last workday up to `date`, but not before `earliest` (which counts as one); '' for no such bound. */
export function workdayUpTo(date: string, earliest = ''): string {
  let day = date;
  while (!isWorkday(day) && day > earliest) day = addDays(day, -1);
  return day;
}

/** The first workday after `date`. */
export function workdayAfter(date: string): string {
  let day = addDays(date, 1);
  while (!isWorkday(day)) day = addDays(day, 1);
  return day;
}

/** The `count`th workday after `date` (1: the next one); `date` itself for 0. */
export function addWorkdays(date: string, count: number): string {
  let day = date;
  for (let left = count; left > 0; left -= 1) day = workdayAfter(day);
  return day;
}

/** 2027年的法定节假日安排尚未收录… ; '' while every date given is known. */
export function unknownHolidayText(dates: readonly string[]): string {
  const years = [...new Set(dates.filter((date) => isDate(date) && isHolidayUnknown(date)))]
    .map((date) => date.slice(0, 4))
    .toSorted();
  const [year] = years;
  return year === undefined
    ? ''
    : `本程序收录了 ${firstHolidayYear}—${lastHolidayYear} 年的法定节假日安排，${year} 年的没有收录：该年的期限只避开周末，请对照当年的放假通知。`;
}

function isWeekend(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
