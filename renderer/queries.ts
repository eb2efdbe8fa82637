/** The query cache as the window onto SQLite, and the one listener that keeps it true. */
import { keepPreviousData, type Query, QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { InputOf, OutputOf } from '../shared/contract.ts';
import type { Topic } from '../shared/rpc.ts';
import { call } from './api.ts';
import { isAlwaysAvailable, type NamesOfKind } from './procedures.ts';

/** Procedures that read. An action may read too, such as `session.state`, which is asked before there is a database. */
export type ReadName = NamesOfKind<'query' | 'action'>;

/**
 * Which topics a feature's queries depend on, by the part of the procedure's name before the dot. A feature that is not
 * listed is refetched after every change: always right, seldom slow. A query also follows the topic that bears its name.
 */
export const featureTopics: Readonly<Record<string, readonly Topic[]>> = {
  session: ['device', 'town'],
  backup: ['session'],
  audit: [],
  device: ['town', 'fork'],
  invitation: ['device', 'town'],
  draft: [],
  handed: [],
  preference: [],
  // 'news' itself when the officer has seen it; not 'setting', which is touched for other things.
  news: ['exchange', 'conflict', 'suggestion'],
  notice: [],
  enterprise: [
    'title',
    'plan',
    'town',
    'person',
    'cityLeaderLink',
    'link',
    'filing',
    'visit',
    'problem',
    'meeting',
    'decision',
    'attachment',
    'conflict',
    'handover',
  ],
  attachment: ['attachment'],
  // Small pictures of attached photos, whose content never changes.
  thumbnail: [],
  town: ['enterprise'],
  roster: ['enterprise', 'title', 'plan', 'town'],
};

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60 * 1000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export interface CallOptions {
  readonly enabled?: boolean;
  /** Keep showing the old page of a list while the next one is fetched. */
  readonly keepPrevious?: boolean;
}

/** Reads one procedure of the contract: `useCall('enterprise.list', { page: 1 })`. Its error is a CallError. */
export function useCall<Name extends ReadName>(
  name: Name,
  input: InputOf<Name>,
  options: CallOptions = {},
): UseQueryResult<OutputOf<Name>> {
  return useQuery<OutputOf<Name>>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Whether a list has nothing at all: asked when what it shows, with the filter it begins with, is nothing. */
export function useIsNothing(name: 'problem.list' | 'visit.list', shown: number | undefined): boolean {
  return useCall(name, { filter: {}, offset: 0, limit: 1 }, { enabled: shown === 0 }).data?.total === 0;
}

/**
 * Whether anything is being read. Told once the screen that began to read is drawn, for which the library's own hook does
 * not wait: a screen must not be made to draw itself anew while another is being drawn.
 */
export function useIsReading(): boolean {
  const client = useQueryClient();
  const subscribe = useCallback(
    (onChange: () => void) => client.getQueryCache().subscribe(() => queueMicrotask(onChange)),
    [client],
  );
  return useSyncExternalStore(subscribe, () => client.isFetching() > 0);
}

/** As `useCall('session.state', {})` has it. */
const sessionKey = ['session.state', {}] as const;

/** Asks where the program stands before the first screen is drawn: it is under way meanwhile. */
export function askForSession(): void {
  void queryClient.prefetchQuery({ queryKey: sessionKey, queryFn: () => call('session.state', {}) });
}

/** Takes over a session state that a call answered with, without asking for it again. */
export function showSession(client: QueryClient, state: OutputOf<'session.state'>): void {
  client.setQueryData<OutputOf<'session.state'>>(sessionKey, state);
}

/**
 * Asks for what the screens built behind the lock screen wait for, at the moment the desk opens: the answers are on their
 * way while those screens are shown and ask for themselves.
 */
export function askAhead(client: QueryClient): void {
  const waiting = client.getQueryCache().findAll({
    predicate: ({ state, options }) =>
      state.status === 'pending' &&
      state.fetchStatus === 'idle' &&
      !('enabled' in options && options.enabled === false),
  });
  // A refusal is shown by the screen that asked.
  for (const query of waiting) query.fetch().catch(() => undefined);
}

/** Nothing of the ledger stays in the window's memory once the desk is locked. */
export function forgetLedger(client: QueryClient): void {
  client.removeQueries({ predicate: isOfLedger });
}

/** What may be asked before the desk is open (its state, the list of backups) holds nothing of the ledger. */
function isOfLedger({ queryKey }: Query): boolean {
  return !isAlwaysAvailable(String(queryKey[0]));
}

/** Another database is open: nothing that was read of the one before holds, and what is on the screen is read anew. */
export async function readAllAnew(client: QueryClient): Promise<void> {
  await client.resetQueries({ predicate: isOfLedger });
}

/** Whether a query must be fetched again after these topics changed. */
export function dependsOn(procedureName: string, topics: readonly Topic[]): boolean {
  const feature = procedureName.split('.')[0] ?? procedureName;
  const declared = featureTopics[feature];
  if (declared === undefined) return true;
  return topics.some((topic) => topic === feature || declared.includes(topic));
}

/** Refetches whatever depends on what changed. Returns the function that stops listening. */
export function listenForChanges(client: QueryClient): () => void {
  return window.desk.onChanged((topics) => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => dependsOn(String(queryKey[0]), topics),
    });
  });
}

/** Reads anew when the day has changed since the screen was opened: what falls due then was saved by nobody. */
export function useReadAnewOn(today: string): void {
  const client = useQueryClient();
  const readOn = useRef(today);
  useEffect(() => {
    if (readOn.current === today) return;
    readOn.current = today;
    void client.invalidateQueries({ predicate: isOfLedger });
  }, [client, today]);
}
