import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import type { SessionState } from '../../../shared/session/contract.ts';
import { forgetLedger, useCall } from '../../queries.ts';
import { errorSentence } from '../../ui/errorSentence.ts';
import { PlainButton } from '../../ui/PlainButton.tsx';
import { GateFrame } from './GateFrame.tsx';
import { LockScreen } from './LockScreen.tsx';

const FirstRun = lazy(() =>
  import('./GateScreens.tsx').then((module) => ({ default: module.FirstRunScreen })),
);
const DamagedScreen = lazy(() =>
  import('./GateScreens.tsx').then((module) => ({ default: module.DamagedDeskScreen })),
);

export interface SessionGateProps {
  /** The open desk. */
  readonly children: (session: SessionState) => ReactNode;
  /** The desk will most likely be opened next: called while the passphrase is looked at, perhaps more than once. */
  readonly onUnlocking?: () => void;
}

/** What stands before the ledger: first run, lock screen, an explanation of damage, or the desk itself. */
export function SessionGate({ children, onUnlocking }: SessionGateProps): ReactNode {
  const session = useCall('session.state', {});
  const client = useQueryClient();
  const state = session.data?.state;
  const closed = state !== undefined && state !== 'open';
  useEffect(() => {
    if (closed) forgetLedger(client);
  }, [client, closed]);
  if (session.isError) {
    return (
      <GateFrame>
        <p className="desk-gate-error" role="alert">
          {errorSentence(session.error)}
        </p>
        <PlainButton wide onClick={() => void session.refetch()}>
          重试
        </PlainButton>
      </GateFrame>
    );
  }
  if (session.data === undefined) return <Opening />;
  if (session.data.state === 'locked') return <LockScreen session={session.data} onUnlocking={onUnlocking} />;
  return (
    <Suspense fallback={<Opening />}>
      {session.data.state === 'first-run' ? <FirstRun /> : null}
      {session.data.state === 'damaged' ? <DamagedScreen session={session.data} /> : null}
      {session.data.state === 'open' ? children(session.data) : null}
    </Suspense>
  );
}

function Opening(): ReactNode {
  return <div className="desk-loading">正在打开…</div>;
}
