import { detectDelimiter, parseCsv } from 'hucre/csv';
import { type CellValue, isScientific, type SheetFile } from '../../shared/roster/sheet.ts';
import { notASpreadsheet } from './refusal.ts';
import { cleanText, toSheetTable } from './table.ts';
import { collectWarnings, type WarningCollector } from './warnings.ts';

/** Longest text a spreadsheet program can hold in one cell. */
const longestCell = 32_767;

/**
 * A text table: comma, tab, semicolon or bar, quoted or not, UTF-8 (with or without BOM), UTF-16 with BOM or GB18030.
 * Every value stays text. Throws roster.not-a-spreadsheet for what is not text, and for a quote that is never closed.
 */
export function readTextTable(bytes: Uint8Array, fileName: string): SheetFile {
  const text = decodeText(bytes, fileName);
  if (/^\s*<(!doctype|html|table|\?xml|workbook)/i.test(text)) {
    throw notASpreadsheet(fileName, '它是网页或 XML 格式');
  }
  const name = fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const warnings = collectWarnings(name);
  if (/\.(xlsx|xlsm|xls|et)$/i.test(fileName)) warnings.add('text-instead-of-workbook', 0, 0);
  const delimiter = detectDelimiter(text);
  const line = unclosedQuoteLine(text, delimiter);
  if (line !== null) {
    throw notASpreadsheet(fileName, `第 ${line} 行有一个双引号没有成对，其后的各行会并进同一个单元格`);
  }
  const rows = parseCsv(text, { delimiter }).map((row, rowIndex) =>
    row.map((value, columnIndex) => toCellValue(value, rowIndex, columnIndex, warnings)),
  );
  const table = toSheetTable({ name, hidden: false, dateSystem: '1900' }, rows, fileName);
  return { sheets: [table], warnings: warnings.list() };
}

/**
 * Line (from 1) of the quote that is never closed; null when all are. Read as `parseCsv` reads: a quote opens while its
 * field is empty, and two of them inside are one. Without this, every row after it would vanish into one cell.
 */
export function unclosedQuoteLine(text: string, delimiter: string): number | null {
  let line = 1;
  let openedAt: number | null = null;
  let isEmpty = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    const endsLine = character === '\n' || (character === '\r' && text[at + 1] !== '\n');
    if (openedAt !== null) {
      if (character === '"' && text[at + 1] !== '"') openedAt = null;
      else {
        if (character === '"') at += 1;
        isEmpty = false;
      }
    } else if (text.startsWith(delimiter, at)) {
      at += delimiter.length - 1;
      isEmpty = true;
    } else if (character === '\n' || character === '\r') isEmpty = true;
    else if (character === '"' && isEmpty) openedAt = line;
    else isEmpty = false;
    if (endsLine) line += 1;
  }
  return openedAt;
}

/** Whether this runtime can read what Chinese Windows writes; part of the self-test. */
export function readsGb18030(): boolean {
  return decodeStrictly(new Uint8Array([0xc8, 0xe7, 0xb8, 0xde]), 'gb18030') === '如皋';
}

function decodeText(bytes: Uint8Array, fileName: string): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16 && bytes.includes(0)) throw notASpreadsheet(fileName, '它不是文字内容');
  const text = isUtf16
    ? decodeStrictly(bytes, first === 0xff ? 'utf-16le' : 'utf-16be')
    : (decodeStrictly(bytes, 'utf-8') ?? decodeStrictly(bytes, 'gb18030'));
  if (text === null || /(?!\s)\p{Cc}/u.test(text)) {
    throw notASpreadsheet(fileName, '它不是文字内容，或文字编码无法识别');
  }
  return text;
}

/** Null when the bytes are not of this encoding, or the runtime does not know it. A BOM is dropped. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function toCellValue(value: unknown, row: number, column: number, warnings: WarningCollector): CellValue {
  if (typeof value !== 'string' || value === '') return null;
  const text = cleanText(unwrap(value));
  if (text.length > longestCell) warnings.add('unclosed-quote', row, column);
  if (isScientific(text)) warnings.add('scientific', row, column);
  return text;
}

/** ="0513" is how programs keep digits as text, '=… is how we and others keep text from running. */
function unwrap(value: string): string {
  const quoted = /^="([^"]*)"$/.exec(value);
  if (quoted?.[1] !== undefined) return quoted[1];
  return /^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value;
}
