import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { Decision } from '../../../shared/meeting/contract.ts';

interface DecisionProgressProps {
  readonly decision: Decision;
  /** null: it is only read. */
  readonly onDone: ((decision: Decision, done: boolean) => void) | null;
}

/** Own ones are ticked off; what towns were asked to report is confirmed, which ends it for them too. */
export function DecisionProgress({ decision, onDone }: DecisionProgressProps): ReactNode {
  const { what, done, doneOn, towns } = decision;
  const doneText = `已办结 ${doneOn}`;
  if (onDone === null) return done ? doneText : '未办结';
  if (towns.length === 0)
    return (
      <Checkbox checked={done} onChange={(event) => onDone(decision, event.target.checked)}>
        {done ? doneText : '办结'}
      </Checkbox>
    );
  if (done)
    return (
      <>
        {doneText}{' '}
        <Button type="link" size="small" onClick={() => onDone(decision, false)}>
          取消办结
        </Button>
      </>
    );
  return (
    <Button size="small" aria-label={`确认办结：${what}`} onClick={() => onDone(decision, true)}>
      确认办结
    </Button>
  );
}
