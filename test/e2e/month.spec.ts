/** One month at both desks, in the real window: the same specification for Electron and the browser host. */
import { expect, type Page, test } from '@playwright/test';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract.ts';
import type { DeskBridge } from '../../shared/rpc.ts';
import { pdfPageCount } from '../../electron/documents/pdf.ts';
import { launchDesk } from '../support/launch-desk.ts';
import type { OpenDesk } from '../support/open-desk.ts';

const passphrase = '白蒲河畔十月稻香';
const enterprise = '势加透博洁净动力如皋有限公司';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '月度-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

/** Calls the contract through the page's own bridge: for setting the scene, not for what is tested. */
async function call<Name extends ProcedureName>(
  page: Page,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const request: { procedure: string; value: unknown } = { procedure: name, value: input };
  const reply = await page.evaluate(
    async ({ procedure, value }) => (window as unknown as { desk: DeskBridge }).desk.call(procedure, value),
    request,
  );
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
  return reply.value as OutputOf<Name>;
}

async function open(name: string): Promise<OpenDesk> {
  const desk = await launchDesk({
    userDataDir: join(folder, name),
    args: [`--desk-clock=2026-11-24T09:00:00+08:00`],
  });
  await expect(desk.page.getByText('不得录入涉密信息').first()).toBeVisible();
  return desk;
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, hash);
}

/** A city with the sample roster and one leader linked, and a town that joined and took the first bundle. */
async function cityAndTown(): Promise<{
  city: OpenDesk;
  town: OpenDesk;
  enterpriseId: string;
  townId: string;
}> {
  const city = await open('city');
  await call(city.page, 'session.createCity', { officer: '市经办', deviceName: '市级电脑', passphrase });
  await expect(city.page.getByRole('heading', { name: '今日待办' })).toBeVisible();
  await call(city.page, 'roster.loadSample', {});
  const list = await call(city.page, 'enterprise.pick', { text: enterprise });
  const enterpriseId = list[0]?.id ?? '';
  const { townId } = await call(city.page, 'enterprise.get', { id: enterpriseId });
  const leader = await call(city.page, 'person.create', {
    fields: {
      name: '张示例',
      post: '副市长',
      unit: '市政府',
      category: 'city-leader',
      phone: '',
      inOfficeFrom: '2021-01-01',
      inOfficeTo: '',
    },
  });
  await call(city.page, 'link.create', {
    enterpriseId,
    fields: { personId: leader.id, kind: 'city-leader', fromDate: '2021-06-18', toDate: '', note: '' },
  });
  const invitationFile = join(folder, '邀请.drci');
  await city.dialogs.answerSave(invitationFile);
  const invitation = await call(city.page, 'invitation.create', { townId });
  if (!invitation) throw new Error('no invitation');
  const bundle = join(folder, '下发.drcb');
  await city.dialogs.answerSave(bundle);
  await call(city.page, 'exchange.export', { toTownId: townId, month: '2026-11' });

  const town = await open('town');
  await town.dialogs.answerOpen(invitationFile);
  const chosen = await call(town.page, 'session.chooseInvitation', {});
  if (!chosen) throw new Error('not chosen');
  const handle = chosen.handle;
  await call(town.page, 'session.openInvitation', { handle, joinCode: invitation.joinCode });
  await call(town.page, 'session.createTown', {
    handle,
    officer: '镇经办',
    deviceName: '镇里电脑',
    passphrase,
  });
  await expect(town.page.getByRole('heading', { name: '今日待办' })).toBeVisible();
  await town.dialogs.answerOpen(bundle);
  const preview = await call(town.page, 'exchange.open', {});
  await call(town.page, 'exchange.import', { token: preview?.token ?? '' });
  return { city, town, enterpriseId, townId };
}

test('a filing half typed survives a kill, is finished, printed on one page and reported step by step', async () => {
  const { city, town, enterpriseId } = await cityAndTown();
  await city.close();
  await goTo(town.page, `#/filings/new?enterprise=${enterpriseId}`);
  await expect(town.page.getByText('张示例').first()).toBeVisible();
  await town.page.getByLabel('检查处置单位').fill('如皋市应急管理局');
  await town.page.getByLabel('检查依据和原因').fill('《安全生产法》第六十五条；年度计划检查');
  await expect(town.page.getByText('草稿已保存').first()).toBeVisible();
  await town.kill();

  const again = await launchDesk({
    userDataDir: join(folder, 'town'),
    args: ['--desk-clock=2026-11-24T09:30:00+08:00'],
  });
  await again.page.getByLabel('口令').first().fill(passphrase);
  await again.page.keyboard.press('Enter');
  await expect(again.page.getByRole('heading', { name: '今日待办' })).toBeVisible();
  await goTo(again.page, `#/filings/new?enterprise=${enterpriseId}`);
  await expect(again.page.getByLabel('检查依据和原因')).toHaveValue('《安全生产法》第六十五条；年度计划检查');
  await again.page.keyboard.press('Control+s');
  await expect(again.page.getByRole('heading', { name: new RegExp(enterprise) })).toBeVisible();

  const paper = join(folder, '报备表.pdf');
  await again.dialogs.answerSave(paper);
  await again.page.getByRole('button', { name: /PDF/ }).click();
  await expect.poll(() => existsSync(paper), { timeout: 30_000 }).toBe(true);
  expect(pdfPageCount(readFileSync(paper))).toBe(1);
  await again.close();
});

test('a month of exchange: note, bundle up, laptop confirmed, conflict settled, bundle down', async () => {
  const { city, town, enterpriseId, townId } = await cityAndTown();
  await goTo(town.page, '#/meetings/new');
  await town.page.getByRole('textbox', { name: '主持人', exact: true }).fill('陈镇长');
  await town.page.getByLabel('地点').fill('镇政府三楼会议室');
  await town.page.getByRole('textbox', { name: '议题 1', exact: true }).fill('企业用地');
  await town.page.getByRole('button', { name: '增加议定事项' }).click();
  await town.page.getByRole('textbox', { name: '议定事项 1', exact: true }).fill('协调二期用地');
  await town.page.getByRole('button', { name: '保存会议记录' }).click();
  await expect(town.page.getByText('协调二期用地').first()).toBeVisible();

  const facts = async (page: Page) => call(page, 'enterprise.get', { id: enterpriseId });
  const edit = async (page: Page, address: string): Promise<void> => {
    const { heads } = await facts(page);
    await call(page, 'enterprise.update', { id: enterpriseId, changes: { address }, seen: heads });
  };
  await edit(town.page, '白蒲镇工业路1号');
  await edit(city.page, '白蒲镇工业路2号');

  const up = join(folder, '上报.drcb');
  await goTo(town.page, '#/exchange');
  await town.dialogs.answerSave(up);
  await town.page.getByRole('button', { name: '导出给市发改委' }).click();
  await town.page.getByRole('button', { name: '选择位置并导出' }).click();
  await expect(town.page.getByText(/已读回核对/)).toBeVisible();
  await town.page.getByRole('button', { name: '完成' }).click();
  expect(existsSync(up)).toBe(true);

  await goTo(city.page, '#/exchange');
  await city.dialogs.answerOpen(up);
  await city.page.getByRole('button', { name: '导入数据包' }).click();
  await expect(city.page.getByText('尚未写入任何内容')).toBeVisible();
  await expect(city.page.getByRole('button', { name: '导入', exact: true })).toBeDisabled();
  await city.page.getByRole('button', { name: '确认这台电脑' }).click();
  await city.page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(city.page.getByText('尚未写入任何内容')).toBeHidden();

  await goTo(city.page, '#/conflicts');
  await expect(city.page.getByText('白蒲镇工业路1号').first()).toBeVisible();
  await city.page.getByText('另写一种').click();
  await city.page.getByLabel('另写一种', { exact: true }).last().fill('白蒲镇工业路1-2号');
  await city.page.getByRole('button', { name: '定下' }).click();
  await expect(city.page.getByText('没有待定的冲突')).toBeVisible();

  const down = join(folder, '回复.drcb');
  await city.dialogs.answerSave(down);
  await call(city.page, 'exchange.export', { toTownId: townId, month: '2026-11' });
  await goTo(town.page, '#/exchange');
  await town.dialogs.answerOpen(down);
  await town.page.getByRole('button', { name: '导入数据包' }).click();
  await town.page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(town.page.getByText('尚未写入任何内容')).toBeHidden();
  expect((await facts(town.page)).address).toBe('白蒲镇工业路1-2号');
  expect(await call(town.page, 'conflict.count', {})).toEqual({ count: 0 });
  expect((await call(city.page, 'meeting.list', {})).map((meeting) => meeting.chair)).toContain('陈镇长');

  // Again: nothing changes.
  await town.dialogs.answerOpen(down);
  await town.page.getByRole('button', { name: '导入数据包' }).click();
  await expect(town.page.getByText(/再次导入不会改变任何内容/)).toBeVisible();
  await Promise.all([city.close(), town.close()]);
});
