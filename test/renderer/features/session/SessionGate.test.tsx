// @vitest-environment happy-dom
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionGate } from '../../../../renderer/features/session/SessionGate.tsx';
import type { ErrorCode, ErrorDetails } from '../../../../shared/errors.ts';
import type { DeskBridge } from '../../../../shared/rpc.ts';
import type { SessionState } from '../../../../shared/session/contract.ts';
import { click, type Rendered, render, typeInto } from '../../render.tsx';

const town: SessionState = {
  state: 'locked',
  side: 'town',
  townId: 't06',
  townName: '白蒲镇',
  officer: null,
  deviceName: null,
  problem: null,
  idleLockMinutes: null,
};
const backup = {
  name: 'desk-20261124T020000Z-daily.db',
  atMs: Date.UTC(2026, 10, 24, 2),
  reason: 'daily',
  sizeBytes: 300_000,
  inFuture: false,
};
let session: SessionState;
let refusal: { readonly code: ErrorCode; readonly details: ErrorDetails } | null;

const bridge: DeskBridge = {
  call: async (name, input) => {
    if (name === 'session.state') return { ok: true, value: session };
    if (name === 'session.lock') {
      session = town;
      return { ok: true, value: session };
    }
    if (name === 'backup.list') return { ok: true, value: [backup] };
    if (name === 'backup.restoreKeyFile') {
      session = town;
      return { ok: true, value: session };
    }
    if (name !== 'session.unlock') throw new Error(`unexpected call of ${name}`);
    if (refusal !== null) return { ok: false, error: refusal };
    expect(input).toEqual({ passphrase: '如皋-2026-口令' });
    session = { ...session, state: 'open', officer: '张晓燕', idleLockMinutes: 15 };
    return { ok: true, value: session };
  },
  onChanged: () => () => undefined,
  onProgress: () => () => undefined,
  onSettle: () => () => undefined,
};

// The cache tells its screens at once instead of after a timer: act then sees the change.
notifyManager.setScheduler((run) => run());

beforeEach(() => {
  session = town;
  refusal = null;
  Object.assign(window, { desk: bridge });
});
afterEach(() => void Reflect.deleteProperty(window, 'desk'));

let unlockings = 0;
const show = async (): Promise<Rendered> => {
  unlockings = 0;
  const page = await render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionGate onUnlocking={() => (unlockings += 1)}>{(open) => `台账 ${open.officer}`}</SessionGate>
    </QueryClientProvider>,
  );
  // All but the lock screen are loaded when they are needed.
  await vi.waitFor(
    async () => {
      await act(async () => undefined);
      expect(page.container.textContent).not.toContain('正在打开');
    },
    { timeout: 20_000 },
  );
  return page;
};

async function unlock(page: Rendered, passphrase: string): Promise<void> {
  await typeInto(page.find('#passphrase') as HTMLInputElement, passphrase);
  await act(async () => (page.find('form') as HTMLFormElement).requestSubmit());
}

describe('a locked desk', () => {
  it('names the workspace, takes the passphrase at once and warns of secrets', async () => {
    const page = await show();
    expect(page.container.textContent).toContain('镇区工作台 · 白蒲镇');
    expect(page.container.textContent).toContain('不得录入涉密信息');
    expect(document.activeElement?.id).toBe('passphrase');
    await page.unmount();
  });

  it('opens with the right passphrase', async () => {
    const page = await show();
    await unlock(page, '如皋-2026-口令');
    expect(page.container.textContent).toBe('台账 张晓燕');
    expect(unlockings).toBe(1);
    await page.unmount();
  });

  it('shows the passphrase only as long as the officer wants to see it', async () => {
    const page = await show();
    await typeInto(page.find('#passphrase') as HTMLInputElement, '如皋-2026-口令');
    expect(page.find('#passphrase').getAttribute('type')).toBe('password');
    await click(page.find('.desk-lock-reveal'));
    expect(page.find('#passphrase').getAttribute('type')).toBe('text');
    await click(page.find('.desk-lock-reveal'));
    expect(page.find('#passphrase').getAttribute('type')).toBe('password');
    await page.unmount();
  });

  it('says that a passphrase is wrong and lets the officer go on typing', async () => {
    refusal = { code: 'session.wrong-passphrase', details: {} };
    const page = await show();
    await unlock(page, '不对');
    expect(page.container.textContent).toContain('口令不正确');
    expect(document.activeElement?.id).toBe('passphrase');
    await page.unmount();
  });

  it('counts the seconds to wait and takes nothing until they are over', async () => {
    refusal = { code: 'session.wait', details: { seconds: 30 } };
    const page = await show();
    await unlock(page, '不对');
    expect(page.container.textContent).toContain('请等待 30 秒');
    expect(page.find('button[type="submit"]').hasAttribute('disabled')).toBe(true);
    await page.unmount();
  });
});

it('asks on the first run which desk this is', async () => {
  session = { ...town, state: 'first-run', side: null };
  const page = await show();
  expect(page.container.textContent).toContain('市级工作台');
  expect(page.container.textContent).toContain('镇区工作台');
  await page.unmount();
});

it('explains what is wrong with the files instead of opening, and looks again when asked', async () => {
  session = { ...town, state: 'damaged', problem: 'desk.missing' };
  const page = await show();
  expect(page.container.textContent).toContain('程序没有新建空库代替');
  expect(page.container.textContent).toContain('2026-11-24 10:00');
  expect(page.container.textContent).toContain('每日自动');
  await click(page.find('.desk-damaged-actions button'));
  expect(page.find('#passphrase')).toBeTruthy();
  await page.unmount();
});

it('without its key file offers the copy beside the backups', async () => {
  session = { ...town, side: null, townName: null, state: 'damaged', problem: 'desk.key-file-missing' };
  const page = await show();
  expect(page.container.textContent).toContain('找不到密钥文件');
  await click(page.find('.desk-damaged .ant-btn-primary'));
  expect(page.find('#passphrase')).toBeTruthy();
  await page.unmount();
});
