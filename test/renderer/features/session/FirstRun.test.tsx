// @vitest-environment happy-dom
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FirstRun } from '../../../../renderer/features/session/FirstRun.tsx';
import type { DeskBridge, Reply } from '../../../../shared/rpc.ts';
import { click, type Rendered, render, typeInto } from '../../render.tsx';

const passphrase = '如皋市发改委 2026';
let calls: (readonly [string, unknown])[];
let answers: Record<string, Reply<unknown>>;

const bridge: DeskBridge = {
  call: async (name, input) => {
    // Nothing was opened with the program.
    if (name === 'handed.get') return { ok: true, value: null };
    calls.push([name, input]);
    const answer = answers[name];
    if (!answer) throw new Error(`unexpected call of ${name}`);
    return answer;
  },
  onChanged: () => () => undefined,
  onProgress: () => () => undefined,
  onSettle: () => () => undefined,
};

notifyManager.setScheduler((run) => run());

let page: Rendered;
beforeEach(async () => {
  calls = [];
  answers = {};
  Object.assign(window, { desk: bridge });
  page = await render(
    <QueryClientProvider client={new QueryClient()}>
      <FirstRun />
    </QueryClientProvider>,
  );
});
afterEach(async () => {
  await page.unmount();
  Reflect.deleteProperty(window, 'desk');
});

function button(text: string): HTMLButtonElement {
  const found = [...page.container.querySelectorAll('button')].find((each) =>
    (each.textContent ?? '').includes(text),
  );
  if (!found) throw new Error(`no button ${text}`);
  return found;
}

const type = (id: string, text: string): Promise<void> =>
  typeInto(page.find(`#${id}`) as HTMLInputElement, text);

async function fillOfficer(): Promise<void> {
  await type('officer', '王经办');
  await type('device-name', '台式机');
  await type('new-passphrase', passphrase);
  await type('new-passphrase-again', passphrase);
}

it('asks which desk this is before anything else, and warns of secrets', () => {
  expect(button('下一步').disabled).toBe(true);
  expect(page.container.textContent).toContain('不得录入涉密信息');
});

describe('the city desk', () => {
  beforeEach(async () => {
    await click(button('市级工作台'));
    await click(button('下一步'));
  });

  it('is made when both passphrases agree and the officer knows that nobody can recover it', async () => {
    answers['session.createCity'] = { ok: true, value: { state: 'open' } };
    await fillOfficer();
    expect(page.container.textContent).toContain('任何人都无法找回');
    expect(button('建立工作台').disabled).toBe(true);
    await click(page.find('input[type="checkbox"]'));
    await click(button('建立工作台'));
    expect(calls).toEqual([['session.createCity', { officer: '王经办', deviceName: '台式机', passphrase }]]);
  });

  it('says in words what is wrong with a passphrase, and sends nothing', async () => {
    await fillOfficer();
    await click(page.find('input[type="checkbox"]'));
    await type('new-passphrase', '12345678');
    expect(page.container.textContent).toContain('不能是连续的数字');
    await type('new-passphrase', '短');
    expect(page.container.textContent).toContain('至少 8 个字符');
    await type('new-passphrase', passphrase);
    await type('new-passphrase-again', '别的');
    expect(page.container.textContent).toContain('两次输入不一样');
    await act(async () => (page.find('form') as HTMLFormElement).requestSubmit());
    expect(button('建立工作台').disabled).toBe(true);
    expect(calls).toEqual([]);
  });

  it('keeps what was typed when the making fails', async () => {
    answers['session.createCity'] = { ok: false, error: { code: 'storage.full', details: {} } };
    await fillOfficer();
    await click(page.find('input[type="checkbox"]'));
    await click(button('建立工作台'));
    expect(page.container.textContent).toContain('磁盘空间不足');
    expect((page.find('#officer') as HTMLInputElement).value).toBe('王经办');
  });
});

it('a town goes by its file, its code, the comparison and its officer', async () => {
  const handle = 'a'.repeat(32);
  answers = {
    'session.chooseInvitation': { ok: true, value: { handle, townName: '白蒲镇', expiresAtMs: 0 } },
    'session.openInvitation': { ok: false, error: { code: 'invitation.wrong-code', details: {} } },
    'session.join': { ok: true, value: { state: 'open' } },
  };
  await click(button('镇区工作台'));
  await click(button('下一步'));
  expect(button('下一步').disabled).toBe(true);
  await click(button('选择文件'));
  expect(page.container.textContent).toContain('白蒲镇的邀请');
  await click(button('下一步'));
  await type('join-code', '1234-5678 9012３456789');
  expect((page.find('#join-code') as HTMLInputElement).value).toBe('1234 5678 9012 3456');
  await click(button('下一步'));
  expect(page.container.textContent).toContain('加入码不正确');
  answers['session.openInvitation'] = {
    ok: true,
    value: {
      townId: 't06',
      townName: '白蒲镇',
      cityName: '市发改委',
      cityFingerprint: '6097 2588',
      expiresAtMs: 0,
    },
  };
  await click(button('下一步'));
  expect(page.container.textContent).toContain('6097 2588');
  await click(button('核对无误'));
  await fillOfficer();
  await click(page.find('input[type="checkbox"]'));
  await click(button('建立工作台'));
  expect(calls.at(-1)).toEqual([
    'session.join',
    { handle, officer: '王经办', deviceName: '台式机', passphrase },
  ]);
});

it('names the desk that is made, though an invitation was opened before another way was chosen', async () => {
  const handle = 'a'.repeat(32);
  const invitation = {
    side: 'town',
    townId: 't06',
    townName: '白蒲镇',
    leaderName: '',
    cityName: '市发改委',
  };
  const city = { cityName: '市发改委', cityFingerprint: '6097 2588', createdAtMs: 0 };
  answers = {
    'session.chooseInvitation': { ok: true, value: { handle, townName: '白蒲镇', expiresAtMs: 0 } },
    'session.openInvitation': {
      ok: true,
      value: { ...invitation, cityFingerprint: '6097 2588', expiresAtMs: 0 },
    },
    'recovery.choose': { ok: true, value: { handle, cityName: '市发改委', n: 1, createdAtMs: 0 } },
    'recovery.open': { ok: true, value: city },
  };
  await click(button('凭邀请加入'));
  await click(button('下一步'));
  await click(button('选择文件'));
  await click(button('下一步'));
  await type('join-code', '1234567890123456');
  await click(button('下一步'));
  await click(button('核对无误'));
  expect(page.container.textContent).toContain('镇区工作台 · 白蒲镇');
  for (let step = 0; step < 4; step += 1) await click(button('上一步'));
  await click(button('从恢复密钥重建'));
  await click(button('下一步'));
  await click(button('选择'));
  await click(button('下一步'));
  await type('recovery-passphrase', passphrase);
  await click(button('下一步'));
  await click(button('核对无误'));
  expect(page.container.textContent).toContain('市级工作台 · 市发改委');
  expect(page.container.textContent).not.toContain('白蒲镇');
});

describe('a desk from another computer', () => {
  it('is brought back from its backup with its own passphrase', async () => {
    const chosen = {
      handle: 'b'.repeat(32),
      side: 'town',
      townName: '白蒲镇',
      isLeader: false,
      atMs: Date.UTC(2026, 10, 24, 2),
      sizeBytes: 1,
    };
    answers['backup.choose'] = { ok: true, value: chosen };
    answers['backup.bringBack'] = { ok: false, error: { code: 'session.wrong-passphrase', details: {} } };
    await click(button('从备份恢复'));
    await click(button('下一步'));
    await click(button('选择备份文件'));
    expect(page.container.textContent).toContain('白蒲镇的工作台，2026-11-24 10:00 的备份');
    answers['backup.choose'] = { ok: true, value: { ...chosen, isLeader: true } };
    await click(button('另选一个备份'));
    expect(page.container.textContent).toContain('挂钩领导的电脑 · 白蒲镇');
    await click(button('下一步'));
    await type('old-passphrase', passphrase);
    await click(button('恢复工作台'));
    expect(calls.at(-1)).toEqual(['backup.bringBack', { handle: chosen.handle, passphrase }]);
    expect(page.container.textContent).toContain('口令不正确');
  });
});
