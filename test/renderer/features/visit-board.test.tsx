// @vitest-environment happy-dom
/** 走访计划 over the real desk: who has not been visited, and what is planned from there. */
import { beforeEach, expect, it, vi } from 'vitest';
import { VisitPanel } from '../../../renderer/features/today/VisitPanel.tsx';
import { VisitBoard } from '../../../renderer/features/visit/VisitBoard.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { addDays, localDate } from '../../../shared/clock.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testNowMs } from '../../support/database.ts';
import type { TestDesk } from '../../support/desk.ts';
import { filingLedger } from '../../support/filing-ledger.ts';
import { addLeader, linkTo } from '../../support/leaders.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click, passTime, press, typeInto } from '../render.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});
const today = localDate(testNowMs);

async function ledger() {
  const found = await filingLedger();
  found.desk.setNow(testNowMs);
  return found;
}

const text = (): string => document.body.textContent;
const field = (selector: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(selector);
  if (!found) throw new Error(`no ${selector}: ${text()}`);
  return found;
};
const openBoard = (desk: TestDesk): Promise<DeskScreen> =>
  openScreen(desk, '/visits/plan', [{ path: '/visits/plan', element: <VisitBoard /> }]);
const visits = async (desk: TestDesk) =>
  (await desk.call('visit.list', { filter: {}, offset: 0, limit: 10 })).rows;

/** Of every enterprise that is listed. */
const openPlan = async (screen: DeskScreen): Promise<void> => {
  await screen.until(() => document.querySelector('[aria-label^="选择 "]') !== null);
  for (const box of document.querySelectorAll<HTMLElement>('[aria-label^="选择 "]')) await click(box);
  await screen.clickButton('安排走访');
  await screen.until(() => document.querySelector('[data-field="plannedOn"] input') !== null);
};

it('plans for a leader who has not called', async () => {
  const { desk, enterpriseId } = await ledger();
  const screen = await openBoard(desk);
  await screen.until(() => text().includes('1 家未安排'));
  await openPlan(screen);
  // Said, and no bar: the year may be mistyped, the office closed.
  await typeInto(field('[data-field="plannedOn"] input'), '2027-12-04');
  await screen.until(() => text().includes('这一天是星期六，企业可能休息。这一天在一年以后，请核对年份。'));
  await typeInto(field('[data-field="plannedOn"] input'), today);
  await screen.until(() => !text().includes('这一天'));
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => document.querySelector('[data-field="plannedOn"]') === null);
  const [planned] = await visits(desk);
  expect(planned).toMatchObject({
    enterpriseId,
    leader: { name: '李四' },
    timing: { status: 'planned', plannedOn: today },
  });
  await screen.until(() => text().includes(`已安排 ${today.slice(5)}`));
  const facts = { participants: [], hosts: '', purpose: '', said: '', note: '' };
  await desk.call('visit.save', {
    enterpriseId,
    fields: {
      ...facts,
      visitedOn: today,
      leader: planned?.leader ?? { personId: '', name: '李四', post: '' },
    },
    promises: [],
    problems: [],
  });
  await screen.close();
  const later = await openBoard(desk);
  const short = today.slice(5);
  await later.until(() => text().includes(`已走访 ${short}，已安排 ${short}`));
  expect(text()).toContain('已走访 1　已安排 1');
});

it('heads each kind of leaders with what 今日待办 counts: 未走访 for each, arranged or not', async () => {
  const { desk, enterpriseId } = await ledger();
  const { leader } = await desk.call('visit.context', { enterpriseId, date: today });
  if (!leader) throw new Error('nobody is linked');
  await linkTo(desk, enterpriseId, await addLeader(desk, '钱镇长', 'town-leader'), 'town-leader');
  await linkTo(desk, enterpriseId, await addLeader(desk, '钱七', 'city-leader'), 'city-leader');
  await desk.call('visit.plan', {
    enterpriseIds: [enterpriseId],
    leader,
    plannedOn: addDays(today, 2),
    purpose: '',
  });
  const screen = await openBoard(desk);
  await screen.until(() => document.querySelectorAll('.desk-visit-leaders li').length === 3);
  const headings = [...document.querySelectorAll('.desk-visit-leaders h2')].map((each) => each.textContent);
  expect(headings).toEqual(['市领导　未走访 2 家次', '镇区主要领导　未走访 1 家次']);
  await screen.close();
  const desktop = await openScreen(desk, '/today', [{ path: '/today', element: <VisitPanel /> }]);
  await desktop.until(() => text().includes('前市领导还有 2 家次未走访，其中 1 家次未安排'));
});

it('goes on showing the leader whose visit was planned, in his place, though another has more that wait', async () => {
  const { desk, enterpriseId } = await ledger();
  await linkTo(desk, enterpriseId, await addLeader(desk, '钱七', 'city-leader'), 'city-leader');
  const screen = await openBoard(desk);
  const leaders = (): readonly (string | null)[] =>
    [...document.querySelectorAll('.desk-visit-leader-name > strong')].map((name) => name.textContent);
  const shown = (): string => field('.desk-visit-leaders [aria-pressed="true"] strong').textContent;
  await openPlan(screen);
  const before = leaders();
  expect(shown()).toBe(before[0]);
  await typeInto(field('[data-field="plannedOn"] input'), today);
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => text().includes(`已安排 ${today.slice(5)}`));
  await screen.until(() => text().includes('已走访 0　已安排 1'));
  expect(leaders()).toEqual(before);
  expect(shown()).toBe(before[0]);
  // In the other period as well.
  await click(field('[aria-label="上一期"]'));
  await screen.until(() => !text().includes('已安排 1'));
  expect(shown()).toBe(before[0]);
  await screen.close();
  // Opened anew, whoever has somebody waiting comes first.
  const anew = await openBoard(desk);
  await anew.until(() => leaders().length === 2);
  expect(leaders()).toEqual(before.toReversed());
});

it('calls a plan whose day has passed 待记录, as the list of visits does', async () => {
  const { desk, enterpriseId } = await ledger();
  const { leader } = await desk.call('visit.context', { enterpriseId, date: today });
  if (!leader) throw new Error('nobody is linked');
  const day = addDays(today, -2);
  await desk.call('visit.plan', { enterpriseIds: [enterpriseId], leader, plannedOn: day, purpose: '' });
  const screen = await openBoard(desk);
  await screen.until(() => text().includes(`待记录 ${day.slice(5)}`));
  expect(text()).toContain('1 家待记录');
  expect(text()).toContain('已走访 0　已安排 0　待记录 1');
});

it('shows the plan that is to come, and beside it the one whose day has passed', async () => {
  const { desk, enterpriseId } = await ledger();
  const { leader } = await desk.call('visit.context', { enterpriseId, date: today });
  if (!leader) throw new Error('nobody is linked');
  const [passed, next] = [addDays(today, -2), addDays(today, 2)];
  for (const plannedOn of [passed, addDays(today, 4), next])
    await desk.call('visit.plan', { enterpriseIds: [enterpriseId], leader, plannedOn, purpose: '' });
  const screen = await openBoard(desk);
  await screen.until(() => text().includes(`待记录 ${passed.slice(5)}，已安排 ${next.slice(5)}`));
  expect(text()).toContain('已走访 0　已安排 1　待记录 1');
});

const others = { personId: '', name: '赵六', post: '镇长' };
const planOthers = async (desk: TestDesk, enterpriseIds: string[]): Promise<string> => {
  const plan = { enterpriseIds, leader: others, plannedOn: addDays(today, 2), purpose: '' };
  return (await desk.call('visit.plan', plan)).ids[0] ?? '';
};
const draftsOf = async (desk: TestDesk) => desk.call('draft.list', { prefix: '' });
const joinOne = async (screen: DeskScreen): Promise<string> => {
  await screen.until(() => text().includes('可以合并为一次，一同前往。'));
  await passTime(() => storeAllDrafts());
  await screen.clickButton('合并走访');
  await screen.until(() => document.querySelector('.ant-modal-confirm') !== null);
  const asked = field('.ant-modal-confirm').textContent;
  await click(field('.ant-modal-confirm-btns .ant-btn-primary'));
  return asked;
};

it('ends the plan when its only enterprise is called on with another’s trip, and says what is lost with it', async () => {
  const { desk, enterpriseId } = await ledger();
  const planId = await planOthers(desk, [enterpriseId]);
  const screen = await openBoard(desk);
  await openPlan(screen);
  await typeInto(field('[data-field="plannedOn"] input'), today);
  await typeInto(field('[data-field="purpose"] input'), '送政策');
  expect(await joinOne(screen)).toContain('已填写的走访事由不带过去，将清除。');
  await screen.until(() => screen.path() === `/visits/${planId}`);
  expect(await draftsOf(desk)).toEqual([]);
  expect(await visits(desk)).toMatchObject([{ id: planId, participants: ['李四'] }]);
});

it('offers the other’s trip enterprise by enterprise, and goes on planning for the rest', async () => {
  const { desk, enterpriseId } = await ledger();
  const other = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '森松重工有限公司' },
  });
  const { leader } = await desk.call('visit.context', { enterpriseId, date: today });
  await linkTo(desk, other.id, leader?.personId ?? '', 'city-leader');
  const planId = await planOthers(desk, [enterpriseId]);
  const screen = await openBoard(desk);
  await openPlan(screen);
  expect(text()).toContain('安排走访：2 家企业');
  await typeInto(field('[data-field="plannedOn"] input'), today);
  expect(await joinOne(screen)).not.toContain('将清除');
  await screen.until(() => text().includes('安排走访：森松重工有限公司'));
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => document.querySelector('[data-field="plannedOn"]') === null);
  expect((await visits(desk)).map((row) => [row.enterpriseId, row.leader.name, row.participants])).toEqual([
    [enterpriseId, '赵六', ['李四']],
    [other.id, '李四', []],
  ]);
  expect((await desk.call('visit.get', { id: planId })).participants).toEqual(['李四']);
  expect(await draftsOf(desk)).toEqual([]);
});
