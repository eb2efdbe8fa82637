/** 月度联席会议 on 今日待办: the next one, the last one and what is still open from it. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { meetingOutlook } from '../../../shared/meeting/outlook.ts';
import { useCall } from '../../queries.ts';
import { spellDate, spellMonth, weekdayOf } from '../../ui/dateText.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useToday } from '../../ui/useToday.ts';

export function MeetingPanel(): ReactNode {
  const today = useToday();
  const meetings = useCall('meeting.list', {});
  const { next, last, isMonthMissing, openDecisions } = meetingOutlook(meetings.data ?? [], today);
  return (
    <Panel title="月度联席会议" extra={<Link to="/meetings">全部会议</Link>}>
      {meetings.error ? <ErrorNotice error={meetings.error} onRetry={() => void meetings.refetch()} /> : null}
      {meetings.data ? (
        <ul className="desk-todo">
          {next ? (
            <li>
              <StatusTag tone={next.heldOn === today ? 'warn' : 'info'}>
                {next.heldOn === today ? '今天' : '下次'}
              </StatusTag>
              <span className="desk-todo-what">
                <Link to={`/meetings/${next.id}`}>
                  {spellDate(next.heldOn)}　{weekdayOf(next.heldOn)}
                </Link>
                <div className="desk-none">
                  {[next.place, openDecisions > 0 ? `会上要问的议定事项 ${openDecisions} 项` : '']
                    .filter((text) => text !== '')
                    .join('　')}
                </div>
              </span>
            </li>
          ) : null}
          {isMonthMissing || !next ? (
            <li>
              <StatusTag tone={isMonthMissing ? 'warn' : 'plain'}>
                {isMonthMissing ? '本月' : '下次'}
              </StatusTag>
              <span className="desk-todo-what">
                {isMonthMissing ? `${spellMonth(today.slice(0, 7))}还没有会议纪要` : '还没有安排'}
              </span>
              <Link to="/meetings/new">新建</Link>
            </li>
          ) : null}
          {last ? (
            <li>
              <StatusTag tone="plain">上次</StatusTag>
              <span className="desk-todo-what">
                <Link to={`/meetings/${last.id}`}>{spellDate(last.heldOn)}</Link>
                <div className="desk-none">
                  {last.decisionCount === 0
                    ? '没有议定事项'
                    : last.openDecisionCount === 0
                      ? `议定 ${last.decisionCount} 项，已全部办结`
                      : `议定 ${last.decisionCount} 项，未办结 ${last.openDecisionCount} 项`}
                </div>
              </span>
            </li>
          ) : null}
        </ul>
      ) : null}
    </Panel>
  );
}
