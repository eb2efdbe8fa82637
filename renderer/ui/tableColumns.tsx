/** Columns as features describe them, and what antd makes of them. */
import { FilterFilled, SearchOutlined } from '@ant-design/icons';
import type { ColumnType, FilterDropdownProps } from 'antd/es/table/interface';
import type { ReactNode } from 'react';
import type { FieldOption } from '../../shared/form.ts';
import { ChoiceFilter, TextFilter } from './columnFilters.tsx';
import type { TableQuery } from './tableQuery.ts';

export interface DataColumn<Row> {
  /** Also the key in sort, filters and in the export. */
  readonly key: string;
  readonly title: string;
  /** Least width in px. */
  readonly width: number;
  /** Takes its share of the room that is left. At least one column should. */
  readonly grow?: boolean;
  /** Text, cut with … when it is too long and shown whole on hover. Also sorted and filtered by in local lists. */
  readonly value?: (row: Row) => string | number | null;
  /** What an exported sheet says where `value` only sorts. */
  readonly sheetValue?: (row: Row) => string | number | null;
  /** Its heading in an exported sheet, where the number there lacks its unit. */
  readonly sheetTitle?: string;
  /** What is drawn instead of `value`. */
  readonly render?: (row: Row) => ReactNode;
  readonly sortable?: boolean;
  /** Choices to tick, or `text`: must occur in it. */
  readonly filter?: 'text' | readonly FieldOption[];
  /** Its days are chosen with a PeriodFilter beside the search box, which says them. */
  readonly isPeriod?: boolean;
  readonly align?: 'left' | 'right' | 'center';
  /** Stays in view when the list is wider than the window. */
  readonly fixed?: boolean;
  /** Not shown until chosen. */
  readonly hidden?: boolean;
  /** Cannot be taken away, such as the name. */
  readonly always?: boolean;
}

/** The scrollbar lies over the end of the last column. */
const scrollbarWidth = 10;

/** Widths that fill `available`: growing columns share what is left over. */
export function fitWidths<Row>(columns: readonly DataColumn<Row>[], available: number): readonly number[] {
  const least = columns.reduce((sum, column) => sum + column.width, scrollbarWidth);
  const growing = columns.some((column) => column.grow === true)
    ? columns.map((column) => column.grow === true)
    : columns.map((_, index) => index === columns.length - 1);
  const share = columns.reduce((sum, column, index) => sum + (growing[index] === true ? column.width : 0), 0);
  const spare = Math.max(0, available - least);
  let left = spare;
  return columns.map((column, index) => {
    const width = column.width + (index === columns.length - 1 ? scrollbarWidth : 0);
    if (growing[index] !== true) return width;
    const isLast = growing.lastIndexOf(true) === index;
    const extra = isLast ? left : Math.floor((spare * column.width) / share);
    left -= extra;
    return width + extra;
  });
}

/** The text of a cell, for the title and for lists without `render`. */
export function cellText<Row>(column: DataColumn<Row>, row: Row): string {
  const value = column.value?.(row);
  return value === null || value === undefined ? '' : String(value);
}

export function toAntdColumn<Row>(
  column: DataColumn<Row>,
  width: number,
  query: TableQuery,
): ColumnType<Row> {
  const sort = query.sort?.key === column.key ? query.sort : null;
  return {
    key: column.key,
    title: column.title,
    width,
    align: column.align ?? 'left',
    ellipsis: { showTitle: false },
    ...(column.fixed === true ? { fixed: 'start' as const } : {}),
    ...(column.sortable === true
      ? { sorter: true, sortOrder: sort === null ? null : sort.order === 'asc' ? 'ascend' : 'descend' }
      : {}),
    ...filterProps(column, query),
    render: (_: unknown, row: Row) => {
      if (column.render !== undefined) return column.render(row);
      const text = cellText(column, row);
      return text === '' ? (
        <span className="desk-none" aria-label="无">
          —
        </span>
      ) : (
        <span title={text}>{text}</span>
      );
    },
  };
}

function filterProps<Row>(column: DataColumn<Row>, query: TableQuery): Partial<ColumnType<Row>> {
  const filteredValue =
    query.filters[column.key] === undefined ? null : [...(query.filters[column.key] ?? [])];
  if (column.filter === undefined) return {};
  if (column.filter === 'text') {
    return {
      filteredValue,
      filterIcon: <SearchOutlined aria-label={`筛选${column.title}`} />,
      filterDropdown: (props: FilterDropdownProps) => <TextFilter title={column.title} {...props} />,
    };
  }
  const options = column.filter;
  return {
    filteredValue,
    filterIcon: <FilterFilled aria-label={`筛选${column.title}`} />,
    filterDropdownProps: { destroyOnHidden: true },
    filterDropdown: (props: FilterDropdownProps) => (
      <ChoiceFilter title={column.title} options={options} {...props} />
    ),
  };
}
