// @vitest-environment happy-dom
/** 编写季度通报: what the form says before a bulletin is saved, and how its figures are taken anew. */
import { beforeEach, expect, it, vi } from 'vitest';
import { BulletinEdit } from '../../../renderer/features/bulletin/BulletinEdit.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';

const nowMs = startOfDayMs('2027-01-08') + 9 * 3_600_000;
beforeEach(() => {
  vi.setSystemTime(nowMs);
  return () => void vi.useRealTimers();
});

const routes = [
  { path: '/bulletins/new', element: <BulletinEdit /> },
  { path: '/bulletins/:bulletinId/edit', element: <BulletinEdit /> },
  { path: '/bulletins/:bulletinId', element: <p>通报页面</p> },
];
const text = (): string => document.body.textContent;

const isWarned = ({ container }: DeskScreen): boolean =>
  container.querySelector('.desk-bulletin-figures .ant-alert-warning') !== null;

async function city(): Promise<{ desk: TestDesk; enterpriseId: string }> {
  const desk = openTestDesk({ side: 'city' });
  desk.setNow(nowMs);
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  return { desk, enterpriseId };
}

async function visit({ desk, enterpriseId }: Awaited<ReturnType<typeof city>>, visitedOn: string) {
  const leader = { personId: '', name: '李四', post: '副市长' };
  await desk.call('visit.save', {
    enterpriseId,
    fields: { visitedOn, leader, participants: [], hosts: '', purpose: '', said: '', note: '' },
    promises: [],
    problems: [],
  });
}

async function save(screen: DeskScreen): Promise<string> {
  await screen.clickButton('保存季度通报');
  await screen.until(() => text().includes('通报页面'));
  return screen.path().split('/').at(-1) ?? '';
}

it('offers the quarter that has ended, and makes no bulletin of one without any record', async () => {
  const at = await city();
  const screen = await openScreen(at.desk, '/bulletins/new', routes);
  await screen.until(() => isWarned(screen));
  expect(text()).toContain('2026年第四季度没有任何记录');
  await screen.clickButton('保存季度通报');
  await screen.until(() => text().includes('没有保存。已填内容仍在草稿中'));
  expect(await at.desk.call('bulletin.list', {})).toEqual([]);
});

it('leads to the bulletin that the quarter has, and saves no second one', async () => {
  const at = await city();
  await visit(at, '2026-11-20');
  const first = await openScreen(at.desk, '/bulletins/new', routes);
  await first.until(() => text().includes('保存时取数'));
  expect(isWarned(first)).toBe(false);
  const id = await save(first);
  await first.close();
  const screen = await openScreen(at.desk, '/bulletins/new', routes);
  await screen.until(() => text().includes('已经有一份季度通报（第4期）'));
  expect((await screen.button('保存季度通报')).hasAttribute('disabled')).toBe(true);
  await screen.clickButton('打开已有的通报');
  expect(screen.path()).toBe(`/bulletins/${id}`);
});

it('keeps the figures it was saved with, until the officer has seen the others and takes them', async () => {
  const at = await city();
  await visit(at, '2026-11-20');
  const first = await openScreen(at.desk, '/bulletins/new', routes);
  await first.until(() => text().includes('保存时取数'));
  const id = await save(first);
  await first.close();
  await visit(at, '2026-12-02');
  const visits = async (): Promise<number | undefined> =>
    (await at.desk.call('bulletin.get', { id })).figures?.counts.visits;

  const left = await openScreen(at.desk, `/bulletins/${id}/edit`, routes);
  await left.until(() => text().includes('取数日期 2027-01-08'));
  await save(left);
  expect(await visits()).toBe(1);
  await left.close();

  const screen = await openScreen(at.desk, `/bulletins/${id}/edit`, routes);
  await screen.until(() => text().includes('取数日期 2027-01-08'));
  await screen.clickButton('重新取数');
  await screen.until(() => document.querySelector('.ant-modal table') !== null);
  const row = [...document.querySelectorAll('.ant-modal tr')].find(({ textContent }) =>
    textContent?.includes('走访'),
  );
  expect([...(row?.querySelectorAll('td') ?? [])].slice(1).map(({ textContent }) => textContent)).toEqual([
    '1',
    '2',
  ]);
  await screen.clickButton('采用新的数字');
  await save(screen);
  expect(await visits()).toBe(2);
});
