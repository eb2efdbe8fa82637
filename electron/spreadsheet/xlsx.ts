import { readXlsx } from 'hucre/xlsx';
import {
  type CellValue,
  type DateSystem,
  isScientific,
  type SheetFile,
  type SheetTable,
  type SheetWarning,
} from '../../shared/roster/sheet.ts';
import { readZipParts, storedZip } from '../zip.ts';
import { notASpreadsheet, tooLarge, zipRules } from './refusal.ts';
import { cleanText, toSheetTable } from './table.ts';
import { collectWarnings, type WarningCollector } from './warnings.ts';

type Workbook = Awaited<ReturnType<typeof readXlsx>>;
type Sheet = Workbook['sheets'][number];
type MutableRow = CellValue[];

/** Parts that hold no cell: never inflated, never parsed. */
const needless =
  /(^|\/)(media|drawings|charts|embeddings|externalLinks|pivotTables|pivotCache|theme|docProps|customXml|printerSettings|worksheets\/_rels|comments\d*\.xml|threadedComments|persons|ctrlProps|activeX|slicers|tables|queryTables|model|webextensions)(\/|$)/i;
const largestFill = 1_000_000;

/** Values of an .xlsx or .xlsm: no formula, macro, link or picture is ever looked at. */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<SheetFile> {
  const isWanted = (name: string): boolean => !needless.test(name) && /\.(xml|rels)$/i.test(name);
  const parts = readZipParts(bytes, zipRules(fileName), isWanted);
  checkIsWorkbook(bytes, parts, fileName);
  const workbook = await parse(storedZip(parts), fileName);
  const sheets: SheetTable[] = [];
  const warnings: SheetWarning[] = [];
  for (const sheet of workbook.sheets) {
    const collector = collectWarnings(sheet.name);
    sheets.push(toTable(sheet, workbook.dateSystem ?? '1900', collector, fileName));
    warnings.push(...collector.list());
  }
  return { sheets, warnings };
}

function checkIsWorkbook(bytes: Uint8Array, parts: ReadonlyMap<string, Uint8Array>, fileName: string): void {
  const types = parts.get('[Content_Types].xml');
  if (types === undefined) {
    const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
    const isOpenDocument = head.includes('mimetypeapplication/vnd.oasis.opendocument');
    throw notASpreadsheet(fileName, isOpenDocument ? '它是 OpenDocument 文件' : '它是压缩包');
  }
  const text = Buffer.from(types).toString('utf8');
  if (text.includes('wordprocessingml')) throw notASpreadsheet(fileName, '它是 Word 文档');
  if (text.includes('presentationml')) throw notASpreadsheet(fileName, '它是演示文稿');
  if (!/spreadsheetml|ms-excel\.sheet\.macroEnabled/i.test(text)) {
    throw notASpreadsheet(fileName, '文件内部没有工作表');
  }
  for (const part of parts.values()) {
    // Entities are the way to make small XML large; no spreadsheet program writes a DOCTYPE.
    if (Buffer.from(part.buffer, part.byteOffset, part.byteLength).includes('<!DOCTYPE')) {
      throw notASpreadsheet(fileName, '文件内部结构不合规范');
    }
  }
}

async function parse(archive: Uint8Array, fileName: string): Promise<Workbook> {
  try {
    return await readXlsx(archive, { readStyles: false, dateSystem: 'auto' });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/over the \d+ limit|outside the supported sheet bounds/.test(message)) {
      throw tooLarge(fileName, '工作表的行列范围过大');
    }
    throw notASpreadsheet(fileName, '文件内部结构已损坏');
  }
}

function toTable(
  sheet: Sheet,
  dateSystem: DateSystem,
  warnings: WarningCollector,
  fileName: string,
): SheetTable {
  const rows = sheet.rows.map((row, rowIndex) =>
    row.map((value, columnIndex) => toCellValue(value, rowIndex, columnIndex, warnings)),
  );
  blankOutFailedFormulas(sheet, rows, warnings);
  fillMerges(sheet, rows, warnings);
  for (const [rowIndex, rowDef] of sheet.rowDefs ?? []) {
    if (rowDef.hidden === true && rowIndex < rows.length) warnings.add('hidden-rows', rowIndex, 0);
  }
  const hidden = sheet.hidden === true || sheet.veryHidden === true;
  return toSheetTable({ name: cleanText(sheet.name), hidden, dateSystem }, rows, fileName);
}

function toCellValue(
  value: Sheet['rows'][number][number],
  row: number,
  column: number,
  warnings: WarningCollector,
): CellValue {
  if (value === null || typeof value === 'boolean') return value;
  if (value instanceof Date) return dateText(value);
  const clean = typeof value === 'string' ? cleanText(value) : value;
  if (isScientific(clean)) warnings.add('scientific', row, column);
  return clean;
}

/** YYYY-MM-DD; a time of day without a date as HH:MM. The library counts days in UTC. */
function dateText(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  return date.getUTCFullYear() < 1900 ? iso.slice(11, 16) : iso.slice(0, 10);
}

function blankOutFailedFormulas(sheet: Sheet, rows: readonly MutableRow[], warnings: WarningCollector): void {
  for (const [key, cell] of sheet.cells ?? []) {
    const [row = 0, column = 0] = key.split(',').map(Number);
    const values = rows[row];
    if (values === undefined || column >= values.length) continue;
    const isError = cell.type === 'error' || isErrorText(cell.value, cell.formula);
    if (isError) {
      values[column] = null;
      warnings.add('formula-error', row, column);
    } else if (cell.formula !== undefined && cell.formula !== '' && cell.value === null) {
      warnings.add('formula-without-value', row, column);
    }
  }
}

function isErrorText(value: unknown, formula: string | undefined): boolean {
  return (
    formula !== undefined &&
    typeof value === 'string' &&
    /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/.test(value)
  );
}

/** A merged cell that spans rows means its text for each of them; one that spans columns is a heading and stays. */
function fillMerges(sheet: Sheet, rows: readonly MutableRow[], warnings: WarningCollector): void {
  let filled = 0;
  for (const merge of sheet.merges ?? []) {
    const value = rows[merge.startRow]?.[merge.startCol] ?? null;
    if (merge.endRow <= merge.startRow || value === null) continue;
    warnings.add('merged', merge.startRow, merge.startCol);
    for (let row = merge.startRow + 1; row <= merge.endRow && row < rows.length; row += 1) {
      const values = rows[row];
      if (values !== undefined && values[merge.startCol] === null) values[merge.startCol] = value;
      filled += 1;
      if (filled > largestFill) return;
    }
  }
}
