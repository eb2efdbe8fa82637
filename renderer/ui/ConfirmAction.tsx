import { App, Button, type ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import { useNotice } from './useNotice.tsx';

export interface Question {
  /** A question: 删除这条会议纪要？ */
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly explanation: ReactNode;
  /** The verb on the confirming button: 删除. */
  readonly confirmLabel: string;
  /** 取消, unless the verb itself is one. */
  readonly cancelLabel?: string;
  readonly danger?: boolean;
  /** Where the question starts, so that Enter held down on the button answers nothing. With `danger` it always does. */
  readonly startsOn?: 'cancel';
  /** May take its time: the dialog waits and shows what failed. */
  readonly onConfirm: () => Promise<void> | void;
}

export interface ConfirmActionProps extends Question {
  /** The button's text. */
  readonly children: ReactNode;
  readonly button?: Pick<ButtonProps, 'type' | 'color' | 'variant' | 'size' | 'icon' | 'disabled'>;
}

/** A button that asks before it acts. The question starts on the confirming button, or on 取消 where that is asked for. */
export function ConfirmAction(props: ConfirmActionProps): ReactNode {
  const ask = useConfirm(props);
  return (
    <Button danger={props.danger ?? false} {...props.button} onClick={ask}>
      {props.children}
    </Button>
  );
}

/** For what is no button, such as an entry of a menu. */
export function useConfirm(props: Question): () => void {
  const { modal } = App.useApp();
  const notice = useNotice();
  return () => {
    modal.confirm({
      title: props.title,
      content: props.explanation,
      okText: props.confirmLabel,
      cancelText: props.cancelLabel ?? '取消',
      okButtonProps: { danger: props.danger ?? false },
      focusable: { autoFocusButton: props.danger === true ? 'cancel' : (props.startsOn ?? 'ok') },
      centered: true,
      onOk: async () => {
        try {
          await props.onConfirm();
        } catch (error) {
          notice.failure(error);
        }
      },
    });
  };
}
