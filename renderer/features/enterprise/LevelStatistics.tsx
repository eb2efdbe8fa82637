/** 培育层级统计, at /enterprises/levels. */
import { Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { levelsChart } from '../../../shared/bulletin/charts.ts';
import type { LevelCount } from '../../../shared/enterprise/level-count.ts';
import { isLevelKey, levelOf } from '../../../shared/enterprise/levels.ts';
import { ChartPanel } from '../../chart-panel.tsx';
import { ExportedPanel } from '../../exported-panel.tsx';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

export function LevelStatistics(): ReactNode {
  const [asked, setAsked] = useState<number | undefined>(undefined);
  const input = asked === undefined ? {} : { year: asked };
  const counted = useCall('enterprise.levels', input, { keepPrevious: true });
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/enterprises', label: '企业台账' }}
          title="培育层级统计"
          subtitle="现有只认今天有效的认定和在库企业；申报计划不等于已获称号"
          actions={
            counted.data ? (
              <Select
                aria-label="认定和计划的年度"
                value={counted.data.year}
                options={counted.data.years.map((year) => ({ value: year, label: `${year} 年度` }))}
                onChange={setAsked}
              />
            ) : null
          }
        />
      }
    >
      {counted.error === null ? null : (
        <ErrorNotice error={counted.error} onRetry={() => void counted.refetch()} />
      )}
      {counted.data ? <Levels year={counted.data.year} levels={counted.data.levels} /> : null}
    </Page>
  );
}

function Levels(props: { readonly year: number; readonly levels: readonly LevelCount[] }): ReactNode {
  const { levels } = props;
  const year = String(props.year);
  const chart = useMemo(() => levelsChart(levels, year), [levels, year]);
  const columns = useMemo(() => columnsOf(year), [year]);
  if (levels.length === 0)
    return (
      <EmptyState
        title="还没有在库企业、称号和申报计划"
        explanation="在一企一册里登记级别与称号、申报计划，或从名册导入，这里就有数。"
      />
    );
  return (
    <>
      <ChartPanel spec={chart} note={`${year} 年`} />
      <ExportedPanel
        heading="按培育层级"
        sheet={`培育层级统计（${year} 年）`}
        columns={columns}
        rowKey={({ key }) => key}
        rows={levels}
      />
    </>
  );
}

function columnsOf(year: string): readonly DataColumn<LevelCount>[] {
  const count = (key: keyof LevelCount, title: string): DataColumn<LevelCount> => ({
    key,
    title,
    width: 150,
    align: 'right',
    value: (row) => row[key],
  });
  return [
    {
      key: 'key',
      title: '培育层级',
      width: 260,
      grow: true,
      value: ({ key }) => (isLevelKey(key) ? levelOf(key).label : key),
    },
    count('held', '现有企业'),
    // Entering a pool is no title.
    {
      ...count('gained', `${year} 年认定`),
      value: ({ key, gained }) => (isLevelKey(key) && levelOf(key).kind === 'title' ? gained : null),
    },
    count('planned', `${year} 年计划申报`),
  ];
}
