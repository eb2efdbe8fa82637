import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { closeFailure, useFailureHost, useFailures } from './failures.ts';

/** What was just refused, in the page itself. Goes with the next attempt, with leaving the page, or when it is closed. */
export function FailureStrip({ kind }: { readonly kind: 'page' | 'actions' }): ReactNode {
  const isHost = useFailureHost(kind);
  const sentences = useFailures((store) => store.sentences);
  if (!isHost || sentences.length === 0) return null;
  return (
    <div className="desk-failures">
      {sentences.map((sentence) => (
        <Alert
          key={sentence}
          type="error"
          showIcon
          role="alert"
          title={sentence}
          closable={{ 'aria-label': '关闭', onClose: () => closeFailure(sentence) }}
        />
      ))}
    </div>
  );
}
