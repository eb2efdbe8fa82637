import { isDate } from '../clock.ts';
import type { CellValue, DateSystem } from './sheet.ts';

/** A cell understood, or the Chinese reason why not. `null` value: the cell is blank. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

const untidy = /[\s\p{Cf}]/u;

/** Text of one line: half-width blanks, no invisible characters, no blanks between Chinese characters. */
export function cellText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value).normalize('NFC');
  if (!untidy.test(text)) return text;
  return text
    .replace(/[\p{Cf}\uFEFF]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/(?<=[\p{Script=Han}（）]) (?=[\p{Script=Han}（）])/gu, '')
    .trim();
}

/** The entries of a cell that lists several, split at 、；; line breaks and commas. */
export function cellList(value: CellValue): string[] {
  if (typeof value !== 'string') return value === null ? [] : [cellText(value)];
  return value
    .split(/[、；;，,\n\r]+/u)
    .map(cellText)
    .filter((text) => text !== '');
}

const yes = new Set([
  '是',
  '√',
  '✓',
  '✔',
  'y',
  'yes',
  'true',
  '1',
  '有',
  '已入库',
  '入库',
  '在库',
  '已入',
  '已纳入',
]);
const no = new Set([
  '否',
  '×',
  '✗',
  '✘',
  'x',
  'n',
  'no',
  'false',
  '0',
  '无',
  '未入库',
  '不在库',
  '未入',
  '未纳入',
  '-',
  '—',
  '/',
]);

/** 是 / 否 in the ways people write them; null when blank. */
export function parseYesNo(value: CellValue): Parsed<boolean | null> {
  const text = cellText(value).normalize('NFKC').toLowerCase();
  if (text === '') return { value: null };
  if (yes.has(text)) return { value: true };
  if (no.has(text)) return { value: false };
  return { problem: `“${text}”看不出是“是”还是“否”，请填“是”或“否”` };
}

/**
 * A calendar date as YYYY-MM-DD; null when blank. Understands 2021-06-18, 2021/6/18, 2021.6.18, 2021年6月18日, 20210618,
 * each also with a time behind it, and the bare day number of a spreadsheet. Nothing is completed: a month is no date.
 */
export function parseDate(value: CellValue, dateSystem: DateSystem): Parsed<string | null> {
  const text = cellText(value).normalize('NFKC').replace(/\s/g, '');
  if (text === '') return { value: null };
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const written =
    /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(
      text,
    );
  const match = written ?? compact;
  if (match !== null) {
    const [, year = '', month = '', day = ''] = match;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isDate(date) ? { value: date } : { problem: `“${text}”不是存在的日期` };
  }
  if (/^\d{5}$/.test(text)) return { value: dateOfSerial(Number(text), dateSystem) };
  if (/^\d{4}([-/.年]\d{0,2}月?)?$/.test(text))
    return { problem: `“${text}”缺少月或日，请写成 2021-06-18 的样式` };
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(text)) {
    return { problem: `“${text}”分不清年、月、日的先后，请写成 2021-06-18 的样式` };
  }
  return { problem: `“${text}”不是日期，请写成 2021-06-18 的样式` };
}

/** Day 1 is 1900-01-01 and a 29th of February 1900 is counted (five digits lie behind it); or day 0 is 1904-01-01. */
function dateOfSerial(serial: number, dateSystem: DateSystem): string {
  const startMs = dateSystem === '1904' ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(startMs + serial * 86_400_000).toISOString().slice(0, 10);
}

/** A year of four digits, 2000 to 2099, with or without 年. */
export function parseYear(text: string): Parsed<number> {
  const match = /^(20\d{2})(?:年度?)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  return match === null ? { problem: `“${text}”不是年度，请写成 2023 的样式` } : { value: Number(match[1]) };
}
