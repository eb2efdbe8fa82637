/** Dates as officers type them and as they are shown. Pure: "today" is handed in. */
import { isDate, isMonth } from '../../shared/clock.ts';

/**
 * What was typed, as YYYY-MM-DD, or null when it is not a date (yet). Accepts 20261124, 2026-11-24, 2026.11.24,
 * 2026/11/24, 2026年11月24日, 11-24 and 11月24日 (this year), 今天, 昨天, 明天; full-width digits too.
 */
export function parseDateText(text: string, today: string): string | null {
  const plain = toHalfWidth(text);
  const relative = relativeDays[plain];
  if (relative !== undefined) return shiftDate(today, relative);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const spelled = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(plain);
  const short = /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(plain);
  const parts = compact ?? spelled;
  if (parts !== null) return realDate(parts[1], parts[2], parts[3]);
  if (short !== null) return realDate(today.slice(0, 4), short[1], short[2]);
  return null;
}

/** What was typed, as YYYY-MM, or null. Accepts 202611, 2026-11, 2026.11, 2026/11, 2026年11月, 11月 (this year), 本月. */
export function parseMonthText(text: string, today: string): string | null {
  const plain = toHalfWidth(text);
  if (plain === '本月') return today.slice(0, 7);
  const full = /^(\d{4})(\d{2})$/.exec(plain) ?? /^(\d{4})[-./年](\d{1,2})月?$/.exec(plain);
  const short = /^(\d{1,2})月$/.exec(plain);
  const year = full?.[1] ?? (short ? today.slice(0, 4) : undefined);
  const month = full?.[2] ?? short?.[1];
  if (year === undefined || month === undefined) return null;
  const value = `${year}-${month.padStart(2, '0')}`;
  return isMonth(value) ? value : null;
}

/** 2026-11-24 → 2026年11月24日; anything else as it is. */
export function spellDate(date: string): string {
  if (!isDate(date)) return date;
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2026-11 → 2026年11月; anything else as it is. */
export function spellMonth(value: string): string {
  if (!isMonth(value)) return value;
  const [year, month] = value.split('-').map(Number);
  return `${year}年${month}月`;
}

/** 星期二 */
export function weekdayOf(date: string): string {
  return `星期${'日一二三四五六'[new Date(`${date}T00:00:00Z`).getUTCDay()]}`;
}

const relativeDays: Readonly<Record<string, number>> = { 昨天: -1, 今天: 0, 今日: 0, 明天: 1 };

function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function realDate(year = '', month = '', day = ''): string | null {
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(value) ? value : null;
}

function toHalfWidth(text: string): string {
  return text.normalize('NFKC').replaceAll('。', '.').replace(/\s+/gu, '');
}
