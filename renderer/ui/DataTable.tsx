/** A list: filter, sort, choose columns, export as shown, keyboard. The rows of one page come from the caller. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Pagination, Table, type TableProps, type TableRef } from 'antd';
import type { ColumnType } from 'antd/es/table/interface';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useInsertionEffect,
  useMemo,
  useRef,
} from 'react';
import { ColumnChooser, useShownColumns } from './ColumnChooser.tsx';
import { EmptyState } from './EmptyState.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { FilterChips } from './FilterChips.tsx';
import { isComposing } from './hotkeys.ts';
import { cellText, type DataColumn, fitWidths, toAntdColumn } from './tableColumns.tsx';
import { TableSearch } from './TableSearch.tsx';
import { useTablePlace } from './tablePlace.ts';
import { isFiltered, type TableQuery, useLastPage } from './tableQuery.ts';
import { useElementSize } from './useElementSize.ts';

export interface DataTableProps<Row extends object> {
  /** Names the list for the chosen columns kept on this laptop, such as `enterprises`. */
  readonly tableId: string;
  /**
   * Where the list keeps its active row and how far it was scrolled; usually the list's own name. For lists of one record
   * with the record's id, null for one that is another list every time.
   */
  readonly placeKey?: string | null;
  /** Key of the row that a link led to: active and in sight when the list opens. */
  readonly marked?: string | undefined;
  /** Read out to those who cannot see it: 企业台账. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  /** Depends on the row alone. */
  readonly rowKey: (row: Row) => string;
  /** The rows of this page; undefined while the first page is on its way. */
  readonly rows: readonly Row[] | undefined;
  /** All rows that pass the filters; undefined while they are being counted. */
  readonly total: number | undefined;
  readonly query: TableQuery;
  readonly onQuery: (next: TableQuery) => void;
  /** Click or Enter on a row. */
  readonly onOpen?: (row: Row) => void;
  /** Export as shown: these columns, this query. */
  readonly onExport?: (columnKeys: readonly string[], query: TableQuery) => void;
  readonly exporting?: boolean;
  /** Shown when there is nothing at all, filters aside: it teaches. */
  readonly empty: ReactNode;
  /** There is nothing at all, although a list that begins with a filter has one. */
  readonly isEmpty?: boolean;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  readonly loading?: boolean;
  /** Placeholder of the box that sets `query.text`; no box without it. */
  readonly searchPlaceholder?: string;
  /** Left of the buttons: a segmented choice, a button for the ticked rows. */
  readonly toolbar?: ReactNode;
  /** Ticked rows, by key. */
  readonly selection?: {
    readonly keys: readonly string[];
    readonly onKeys: (keys: readonly string[]) => void;
  };
  readonly rowTone?: (row: Row) => 'warn' | 'bad' | undefined;
}

const noRows: readonly never[] = [];
const headerHeight = 37;
const selectionWidth = 40;

/** px */
const sideStep = 120;

/** The list of another record begins at its own place, also where the screen around it stays. */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  return <PlacedTable key={props.placeKey ?? ''} {...props} />;
}

function PlacedTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  const { columns, rows, query, onQuery, onOpen } = props;
  const shown = useShownColumns(props.tableId, columns);
  const [frame, size] = useElementSize<HTMLDivElement>();
  const table = useRef<TableRef>(null);
  const current = rows ?? noRows;
  const isLaidOut = rows !== undefined && size.height > 0;
  const placeKey = props.placeKey === undefined ? props.tableId : props.placeKey;
  const place = useTablePlace(placeKey, query, table, frame, props.marked, isLaidOut);
  const { rowKey } = props;
  const active = place.activeKey === null ? -1 : current.findIndex((row) => rowKey(row) === place.activeKey);
  const setActive = (index: number): void => {
    const row = current[index];
    place.setActiveKey(row === undefined ? null : rowKey(row));
  };

  const width = Math.max(320, size.width - (props.selection === undefined ? 0 : selectionWidth));
  const antdColumns = useMemo(() => {
    const widths = fitWidths(shown.columns, width - 2);
    return shown.columns.map((column, index) => toAntdColumn(column, widths[index] ?? column.width, query));
  }, [shown.columns, width, query]);
  const scrollWidth = antdColumns.reduce((sum, column) => sum + Number(column.width), 0);

  const move = (next: number): void => {
    const index = Math.min(Math.max(next, 0), current.length - 1);
    setActive(index);
    const row = current[index];
    if (row !== undefined) table.current?.scrollTo({ key: rowKey(row) });
  };
  const isWider = scrollWidth > width;
  const moveSideways = (deltaX: number): void => {
    // As the wheel does: told to scroll, the rows would leave their heading behind.
    frame.current
      ?.querySelector('.ant-table-header')
      ?.dispatchEvent(new WheelEvent('wheel', { deltaX, cancelable: true }));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // Only keys of the list itself, not of a filter box or a button in it.
    if (event.target !== event.currentTarget || isComposing(event.nativeEvent)) return;
    const pageRows = Math.max(1, Math.floor((size.height - headerHeight) / 34) - 1);
    const row = current[active];
    const target = rowMoves(active, current.length, pageRows)[event.key];
    if (target !== undefined) move(target);
    else if (isWider && event.key === 'ArrowRight') moveSideways(sideStep);
    else if (isWider && event.key === 'ArrowLeft') moveSideways(-sideStep);
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    else if (event.key === ' ' && row !== undefined && props.selection !== undefined)
      toggle(props.selection, props.rowKey(row));
    else return;
    event.preventDefault();
  };

  const handlers = useLatest<RowHandlers<Row>>({
    rowKey: props.rowKey,
    onRow: (row, index) => {
      setActive(index);
      onOpen?.(row);
    },
    onChosen: (keys) => props.selection?.onKeys(keys),
    onOrder: (sort, filters) =>
      onQuery({ ...query, page: 1, sort, filters: mergeFilters(query.filters, filters) }),
  });

  const nothing = rows !== undefined && rows.length === 0;
  useLastPage(props.total, query, onQuery);
  return (
    <div className="desk-table">
      <div className="desk-table-bar">
        {props.searchPlaceholder === undefined ? null : (
          <TableSearch
            placeholder={props.searchPlaceholder}
            text={query.text}
            onText={(text) => onQuery({ ...query, page: 1, text })}
          />
        )}
        {props.toolbar}
        <FilterChips columns={columns} query={query} onQuery={onQuery} />
        <span className="desk-table-space" />
        <ColumnChooser columns={columns} shown={shown} />
        {props.onExport === undefined ? null : (
          <Button
            icon={<DownloadOutlined />}
            loading={props.exporting ?? false}
            disabled={current.length === 0 || props.total === undefined}
            onClick={() =>
              props.onExport?.(
                shown.columns.map((column) => column.key),
                query,
              )
            }
          >
            导出 Excel
          </Button>
        )}
      </div>
      {props.error === undefined || props.error === null ? null : (
        <ErrorNotice
          error={props.error}
          {...(props.onRetry === undefined ? {} : { onRetry: props.onRetry })}
        />
      )}
      <div
        ref={frame}
        className="desk-table-frame"
        tabIndex={nothing ? -1 : 0}
        role="group"
        aria-label={`${props.label}：上下键选择，回车打开${isWider ? '，左右键看其余各列' : ''}`}
        onKeyDown={onKeyDown}
        onScrollCapture={place.onScroll}
        onFocus={(event) => {
          if (event.target === event.currentTarget && active === -1 && current.length > 0) setActive(0);
        }}
      >
        {nothing ? (
          <div className="desk-table-nothing">
            {isFiltered(query) && props.isEmpty !== true ? (
              <EmptyState
                title="没有符合条件的记录"
                explanation="换一个说法，或清除筛选条件后再看。"
                actions={
                  <Button onClick={() => onQuery({ ...query, page: 1, filters: {}, text: '' })}>
                    清除筛选条件
                  </Button>
                }
              />
            ) : (
              props.empty
            )}
          </div>
        ) : (
          <Rows
            table={table}
            columns={antdColumns}
            rows={current}
            active={active}
            spinning={rows === undefined || (props.loading ?? false)}
            width={scrollWidth}
            height={Math.max(120, size.height - headerHeight - 2 - (isWider ? 10 : 0))}
            opens={onOpen !== undefined}
            rowTone={props.rowTone}
            chosen={props.selection?.keys}
            named={columns[0]}
            handlers={handlers}
          />
        )}
      </div>
      <div className="desk-table-foot">
        <span>{countText(rows !== undefined, props.total)}</span>
        {isWider && !nothing ? <span>列较多，可左右滚动查看，也可用左右键</span> : null}
        {props.selection === undefined || props.selection.keys.length === 0 ? null : (
          <span>已选 {props.selection.keys.length} 条</span>
        )}
        <span className="desk-table-space" />
        <Pagination
          size="small"
          current={query.page}
          pageSize={query.pageSize}
          total={props.total ?? 0}
          showSizeChanger
          pageSizeOptions={[50, 100, 500, 2000]}
          hideOnSinglePage={(props.total ?? 0) <= 50}
          onChange={(page, pageSize) =>
            onQuery({ ...query, page: pageSize === query.pageSize ? page : 1, pageSize })
          }
        />
      </div>
    </div>
  );
}

/** What the drawn rows ask back: always the latest, without being drawn again for it. */
interface RowHandlers<Row> {
  readonly rowKey: (row: Row) => string;
  readonly onRow: (row: Row, index: number) => void;
  readonly onChosen: (keys: readonly string[]) => void;
  readonly onOrder: (sort: TableQuery['sort'], filters: ChangedFilters) => void;
}

/** The same object for the life of a list. Drawing rows is dear: what they are drawn from must change for it. */
function useLatest<Handlers extends object>(handlers: Handlers): { readonly current: Handlers } {
  const latest = useRef(handlers);
  useInsertionEffect(() => {
    latest.current = handlers;
  });
  return latest;
}

interface RowsProps<Row extends object> {
  readonly table: RefObject<TableRef | null>;
  readonly columns: readonly ColumnType<Row>[];
  readonly rows: readonly Row[];
  readonly active: number;
  readonly spinning: boolean;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** A click opens the row. */
  readonly opens: boolean;
  readonly rowTone: DataTableProps<Row>['rowTone'];
  /** Keys of the ticked rows; undefined where none can be ticked. */
  readonly chosen: readonly string[] | undefined;
  /** What a row is called where only its tick can be heard. */
  readonly named: DataColumn<Row> | undefined;
  readonly handlers: { readonly current: RowHandlers<Row> };
}

const Rows = memo(DrawnRows) as typeof DrawnRows;

function DrawnRows<Row extends object>({
  table,
  columns,
  rows,
  active,
  spinning,
  width,
  height,
  opens,
  rowTone,
  chosen,
  named,
  handlers,
}: RowsProps<Row>): ReactNode {
  return (
    <Table<Row>
      ref={table}
      virtual
      size="small"
      tableLayout="fixed"
      columns={[...columns]}
      dataSource={rows}
      rowKey={(row) => handlers.current.rowKey(row)}
      pagination={false}
      loading={{ spinning, delay: 150 }}
      scroll={{ x: width, y: height }}
      showSorterTooltip={false}
      rowClassName={(row, index) => rowClass(index === active, opens, rowTone?.(row))}
      onRow={(row, index) => ({ onClick: () => handlers.current.onRow(row, index ?? -1) })}
      {...(chosen === undefined ? {} : { rowSelection: toRowSelection(chosen, named, handlers) })}
      onChange={(_, filters, sorter) => {
        const sort = Array.isArray(sorter) ? sorter[0] : sorter;
        const order =
          sort?.order === undefined || sort.order === null
            ? null
            : ({ key: String(sort.columnKey), order: sort.order === 'ascend' ? 'asc' : 'desc' } as const);
        handlers.current.onOrder(order, filters);
      }}
    />
  );
}

function countText(isRead: boolean, total: number | undefined): string {
  if (!isRead) return '正在读取…';
  return total === undefined ? '正在计数…' : `共 ${total.toLocaleString('zh-CN')} 条`;
}

function rowMoves(active: number, count: number, pageRows: number): Readonly<Record<string, number>> {
  return {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageRows,
    PageUp: active - pageRows,
    Home: 0,
    End: count - 1,
  };
}

function rowClass(active: boolean, opens: boolean, tone: 'warn' | 'bad' | undefined): string {
  return [
    active ? 'desk-row-active' : '',
    opens ? 'desk-row-opens' : '',
    tone === undefined ? '' : `desk-row-${tone}`,
  ]
    .filter(Boolean)
    .join(' ');
}

type Selection = NonNullable<DataTableProps<object>['selection']>;

function toggle(selection: Selection, key: string): void {
  const { keys, onKeys } = selection;
  onKeys(keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]);
}

function toRowSelection<Row extends object>(
  chosen: readonly string[],
  named: DataColumn<Row> | undefined,
  handlers: RowsProps<Row>['handlers'],
): TableProps<Row>['rowSelection'] & object {
  return {
    columnWidth: selectionWidth,
    getTitleCheckboxProps: () => ({ 'aria-label': '全选本页' }),
    getCheckboxProps: (row) => ({ 'aria-label': `选择 ${named === undefined ? '' : cellText(named, row)}` }),
    preserveSelectedRowKeys: true,
    selectedRowKeys: [...chosen],
    onChange: (keys: readonly unknown[]) => handlers.current.onChosen(keys.map(String)),
  };
}

type ChangedFilters = Readonly<Record<string, readonly unknown[] | null>>;

/** Filters of columns that are not shown stay as they are. */
function mergeFilters(before: TableQuery['filters'], changed: ChangedFilters): TableQuery['filters'] {
  const kept = Object.entries(before).filter(([key]) => !(key in changed));
  const set = Object.entries(changed).flatMap(([key, values]) =>
    values === null || values.length === 0 ? [] : [[key, values.map(String)] as const],
  );
  return Object.fromEntries([...kept, ...set]);
}
