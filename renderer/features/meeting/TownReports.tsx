import { Button } from 'antd';
import type { ReactNode } from 'react';
import { assignedStateLabels } from '../../../shared/meeting/assigned.ts';
import type { GivenDecision } from '../../../shared/meeting/contract.ts';

interface TownReportsProps {
  readonly towns: readonly GivenDecision[];
  /** Confirmed: nothing is sent back any more. */
  readonly isDone: boolean;
  readonly onReturn: (assignedId: string) => void;
}

/** Below a decision of the city's: what each town that carries it out has reported. */
export function TownReports({ towns, isDone, onReturn }: TownReportsProps): ReactNode {
  // What is done and was never reported has nothing to tell.
  const told = isDone ? towns.filter(({ report }) => report !== null) : towns;
  return told.map(({ id, townName, state, report, returnReason, carried }) => (
    <div key={id} className="desk-kept-lines">
      {townName}：{isDone ? '' : state === 'open' ? openText(report, carried) : assignedStateLabels[state]}
      {state === 'returned' && !isDone ? `（${returnReason}）` : ''}
      {carried === 'older' && !isDone ? '，改动待随数据包下发' : ''}
      {state === 'reported' && !isDone ? (
        <Button type="link" size="small" onClick={() => onReturn(id)}>
          退回
        </Button>
      ) : null}
      {report === null ? null : (
        <div className="desk-none">
          {report.on}　{report.text}
        </div>
      )}
    </div>
  ));
}

function openText(report: GivenDecision['report'], carried: GivenDecision['carried']): string {
  if (report !== null) return '正在办理';
  return carried === 'none' ? '待随数据包交办' : '已交办，尚未报送';
}
