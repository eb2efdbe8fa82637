import { Table } from 'antd';
import type { ReactNode } from 'react';
import { EmptyState } from './EmptyState.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { type DataColumn, toAntdColumn } from './tableColumns.tsx';
import { firstQuery } from './tableQuery.ts';

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
  const { label, columns, rows, rowKey, onOpen, error } = props;
  if (error !== undefined && error !== null) {
    return <ErrorNotice error={error} {...(props.onRetry === undefined ? {} : { onRetry: props.onRetry })} />;
  }
  if (rows?.length === 0) return props.empty ?? <EmptyState title="没有记录" />;
  const least = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <div className="desk-small-table" role="group" aria-label={label}>
      <Table<Row>
        size="small"
        tableLayout="fixed"
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
        scroll={{ x: least }}
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
