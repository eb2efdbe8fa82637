import { Button } from 'antd';
import type { ReactNode } from 'react';
import { assignedStateLabels } from '../../../shared/meeting/assigned.ts';
import type { AssignedDecision } from '../../../shared/meeting/contract.ts';

interface TownReportsProps {
  readonly towns: readonly AssignedDecision[];
  /** Confirmed: nothing is sent back any more. */
  readonly isDone: boolean;
  readonly onReturn: (assignedId: string) => void;
}

/** Below a decision of the city's: what each town that carries it out has reported. */
export function TownReports({ towns, isDone, onReturn }: TownReportsProps): ReactNode {
  return towns.map(({ id, townName, state, report, returnReason }) => (
    <div key={id} className="desk-kept-lines">
      {townName}：
      {isDone
        ? ''
        : state === 'open'
          ? report === null
            ? '已交办，尚未报送'
            : '正在办理'
          : assignedStateLabels[state]}
      {state === 'returned' && !isDone ? `（${returnReason}）` : ''}
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
