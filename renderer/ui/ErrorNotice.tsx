import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { errorSentence } from './errorSentence.ts';

export interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** A failure in the place where its content would stand. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps): ReactNode {
  return (
    <Alert
      className="desk-error"
      type="error"
      showIcon
      title={errorSentence(error)}
      action={
        onRetry === undefined ? null : (
          <Button size="small" onClick={onRetry}>
            重试
          </Button>
        )
      }
    />
  );
}
