import { Table } from 'antd';
import type { ReactNode } from 'react';
import { EmptyState } from './EmptyState.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { type DataColumn, toAntdColumn } from './tableColumns.tsx';
import { firstQuery } from './tableQuery.ts';
import { useElementSize } from './useElementSize.ts';

export interface SmallTableProps<Row extends object> {
  /** Read out to those who cannot see it: 交换对象. */
  readonly label: string;
  /** `sortable`, `filter` and `hidden` do not count here. */
  readonly columns: readonly DataColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  /** All rows, in order; undefined while they are on their way. */
  readonly rows: readonly Row[] | undefined;
  /** Click, or Enter on a focused row. */
  readonly onOpen?: (row: Row) => void;
  readonly empty?: ReactNode;
  readonly error?: unknown;
  readonly onRetry?: () => void;
}

/** A few dozen rows inside a page, as tall as they are: no toolbar, no pages. Long lists are a DataTable. */
export function SmallTable<Row extends object>(props: SmallTableProps<Row>): ReactNode {
  const { rows, error } = props;
  if (error !== undefined && error !== null) {
    return <ErrorNotice error={error} {...(props.onRetry === undefined ? {} : { onRetry: props.onRetry })} />;
  }
  if (rows?.length === 0) return props.empty ?? <EmptyState title="没有记录" />;
  return <Rows {...props} />;
}

function Rows<Row extends object>({ label, columns, rows, rowKey, onOpen }: SmallTableProps<Row>): ReactNode {
  const [frame, size] = useElementSize<HTMLDivElement>();
  const least = columns.reduce((sum, column) => sum + column.width, 0);
  const isWider = size.width > 0 && least > size.width;
  return (
    <div
      ref={frame}
      className="desk-small-table"
      role="group"
      // The browser scrolls what has the focus with the arrow keys.
      {...(isWider ? { tabIndex: 0, 'aria-label': `${label}：左右键看其余各列` } : { 'aria-label': label })}
    >
      <Table<Row>
        size="small"
        tableLayout="fixed"
        style={{ minWidth: least }}
        columns={columns.map((column) => {
          // A growing column has no width of its own: the browser gives it what is left.
          const { width, ...shown } = toAntdColumn(column, column.width, firstQuery);
          const { sorter: _sorter, filters: _filters, filterDropdown: _filter, ...plain } = shown;
          return column.grow === true ? plain : { ...plain, width };
        })}
        dataSource={rows ?? []}
        rowKey={rowKey}
        pagination={false}
        loading={{ spinning: rows === undefined, delay: 150 }}
        rowClassName={onOpen === undefined ? '' : 'desk-row-opens'}
        onRow={(row) =>
          onOpen === undefined
            ? {}
            : {
                tabIndex: 0,
                onClick: () => onOpen(row),
                onKeyDown: (event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
                },
              }
        }
      />
    </div>
  );
}
