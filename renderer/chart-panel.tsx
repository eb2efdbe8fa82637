/** 看图、看表: a chart and the table it is drawn from, one in the place of the other, to be saved and printed. */
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ChartSpec, isWorthDrawing, valueText } from '../shared/chart/spec.ts';
import { useCommand } from './commands.ts';
import { useSavedFile } from './saved-file.ts';
import { Chart } from './ui/Chart.tsx';
import { titledChartPng } from './ui/chartPicture.ts';
import { Panel } from './ui/Page.tsx';
import { SmallTable } from './ui/SmallTable.tsx';
import type { DataColumn } from './ui/tableColumns.tsx';
import { useNotice } from './ui/useNotice.tsx';

interface ChartPanelProps {
  readonly spec: ChartSpec;
  /** Of what time it is: 2026-01-01至2026-12-31. */
  readonly note: string;
  /** Left out where the table stands beneath. */
  readonly table?: ReactNode;
}

type View = 'chart' | 'table';

export function ChartPanel({ spec, note, table }: ChartPanelProps): ReactNode {
  const [view, setView] = useState<View>('chart');
  // One month, or nothing: a table says it better.
  if (!isWorthDrawing(spec))
    return table === undefined ? null : (
      <Panel title={spec.title} extra={<span className="desk-none">有两项以上数据时画图</span>}>
        {table}
      </Panel>
    );
  return (
    <Panel
      title={spec.title}
      extra={
        <>
          {view === 'chart' ? <ChartActions spec={spec} note={note} /> : null}
          {table === undefined ? null : (
            <Segmented<View>
              size="small"
              aria-label={`${spec.title}：看图或看表`}
              value={view}
              onChange={setView}
              options={[
                { value: 'chart', label: '看图' },
                { value: 'table', label: '看表' },
              ]}
            />
          )}
        </>
      }
    >
      {view === 'chart' ? <Chart spec={spec} /> : table}
    </Panel>
  );
}

function ChartActions({ spec, note }: Pick<ChartPanelProps, 'spec' | 'note'>): ReactNode {
  const notice = useNotice();
  const saved = useSavedFile();
  const print = useCommand('chart.print');
  const save = useCommand('chart.save', {
    onDone: (file) => {
      if (file) saved('图片已保存', file.path);
    },
  });
  const savePicture = async (): Promise<void> => {
    try {
      save.mutate({ name: `${spec.title}（${note}）`, png: await titledChartPng(spec, note) });
    } catch (error) {
      notice.failure(error);
    }
  };
  return (
    <>
      <Button
        size="small"
        type="text"
        icon={<DownloadOutlined />}
        loading={save.isPending}
        aria-label={`保存图片：${spec.title}`}
        onClick={() => void savePicture()}
      >
        保存图片
      </Button>
      <Button
        size="small"
        type="text"
        icon={<PrinterOutlined />}
        loading={print.isPending}
        aria-label={`打印：${spec.title}`}
        onClick={() => print.mutate({ spec, note })}
      >
        打印
      </Button>
    </>
  );
}

/** What a chart says, line by line, where no table of the page says it. */
export function ChartTable({ spec }: { readonly spec: ChartSpec }): ReactNode {
  const columns: readonly DataColumn<{ readonly at: number }>[] = [
    { key: 'name', title: '', width: 150, grow: true, value: ({ at }) => spec.categories[at] ?? '' },
    ...spec.series.map(({ name, values }, index) => ({
      key: `series-${index}`,
      title: name,
      width: 120,
      value: ({ at }: { readonly at: number }) => valueText(values[at], spec.unit),
    })),
  ];
  return (
    <SmallTable
      label={spec.title}
      columns={columns}
      rowKey={({ at }) => String(at)}
      rows={spec.categories.map((_, at) => ({ at }))}
    />
  );
}
