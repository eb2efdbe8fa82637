/** Providers around the session gate; what needs the whole kit brings its own. */
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, useEffect } from 'react';
import { SessionGate } from './features/session/SessionGate.tsx';
import { listenForChanges, queryClient } from './queries.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';

// The lock screen stands alone in the first bundle; the desk is loaded while the passphrase is typed and checked.
const Desk = lazy(() => import('./Desk.tsx').then((module) => ({ default: module.Desk })));

export function App(): ReactNode {
  useEffect(() => listenForChanges(queryClient), []);
  return (
    <div className="desk-app">
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <SessionGate>
            <Desk />
          </SessionGate>
        </QueryClientProvider>
      </ErrorBoundary>
    </div>
  );
}
