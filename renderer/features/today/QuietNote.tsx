/** 今日待办: which kinds of work have nothing due, in one line, so that nobody wonders whether they were looked at. */
import type { ReactNode } from 'react';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Page.tsx';
import { pressesOf } from './VisitPanel.tsx';

export function QuietNote(): ReactNode {
  const filings = useCall('filing.due', {}).data;
  const unrecorded = useCall('filing.unrecorded', {}).data;
  const problems = useCall('problem.due', {}).data;
  const visits = useCall('visit.due', {}).data;
  const decisions = useCall('decision.open', {}).data;
  const waiting = useCall('decision.waiting', {}).data;
  // Nothing is said of a kind before it was looked at.
  if (!filings || !unrecorded || !problems || !visits || !decisions || !waiting) return null;
  const quiet = [
    ...(filings.length + unrecorded.length === 0 ? ['检查处置报备'] : []),
    ...(problems.rows.length === 0 ? ['问题诉求'] : []),
    ...(pressesOf(visits) ? [] : ['走访与承诺']),
    ...(decisions.total + waiting.total === 0 ? ['议定事项'] : []),
  ];
  if (quiet.length === 0) return null;
  if (quiet.length === allKinds)
    return (
      <Panel>
        <EmptyState
          title="今天没有到期的事项"
          explanation="报备的三个时限、问题的办理时限、走访计划和承诺、会议议定事项，临近到期的列在这里。"
        />
      </Panel>
    );
  return <p className="desk-today-quiet">{quiet.join('、')}：近期没有到期的。</p>;
}

const allKinds = 4;
