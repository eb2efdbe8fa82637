import { useMemo } from 'react';
import { cellText, type DataColumn } from './tableColumns.tsx';
import { type TableQuery, useTableQuery } from './tableQuery.ts';

export interface LocalRows<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly total: number;
  readonly query: TableQuery;
  readonly onQuery: (next: TableQuery) => void;
}

/** For short lists that are already whole in the window (towns, devices): sorts, filters and pages them here. */
export function useLocalRows<Row>(
  tableId: string,
  all: readonly Row[] | undefined,
  columns: readonly DataColumn<Row>[],
): LocalRows<Row> {
  const [query, onQuery] = useTableQuery(tableId);
  const passing = useMemo(() => all && applyQuery(all, columns, query), [all, columns, query]);
  const start = (query.page - 1) * query.pageSize;
  return {
    rows: passing?.slice(start, start + query.pageSize),
    total: passing?.length ?? 0,
    query,
    onQuery,
  };
}

/** The rows that pass the query's text and filters, in its order, all pages. */
export function applyQuery<Row>(
  all: readonly Row[],
  columns: readonly DataColumn<Row>[],
  query: TableQuery,
): readonly Row[] {
  const text = query.text.trim().toLowerCase();
  const passing = all.filter(
    (row) =>
      (text === '' || columns.some((column) => cellText(column, row).toLowerCase().includes(text))) &&
      columns.every((column) => passesFilter(column, row, query.filters[column.key])),
  );
  const sorted = columns.find((column) => column.key === query.sort?.key);
  if (sorted === undefined) return passing;
  const sign = query.sort?.order === 'desc' ? -1 : 1;
  return passing.sort((left, right) => sign * compare(sorted.value?.(left), sorted.value?.(right)));
}

function passesFilter<Row>(
  column: DataColumn<Row>,
  row: Row,
  accepted: readonly string[] | undefined,
): boolean {
  if (accepted === undefined) return true;
  const value = cellText(column, row);
  if (column.filter === 'text') return accepted.every((part) => value.includes(part));
  // A choice is compared by its value or by the label that the cell shows.
  const choices = column.filter ?? [];
  return accepted.some(
    (wanted) =>
      value === wanted || choices.some((choice) => choice.value === wanted && choice.label === value),
  );
}

function compare(
  left: string | number | null | undefined,
  right: string | number | null | undefined,
): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left ?? '').localeCompare(String(right ?? ''), 'zh-CN');
}
