import { foldText } from '../text/query.ts';
import { type RosterColumnKey, rosterColumns } from './columns.ts';
import { type CellValue, isBlankCell } from './sheet.ts';

/** Which column of the sheet feeds which column of the roster. The officer sees and may change it before anything is read. */
export interface RosterMapping {
  /** 0-based index of the first row below the headings. */
  readonly firstDataRow: number;
  /** 0-based sheet column of each roster column that the sheet has. */
  readonly columns: Readonly<Partial<Record<RosterColumnKey, number>>>;
}

export interface GuessedMapping extends RosterMapping {
  /** What the headings say, by sheet column ('' where there is none). */
  readonly headings: readonly string[];
  /** Sheet columns with a heading that no roster column claims: shown to the officer as not imported. */
  readonly unused: readonly number[];
}

const searchedRows = 20;

const keyByWord: ReadonlyMap<string, RosterColumnKey> = new Map(
  rosterColumns.flatMap((column) =>
    [column.label, ...column.synonyms].map((word) => [foldText(word), column.key] as const),
  ),
);

/**
 * Finds the headings in the first 20 rows (a title may stand above them; they may take two rows) and maps every
 * heading that is exactly one of the known words. Null when no row has a heading for 企业名称.
 */
export function guessMapping(rows: readonly (readonly CellValue[])[]): GuessedMapping | null {
  let best: { readonly score: number; readonly mapping: GuessedMapping } | null = null;
  for (let row = 0; row < Math.min(rows.length, searchedRows); row += 1) {
    for (const height of [1, 2]) {
      const mapping = mapHeadings(rows, row, height);
      const score = Object.keys(mapping.columns).length;
      const isBetter = best === null || score > best.score;
      if (mapping.columns.name !== undefined && isBetter) best = { score, mapping };
    }
  }
  return best?.mapping ?? null;
}

/** The row the officer says holds the headings: what its words mean, also when none of them is known for 企业名称. */
export function mapHeadingRow(cells: readonly CellValue[]): RosterMapping['columns'] {
  return mapHeadings([cells], 0, 1).columns;
}

function mapHeadings(rows: readonly (readonly CellValue[])[], row: number, height: number): GuessedMapping {
  const upper = (rows[row] ?? []).map(headingText);
  const lower = height === 2 ? (rows[row + 1] ?? []).map(headingText) : upper;
  const columns: Partial<Record<RosterColumnKey, number>> = {};
  const used = new Set<number>();
  for (const [index, text] of lower.entries()) {
    const group = height === 2 ? groupHeading(upper, index) : '';
    const key = keyOf(group + text) ?? keyOf(text);
    if (key === undefined || columns[key] !== undefined || (text === '' && group === '')) continue;
    columns[key] = index;
    used.add(index);
  }
  const headings = lower.map((text, index) => (text === '' ? (upper[index] ?? '') : text));
  return {
    firstDataRow: row + height,
    columns,
    headings,
    unused: headings.flatMap((text, index) => (text !== '' && !used.has(index) ? [index] : [])),
  };
}

/** The heading above that spans this column: the nearest one to the left, as a merged cell shows it. */
function groupHeading(upper: readonly string[], index: number): string {
  return upper.slice(0, index + 1).findLast((text) => text !== '') ?? '';
}

function keyOf(text: string): RosterColumnKey | undefined {
  const folded = foldText(text).replaceAll('*', '');
  const withoutBrackets = foldText(text.normalize('NFKC').replace(/\([^)]*\)/g, '')).replaceAll('*', '');
  return keyByWord.get(folded) ?? keyByWord.get(withoutBrackets);
}

function headingText(value: CellValue): string {
  return isBlankCell(value) ? '' : String(value).trim();
}
