/** A list's filter in words: for its chips and for the note on an exported sheet. */
import { periodText } from './period.ts';
import type { DataColumn } from './tableColumns.tsx';
import type { TableQuery } from './tableQuery.ts';

/** 查找“应急”；办理进度：草稿、已报告. '' when nothing is filtered. */
export function queryText<Row>(columns: readonly DataColumn<Row>[], query: TableQuery): string {
  const text = query.text.trim();
  const filters = Object.entries(query.filters).map(([key, values]) => filterText(columns, key, values));
  return [text === '' ? '' : `查找“${text}”`, ...filters].filter((part) => part !== '').join('；');
}

/** 办理进度：草稿、已报告 */
function filterText<Row>(
  columns: readonly DataColumn<Row>[],
  key: string,
  values: readonly string[],
): string {
  const column = columns.find((candidate) => candidate.key === key);
  return `${column?.title ?? key}：${filterValues(column, values)}`;
}

/** The labels of the accepted choices. */
export function filterValues<Row>(column: DataColumn<Row> | undefined, values: readonly string[]): string {
  if (column?.isPeriod === true) return periodText(values);
  return values.map((value) => optionLabel(column, value)).join('、');
}

function optionLabel<Row>(column: DataColumn<Row> | undefined, value: string): string {
  if (column === undefined || column.filter === 'text' || column.filter === undefined) return value;
  return column.filter.find((option) => option.value === value)?.label ?? value;
}
