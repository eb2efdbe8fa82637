/** A spreadsheet as the rest of the program sees it: plain values, whatever file they came from. */

/** Text as typed, numbers, TRUE/FALSE, or nothing. Dates arrive as YYYY-MM-DD text. */
export type CellValue = string | number | boolean | null;

export interface SheetTable {
  readonly name: string;
  /** Hidden in the workbook: shown to the officer last, never chosen by itself. */
  readonly hidden: boolean;
  /** What a bare day number counts from: 1900-01-01 (Windows) or 1904-01-01 (old Mac). */
  readonly dateSystem: DateSystem;
  /** Every row from the first on, all of one length, without blank rows and columns at the end. Row number = index + 1. */
  readonly rows: readonly (readonly CellValue[])[];
}

export type DateSystem = '1900' | '1904';

export type SheetWarningKind =
  | 'merged'
  | 'scientific'
  | 'formula-error'
  | 'formula-without-value'
  | 'hidden-rows'
  | 'text-instead-of-workbook'
  | 'unclosed-quote';

/** Something read with a reservation, told once for each kind and sheet. */
export interface SheetWarning {
  readonly sheetName: string;
  readonly kind: SheetWarningKind;
  /** The first places, e.g. B3. */
  readonly cells: readonly string[];
  readonly count: number;
  /** A Chinese sentence. */
  readonly message: string;
}

export interface SheetFile {
  readonly sheets: readonly SheetTable[];
  readonly warnings: readonly SheetWarning[];
}

/** Limits of what is read as a spreadsheet; beyond them the file is refused before or while it is opened. */
export const sheetLimits = {
  fileBytes: 20 * 1024 * 1024,
  expandedBytes: 200 * 1024 * 1024,
  entries: 1_000,
  rows: 200_000,
  columns: 200,
  cells: 2_000_000,
  /** A part larger than this that shrank to under 1/300 is not a document but a bomb. */
  suspiciousPartBytes: 20 * 1024 * 1024,
  suspiciousRatio: 300,
  parsingMs: 20_000,
} as const;

/** Column letters of a 0-based index: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  let rest = index;
  let letters = '';
  do {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26) - 1;
  } while (rest >= 0);
  return letters;
}

/** A1 reference of 0-based row and column. */
export function cellReference(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

export function isBlankCell(value: CellValue | undefined): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/**
 * Digits that Excel keeps only 15 of: a number from 10^15 on, or text such as 9.14403E+17. What stood there is lost.
 */
export function isScientific(value: CellValue): boolean {
  if (typeof value === 'number') return Math.abs(value) >= 1e15;
  return typeof value === 'string' && /^\s*\d(\.\d+)?[eE]\+\d{1,3}\s*$/.test(value);
}
