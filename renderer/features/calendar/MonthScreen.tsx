/** 月历 of the whole desk, at /calendar?month=…&kinds=…&towns=…&view=list&day=…: what the address says survives a lock. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type CalendarEntry, passesCalendar } from '../../../shared/calendar/entry.ts';
import { monthGrid } from '../../../shared/calendar/month.ts';
import { isHolidayUnknown } from '../../../shared/calendar/workdays.ts';
import { addMonths, isDate, isMonth, localDate } from '../../../shared/clock.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { spellMonth } from '../../ui/dateText.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { CalendarFilters } from './CalendarFilters.tsx';
import { chosenIn, narrowed, paperSearch } from './chosen.ts';
import { DayDrawer } from './DayDrawer.tsx';
import { entryPath } from './entry-path.ts';
import { MonthGrid } from './MonthGrid.tsx';
import { MonthList } from './MonthList.tsx';

const none: readonly CalendarEntry[] = [];

export function MonthScreen(): ReactNode {
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const { side, isLeader } = useOwnDesk();
  const [today] = useState(() => localDate(Date.now()));
  const asked = search.get('month') ?? '';
  const month = isMonth(asked) ? asked : today.slice(0, 7);
  const found = useCall('calendar.month', { month });
  const chosen = useMemo(() => chosenIn(search), [search]);
  const entries = found.data?.entries ?? none;
  const inTowns = useMemo(
    () => entries.filter((entry) => passesCalendar(entry, { towns: chosen.towns })),
    [entries, chosen],
  );
  const shown = useMemo(
    () => inTowns.filter((entry) => passesCalendar(entry, { kinds: chosen.kinds })),
    [inTowns, chosen],
  );
  const show = (change: Readonly<Record<string, string>>): void => {
    const next = { ...Object.fromEntries(search), ...change };
    setSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')), {
      replace: true,
    });
  };
  if (found.error)
    return (
      <FailedPage
        back={{ to: '/today', label: '今日待办' }}
        title="月历"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  const isList = search.get('view') === 'list';
  const day = search.get('day') ?? '';
  const turn = (by: number): void => show({ month: addMonths(month, by), day: '' });
  const open = (entry: CalendarEntry): void => void navigate(entryPath(entry));
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title="月历"
          subtitle={isHolidayUnknown(`${month}-01`) ? holidaysUnknown(month) : ''}
          actions={
            <>
              <div className="desk-visit-period">
                <Button aria-label="上个月" icon={<LeftOutlined />} onClick={() => turn(-1)} />
                <strong>{spellMonth(month)}</strong>
                <Button aria-label="下个月" icon={<RightOutlined />} onClick={() => turn(1)} />
              </div>
              <Button
                disabled={month === today.slice(0, 7)}
                onClick={() => show({ month: today.slice(0, 7), day: '' })}
              >
                今天
              </Button>
              <Button onClick={() => void navigate(`/calendar/paper?${paperSearch(month, chosen)}`)}>
                打印月历
              </Button>
            </>
          }
        />
      }
    >
      <div className="desk-month-page">
        <div className="desk-month-tools">
          <CalendarFilters
            entries={inTowns}
            chosen={chosen}
            withTowns={side === 'city' && !isLeader}
            onChoose={(next) => show(narrowed(next))}
          />
          <Segmented
            aria-label="显示为"
            value={isList ? 'list' : 'grid'}
            options={[
              { value: 'grid', label: '月历' },
              { value: 'list', label: '列表' },
            ]}
            onChange={(view) => show({ view: view === 'list' ? 'list' : '' })}
          />
        </div>
        {found.data?.isCut === true ? (
          <Alert
            type="warning"
            showIcon
            title="本月事项过多，只列出每类最早的一部分；全部内容请到各台账查看。"
          />
        ) : null}
        {!isList && found.data?.entries.length === 0 ? (
          <p className="desk-none">
            本月还没有事项。登记的走访计划、检查报备、会议，以及问题、承诺和议定事项的时限，会自动列在这里。
          </p>
        ) : null}
        {isList ? (
          <MonthList month={month} list={{ ...found, data: found.data && shown }} onOpen={open} />
        ) : (
          <MonthGrid weeks={monthGrid(month, shown)} today={today} onDay={(date) => show({ day: date })} />
        )}
      </div>
      {isDate(day) ? (
        <DayDrawer
          date={day}
          entries={shown.filter(({ date }) => date === day)}
          onClose={() => show({ day: '' })}
        />
      ) : null}
    </Page>
  );
}

function holidaysUnknown(month: string): string {
  return `${month.slice(0, 4)} 年的放假安排尚未收录，只标出周末`;
}
