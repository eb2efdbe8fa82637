import { AppError } from '../../shared/errors.ts';
import { sheetLimits } from '../../shared/roster/sheet.ts';
import type { ZipRules } from '../zip.ts';

/** The file cannot be read as a table; `reason` is a Chinese clause. */
export function notASpreadsheet(fileName: string, reason: string): AppError {
  return new AppError('roster.not-a-spreadsheet', { file: fileName, reason });
}

/** The file is beyond `sheetLimits`; `reason` is a Chinese clause. */
export function tooLarge(fileName: string, reason: string): AppError {
  return new AppError('roster.too-large', { file: fileName, reason });
}

export function zipRules(fileName: string): ZipRules {
  return {
    ...sheetLimits,
    broken: (reason) => notASpreadsheet(fileName, reason),
    tooLarge: (reason) => tooLarge(fileName, reason),
  };
}
