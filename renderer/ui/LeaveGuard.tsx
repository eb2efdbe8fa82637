import { App } from 'antd';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useBlocker } from 'react-router';

export interface LeaveGuardProps {
  /** While true, leaving asks first. */
  readonly when: boolean;
  /** A question: 加入码告知对方了吗？ */
  readonly title: string;
  /** What is lost by leaving. */
  readonly explanation: string;
  readonly leaveLabel: string;
  readonly stayLabel: string;
}

/** For the rare page whose content cannot be brought back. Forms need none: their drafts are kept (UnsavedGuard). */
export function LeaveGuard(props: LeaveGuardProps): ReactNode {
  const { modal } = App.useApp();
  const blocker = useBlocker(props.when);
  const ask = useEffectEvent((): (() => void) => {
    const question = modal.confirm({
      title: props.title,
      content: props.explanation,
      okText: props.leaveLabel,
      cancelText: props.stayLabel,
      focusable: { autoFocusButton: 'cancel' },
      centered: true,
      onOk: () => blocker.proceed?.(),
      onCancel: () => blocker.reset?.(),
    });
    return question.destroy;
  });
  useEffect(() => (blocker.state === 'blocked' ? ask() : undefined), [blocker.state]);
  return null;
}
