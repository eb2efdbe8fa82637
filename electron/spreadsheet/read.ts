import { AppError } from '../../shared/errors.ts';
import type { SheetFile } from '../../shared/roster/sheet.ts';
import { readTextTable } from './csv.ts';
import { sniffSpreadsheet } from './kind.ts';
import { readWorkbook } from './xlsx.ts';

/**
 * Reads .xlsx, .xlsm and .csv by what the bytes are, not by the name. Limits: `sheetLimits`. Runs in the calling
 * thread; files from outside go through `readSheetInWorker`. Throws roster.not-a-spreadsheet, roster.empty,
 * roster.legacy-xls, roster.encrypted, roster.too-large.
 */
export async function readSheet(bytes: Uint8Array, fileName: string): Promise<SheetFile> {
  const file =
    sniffSpreadsheet(bytes, fileName) === 'zip'
      ? await readWorkbook(bytes, fileName)
      : readTextTable(bytes, fileName);
  if (file.sheets.every((sheet) => sheet.rows.length === 0)) {
    throw new AppError('roster.empty', { file: fileName });
  }
  return file;
}
