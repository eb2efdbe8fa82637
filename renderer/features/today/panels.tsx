/** The blocks of 今日待办; each line opens what it speaks of. */
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import type { DeliverySlotKey } from '../../../shared/filing/case.ts';
import { type ClockKey, type ClockState, deadlineDay } from '../../../shared/filing/clocks.ts';
import type { DueItem } from '../../../shared/filing/contract.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag, type StatusTone } from '../../ui/StatusTag.tsx';
import { WholeListLink } from '../../ui/WholeListLink.tsx';
import { formPath } from './form-path.ts';

/** Lines shown before “还有 … 项”. */
export const shownLines = 12;

export function FilingPanel(): ReactNode {
  const due = useCall('filing.due', {});
  const unrecorded = useCall('filing.unrecorded', {});
  const [refetch, refetchUnrecorded] = [due.refetch, unrecorded.refetch];
  // Clocks run on by themselves, without anything being saved.
  useEffect(() => {
    const timer = setInterval(() => void Promise.all([refetch(), refetchUnrecorded()]), 60_000);
    return () => clearInterval(timer);
  }, [refetch, refetchUnrecorded]);
  const past = unrecorded.data ?? [];
  const items = due.data ?? [];
  const hidden = Math.max(0, items.length - shownLines) + Math.max(0, past.length - shownLines);
  if (due.data && unrecorded.data && items.length + past.length === 0) return null;
  const overdue = items.filter(({ clock }) => clock.state === 'overdue').length;
  return (
    <Panel
      title="检查处置报备"
      extra={
        <>
          {overdue > 0 ? <StatusTag tone="bad">逾期 {overdue} 项</StatusTag> : null}
          {items.length + past.length > 0 ? <Link to="/filings/reminders">打印提醒清单</Link> : null}
          <WholeListLink to="/filings">全部报备</WholeListLink>
        </>
      }
    >
      {due.error ? <ErrorNotice error={due.error} onRetry={() => void due.refetch()} /> : null}
      <ul className="desk-todo desk-todo-lines">
        {items.slice(0, shownLines).map((item) => (
          <FilingLine
            key={`${item.filingId}/${item.clock.key}`}
            item={item}
            withUnit={items.some(
              ({ enterpriseId, filingId }) =>
                enterpriseId === item.enterpriseId && filingId !== item.filingId,
            )}
          />
        ))}
        {past.slice(0, shownLines).map(({ filingId, enterpriseName, inspectionDate }) => (
          <li key={`${filingId}/inspection`}>
            <StatusTag tone="warn">待记录</StatusTag>
            <Link to={`/filings/${filingId}`}>{enterpriseName}</Link>
            <span className="desk-todo-what">检查日期已过，请记录检查情况</span>
            <time>{inspectionDate}</time>
            <span className="desk-todo-act">
              <Link to={formPath(`step:inspected:${filingId}`)}>记录检查</Link>
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 ? <WholeListLink to="/filings">还有 {hidden} 项</WholeListLink> : null}
    </Panel>
  );
}

const tones: Readonly<Record<ClockState, StatusTone>> = {
  waiting: 'plain',
  due: 'warn',
  overdue: 'bad',
  done: 'good',
  late: 'bad',
  offered: 'info',
  'not-required': 'plain',
  ask: 'warn',
};

interface FilingLineProps {
  readonly item: DueItem;
  /** Another filing of the enterprise is listed too. */
  readonly withUnit: boolean;
}

function FilingLine({ item, withUnit }: FilingLineProps): ReactNode {
  const { clock } = item;
  const { isLeader } = useOwnDesk();
  return (
    <li>
      <StatusTag tone={tones[clock.state]}>
        {clock.state === 'overdue' ? '逾期' : clock.state === 'due' ? '应办' : '将到期'}
      </StatusTag>
      <Link to={`/filings/${item.filingId}`}>{item.enterpriseName}</Link>
      <span className="desk-todo-what">
        {clock.label}
        {clock.key === 'report' || item.leader === '' ? '' : `：${item.leader}`}
        {withUnit ? <div className="desk-none">{item.inspectingUnit}</div> : null}
      </span>
      <time>{clock.dueAtMs === null ? '' : `${deadlineDay(clock.dueAtMs)} 24时前`}</time>
      {isLeader ? null : (
        <span className="desk-todo-act">
          <Link to={formPath(`delivery:${slotOf[clock.key]}:${item.filingId}`)}>{acts[clock.key]}</Link>
        </span>
      )}
    </li>
  );
}

/** What is recorded once it is done. */
const acts: Readonly<Record<ClockKey, string>> = { report: '登记报告', notify: '登记通报', send: '登记报送' };
const slotOf: Readonly<Record<ClockKey, DeliverySlotKey>> = {
  report: 'report-government',
  notify: 'notify-leader',
  send: 'send-leader',
};

export function ConflictPanel(): ReactNode {
  const conflicts = useCall('conflict.count', {});
  const suggestions = useCall('suggestion.count', {});
  const isCity = useCall('session.state', {}).data?.side === 'city';
  const count = conflicts.data?.count ?? 0;
  const suggested = suggestions.data?.count ?? 0;
  if (conflicts.data && suggestions.data && count + suggested === 0) return null;
  return (
    <Panel title="待定冲突与修改建议">
      <div className="desk-stacked">
        {conflicts.error ? (
          <ErrorNotice error={conflicts.error} onRetry={() => void conflicts.refetch()} />
        ) : count === 0 ? null : (
          <Link to="/conflicts">
            <StatusTag tone="warn">{count} 处两边填写不一致，请选定</StatusTag>
          </Link>
        )}
        {suggestions.error ? (
          <ErrorNotice error={suggestions.error} onRetry={() => void suggestions.refetch()} />
        ) : suggested === 0 ? null : (
          <Link to="/suggestions">
            <StatusTag tone={isCity ? 'warn' : 'plain'}>
              {isCity ? `${suggested} 条镇区的修改建议待答复` : `${suggested} 条修改建议等市发改委答复`}
            </StatusTag>
          </Link>
        )}
      </div>
    </Panel>
  );
}
