/** 年历 of one leader: his visits, what he promised by when, and the inspections made at the enterprises linked to him. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { yearCalendar } from '../../../shared/calendar/year.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { YearCalendarView } from '../../ui/YearCalendar.tsx';
import { yearPaperPath } from './chosen.ts';
import { entryPath } from './entry-path.ts';
import { useYear } from './useYear.ts';

/** Inspections of one enterprise that lie near one another are told in its own calendar. */
const noPairs = -1;

export function LeaderCalendar({ personId }: { readonly personId: string }): ReactNode {
  const navigate = useNavigate();
  const [year, setYear] = useYear();
  const found = useCall('calendar.ofLeader', { personId, year }, { keepPrevious: true });
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  const calendar = yearCalendar(year, found.data.entries, noPairs);
  const { visits, inspections } = calendar;
  return (
    <Panel
      title="年历"
      extra={
        <>
          <span className="desk-none">
            本年已走访 {visits.made} 次{visits.planned === 0 ? '' : `，计划 ${visits.planned} 次`}
            ；挂钩企业受检查 {inspections.made} 次
          </span>
          <Button size="small" onClick={() => void navigate(yearPaperPath('leader', personId, year))}>
            打印年历
          </Button>
        </>
      }
    >
      <YearCalendarView
        calendar={calendar}
        of="leader"
        onYear={setYear}
        onOpen={(entry) => void navigate(entryPath(entry))}
      />
    </Panel>
  );
}
