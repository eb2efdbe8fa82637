/** Calendar dates as the officers see them: Asia/Shanghai, UTC+8 without summer time. No clock of its own. */
export const localOffsetMs = 8 * 60 * 60 * 1000;

/** Years 1 to 9999: what another laptop's clock says may be anything, and must be shown all the same. */
function localText(ms: number): string {
  const shown = Math.min(Math.max(ms + localOffsetMs, -62_135_596_800_000), 253_402_300_799_999);
  return new Date(shown).toISOString();
}

/** YYYY-MM-DD in Asia/Shanghai. */
export function localDate(ms: number): string {
  return localText(ms).slice(0, 10);
}

/** YYYY-MM in Asia/Shanghai. */
export function localMonth(ms: number): string {
  return localDate(ms).slice(0, 7);
}

/** YYYY-MM-DD HH:mm in Asia/Shanghai. */
export function localDateTime(ms: number): string {
  return localText(ms).slice(0, 16).replace('T', ' ');
}

/** Start of a local calendar day in ms. */
export function startOfDayMs(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) - localOffsetMs;
}

/** The date `days` calendar days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Calendar days from one date to the other; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOfDayMs(to) - startOfDayMs(from)) / 86_400_000);
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Of what is no date, be it its form or a day that no month has. */
export const dateMessage = '没有这个日期，请写成 2026-11-24 或 20261124 这样';

/** A real calendar date between 1900 and 2199. */
export function isDate(value: string): boolean {
  const match = datePattern.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && year < 2200 && day >= 1 && day <= daysOf(year, month);
}

/** None in a month that does not exist. */
function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month === 4 || month === 6 || month === 9 || month === 11) return 30;
  return month >= 1 && month <= 12 ? 31 : 0;
}

/** YYYY-MM, a real month. */
export function isMonth(value: string): boolean {
  return isDate(`${value}-01`);
}

/** The month so many months later, YYYY-MM: never before 1900-01 or after 2199-12. */
export function addMonths(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = Math.min(Math.max(year * 12 + number - 1 + by, 1900 * 12), 2199 * 12 + 11);
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** 0 on a Monday, 6 on a Sunday. */
export function weekdayFromMonday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The last day of a real month. */
export function lastDayOf(month: string): string {
  return `${month}-${daysOf(Number(month.slice(0, 4)), Number(month.slice(5)))}`;
}
