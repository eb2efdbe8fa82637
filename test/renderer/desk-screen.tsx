/** A real screen over the real handlers: React in happy-dom, behind it the RPC, an encrypted database and real files. */
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { act, type ReactNode } from 'react';
import { createMemoryRouter, type RouteObject, RouterProvider } from 'react-router';
import { listenForChanges } from '../../renderer/queries.ts';
import { servicesOf } from '../../renderer/services.ts';
import { draftPlace } from '../../shared/draft/place.ts';
import type { DeskBridge, Topic } from '../../shared/rpc.ts';
import { closeAfterTest } from '../support/cleanup.ts';
import type { TestDesk } from '../support/desk.ts';
import { click, type Rendered, render } from './render.tsx';

notifyManager.setScheduler((run) => run());

export interface DeskScreen extends Omit<Rendered, 'unmount'> {
  /** Waits until this is true: the window answers when its calls have come back. */
  readonly until: (isTrue: () => boolean) => Promise<void>;
  /** A button by a part of its text, once it is there. */
  readonly button: (text: string) => Promise<HTMLElement>;
  readonly clickButton: (text: string) => Promise<void>;
  /** Where the router stands. */
  readonly path: () => string;
  readonly back: () => Promise<void>;
  /** The window is gone, as after a kill: nothing of it stays on the page. */
  readonly close: () => Promise<void>;
}

/** A draft that no list can lead back to would seem lost: every form with a draft needs its line in place.ts. */
function assertHasPlace(name: string, input: unknown): void {
  if (name !== 'draft.put') return;
  const { key } = input as { readonly key: string };
  if (draftPlace(key, 'e') === undefined) throw new Error(`shared/draft/place.ts does not know ${key}`);
}

/** Opens one screen at `path`, closed after the test; further routes may be given for where it leads. */
export async function openScreen(
  desk: TestDesk,
  path: string,
  routes: readonly { readonly path: string; readonly element: ReactNode }[],
): Promise<DeskScreen> {
  const listeners = new Set<(topics: readonly Topic[]) => void>();
  const bridge: DeskBridge = {
    call: async (name, input) => {
      assertHasPlace(name, input);
      const before = desk.topics.length;
      const reply = await desk.reply(name, input);
      const changed = desk.topics.slice(before);
      if (changed.length > 0) for (const listen of listeners) listen(changed);
      return reply;
    },
    onChanged: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    onProgress: () => () => undefined,
    onSettle: () => () => undefined,
  };
  Object.assign(window, { desk: bridge });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } });
  const stopListening = listenForChanges(client);
  const elsewhere: RouteObject = { path: '*', element: <p>另一个页面</p> };
  const router = createMemoryRouter([...routes, elsewhere], { initialEntries: [path] });
  const page = await render(
    <ConfigProvider theme={{ token: { motion: false } }} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>,
    servicesOf(client),
  );
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    stopListening();
    await page.unmount();
    router.dispose();
    client.clear();
  };
  closeAfterTest(() => void close());
  const until = async (isTrue: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 2000 && !isTrue(); turn += 1) {
      await act(
        async () =>
          new Promise((resolve) => {
            setTimeout(resolve, 5);
          }),
      );
    }
    if (!isTrue()) throw new Error(`never became true; the page says: ${document.body.textContent}`);
  };
  const findButton = (text: string): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>('button, [role="tab"]')].find((each) =>
      (each.textContent ?? '').includes(text),
    );
  const button = async (text: string): Promise<HTMLElement> => {
    await until(() => findButton(text) !== undefined);
    return findButton(text) as HTMLElement;
  };
  return {
    ...page,
    until,
    button,
    clickButton: async (text) => click(await button(text)),
    path: () => router.state.location.pathname + router.state.location.search,
    back: () => act(() => router.navigate(-1)),
    close,
  };
}
