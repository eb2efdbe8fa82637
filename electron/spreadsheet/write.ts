import type { writeXlsx } from 'hucre/xlsx';
import { isDate } from '../../shared/clock.ts';
import { type CellValue, cellReference } from '../../shared/roster/sheet.ts';
import { cleanText } from './table.ts';

export interface SheetColumn {
  readonly label: string;
  /** In half-width characters; default: from the heading and the longest value, 8 to 44. */
  readonly width?: number;
  /** text: never anything else, whatever it looks like; date: YYYY-MM-DD; number: a number. */
  readonly kind: 'text' | 'date' | 'number';
}

export interface WrittenSheet {
  readonly sheetName: string;
  /** A heading above the table, across all columns. */
  readonly title?: string;
  /** A line below the title: what was filtered, 示例分派, when it was exported. */
  readonly note?: string;
  readonly columns: readonly SheetColumn[];
  /** Values in the order of the columns. */
  readonly rows: readonly (readonly CellValue[])[];
  /** For the document properties; absent: the moment of writing. */
  readonly writtenAtMs?: number;
}

type WriteOptions = Parameters<typeof writeXlsx>[0];
type WriteSheet = WriteOptions['sheets'][number];
type CellStyle = NonNullable<NonNullable<WriteSheet['columns']>[number]['style']>;

/** Longest text that spreadsheet programs accept in a cell. */
const longestCell = 32_767;
const line = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const border = { top: line, right: line, bottom: line, left: line };
const fontName = '宋体';

const titleStyle: CellStyle = {
  font: { name: '黑体', size: 16 },
  alignment: { horizontal: 'center', vertical: 'center' },
};
const noteStyle: CellStyle = {
  font: { name: fontName, size: 10, color: { rgb: '595959' } },
  alignment: { horizontal: 'left', vertical: 'center', wrapText: true },
};
const headingStyle: CellStyle = {
  font: { name: fontName, size: 11, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border,
};

/**
 * An .xlsx with one ruled table: bold frozen headings, filter buttons, A4 landscape with the headings on every page.
 * Text cells are typed as text with the text format, so that codes keep their digits and nothing that begins with
 * = + - @ is ever a formula.
 */
export async function writeWorkbook(table: WrittenSheet): Promise<Uint8Array> {
  const above = [table.title, table.note].filter((text) => text !== undefined && text !== '');
  const headingRow = above.length;
  const lastColumn = Math.max(0, table.columns.length - 1);
  const rows: (string | number | boolean | Date | null)[][] = [
    ...above.map((text) => [cellText(text ?? '')]),
    table.columns.map((column) => cellText(column.label)),
    ...table.rows.map((row) =>
      table.columns.map((column, index) => toWritten(row[index] ?? null, column.kind)),
    ),
  ];
  const widths = table.columns.map(
    (column, index) => column.width ?? fittingWidth(column.label, table.rows, index),
  );
  const sheet: WriteSheet = {
    name: sheetName(table.sheetName),
    columns: table.columns.map((column, index) => ({
      width: widths[index],
      style: bodyStyle(column.kind),
    })),
    rows,
    cells: headCells(table, above.length),
    merges:
      lastColumn === 0
        ? []
        : above.map((_, row) => ({ startRow: row, startCol: 0, endRow: row, endCol: lastColumn })),
    rowDefs: new Map<number, { height: number }>([
      ...above.map((text, row) => [row, { height: text === table.title ? 30 : 20 }] as const),
      [headingRow, { height: 24 }] as const,
      ...table.rows.map(
        (row, index) => [headingRow + 1 + index, { height: rowHeight(row, widths) }] as const,
      ),
    ]),
    freezePane: { rows: headingRow + 1 },
    autoFilter: { range: `${cellReference(headingRow, 0)}:${cellReference(rows.length - 1, lastColumn)}` },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `$${headingRow + 1}:$${headingRow + 1}`,
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  };
  const writtenAt = new Date(table.writtenAtMs ?? Date.now());
  // Loaded when a table is first written: starting the program needs none of it.
  const { writeXlsx } = await import('hucre/xlsx');
  const bytes = await writeXlsx({
    sheets: [sheet],
    defaultFont: { name: fontName, size: 11 },
    properties: { creator: '专精特新培育工作台', created: writtenAt, modified: writtenAt },
  });
  return new Uint8Array(bytes);
}

/** The same table as comma-separated text: UTF-8 with byte order mark, CRLF; formulas are disarmed by an apostrophe. */
export function writeCsv(table: Pick<WrittenSheet, 'columns' | 'rows'>): Uint8Array {
  const lines = [
    table.columns.map((column) => csvField(column.label)),
    ...table.rows.map((row) =>
      table.columns.map((column, index) => csvField(row[index] ?? null, column.kind === 'number')),
    ),
  ];
  return Buffer.from(`\uFEFF${lines.map((fields) => `${fields.join(',')}\r\n`).join('')}`);
}

function headCells(table: WrittenSheet, aboveRows: number): NonNullable<WriteSheet['cells']> {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  for (let row = 0; row < aboveRows; row += 1) {
    const style = row === 0 && table.title !== undefined && table.title !== '' ? titleStyle : noteStyle;
    for (const [index] of table.columns.entries()) cells.set(`${row},${index}`, { style });
  }
  for (const [index] of table.columns.entries()) cells.set(`${aboveRows},${index}`, { style: headingStyle });
  return cells;
}

function bodyStyle(kind: SheetColumn['kind']): CellStyle {
  const numFmt = { text: '@', date: 'yyyy-mm-dd', number: 'General' }[kind];
  const horizontal = ({ text: 'left', date: 'center', number: 'right' } as const)[kind];
  return {
    numFmt,
    font: { name: fontName, size: 11 },
    alignment: {
      horizontal,
      vertical: 'center',
      wrapText: kind === 'text',
      indent: kind === 'number' ? 1 : 0,
    },
    border,
  };
}

function toWritten(value: CellValue, kind: SheetColumn['kind']): string | number | boolean | Date | null {
  if (value === null || value === '') return null;
  if (kind === 'number' && typeof value === 'number' && Number.isFinite(value)) return value;
  if (kind === 'date' && typeof value === 'string' && isDate(value)) return new Date(`${value}T00:00:00Z`);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return cellText(String(value));
}

function cellText(text: string): string {
  const clean = cleanText(text);
  return clean.length > longestCell ? `${clean.slice(0, longestCell - 1).toWellFormed()}…` : clean;
}

/** At most 31 characters, none of \ / ? * [ ] : and no apostrophe at the ends. */
function sheetName(name: string): string {
  const clean = cleanText(name)
    .replace(/[\\/?*[\]:\r\n\t]/g, ' ')
    .replace(/^[' ]+|[' ]+$/g, '');
  return [...clean].slice(0, 31).join('').slice(0, 31).trim() || '名册';
}

function fittingWidth(label: string, rows: readonly (readonly CellValue[])[], index: number): number {
  // The filter button takes the place of two characters.
  let width = halfWidths(label) + 4;
  for (const row of rows.slice(0, 2000)) width = Math.max(width, halfWidths(String(row[index] ?? '')) + 2);
  return Math.min(44, Math.max(8, width));
}

/** In points. Stated, because not every program grows rows by itself when it opens a file. */
function rowHeight(row: readonly CellValue[], widths: readonly number[]): number {
  let most = 1;
  for (const [index, width] of widths.entries()) {
    const lines = String(row[index] ?? '').split('\n');
    // Chinese never breaks inside a character: one half-width place may stay empty.
    const count = lines.reduce(
      (sum, text) => sum + Math.max(1, Math.ceil(halfWidths(text) / (width - 1.5))),
      0,
    );
    most = Math.max(most, count);
  }
  return Math.min(409, 6 + most * 14);
}

/** Length in half-width characters: everything beyond the alphabets counts twice. */
function halfWidths(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2000 ? 2 : 1;
  return width;
}

function csvField(value: CellValue, isNumber = false): string {
  const text = typeof value === 'boolean' ? (value ? '是' : '否') : cleanText(String(value ?? ''));
  const safe = /^[=+\-@\t\r]/.test(text) && !(isNumber && typeof value === 'number') ? `'${text}` : text;
  return /[",\r\n\t;|']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
