/** 年历 of one enterprise, inside its dossier: 无事不扰. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { entryText } from '../../../shared/calendar/entry.ts';
import { type NearPair, type YearCalendar, yearCalendar } from '../../../shared/calendar/year.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { YearCalendarView } from '../../ui/YearCalendar.tsx';
import { yearPaperPath } from './chosen.ts';
import { entryPath } from './entry-path.ts';
import { useYear } from './useYear.ts';

export function EnterpriseCalendar({ enterpriseId }: { readonly enterpriseId: string }): ReactNode {
  const navigate = useNavigate();
  const [year, setYear] = useYear();
  const found = useCall('calendar.ofEnterprise', { enterpriseId, year }, { keepPrevious: true });
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  const { entries, nearDays } = found.data;
  const calendar = yearCalendar(year, entries, nearDays);
  return (
    <Panel
      title="年历"
      extra={
        <>
          <span className="desk-none">{yearText(calendar)}</span>
          <Button size="small" onClick={() => void navigate(yearPaperPath('enterprise', enterpriseId, year))}>
            打印年历
          </Button>
        </>
      }
    >
      {calendar.pairs.length === 0 ? null : (
        <ul className="desk-year-notes" aria-label="无事不扰">
          {calendar.pairs.map((pair) => (
            <Pair key={`${pair.first.id} ${pair.second.id}`} pair={pair} />
          ))}
        </ul>
      )}
      <YearCalendarView
        calendar={calendar}
        of="enterprise"
        nearText={`与其他单位的检查相隔 ${nearDays} 天以内`}
        onYear={setYear}
        onOpen={(entry) => void navigate(entryPath(entry))}
      />
    </Panel>
  );
}

function yearText({ visits, inspections }: YearCalendar): string {
  const of = (what: string, { made, planned }: YearCalendar['visits']): string =>
    made + planned === 0
      ? `没有${what}`
      : `已${what} ${made} 次${planned === 0 ? '' : `，计划 ${planned} 次`}`;
  return `本年${of('走访', visits)}；${of('检查', inspections)}`;
}

function Pair({ pair: { first, second, daysApart } }: { readonly pair: NearPair }): ReactNode {
  return (
    <li>
      <StatusTag tone="warn">建议联合检查</StatusTag>
      <span>
        {first.date} {entryText(first, 'enterprise')}，{second.date} {entryText(second, 'enterprise')}：
        {daysApart === 0 ? '同日' : `相隔 ${daysApart} 天`}
      </span>
    </li>
  );
}
