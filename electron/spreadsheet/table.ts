import {
  type CellValue,
  type DateSystem,
  isBlankCell,
  type SheetTable,
  sheetLimits,
} from '../../shared/roster/sheet.ts';
import { tooLarge } from './refusal.ts';

/** Cuts blank rows and columns at the end, makes all rows one length, and holds the limits of rows, columns, cells. */
export function toSheetTable(
  sheet: { readonly name: string; readonly hidden: boolean; readonly dateSystem: DateSystem },
  rows: readonly (readonly CellValue[])[],
  fileName: string,
): SheetTable {
  let rowCount = 0;
  let columnCount = 0;
  for (const [index, row] of rows.entries()) {
    const last = row.findLastIndex((value) => !isBlankCell(value));
    if (last === -1) continue;
    rowCount = index + 1;
    columnCount = Math.max(columnCount, last + 1);
  }
  if (rowCount > sheetLimits.rows) throw tooLarge(fileName, `工作表“${sheet.name}”有 ${rowCount} 行`);
  if (columnCount > sheetLimits.columns) {
    throw tooLarge(fileName, `工作表“${sheet.name}”有 ${columnCount} 列`);
  }
  if (rowCount * columnCount > sheetLimits.cells) {
    throw tooLarge(fileName, `工作表“${sheet.name}”有 ${rowCount} 行 ${columnCount} 列`);
  }
  return {
    ...sheet,
    rows: rows
      .slice(0, rowCount)
      .map((row) => Array.from({ length: columnCount }, (_, index) => row[index] ?? null)),
  };
}

/** Text without control characters (tab and line breaks stay) and without broken halves of characters. */
export function cleanText(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '').toWellFormed();
}
