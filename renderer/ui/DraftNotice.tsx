import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { localDateTime } from '../../shared/clock.ts';
import { ConfirmAction } from './ConfirmAction.tsx';

export interface DraftNoticeProps {
  readonly draft: { readonly restoredAtMs: number | null; readonly discard: () => Promise<void> };
  /** What the form goes back to: 表单将回到台账中现在的内容。 */
  readonly explanation: string;
}

/** Above a form: it holds what was typed in an earlier sitting, and the one way to be rid of it. */
export function DraftNotice({ draft, explanation }: DraftNoticeProps): ReactNode {
  if (draft.restoredAtMs === null) return null;
  return (
    <Alert
      className="desk-form-alert"
      type="info"
      showIcon
      title={`已恢复 ${localDateTime(draft.restoredAtMs)} 尚未保存的内容`}
      action={
        <ConfirmAction
          title="放弃尚未保存的内容？"
          explanation={explanation}
          confirmLabel="放弃"
          danger
          onConfirm={draft.discard}
          button={{ size: 'small' }}
        >
          放弃
        </ConfirmAction>
      }
    />
  );
}
