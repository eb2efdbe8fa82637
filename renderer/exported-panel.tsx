/** A short table under its heading, with 导出 Excel. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useListExport } from './list-export.ts';
import { Panel } from './ui/Page.tsx';
import { SmallTable } from './ui/SmallTable.tsx';
import type { DataColumn } from './ui/tableColumns.tsx';
import { firstQuery } from './ui/tableQuery.ts';

interface ExportedPanelProps<Row> {
  readonly heading: string;
  /** Name of the sheet: what it counts, and of what time. */
  readonly sheet: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rows: readonly Row[];
  /** 合计, the last line: no row of its own. */
  readonly total?: Row;
  /** A line below the table; none for ''. */
  readonly below?: string;
}

export function ExportedPanel<Row extends object>(props: ExportedPanelProps<Row>): ReactNode {
  const { heading, columns, rows, total, below = '' } = props;
  const exported = useListExport(props.sheet, columns, () => rows, total);
  return (
    <Panel
      title={heading}
      extra={
        <Button
          size="small"
          icon={<DownloadOutlined />}
          aria-label={`导出 Excel：${heading}`}
          loading={exported.exporting}
          onClick={() =>
            exported.onExport(
              columns.map(({ key }) => key),
              firstQuery,
            )
          }
        >
          导出 Excel
        </Button>
      }
    >
      <SmallTable
        label={heading}
        columns={columns}
        rowKey={props.rowKey}
        rows={total === undefined ? rows : [...rows, total]}
      />
      {below === '' ? null : <p className="desk-panel-note">{below}</p>}
    </Panel>
  );
}
