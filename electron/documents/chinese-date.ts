/** Months and days as official papers write them. */
import { oneLine } from './text.ts';

/** 2021年9月; other text stands as it is. */
export function chineseMonth(month: string): string {
  const match = /^(\d{4})-(\d{2})$/.exec(month);
  return match ? `${match[1]}年${Number(match[2])}月` : oneLine(month);
}

/** 2021年9月28日, on request with （星期二）; other text stands as it is. */
export function chineseDate(date: string, options: { readonly withWeekday?: boolean } = {}): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return oneLine(date);
  const day = `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
  const weekday = '日一二三四五六'[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return options.withWeekday && weekday ? `${day}（星期${weekday}）` : day;
}

/** 11月22日 within this year: no line breaks inside a number. */
export function shortDate(date: string, today: string): string {
  const whole = chineseDate(date);
  return date.startsWith(today.slice(0, 4)) ? whole.replace(/^\d{4}年/, '') : whole;
}
