/** What every page of statistics has: a period in the address, its choice in the header, and the figures once there are any. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from './EmptyState.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { Page, PageHeader } from './Page.tsx';
import { lastYears } from './period.ts';
import { isPeriod, type Period, PeriodChoice } from './PeriodChoice.tsx';
import { useToday } from './useToday.ts';

export interface StatisticsPeriod {
  readonly period: Period;
  readonly isWhole: boolean;
  /** 2026-01-01至2026-12-31 */
  readonly text: string;
  readonly years: readonly string[];
  readonly onPeriod: (next: Period) => void;
}

/** `?from=…&to=…`; this year when the address says nothing. */
export function useStatisticsPeriod(): StatisticsPeriod {
  const [search, setSearch] = useSearchParams();
  const today = useToday();
  const thisYear = today.slice(0, 4);
  const period = {
    from: search.get('from') ?? `${thisYear}-01-01`,
    to: search.get('to') ?? `${thisYear}-12-31`,
  };
  return {
    period,
    isWhole: isPeriod(period),
    text: `${period.from}至${period.to}`,
    years: lastYears(today),
    onPeriod: (next) => setSearch({ ...next }, { replace: true }),
  };
}

interface StatisticsPageProps<Data> {
  readonly back: { readonly to: string; readonly label: string };
  readonly title: string;
  readonly subtitle: string;
  readonly chosen: StatisticsPeriod;
  readonly statistics: {
    readonly data: Data | undefined;
    readonly error: unknown;
    /** `data` is still of the period before. */
    readonly isPlaceholderData: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  readonly children: (data: Data) => ReactNode;
}

export function StatisticsPage<Data>(props: StatisticsPageProps<Data>): ReactNode {
  const { chosen, statistics } = props;
  const { period, years, onPeriod } = chosen;
  return (
    <Page
      header={
        <PageHeader
          back={props.back}
          title={props.title}
          subtitle={props.subtitle}
          actions={<PeriodChoice period={period} years={years} onPeriod={onPeriod} />}
        />
      }
    >
      {statistics.error === null ? null : (
        <ErrorNotice error={statistics.error} onRetry={() => void statistics.refetch()} />
      )}
      {chosen.isWhole ? (
        statistics.data === undefined ? null : (
          // What is shown under the new period's name is not to be saved or exported until it is the new period's.
          <div className="desk-statistics" inert={statistics.isPlaceholderData}>
            {props.children(statistics.data)}
          </div>
        )
      ) : (
        <EmptyState
          title="统计期间还没有填完整"
          explanation="起止日期应为“年-月-日”，例如 2026-11-24，起始日期不晚于截止日期。"
        />
      )}
    </Page>
  );
}
