import { Button, Steps } from 'antd';
import type { ReactNode } from 'react';
import { FailureStrip } from './FailureStrip.tsx';

export interface WizardStep {
  readonly key: string;
  readonly title: string;
  readonly content: ReactNode;
  /** The main button stays grey until this step is complete. */
  readonly ready: boolean;
  /** The main button's text: 下一步 unless said, such as 导入 40 家企业. */
  readonly nextLabel?: string;
  /** What came before cannot be undone: no way back is offered. */
  readonly noBack?: boolean;
  /** Overrides going to the next step, such as reading the file. Going on is then the caller's. */
  readonly onNext?: () => void;
}

export interface WizardProps {
  readonly steps: readonly WizardStep[];
  /** Key of the current step. */
  readonly current: string;
  readonly onCurrent: (key: string) => void;
  /** The main button of the last step. */
  readonly onFinish: () => void;
  /** Left out where there is nothing to go back to. */
  readonly onCancel?: () => void;
  /** 取消 unless said. */
  readonly cancelLabel?: string;
  readonly busy?: boolean;
}

/** A few steps with a preview before anything is written. Going back loses nothing. */
export function Wizard(props: WizardProps): ReactNode {
  const index = Math.max(
    0,
    props.steps.findIndex((step) => step.key === props.current),
  );
  const step = props.steps[index];
  const previous = props.steps[index - 1];
  const next = props.steps[index + 1];
  const goOn = step?.onNext ?? (next === undefined ? props.onFinish : () => props.onCurrent(next.key));
  return (
    <div className="desk-wizard">
      <Steps
        size="small"
        current={index}
        items={props.steps.map(({ key, title }) => ({ key, title }))}
        className="desk-wizard-steps"
      />
      <div className="desk-wizard-content">{step?.content}</div>
      <FailureStrip kind="actions" />
      <div className="desk-form-actions">
        <Button
          type="primary"
          data-primary-action=""
          disabled={step?.ready !== true}
          loading={props.busy ?? false}
          onClick={goOn}
        >
          {step?.nextLabel ?? (next === undefined ? '完成' : '下一步')}
        </Button>
        {previous === undefined || step?.noBack === true ? null : (
          <Button disabled={props.busy ?? false} onClick={() => props.onCurrent(previous.key)}>
            上一步
          </Button>
        )}
        {props.onCancel === undefined ? null : (
          <Button type="text" onClick={props.onCancel}>
            {props.cancelLabel ?? '取消'}
          </Button>
        )}
      </div>
    </div>
  );
}
