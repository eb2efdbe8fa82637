// @vitest-environment happy-dom
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { act } from 'react';
import { expect, it, vi } from 'vitest';
import { AttachmentPanel } from '../../../renderer/attachment-panel.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk, placeFile, type TestDesk } from '../../support/desk.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

const passphrase = '白蒲河畔十月稻香';
const text = (): string => document.body.textContent ?? '';
const dialog = (): string => document.querySelector('.ant-modal')?.textContent ?? '';
const lines = (label: string): string[] =>
  [...document.querySelectorAll(`[aria-label="${label}"] li`)].map((line) => line.textContent ?? '');

interface Opened {
  readonly desk: TestDesk;
  readonly id: string;
  readonly page: DeskScreen;
  readonly kept: () => Promise<string[]>;
}

async function openPanel(): Promise<Opened> {
  const desk = openTestDesk({ closed: true });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  const page = await openPage(desk, id);
  const kept = async (): Promise<string[]> =>
    (await desk.call('attachment.list', { enterpriseId: id })).map(({ name }) => name).toSorted();
  return { desk, id, page, kept };
}

const openPage = (desk: TestDesk, id: string): Promise<DeskScreen> =>
  openScreen(desk, '/panel', [{ path: '/panel', element: <AttachmentPanel enterpriseId={id} editable /> }]);

function place(desk: TestDesk, ...names: readonly string[]): void {
  desk.dialogAnswers.push(names.map((name) => placeFile(desk, name, name)).join('\n'));
}

/** Does something before the `n`th file is read, or added. */
function beforeNth(
  desk: TestDesk,
  step: 'attachment.read' | 'attachment.add',
  n: number,
  act: () => Promise<unknown>,
): void {
  const { reply } = desk;
  let calls = 0;
  Object.assign(desk, {
    reply: async (name: string, input: unknown) => {
      if (name === step && (calls += 1) === n) await act();
      return reply(name, input);
    },
  });
}

it('several files are added one after the other with one choice; two clicks ask once', async () => {
  const { desk, page, kept } = await openPanel();
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf');
  const { openFiles } = desk.services.dialogs;
  const answered = Promise.withResolvers<null>();
  let asked = 0;
  Object.assign(desk.services.dialogs, {
    openFiles: async (options: Parameters<typeof openFiles>[0]) => {
      asked += 1;
      await answered.promise;
      return openFiles(options);
    },
  });
  const add = await page.button('添加附件');
  // Before the first is drawn.
  await act(async () => {
    add.click();
    add.click();
  });
  answered.resolve(null);
  await page.until(() => text().includes('已添加 3 个附件'));
  expect(await kept()).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
  expect(dialog()).toBe('');
  expect(asked).toBe(1);
});

it('one that cannot be taken is named with its reason, the others go on, and doubtful ones wait for a word', async () => {
  const { desk, page, kept } = await openPanel();
  const files = [
    placeFile(desk, 'a.pdf', '甲'),
    placeFile(desk, 'empty.pdf', ''),
    join(desk.folder, 'gone.pdf'),
    placeFile(desk, 'cut.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)),
    placeFile(desk, 'again.pdf', '甲'),
    placeFile(desk, 'setup.exe', 'MZ'),
    placeFile(desk, 'z.pdf', '乙'),
  ];
  desk.dialogAnswers.push(files.join('\n'));
  await page.clickButton('添加附件');
  await page.until(() => dialog().includes('已添加 2 个，5 个没有添加。'));
  expect(await kept()).toEqual(['a.pdf', 'z.pdf']);
  expect(lines('没有添加的文件')).toEqual([
    'empty.pdf是空文件',
    'gone.pdf已不在原处，可能已移动、改名，或U盘已拔出',
    'again.pdf内容与已有附件“a.pdf”完全相同，不必再添加',
  ]);
  expect(lines('需要确认的文件')).toEqual([
    expect.stringMatching(/^cut\.jpg图片打不开，可能已经损坏/),
    expect.stringMatching(/^setup\.exe“\.exe”是可以运行的程序/),
  ]);
  await page.clickButton('仍要添加这 2 个');
  await page.until(() => dialog().includes('已添加 4 个，3 个没有添加。'));
  expect(await kept()).toEqual(['a.pdf', 'cut.jpg', 'setup.exe', 'z.pdf']);
  expect(lines('没有添加的文件')).toHaveLength(3);
  await page.clickButton('知道了');
  await page.until(() => dialog() === '');
});

it('says which of how many, and 停止 keeps what is done', async () => {
  const { desk, page, kept } = await openPanel();
  const gate = Promise.withResolvers<null>();
  beforeNth(desk, 'attachment.read', 2, () => gate.promise);
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf');
  await page.clickButton('添加附件');
  await page.until(() => dialog().includes('正在添加第 2 个，共 3 个'));
  expect(dialog()).toContain('b.pdf');
  await page.clickButton('停止');
  gate.resolve(null);
  await page.until(() => dialog().includes('已添加 1 个，2 个没有添加。'));
  expect(dialog()).toContain('其中 2 个还没有轮到');
  expect(await kept()).toEqual(['a.pdf']);
});

it('a desk locked in the middle keeps what was added, and the same choice adds the rest', async () => {
  const { desk, page, kept } = await openPanel();
  beforeNth(desk, 'attachment.read', 3, () => desk.call('session.lock', {}));
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf', 'd.pdf');
  await page.clickButton('添加附件');
  await page.until(() => dialog().includes('已添加 2 个，2 个没有添加。'));
  expect(dialog()).toContain('工作台已锁定');
  await page.clickButton('知道了');
  await desk.call('session.unlock', { passphrase });
  expect(await kept()).toEqual(['a.pdf', 'b.pdf']);
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf', 'd.pdf');
  await page.clickButton('添加附件');
  await page.until(() => dialog().includes('已添加 2 个，2 个没有添加。'));
  expect(lines('没有添加的文件')).toEqual([
    expect.stringContaining('a.pdf内容与已有附件'),
    expect.stringContaining('b.pdf内容与已有附件'),
  ]);
  expect(await kept()).toEqual(['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf']);
});

it('a panel that went away in the middle says afterwards how many are left', async () => {
  const { desk, id, page, kept } = await openPanel();
  const gate = Promise.withResolvers<null>();
  beforeNth(desk, 'attachment.read', 2, () => gate.promise);
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf');
  await page.clickButton('添加附件');
  await page.until(() => dialog().includes('正在添加第 2 个，共 3 个'));
  await page.close();
  gate.resolve(null);
  const again = await openPage(desk, id);
  await again.until(() => text().includes('上次所选的文件还有 2 个没有添加'));
  expect(await kept()).toEqual(['a.pdf']);
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf');
  await again.clickButton('添加附件');
  await again.until(() => dialog().includes('已添加 2 个，1 个没有添加。'));
  expect(text()).not.toContain('上次所选的文件');
  expect(await kept()).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
});

it('one that was being added when the panel went away is not told of as missing once it is there', async () => {
  const { desk, id, page, kept } = await openPanel();
  const gate = Promise.withResolvers<null>();
  let isAsked = false;
  beforeNth(desk, 'attachment.add', 3, () => {
    isAsked = true;
    return gate.promise;
  });
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf');
  await page.clickButton('添加附件');
  await page.until(() => isAsked);
  await page.close();
  const again = await openPage(desk, id);
  await again.until(() => text().includes('上次所选的文件还有 1 个没有添加'));
  gate.resolve(null);
  await again.until(() => !text().includes('上次所选的文件'));
  expect(await kept()).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
});

it('a notice that was closed stays closed when the last answer comes', async () => {
  const { desk, id, page, kept } = await openPanel();
  const gate = Promise.withResolvers<null>();
  let isAsked = false;
  beforeNth(desk, 'attachment.add', 1, () => {
    isAsked = true;
    return gate.promise;
  });
  place(desk, 'a.pdf', 'b.pdf');
  await page.clickButton('添加附件');
  await page.until(() => isAsked);
  await page.close();
  const again = await openPage(desk, id);
  await again.until(() => text().includes('上次所选的文件还有 2 个没有添加'));
  await click(document.querySelector<HTMLElement>('[aria-label="关闭"]')!);
  gate.resolve(null);
  await vi.waitUntil(async () => (await kept()).length === 1);
  expect(text()).not.toContain('上次所选的文件');
});

it('a summary that went away unread leaves its number, without those that are attached already', async () => {
  const { desk, id, page, kept } = await openPanel();
  const choice = [
    placeFile(desk, 'a.pdf', '甲'),
    placeFile(desk, 'again.pdf', '甲'),
    placeFile(desk, 'empty.pdf', ''),
    placeFile(desk, 'setup.exe', 'MZ'),
  ].join('\n');
  desk.dialogAnswers.push(choice);
  await page.clickButton('添加附件');
  await page.until(() => dialog().includes('已添加 1 个，3 个没有添加。'));
  await page.close();
  const again = await openPage(desk, id);
  await again.until(() => text().includes('上次所选的文件还有 2 个没有添加'));
  desk.dialogAnswers.push(choice);
  await again.clickButton('添加附件');
  await again.clickButton('仍要添加这 1 个');
  await again.until(() => dialog().includes('已添加 1 个，3 个没有添加。'));
  expect(await kept()).toEqual(['a.pdf', 'setup.exe']);
  await again.clickButton('知道了');
  await again.close();
  // Read to its end.
  const third = await openPage(desk, id);
  await third.until(() => text().includes('setup.exe'));
  expect(text()).not.toContain('上次所选的文件');
});

it('what keeps every file out is said once, and the rest is not tried', async () => {
  const { desk, id, page, kept } = await openPanel();
  beforeNth(desk, 'attachment.read', 2, () => desk.call('enterprise.remove', { id }));
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf');
  await page.clickButton('添加附件');
  await page.until(() => dialog().includes('已添加 1 个，2 个没有添加。'));
  expect(dialog()).toContain('没有找到这条记录');
  expect(lines('没有添加的文件')).toEqual([]);
  expect(await kept()).toEqual(['a.pdf']);
});

it('one file alone still gets its own dialog with a note', async () => {
  const { desk, page } = await openPanel();
  place(desk, 'a.pdf');
  await page.clickButton('添加附件');
  await page.until(() => document.querySelector('.ant-modal .desk-dialog-input') !== null);
  expect(dialog()).not.toContain('共');
});

it('a file that vanishes before its turn stops none of the others', async () => {
  const { desk, page, kept } = await openPanel();
  const b = join(desk.folder, 'b.pdf');
  beforeNth(desk, 'attachment.read', 2, async () => rmSync(b));
  place(desk, 'a.pdf', 'b.pdf', 'c.pdf');
  expect(existsSync(b)).toBe(true);
  await page.clickButton('添加附件');
  await page.until(() => dialog().includes('已添加 2 个，1 个没有添加。'));
  expect(lines('没有添加的文件')).toEqual([expect.stringMatching(/^b\.pdf已不在原处/)]);
  expect(await kept()).toEqual(['a.pdf', 'c.pdf']);
});
