import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { SessionState } from '../../../shared/session/contract.ts';
import { forgetLedger, useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { DamagedScreen } from './DamagedScreen.tsx';
import { FirstRun } from './FirstRun.tsx';
import { GateFrame } from './GateFrame.tsx';
import { LockScreen } from './LockScreen.tsx';

export interface SessionGateProps {
  /** The open desk. */
  readonly children: (session: SessionState) => ReactNode;
}

/** What stands before the ledger: first run, lock screen, an explanation of damage, or the desk itself. */
export function SessionGate({ children }: SessionGateProps): ReactNode {
  const session = useCall('session.state', {});
  const client = useQueryClient();
  const closed = session.data !== undefined && session.data.state !== 'open';
  useEffect(() => {
    if (closed) forgetLedger(client);
  }, [client, closed]);
  if (session.isError) {
    return (
      <GateFrame>
        <ErrorNotice error={session.error} onRetry={() => void session.refetch()} />
      </GateFrame>
    );
  }
  if (session.data === undefined) return <div className="desk-loading">正在打开…</div>;
  switch (session.data.state) {
    case 'first-run':
      return <FirstRun />;
    case 'locked':
      return <LockScreen session={session.data} />;
    case 'damaged':
      return <DamagedScreen session={session.data} />;
    case 'open':
      return children(session.data);
  }
}
