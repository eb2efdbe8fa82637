/** 检查统计 of a period, at /filings/statistics?from=…&to=… */
import { type ReactNode, useMemo } from 'react';
import type { OutputOf } from '../../../shared/contract.ts';
import { filingMonthsChart } from '../../../shared/filing/charts.ts';
import { mostEnterprises, type StatisticsRow } from '../../../shared/filing/statistics.ts';
import { percentText } from '../../../shared/text/percent.ts';
import { ChartPanel } from '../../chart-panel.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FigurePanel } from '../../ui/FigurePanel.tsx';
import { StatisticsPage, useStatisticsPeriod } from '../../ui/StatisticsPage.tsx';
import { StatisticsTable } from './StatisticsTable.tsx';

export function FilingStatistics(): ReactNode {
  const chosen = useStatisticsPeriod();
  const { period, isWhole } = chosen;
  const years = useCall('filing.years', {}).data ?? [];
  const statistics = useCall(
    'filing.statistics',
    { fromDate: period.from, toDate: period.to },
    { enabled: isWhole, keepPrevious: true },
  );
  return (
    <StatisticsPage
      back={{ to: '/filings', label: '检查处置报备' }}
      title="检查统计"
      subtitle="按检查日期统计，已作废、已更正的不计入"
      chosen={{ ...chosen, years: [...chosen.years.slice(0, 1), ...years] }}
      statistics={statistics}
    >
      {(data) => <Tables statistics={data} note={chosen.text} />}
    </StatisticsPage>
  );
}

function Tables(props: {
  readonly statistics: OutputOf<'filing.statistics'>;
  /** Of what time they are. */
  readonly note: string;
}): ReactNode {
  const { statistics, note } = props;
  const { side, isLeader } = useOwnDesk();
  const months = useMemo(() => filingMonthsChart(statistics), [statistics]);
  const { total } = statistics;
  if (total.inspections + total.planned === 0)
    return (
      <EmptyState
        title="这段时间没有检查处置报备"
        explanation="换一个年度或起止日期再看；新建的报备按检查日期计入。"
      />
    );
  const table = (heading: string, by: string, rows: readonly StatisticsRow[]): ReactNode => (
    <StatisticsTable heading={heading} by={by} rows={rows} total={total} period={note} />
  );
  return (
    <>
      <Totals total={total} />
      <ChartPanel spec={months} note={note} />
      {table('按月份', '月份', statistics.months)}
      {table('按检查处置单位', '检查处置单位', statistics.units)}
      {table('按检查领域', '检查领域', statistics.domains)}
      {table(`按企业（检查次数前 ${mostEnterprises} 家）`, '企业名称', statistics.enterprises)}
      {side === 'city' && !isLeader ? table('按镇区', '所属镇区', statistics.towns) : null}
    </>
  );
}

function Totals({ total }: { readonly total: StatisticsRow }): ReactNode {
  const figures = [
    ['检查次数', String(total.inspections), total.planned === 0 ? '' : `另有 ${total.planned} 份尚未检查`],
    ['首次检查', String(total.first), '入库企业首次环保、安全、消防检查'],
    [
      '柔性处置率',
      percentText(total.soft, total.firstConcluded) || '—',
      `首次检查已作结论 ${total.firstConcluded} 次，未采用停产、罚款、上网 ${total.soft} 次`,
    ],
    [
      '按时率',
      percentText(total.inTime, total.due) || '—',
      `应办时限 ${total.due} 项，按时 ${total.inTime} 项`,
    ],
  ] as const;
  return <FigurePanel figures={figures} />;
}
