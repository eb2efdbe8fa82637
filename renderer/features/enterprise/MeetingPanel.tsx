/** 会议: notes whose topics or decisions name this enterprise. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';

export function MeetingPanel({ enterpriseId }: { readonly enterpriseId: string }): ReactNode {
  const meetings = useCall('enterprise.meetings', { id: enterpriseId });
  return (
    <Panel title="月度联席会议">
      {meetings.error ? <ErrorNotice error={meetings.error} onRetry={() => void meetings.refetch()} /> : null}
      {meetings.data?.length === 0 ? (
        <EmptyState
          title="会议纪要中还没有提到本企业"
          explanation="议题或议定事项写有企业名称、简称或曾用名的会议纪要，会自动列在这里。"
        />
      ) : (
        <ul className="desk-plain-list desk-mentions">
          {meetings.data?.map((meeting) => (
            <li key={meeting.id}>
              <Link to={`/meetings/${meeting.id}`}>{meeting.month} 月度联席会议</Link>
              <span className="desk-none">
                {meeting.heldOn} {meeting.chair === '' ? '' : `主持：${meeting.chair}`}
              </span>
              {meeting.mentions.map((mention) => (
                <p key={mention}>{mention}</p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
