// @vitest-environment happy-dom
import { notifyManager, QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { act, type ReactNode, useEffect } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../../../renderer/api.ts';
import { SessionGate } from '../../../../renderer/features/session/SessionGate.tsx';
import { showSession, useCall } from '../../../../renderer/queries.ts';
import type { ErrorCode, ErrorDetails } from '../../../../shared/errors.ts';
import type { DeskBridge } from '../../../../shared/rpc.ts';
import type { SessionState } from '../../../../shared/session/contract.ts';
import { lockedSession } from '../../locked-session.ts';
import { click, type Rendered, render, typeInto } from '../../render.tsx';

const backup = {
  name: 'desk-20261124T020000Z-daily.db',
  atMs: Date.UTC(2026, 10, 24, 2),
  reason: 'daily',
  sizeBytes: 300_000,
  inFuture: false,
};
let session: SessionState;
/** What was read of the ledger. */
let reads: string[];
let refusal: { readonly code: ErrorCode; readonly details: ErrorDetails } | null;

const bridge: DeskBridge = {
  call: async (name, input) => {
    if (name === 'session.state') return { ok: true, value: session };
    if (name === 'session.lock') {
      session = lockedSession;
      return { ok: true, value: session };
    }
    if (name === 'backup.list') return { ok: true, value: [backup] };
    if (name === 'backup.restoreKeyFile') {
      session = lockedSession;
      return { ok: true, value: session };
    }
    if (name === 'meeting.list') {
      reads.push(session.state);
      return { ok: true, value: [] };
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
  session = lockedSession;
  refusal = null;
  reads = [];
  Object.assign(window, { desk: bridge });
});
afterEach(() => void Reflect.deleteProperty(window, 'desk'));

/** A desk as the real one: it reads something, and does something when it is shown. */
function Desk(): ReactNode {
  const client = useQueryClient();
  const session = useCall('session.state', {}).data;
  const list = useCall('meeting.list', {});
  useEffect(() => {
    shown += 1;
  }, []);
  return (
    <section className="desk">
      台账 {session?.officer} {list.data === undefined ? '' : '会议'}
      <button
        type="button"
        onClick={() => void call('session.lock', {}).then((state) => showSession(client, state))}
      >
        锁定
      </button>
    </section>
  );
}

let shown = 0;
const show = async (): Promise<Rendered> => {
  shown = 0;
  const page = await render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionGate>
        <Desk />
      </SessionGate>
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

  it.each([
    [null, ''],
    [{ idleMinutes: null, typing: 'none' }, '工作台已锁定。'],
    [{ idleMinutes: 15, typing: 'none' }, '15 分钟未操作，已自动锁定。'],
    [
      { idleMinutes: 15, typing: 'kept' },
      '15 分钟未操作，已自动锁定。正在填写的内容已保存，解锁后可以接着填。',
    ],
    [
      { idleMinutes: null, typing: 'unstored' },
      '工作台已锁定。有内容还没有写入磁盘，请先解锁，不要关闭程序。',
    ],
  ] as const)('says how it came to be locked: %j', async (lockedHow, sentence) => {
    session = { ...lockedSession, lockedHow };
    const page = await show();
    expect(page.container.querySelector('.desk-lock-why')?.textContent ?? '').toBe(sentence);
    // Read out with the field that has the focus.
    const described = (page.find('#passphrase').getAttribute('aria-describedby') ?? '').split(' ');
    const texts = described.map((id) => document.getElementById(id)?.textContent ?? '');
    expect(texts.join('')).toBe(sentence);
    await page.unmount();
  });

  it('opens with the right passphrase', async () => {
    const page = await show();
    await unlock(page, '如皋-2026-口令');
    expect(page.find('.desk').textContent).toContain('台账 张晓燕 会议');
    expect(page.container.querySelector('#passphrase')).toBeNull();
    expect({ shown, reads }).toEqual({ shown: 1, reads: ['open'] });
    await page.unmount();
  });

  it('builds the desk behind the lock screen while the passphrase is typed: hidden, asking for nothing', async () => {
    const page = await show();
    expect(page.container.querySelector('.desk')).toBeNull();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    await typeInto(page.find('#passphrase') as HTMLInputElement, '不');
    await vi.waitFor(() => expect(page.find('.desk').style.display).toBe('none'));
    expect({ shown, reads }).toEqual({ shown: 0, reads: [] });
    // It is not kept for a passphrase that does not come: it would say an old date some day.
    await act(async () => vi.advanceTimersByTime(10 * 60_000));
    expect(page.container.querySelector('.desk')).toBeNull();
    vi.useRealTimers();
    await page.unmount();
  });

  it('takes the whole desk down when it is locked again', async () => {
    const page = await show();
    await unlock(page, '如皋-2026-口令');
    await click(page.find('.desk button'));
    expect(page.find('#passphrase')).toBeTruthy();
    expect(page.container.querySelector('.desk')).toBeNull();
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
    // A slow laptop: every look at the clock finds it a little later.
    let nowMs = Date.now();
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => (nowMs += 1));
    await unlock(page, '不对');
    clock.mockRestore();
    expect(page.container.textContent).not.toContain('请等待');
    expect(page.container.textContent).toContain('口令不正确');
    expect(document.activeElement?.id).toBe('passphrase');
    await typeInto(page.find('#passphrase') as HTMLInputElement, '再');
    expect(page.container.textContent).not.toContain('口令不正确');
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
  session = { ...lockedSession, state: 'first-run', side: null };
  const page = await show();
  expect(page.container.textContent).toContain('市级工作台');
  expect(page.container.textContent).toContain('镇区工作台');
  await page.unmount();
});

it('explains what is wrong with the files instead of opening, and looks again when asked', async () => {
  session = { ...lockedSession, state: 'damaged', problem: 'desk.missing' };
  const page = await show();
  expect(page.container.textContent).toContain('程序没有新建空库代替');
  expect(page.container.textContent).toContain('2026-11-24 10:00');
  expect(page.container.textContent).toContain('每日自动');
  await click(page.find('.desk-damaged-actions button'));
  expect(page.find('#passphrase')).toBeTruthy();
  await page.unmount();
});

it('without its key file offers the copy beside the backups', async () => {
  session = {
    ...lockedSession,
    side: null,
    townName: null,
    state: 'damaged',
    problem: 'desk.key-file-missing',
  };
  const page = await show();
  expect(page.container.textContent).toContain('找不到密钥文件');
  await click(page.find('.desk-damaged .ant-btn-primary'));
  expect(page.find('#passphrase')).toBeTruthy();
  await page.unmount();
});
