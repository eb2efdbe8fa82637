/** 走访统计 of a period, at /visits/statistics?from=…&to=… */
import { type ReactNode, useMemo } from 'react';
import { visitMonthsChart } from '../../../shared/bulletin/charts.ts';
import type {
  VisitMonthRow,
  VisitShareRow,
  VisitStatistics,
  VisitTownRow,
} from '../../../shared/visit/statistics.ts';
import { percentText } from '../../../shared/text/percent.ts';
import { ChartPanel } from '../../chart-panel.tsx';
import { ExportedPanel } from '../../exported-panel.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FigurePanel } from '../../ui/FigurePanel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StatisticsPage, useStatisticsPeriod } from '../../ui/StatisticsPage.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

export function VisitStatisticsPage(): ReactNode {
  const chosen = useStatisticsPeriod();
  const { period, isWhole } = chosen;
  const statistics = useCall(
    'visit.statistics',
    { fromDate: period.from, toDate: period.to },
    { enabled: isWhole, keepPrevious: true },
  );
  return (
    <StatisticsPage
      back={{ to: '/visits', label: '走访服务' }}
      title="走访统计"
      subtitle="按走访日期或计划日期计，不含已取消的；同行也算走访"
      chosen={chosen}
      statistics={statistics}
    >
      {(data) => <Tables statistics={data} note={chosen.text} />}
    </StatisticsPage>
  );
}

function Tables(props: { readonly statistics: VisitStatistics; readonly note: string }): ReactNode {
  const { statistics, note } = props;
  const { side, isLeader } = useOwnDesk();
  const { total, months, leaders, towns } = statistics;
  const chart = useMemo(
    () => visitMonthsChart(months.map(({ key, planned, visited }) => ({ month: key, planned, visited }))),
    [months],
  );
  const isNone = total.planned + total.visited === 0;
  if (isNone && total.among === 0) return nothing;
  return (
    <>
      <Totals total={total} ledger={isLeader ? '您联系的企业' : '台账企业'} />
      {isNone ? null : (
        <ChartPanel
          spec={chart}
          note={note}
          table={
            <SmallTable label="按月份统计" columns={monthColumns} rowKey={(row) => row.key} rows={months} />
          }
        />
      )}
      {leaders.length === 0 ? (
        isNone && nothing
      ) : (
        <ExportedPanel
          heading="按走访领导"
          sheet={`走访统计按走访领导（${note}）`}
          columns={leaderColumns}
          rowKey={(row) => row.key}
          rows={leaders}
        />
      )}
      {side === 'city' && !isLeader ? (
        <ExportedPanel
          heading="按镇区"
          sheet={`走访统计按镇区（${note}）`}
          columns={townColumns}
          rowKey={(row) => row.key}
          rows={towns}
        />
      ) : null}
    </>
  );
}

const nothing = (
  <EmptyState title="这段时间没有走访" explanation="换一个年度或起止日期再看；走访在“走访服务”中记录。" />
);

interface TotalsProps {
  readonly total: VisitShareRow;
  /** What `among` are called. */
  readonly ledger: string;
}

function Totals({ total, ledger }: TotalsProps): ReactNode {
  const calledHere = total.among - total.missing;
  const gone = total.called - calledHere;
  const figures = [
    ['已走访', String(total.visited), `计划走访 ${total.planned} 次`],
    ['走访企业', String(total.called), gone > 0 ? `其中 ${gone} 家已不在台账` : '同一企业多次走访只计一家'],
    ['未走访企业', String(total.missing), `${ledger} ${total.among} 家`],
    ['走访覆盖率', percentText(calledHere, total.among) || '—', `${ledger}中已走访的占比`],
  ] as const;
  return <FigurePanel figures={figures} />;
}

function counts<Row extends VisitMonthRow>(by: string, made = '已走访'): readonly DataColumn<Row>[] {
  return [
    { key: 'label', title: by, width: 200, grow: true, value: (row) => row.label, always: true },
    { key: 'planned', title: '计划走访', width: 100, align: 'right', value: (row) => row.planned },
    { key: 'visited', title: made, width: 100, align: 'right', value: (row) => row.visited },
    { key: 'called', title: '走访企业', width: 100, align: 'right', value: (row) => row.called },
  ];
}

const monthColumns = counts<VisitMonthRow>('月份');

const leaderColumns: readonly DataColumn<VisitShareRow>[] = [
  ...counts<VisitShareRow>('走访领导', '带队走访'),
  {
    key: 'among',
    title: '挂钩企业',
    width: 100,
    align: 'right',
    value: (row) => (row.among === 0 ? null : row.among),
    sheetValue: (row) => row.among,
  },
  {
    key: 'missing',
    title: '挂钩企业未走访',
    width: 130,
    align: 'right',
    value: (row) => (row.among === 0 ? null : row.missing),
    sheetValue: (row) => row.missing,
  },
];

/** What the city wrote down itself stands; of what the town did beside it nothing is known. */
function known(key: string, title: string, width: number, count: (row: VisitTownRow) => number | null) {
  return {
    key,
    title,
    width,
    align: 'right',
    value: (row) => count(row) ?? '—',
    sheetValue: count,
  } satisfies DataColumn<VisitTownRow>;
}

const handedIn = (key: 'planned' | 'visited' | 'called') => (row: VisitTownRow) =>
  row.absent && row[key] === 0 ? null : row[key];

const townColumns: readonly DataColumn<VisitTownRow>[] = [
  {
    key: 'label',
    title: '镇区',
    width: 200,
    grow: true,
    value: (row) => (row.absent ? `${row.label}（尚未接入）` : row.label),
    always: true,
  },
  known('planned', '计划走访', 100, handedIn('planned')),
  known('visited', '已走访', 100, handedIn('visited')),
  known('called', '走访企业', 100, handedIn('called')),
  { key: 'among', title: '台账企业', width: 100, align: 'right', value: (row) => row.among },
  known('missing', '未走访企业', 130, (row) => (row.absent && row.missing > 0 ? null : row.missing)),
];
