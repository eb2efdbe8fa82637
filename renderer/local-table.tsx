/** A list that is whole in the window, with 导出 Excel: it is filtered, sorted and paged here. */
import type { ReactNode } from 'react';
import { useListExport } from './list-export.ts';
import { DataTable, type DataTableProps } from './ui/DataTable.tsx';
import { applyQuery, useLocalRows } from './ui/useLocalRows.ts';

type Given =
  | 'rows'
  | 'total'
  | 'query'
  | 'onQuery'
  | 'onExport'
  | 'exporting'
  | 'loading'
  | 'error'
  | 'onRetry';

export interface LocalTableProps<Row extends object> extends Omit<DataTableProps<Row>, Given> {
  /** What `useCall` gives. */
  readonly list: {
    readonly data: readonly Row[] | undefined;
    readonly isFetching: boolean;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
  };
  /** What an exported sheet is called where `label` does not say whose it is. */
  readonly sheetLabel?: string;
}

export function LocalTable<Row extends object>({
  list,
  sheetLabel,
  ...table
}: LocalTableProps<Row>): ReactNode {
  const { tableId, label, columns } = table;
  const rows = useLocalRows(tableId, list.data, columns);
  const exported = useListExport(sheetLabel ?? label, columns, (query) =>
    applyQuery(list.data ?? [], columns, query),
  );
  return (
    <DataTable<Row>
      {...table}
      {...rows}
      {...exported}
      loading={list.isFetching}
      error={list.error}
      onRetry={() => void list.refetch()}
    />
  );
}
