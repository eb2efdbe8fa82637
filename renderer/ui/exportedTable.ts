/** A list as it goes to a spreadsheet: the shown columns, the filter in words, every row that passes it. */
import type { ExportedTable } from '../../shared/table/contract.ts';
import { queryText } from './queryText.ts';
import type { DataColumn } from './tableColumns.tsx';
import type { TableQuery } from './tableQuery.ts';

export interface ShownTable<Row> {
  /** The list's name. */
  readonly label: string;
  /** All columns; those of the filter may be hidden. */
  readonly columns: readonly DataColumn<Row>[];
  /** The shown ones, in order. */
  readonly columnKeys: readonly string[];
  readonly query: TableQuery;
  readonly rows: readonly Row[];
  /** 合计 */
  readonly total?: Row | undefined;
}

/** Columns of buttons say nothing on paper and are left out. */
export function toExportedTable<Row>(shown: ShownTable<Row>): ExportedTable {
  const columns = shown.columnKeys.flatMap((key) => {
    const column = shown.columns.find((candidate) => candidate.key === key);
    const value = column?.sheetValue ?? column?.value;
    return column && value ? [{ label: column.sheetTitle ?? column.title, value }] : [];
  });
  const valuesOf = (row: Row): (string | number | null)[] => columns.map(({ value }) => value(row));
  const rows = shown.rows.map(valuesOf);
  const total = shown.total === undefined ? [] : [valuesOf(shown.total)];
  const kinds = columns.map((_, index) => kindOf([...rows, ...total].map((row) => row[index] ?? null)));
  const written = (row: readonly (string | number | null)[]): (string | number | null)[] =>
    row.map((value, index) => (kinds[index] === 'text' ? asText(value) : value));
  return {
    title: shown.label,
    note: queryText(shown.columns, shown.query).slice(0, 1000),
    columns: columns.map(({ label }, index) => ({ label, kind: kinds[index] ?? 'text' })),
    rows: rows.map(written),
    ...(total[0] ? { total: written(total[0]) } : {}),
  };
}

function kindOf(values: readonly (string | number | null)[]): 'text' | 'number' {
  return values.some((value) => typeof value === 'number') &&
    values.every((value) => typeof value === 'number' || value === null)
    ? 'number'
    : 'text';
}

function asText(value: string | number | null): string | null {
  return value === null ? null : String(value);
}
