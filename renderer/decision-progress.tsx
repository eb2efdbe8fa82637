import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { Decision } from '../shared/meeting/contract.ts';

interface DecisionProgressProps {
  readonly decision: Decision;
  /** null: it is only read. */
  readonly onDone: ((decision: Decision, done: boolean) => void) | null;
  readonly disabled?: boolean;
  /** Among links, which a button would outweigh. */
  readonly link?: boolean;
}

/** Own ones are ticked off; what towns were asked to report is confirmed, which ends it for them too. */
export function DecisionProgress(props: DecisionProgressProps): ReactNode {
  const { decision, onDone, disabled = false, link = false } = props;
  const { what, done, doneOn, towns } = decision;
  const doneText = `已办结 ${doneOn}`;
  if (onDone === null) return done ? doneText : '未办结';
  if (towns.length === 0)
    return (
      <Checkbox
        checked={done}
        disabled={disabled}
        aria-label={`办结：${what}`}
        title={done ? '' : '勾选即记为今日办结'}
        onChange={(event) => onDone(decision, event.target.checked)}
      >
        {done ? doneText : '办结'}
      </Checkbox>
    );
  if (done)
    return (
      <div>
        {doneText}{' '}
        <Button type="link" size="small" disabled={disabled} onClick={() => onDone(decision, false)}>
          取消办结
        </Button>
      </div>
    );
  return (
    <Button
      type={link ? 'link' : 'default'}
      size="small"
      disabled={disabled}
      aria-label={`确认办结：${what}`}
      title="记为今日办结，随下次数据包告知镇区"
      onClick={() => onDone(decision, true)}
    >
      确认办结
    </Button>
  );
}
