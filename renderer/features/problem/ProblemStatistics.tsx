/** 问题办理统计 of a period, at /problems/statistics?from=…&to=… */
import { type ReactNode, useMemo } from 'react';
import type { OutputOf } from '../../../shared/contract.ts';
import { problemAgesChart, problemInTimeChart, problemMonthsChart } from '../../../shared/problem/charts.ts';
import type { ProblemStatisticsRow } from '../../../shared/problem/contract.ts';
import { percentOf, percentText } from '../../../shared/text/percent.ts';
import { ChartPanel } from '../../chart-panel.tsx';
import { ExportedPanel } from '../../exported-panel.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FigurePanel } from '../../ui/FigurePanel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StatisticsPage, useStatisticsPeriod } from '../../ui/StatisticsPage.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

export function ProblemStatistics(): ReactNode {
  const chosen = useStatisticsPeriod();
  const { period, isWhole } = chosen;
  const statistics = useCall(
    'problem.statistics',
    { fromDate: period.from, toDate: period.to },
    { enabled: isWhole, keepPrevious: true },
  );
  return (
    <StatisticsPage
      back={{ to: '/problems', label: '问题诉求' }}
      title="问题办理统计"
      subtitle="按提出日期统计，已并案的不计入"
      chosen={chosen}
      statistics={statistics}
    >
      {(data) => <Tables statistics={data} note={chosen.text} />}
    </StatisticsPage>
  );
}

function Tables(props: {
  readonly statistics: OutputOf<'problem.statistics'>;
  /** Of what time they are. */
  readonly note: string;
}): ReactNode {
  const { statistics, note } = props;
  const { side, isLeader } = useOwnDesk();
  const charts = useMemo(
    () => ({
      months: problemMonthsChart(statistics),
      inTime: problemInTimeChart(statistics),
      ages: problemAgesChart(statistics),
    }),
    [statistics],
  );
  const { total } = statistics;
  if (total.raised === 0)
    return (
      <EmptyState title="这段时间没有问题诉求" explanation="换一个年度或起止日期再看；问题按提出日期计入。" />
    );
  const table = (
    by: string,
    rows: readonly ProblemStatisticsRow[],
    keys: readonly string[] = everyColumn,
  ): ReactNode => (
    <SmallTable
      label={`按${by}统计`}
      columns={columnsBy(by).filter(({ key }) => keys.includes(key))}
      rowKey={(row) => row.key}
      rows={rows}
    />
  );
  const sheet = (by: string, rows: readonly ProblemStatisticsRow[], below = ''): ReactNode => (
    <ExportedPanel
      heading={`按${by}`}
      sheet={`问题办理统计按${by}（${note}）`}
      columns={columnsBy(by)}
      rowKey={(row) => row.key}
      rows={rows}
      total={total}
      below={below}
    />
  );
  return (
    <>
      <Totals total={total} />
      <div className="desk-charts">
        <ChartPanel
          spec={charts.months}
          note={note}
          table={table('月份', statistics.months, ['label', 'raised', 'open', 'overdue', 'ended'])}
        />
        <ChartPanel
          spec={charts.ages}
          note={note}
          table={
            <SmallTable
              label="在办问题按已办天数统计"
              columns={ageColumns}
              rowKey={(row) => row.label}
              rows={statistics.ages}
            />
          }
        />
      </div>
      <ChartPanel spec={charts.inTime} note={note} />
      {sheet('月份', statistics.months)}
      {sheet('主办单位', statistics.hosts)}
      {sheet('类别', statistics.categories)}
      {side === 'city' && !isLeader
        ? sheet('镇区', statistics.towns, absentNote(statistics.absentTowns))
        : null}
    </>
  );
}

function absentNote(absent: readonly string[]): string {
  return absent.length === 0 ? '' : `尚未接入：${absent.join('、')}。这些镇区没有报送，只计市级登记的问题。`;
}

function Totals({ total }: { readonly total: ProblemStatisticsRow }): ReactNode {
  const figures = [
    [
      '提出问题',
      String(total.raised),
      `在办 ${total.open} 个，已关闭 ${total.ended} 个${total.explained > 0 ? `，其中解释说明后关闭 ${total.explained} 个` : ''}`,
    ],
    ['逾期未答复', String(total.overdue), '超过办理期限仍未答复'],
    [
      '按期答复率',
      percentText(total.inTime, total.due) || '—',
      `已到期或已答复 ${total.due} 个，按期 ${total.inTime} 个${total.inTimeExplained > 0 ? `，其中 ${total.inTimeExplained} 个是按期解释说明` : ''}`,
    ],
    [
      '企业满意率',
      percentText(total.satisfied, total.asked) || '—',
      `已请企业确认 ${total.asked} 个，满意 ${total.satisfied} 个${total.wasDissatisfied > 0 ? `；曾不满意 ${total.wasDissatisfied} 个` : ''}`,
    ],
  ] as const;
  return (
    <>
      <FigurePanel figures={figures} />
      <p className="desk-statistics-meaning desk-none">
        已关闭包括办结和解释说明后关闭；在期限内解释说明的，按期答复率也计为按期。满意率按企业最后一次的意见计，曾不满意的另计，重新办理后满意的也在内。
      </p>
    </>
  );
}

const everyColumn = [
  'label',
  'raised',
  'open',
  'overdue',
  'ended',
  'explained',
  'inTime',
  'satisfied',
  'wasDissatisfied',
];

function columnsBy(by: string): readonly DataColumn<ProblemStatisticsRow>[] {
  return [
    { key: 'label', title: by, width: 200, grow: true, value: (row) => row.label, always: true },
    count('raised', '提出'),
    count('open', '在办'),
    count('overdue', '逾期'),
    count('ended', '已关闭'),
    count('explained', '其中解释说明后关闭', 150),
    share('inTime', '按期答复率', (row) => [row.inTime, row.due]),
    share('satisfied', '企业满意率', (row) => [row.satisfied, row.asked]),
    count('wasDissatisfied', '曾不满意', 96),
  ];
}

type Column = DataColumn<ProblemStatisticsRow>;

function count(key: keyof ProblemStatisticsRow, title: string, width = 80): Column {
  return { key, title, width, align: 'right', value: (row) => row[key] };
}

function share(
  key: string,
  title: string,
  parts: (row: ProblemStatisticsRow) => readonly [number, number],
): Column {
  return {
    key,
    title,
    width: 104,
    align: 'right',
    value: (row) => percentText(...parts(row)) || '—',
    sheetTitle: `${title}（%）`,
    sheetValue: (row) => percentOf(...parts(row)),
  };
}

const ageColumns: readonly DataColumn<OutputOf<'problem.statistics'>['ages'][number]>[] = [
  { key: 'label', title: '提出至今', width: 200, grow: true, value: (row) => row.label, always: true },
  { key: 'open', title: '在办', width: 120, value: (row) => row.open },
  { key: 'overdue', title: '其中逾期', width: 120, value: (row) => row.overdue },
];
