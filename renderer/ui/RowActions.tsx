import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ConfirmAction } from './ConfirmAction.tsx';

export interface RowActionsProps {
  readonly onEdit: () => void;
  /** 删除……？ */
  readonly question: string;
  /** When it is right to delete, and what stays. */
  readonly explanation: string;
  readonly onRemove: () => Promise<void>;
}

/** 修改 and 删除 at the end of a record's line. */
export function RowActions(props: RowActionsProps): ReactNode {
  return (
    <span className="desk-row-actions">
      <Button type="link" size="small" onClick={props.onEdit}>
        修改
      </Button>
      <ConfirmAction
        title={props.question}
        explanation={props.explanation}
        confirmLabel="删除"
        danger
        onConfirm={props.onRemove}
        button={{ size: 'small', type: 'link' }}
      >
        删除
      </ConfirmAction>
    </span>
  );
}
