import { type ReactNode, useEffect } from 'react';
import { useBlocker } from 'react-router';
import type { DraftStatus } from './draftKeeper.ts';

export interface UnsavedGuardProps {
  readonly status: DraftStatus;
  readonly flush: () => Promise<void>;
}

/** Leaving the page first brings the draft to disk. It never asks: nothing can be lost. */
export function UnsavedGuard({ status, flush }: UnsavedGuardProps): ReactNode {
  const blocker = useBlocker(status.kind === 'typing');
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void flush().then(() => blocker.proceed());
  }, [blocker, flush]);
  return null;
}
