/** 导出 Excel of a list as it is shown: for every list but the ledger, whose rows never stand in the window as a whole. */
import { useState } from 'react';
import { mostExportedRows } from '../shared/table/contract.ts';
import { useCommand } from './commands.ts';
import { useSavedFile } from './saved-file.ts';
import { toExportedTable } from './ui/exportedTable.ts';
import type { DataColumn } from './ui/tableColumns.tsx';
import type { TableQuery } from './ui/tableQuery.ts';
import { useNotice } from './ui/useNotice.tsx';

export interface ListExport {
  readonly onExport: (columnKeys: readonly string[], query: TableQuery) => void;
  readonly exporting: boolean;
}

/** `allRows`: every row that passes the query, in its order, all pages. `total`: 合计 below them. */
export function useListExport<Row>(
  label: string,
  columns: readonly DataColumn<Row>[],
  allRows: (query: TableQuery) => readonly Row[] | Promise<readonly Row[]>,
  total?: Row,
): ListExport {
  const notice = useNotice();
  const saved = useSavedFile();
  const [gathering, setGathering] = useState(false);
  const save = useCommand('table.export', {
    onDone: (done) => {
      if (done) saved(`已导出 ${done.rows} 条`, done.path);
    },
  });
  const begin = async (columnKeys: readonly string[], query: TableQuery): Promise<void> => {
    setGathering(true);
    try {
      const rows = await allRows(query);
      save.mutate(toExportedTable({ label, columns, columnKeys, query, rows, total }));
    } catch (error) {
      notice.failure(error);
    } finally {
      setGathering(false);
    }
  };
  return {
    onExport: (columnKeys, query) => void begin(columnKeys, query),
    exporting: gathering || save.isPending,
  };
}

/** For `allRows`: page after page; one row more than may be exported is enough to be refused. */
export async function everyPage<Row>(
  ask: (offset: number) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  while (rows.length <= mostExportedRows) {
    const page = await ask(rows.length);
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) break;
  }
  return rows;
}
