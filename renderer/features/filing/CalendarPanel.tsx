/** 年历 of one enterprise, inside its dossier: 无事不扰. */
import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import { type NearPair, yearCalendar } from '../../../shared/calendar/year.ts';
import { filingDomainLabels } from '../../../shared/filing/rules.ts';
import { otherUnitDays } from '../../../shared/filing/warnings.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { markText, YearCalendarView } from '../../ui/YearCalendar.tsx';

export function CalendarPanel({ enterpriseId }: { readonly enterpriseId: string }): ReactNode {
  const navigate = useNavigate();
  const [year, setYear] = useState(() => Number(localDate(Date.now()).slice(0, 4)));
  const found = useCall('filing.calendar', { enterpriseId });
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  const marks = found.data.map(({ id, date, isMade, inspectingUnit, domain }) => ({
    id,
    kind: 'inspection' as const,
    date,
    state: isMade ? ('made' as const) : ('planned' as const),
    who: inspectingUnit,
    about: domain === 'other' ? '' : filingDomainLabels[domain],
  }));
  const calendar = yearCalendar(year, marks, otherUnitDays);
  return (
    <Panel
      title="年历"
      extra={<span className="desk-none">{yearText(calendar.made, calendar.planned)}</span>}
    >
      <NearPairs pairs={calendar.pairs} />
      <YearCalendarView
        calendar={calendar}
        onYear={setYear}
        onOpen={({ id }) => void navigate(`/filings/${id}`)}
      />
    </Panel>
  );
}

function yearText(made: number, planned: number): string {
  if (made + planned === 0) return '本年没有检查；已作废、已更正的报备不列入';
  return `本年已检查 ${made} 次${planned === 0 ? '' : `，计划 ${planned} 次`}`;
}

function NearPairs({ pairs }: { readonly pairs: readonly NearPair[] }): ReactNode {
  if (pairs.length === 0) return null;
  return (
    <Alert
      className="desk-form-alert"
      type="warning"
      showIcon
      title={`${pairs.length} 处检查相隔 ${otherUnitDays} 天以内，建议联合检查`}
      description={
        <ul className="desk-year-pairs">
          {pairs.map(({ first, second, daysApart }) => (
            <li key={`${first.id} ${second.id}`}>
              {first.date} {markText(first)}，{second.date} {markText(second)}：
              {daysApart === 0 ? '同日' : `相隔 ${daysApart} 天`}
            </li>
          ))}
        </ul>
      }
    />
  );
}
