import { useQueryClient } from '@tanstack/react-query';
import { Activity, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
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

/** How long the desk built ahead is kept for a passphrase that does not come. */
const builtAheadMs = 2 * 60_000;

export interface SessionGateProps {
  /** The open desk. */
  readonly children: ReactNode;
}

/**
 * What stands before the ledger: first run, lock screen, an explanation of damage, or the desk itself.
 *
 * While the passphrase is typed and checked the desk is built behind the lock screen, hidden: its frame and its first
 * screen, without effects, so that it asks for nothing and holds nothing. Opening then only shows it and asks for rows.
 */
export function SessionGate({ children }: SessionGateProps): ReactNode {
  const session = useCall('session.state', {});
  const client = useQueryClient();
  const [isOpening, setOpening] = useState(false);
  const state = session.data?.state;
  const closed = state !== undefined && state !== 'open';
  useEffect(() => {
    if (closed) forgetLedger(client);
  }, [client, closed]);
  // Whatever was built belongs to one opening: locking takes the whole desk down.
  if (state === 'open' && isOpening) setOpening(false);
  // Nor does it outlive the person who began to type: it says today's date.
  useEffect(() => {
    if (!isOpening) return;
    const timer = setTimeout(() => setOpening(false), builtAheadMs);
    return () => clearTimeout(timer);
  }, [isOpening]);
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
  if (session.data.state === 'first-run' || session.data.state === 'damaged') {
    return (
      <Suspense fallback={<Opening />}>
        {session.data.state === 'first-run' ? <FirstRun /> : <DamagedScreen session={session.data} />}
      </Suspense>
    );
  }
  const isOpen = session.data.state === 'open';
  return (
    <>
      {isOpen ? null : <LockScreen session={session.data} onOpening={() => setOpening(true)} />}
      {isOpen || isOpening ? (
        <Activity mode={isOpen ? 'visible' : 'hidden'}>
          <Suspense fallback={<Opening />}>{children}</Suspense>
        </Activity>
      ) : null}
    </>
  );
}

function Opening(): ReactNode {
  return <div className="desk-loading">正在打开…</div>;
}
