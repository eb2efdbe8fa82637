import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall, useReadAnewOn } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { spellDate, weekdayOf } from '../../ui/dateText.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useToday } from '../../ui/useToday.ts';
import { DecisionPanel } from './DecisionPanel.tsx';
import { DraftPanel } from './DraftPanel.tsx';
import { EmptyLedger } from './EmptyLedger.tsx';
import { ExchangePanel } from './ExchangePanel.tsx';
import { HandInPanel } from './HandInPanel.tsx';
import { MeetingPanel } from './MeetingPanel.tsx';
import { NewsPanel } from './NewsPanel.tsx';
import { ProblemPanel } from './ProblemPanel.tsx';
import { QuietNote } from './QuietNote.tsx';
import { RecoveryReminder } from './RecoveryReminder.tsx';
import { VisitPanel } from './VisitPanel.tsx';
import { ConflictPanel, FilingPanel } from './panels.tsx';

/** 今日待办: what falls due, with its hour; everything on it opens what it speaks of. */
export function TodayPage(): ReactNode {
  const navigate = useNavigate();
  const { isLeader, side } = useOwnDesk();
  const isCity = side === 'city' && !isLeader;
  const today = useToday();
  useReadAnewOn(today);
  const enterprises = useCall('enterprise.count', { filter: { text: '' } });
  const isEmpty = enterprises.data?.total === 0;
  return (
    <Page
      header={
        <PageHeader
          title="今日待办"
          subtitle={`${spellDate(today)}　${weekdayOf(today)}　不得录入涉密信息`}
          actions={
            isEmpty ? null : isLeader ? (
              <>
                <Button onClick={() => void navigate('/exchange')}>导入导出数据包</Button>
                <Button type="primary" onClick={() => void navigate('/visits/new')}>
                  记录走访
                </Button>
              </>
            ) : (
              <>
                <Button onClick={() => void navigate('/visits/new')}>记录走访</Button>
                <Button onClick={() => void navigate('/problems/new')}>登记问题</Button>
                <Button type="primary" onClick={() => void navigate('/filings/new')}>
                  新建报备
                </Button>
              </>
            )
          }
        />
      }
    >
      {enterprises.error ? (
        <ErrorNotice error={enterprises.error} onRetry={() => void enterprises.refetch()} />
      ) : null}
      {isEmpty ? (
        <>
          {/* Also where every enterprise has left this desk. */}
          <DraftPanel />
          <EmptyLedger />
        </>
      ) : (
        <div className="desk-today">
          <RecoveryReminder />
          <div>
            <DraftPanel />
            {isCity ? (
              <>
                <ProblemPanel />
                <FilingPanel />
              </>
            ) : (
              <>
                {isLeader ? null : <FilingPanel />}
                <ProblemPanel />
              </>
            )}
            <VisitPanel />
            <DecisionPanel />
            {isLeader ? null : <QuietNote />}
          </div>
          <div>
            <NewsPanel />
            {isLeader ? null : <ConflictPanel />}
            {isCity ? <HandInPanel /> : <ExchangePanel />}
            {isLeader ? null : <MeetingPanel />}
          </div>
        </div>
      )}
    </Page>
  );
}
