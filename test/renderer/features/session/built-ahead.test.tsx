// @vitest-environment happy-dom
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { expect, it, vi } from 'vitest';
import { Desk } from '../../../../renderer/Desk.tsx';
import { SessionGate } from '../../../../renderer/features/session/SessionGate.tsx';
import type { DeskBridge } from '../../../../shared/rpc.ts';
import type { SessionState } from '../../../../shared/session/contract.ts';
import { lockedSession } from '../../locked-session.ts';
import { type Rendered, render, typeInto } from '../../render.tsx';

const open: SessionState = { ...lockedSession, state: 'open', officer: '张晓燕', idleLockMinutes: 15 };

notifyManager.setScheduler((run) => run());

/** A locked desk at a screen. `asked` gets the name of every call. */
async function show(hash: string, asked: string[]): Promise<Rendered> {
  window.location.hash = hash;
  let session = lockedSession;
  const answers: Readonly<Record<string, unknown>> = { 'notice.list': [], 'draft.get': null };
  const bridge: DeskBridge = {
    call: async (name) => {
      asked.push(name);
      if (name === 'session.unlock') session = open;
      if (name === 'session.unlock' || name === 'session.state') return { ok: true, value: session };
      return name in answers
        ? { ok: true, value: answers[name] }
        : { ok: false, error: { code: 'internal', details: {} } };
    },
    onChanged: () => () => undefined,
    onProgress: () => () => undefined,
    onSettle: () => () => undefined,
  };
  Object.assign(window, { desk: bridge });
  const page = await render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionGate>
        <Desk />
      </SessionGate>
    </QueryClientProvider>,
  );
  await vi.waitFor(() => expect(page.find('#passphrase')).toBeTruthy());
  return page;
}

const settled = async (check: () => void): Promise<void> =>
  vi.waitFor(
    async () => {
      await act(async () => undefined);
      check();
    },
    { timeout: 60_000 },
  );

it('a form is built once it is known who is at work: behind the lock screen stands only the frame', async () => {
  const asked: string[] = [];
  const page = await show('#/meetings/new', asked);
  await typeInto(page.find('#passphrase') as HTMLInputElement, '如皋-2026');
  await settled(() => expect(page.find('.desk-shell')).toBeTruthy());
  expect(page.container.querySelector('[data-field]')).toBeNull();
  expect(asked.filter((name) => !['session.state', 'handed.get'].includes(name))).toEqual([]);
  await act(async () => (page.find('form') as HTMLFormElement).requestSubmit());
  await settled(() => expect(page.field('recorder').value).toBe('张晓燕'));
  await page.unmount();
});

it('the ledger is built behind the lock screen, and asks for its rows when the desk opens', async () => {
  const asked: string[] = [];
  const page = await show('#/enterprises', asked);
  await typeInto(page.find('#passphrase') as HTMLInputElement, '如皋-2026');
  await settled(() => expect(page.find('.desk-table')).toBeTruthy());
  expect(asked).not.toContain('enterprise.list');
  await act(async () => (page.find('form.desk-lock') as HTMLFormElement).requestSubmit());
  await settled(() => expect(asked).toContain('enterprise.list'));
  await page.unmount();
});
