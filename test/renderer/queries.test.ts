// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { dependsOn, forgetLedger, listenForChanges, showSession } from '../../renderer/queries.ts';
import type { DeskBridge } from '../../shared/rpc.ts';
import { lockedSession } from './locked-session.ts';

const noDesk: DeskBridge = {
  call: async () => ({ ok: true, value: null }),
  onChanged: () => () => undefined,
  onProgress: () => () => undefined,
  onSettle: () => () => undefined,
};

afterEach(() => void Reflect.deleteProperty(window, 'desk'));

it('fetches a feature again when its own topic changed, and one without declared topics after every change', () => {
  expect(dependsOn('session.state', ['session'])).toBe(true);
  expect(dependsOn('session.state', ['enterprise'])).toBe(false);
  expect(dependsOn('draft.list', ['enterprise'])).toBe(false);
  expect(dependsOn('unheard-of.list', ['anything'])).toBe(true);
});

it('asks for the news again when bundles or conflicts changed or they were seen, not for some setting', () => {
  expect(['exchange', 'conflict', 'news'].map((topic) => dependsOn('news.list', [topic]))).toEqual([
    true,
    true,
    true,
  ]);
  expect(dependsOn('news.list', ['setting'])).toBe(false);
});

it('invalidates what depends on the topics of a commit', () => {
  const listeners: ((topics: readonly string[]) => void)[] = [];
  const onChanged: DeskBridge['onChanged'] = (listener) => {
    listeners.push(listener);
    return () => void listeners.splice(0);
  };
  Object.assign(window, { desk: { ...noDesk, onChanged } });
  const client = new QueryClient();
  client.setQueryData(['unheard-of.list', {}], 1);
  client.setQueryData(['session.state', {}], 2);
  const stop = listenForChanges(client);
  listeners[0]?.(['enterprise']);
  expect(client.getQueryState(['unheard-of.list', {}])?.isInvalidated).toBe(true);
  expect(client.getQueryState(['session.state', {}])?.isInvalidated).toBe(false);
  stop();
  expect(listeners).toEqual([]);
});

it('keeps nothing but the session when the ledger is forgotten', () => {
  const client = new QueryClient();
  showSession(client, lockedSession);
  client.setQueryData(['enterprise.list', {}], ['势加透博']);
  forgetLedger(client);
  expect(
    client
      .getQueryCache()
      .getAll()
      .map((query) => query.queryKey[0]),
  ).toEqual(['session.state']);
});
