// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { putDevice } from '../../../db/device.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { run, sql, transact } from '../../../db/sql.ts';
import { authorOf } from '../../../electron/desk.ts';
import { PeerPanel } from '../../../renderer/features/exchange/PeerPanel.tsx';
import { ExchangePanel } from '../../../renderer/features/today/ExchangePanel.tsx';
import { HandInPanel } from '../../../renderer/features/today/HandInPanel.tsx';
import { MeetingPanel } from '../../../renderer/features/today/MeetingPanel.tsx';
import { ProblemPanel } from '../../../renderer/features/today/ProblemPanel.tsx';
import { DecisionPanel } from '../../../renderer/features/today/DecisionPanel.tsx';
import { QuietNote } from '../../../renderer/features/today/QuietNote.tsx';
import { RecoveryReminder } from '../../../renderer/features/today/RecoveryReminder.tsx';
import { VisitPanel } from '../../../renderer/features/today/VisitPanel.tsx';
import { VisitList } from '../../../renderer/features/visit/VisitList.tsx';
import { localDate, startOfDayMs } from '../../../shared/clock.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { problemEntity } from '../../../shared/problem/entity.ts';
import { testNowMs } from '../../support/database.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openCityDesk } from '../../support/joined.ts';
import { filingLedger } from '../../support/filing-ledger.ts';
import { addLeader } from '../../support/leaders.ts';
import { assign, problemFields } from '../../support/problem.ts';
import { cityAndTown, down, open, up } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

// The window's clock is the desk's, or a midnight between the two would make today yesterday.
beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});
const today = localDate(testNowMs);

const meeting = {
  month: today.slice(0, 7),
  heldOn: today,
  place: '三楼会议室',
  chair: '李建国',
  chairRole: '组长',
  recorder: '',
  departments: [],
  topics: [],
};

it('shows the next meeting with what it will ask about, and leads to it', async () => {
  const desk = openTestDesk({ side: 'city', digit: 'c' });
  const decisions = [{ what: '协调用地', who: '', dueDate: '' }];
  const { id } = await desk.call('meeting.save', { fields: meeting, decisions });
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: <MeetingPanel /> }]);
  await screen.until(() => screen.container.textContent.includes('三楼会议室'));
  expect(screen.container.textContent).toContain('今天');
  expect(screen.container.textContent).toContain('会上要问的议定事项 1 项');
  expect(screen.find('.desk-todo a').getAttribute('href')).toBe(`/meetings/${id}`);
  expect(screen.container.textContent).not.toContain('还没有会议纪要');
});

it('records as done on the day it is ticked, though the page was opened before midnight', async () => {
  const desk = openTestDesk({ side: 'city', digit: 'c' });
  const decisions = [{ what: '协调用地', who: '', dueDate: '' }];
  const { id } = await desk.call('meeting.save', { fields: meeting, decisions });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const visit = await desk.call('visit.save', {
    enterpriseId,
    fields: {
      visitedOn: today,
      leader: { personId: '', name: '李四', post: '' },
      participants: [],
      hosts: '',
      purpose: '',
      said: '',
      note: '',
    },
    promises: [{ what: '上门讲解', who: '', dueDate: today }],
    problems: [],
  });
  const panels = (
    <>
      <DecisionPanel />
      <VisitPanel />
    </>
  );
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: panels }]);
  await screen.until(() => screen.container.querySelectorAll('.desk-todo input').length === 2);
  vi.setSystemTime(testNowMs + 86_400_000);
  desk.setNow(testNowMs + 86_400_000);
  await click(screen.find('input[aria-label="办结：协调用地"]'));
  await click(screen.find('input[aria-label="兑现：上门讲解"]'));
  await screen.until(() => screen.container.querySelectorAll('.desk-todo input').length === 0);
  const doneOn = localDate(testNowMs + 86_400_000);
  expect((await desk.call('meeting.get', { id })).decisions).toMatchObject([{ done: true, doneOn }]);
  expect((await desk.call('visit.get', { id: visit.id })).promises).toMatchObject([{ done: true, doneOn }]);
  await screen.close();
});

it('asks for a note when the month has none', async () => {
  const desk = openTestDesk({ side: 'city', digit: 'c' });
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: <MeetingPanel /> }]);
  await screen.until(() => screen.container.textContent.includes('还没有会议纪要'));
  expect(screen.find('.desk-todo a').getAttribute('href')).toBe('/meetings/new');
});

it('leads a city that nobody joined yet to its invitations', async () => {
  const desk = await openCityDesk();
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: <HandInPanel /> }]);
  await screen.until(() => screen.container.textContent.includes('还没有镇区加入'));
  expect(screen.find('a[href="/towns"]').textContent).toBe('制作邀请文件');
  expect(screen.container.textContent).not.toContain('已交');
});

it('tells a city which towns have handed in, and a town that it has not', async () => {
  const { city, town } = await cityAndTown();
  const own = await openScreen(town, '/today', [{ path: '/today', element: <ExchangePanel /> }]);
  await own.until(() => own.container.textContent.includes('本月未上报'));
  await own.close();
  await up(town, city);
  const board = await openScreen(city, '/today', [{ path: '/today', element: <HandInPanel /> }]);
  await board.until(() => board.container.textContent.includes('白蒲镇 已交'));
  expect(board.container.textContent).toContain('本月还没有下发');
  await board.close();
  const later = await openScreen(town, '/today', [{ path: '/today', element: <ExchangePanel /> }]);
  await later.until(() => later.container.textContent.includes('本月已上报'));
});

it('runs after the month before while a town has not handed in for it', async () => {
  const { city, town } = await cityAndTown();
  await up(town, city);
  vi.setSystemTime(new Date('2026-12-01T09:00:00+08:00'));
  city.setNow(Date.parse('2026-12-01T09:00:00+08:00'));
  const all = await openScreen(city, '/today', [{ path: '/today', element: <HandInPanel /> }]);
  await all.until(() => all.container.textContent.includes('12月上报'));
  await all.close();
  transact(open(city).db, (db) => run(db, sql`DELETE FROM bundle_file`));
  transact(open(city).db, (db) => run(db, sql`DELETE FROM bundle_detail`));
  transact(open(city).db, (db) => run(db, sql`DELETE FROM bundle`));
  const late = await openScreen(city, '/today', [{ path: '/today', element: <HandInPanel /> }]);
  await late.until(() => late.container.textContent.includes('11月上报'));
  expect(late.container.textContent).toContain('白蒲镇 逾期未交');
  await late.close();
  // Until the month is closed without it.
  expect(await city.call('month.pressing', {})).toMatchObject({ month: '2026-11' });
  const { openState } = await city.call('month.board', { month: '2026-11' });
  const closed = { month: '2026-11', acceptOpen: true, openState, note: '白蒲镇未交' };
  await city.call('month.close', closed);
  expect(await city.call('month.pressing', {})).toMatchObject({ month: '2026-12' });
  await city.call('month.reopen', { month: '2026-11' });
  expect(await city.call('month.pressing', {})).toMatchObject({ month: '2026-11' });
  // Past the twentieth the running month is what counts.
  vi.setSystemTime(new Date('2026-12-21T09:00:00+08:00'));
  city.setNow(Date.parse('2026-12-21T09:00:00+08:00'));
  expect(await city.call('month.pressing', {})).toMatchObject({ month: '2026-12', closing: null });
});

it('shows who is expected, what was promised, and lets it be kept in place', async () => {
  const desk = openTestDesk({ side: 'town' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const leader = { personId: '', name: '钱镇长', post: '镇长' };
  const fields = {
    visitedOn: '2026-11-02',
    leader,
    participants: [],
    hosts: '',
    purpose: '',
    said: '',
    note: '',
  };
  const promises = [
    { what: '协调用电', who: '经发局', dueDate: '2026-11-20' },
    { what: '明年再说的事', who: '', dueDate: '2027-03-01' },
    { what: '没写时限的事', who: '', dueDate: '' },
  ];
  await desk.call('visit.save', { enterpriseId, fields, promises, problems: [] });
  const plan = (plannedOn: string) =>
    desk.call('visit.plan', { enterpriseIds: [enterpriseId], leader, plannedOn, purpose: '' });
  const past = await plan('2026-11-23');
  await plan('2026-12-20');
  const elements = (
    <>
      <VisitPanel />
      <QuietNote />
    </>
  );
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: elements }]);
  await screen.until(() => screen.container.textContent.includes('承诺逾期'));
  const text = screen.container.textContent;
  expect(text).toContain('计划的日子已过');
  expect(text).not.toContain('明年再说');
  expect(text).toContain('没写时限的事');
  expect(text).not.toContain('2026-12-20');
  expect(text).toContain('检查处置报备、问题诉求、议定事项：近期没有到期的。');
  screen.find(`a[href="/visits/${past.ids[0]}/edit"]`);
  await click(screen.find('input[aria-label="兑现：协调用电"]'));
  await screen.until(() => !screen.container.textContent.includes('协调用电'));
  const { promises: open } = await desk.call('visit.context', { enterpriseId, date: '2026-11-24' });
  expect(open).toMatchObject([{ what: '明年再说的事' }, { what: '没写时限的事' }]);
});

it('leads from a town that has not joined to its invitation, those who exchange first', async () => {
  const { city: desk } = await cityAndTown();
  const peer = {
    side: 'town',
    leaderId: '',
    lastInAtMs: null,
    lastInMonth: '',
    lastOutAtMs: null,
    lastOutMonth: '',
  } as const;
  const peers = [
    { ...peer, townId: 't01', name: '如城街道', reachable: false, hasLaptop: false, unsent: 31, awaiting: 0 },
    { ...peer, townId: 't06', name: '白蒲镇', reachable: true, hasLaptop: true, unsent: 2, awaiting: 0 },
  ];
  const panel = <PeerPanel peers={peers} onExport={() => undefined} />;
  const screen = await openScreen(desk, '/exchange', [{ path: '/exchange', element: panel }]);
  const selector = 'a[href="/towns/invite?town=t01"]';
  await screen.until(() => screen.container.querySelector(selector) !== null);
  expect(screen.find(selector).textContent).toBe('制作邀请文件');
  const text = screen.container.textContent;
  expect(text.indexOf('白蒲镇')).toBeLessThan(text.indexOf('如城街道'));
  expect(text).not.toContain('31');
});

it('sends a leader what waits for him, and not to the office', async () => {
  const { town: desk } = await cityAndTown();
  transact(open(desk).db, (db) =>
    putDevice(db, {
      id: '9'.repeat(32),
      side: 'town',
      townId: 't06',
      leaderId: 'p1',
      officer: '钱镇长',
      name: '平板',
      signPublic: '9'.repeat(43),
      ageRecipient: `age1${'9'.repeat(58)}`,
      certificate: '',
      state: 'confirmed',
      addedAtMs: testNowMs,
    }),
  );
  const person = { name: '钱镇长', post: '镇长', unit: '白蒲镇', category: 'town-leader' } as const;
  await desk.call('person.create', { fields: { ...person, phone: '', inOfficeFrom: '', inOfficeTo: '' } });
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: <ExchangePanel /> }]);
  await screen.until(() => screen.container.querySelector('a[href="/exchange?to=p1"]') !== null);
});

it('reminds the city of the recovery key until it is made, and nobody else', async () => {
  const { city, town } = await cityAndTown();
  const page = { path: '/today', element: <RecoveryReminder /> };
  const screen = await openScreen(city, '/today', [page]);
  await screen.until(() => screen.container.textContent.includes('还没有恢复密钥'));
  expect(screen.find('a[href="/settings"]').textContent).toBe('去制作');
  await screen.close();
  const other = await openScreen(town, '/today', [page]);
  expect(other.container.textContent).toBe('');
});

it('names the problems that press, with what is to be done, and leads to each', async () => {
  const desk = openTestDesk({ side: 'town' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const raise = (title: string, raisedOn: string) =>
    desk.call('problem.create', {
      enterpriseId,
      fields: { title, detail: '', category: 'labour', source: 'call', raisedOn, raisedBy: '', phone: '' },
    });
  const late = await raise('货车限行', '2026-11-02');
  const answered = await raise('招工难', '2026-11-20');
  const fresh = await raise('还早的问题', '2026-11-24');
  const step = { kind: 'answer', on: '2026-11-24', by: '市人社局', text: '已安排招聘会' } as const;
  await desk.call('problem.step', { id: answered.id, step });
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: <ProblemPanel /> }]);
  await screen.until(() => screen.container.textContent.includes('待确认'));
  const links = [...screen.container.querySelectorAll('.desk-todo a')].map((a) => a.getAttribute('href'));
  const form = (kind: string, id: string): string =>
    `/problems/${id}?form=${encodeURIComponent(`problem-step:${kind}:${id}`)}`;
  expect(links).toEqual([
    `/problems/${late.id}`,
    form('assign', late.id),
    // Not due yet, and nobody has taken it up.
    `/problems/${fresh.id}`,
    form('assign', fresh.id),
    `/problems/${answered.id}`,
    form('confirm', answered.id),
  ]);
  expect(screen.container.textContent).toContain('逾期 1 项');
  expect(screen.container.textContent).toContain('尚未交办');
});

it('says of one due after the weekend that it falls due, and of a pair merged crosswise where it is taken back', async () => {
  const thursday = startOfDayMs('2026-11-26') + 9 * 3_600_000;
  vi.setSystemTime(thursday);
  const desk = openTestDesk({ side: 'town' });
  desk.setNow(thursday);
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const due = async (title: string, hostDueOn: string): Promise<string> => {
    const fields = { ...problemFields, title };
    return (await desk.call('problem.create', { enterpriseId, fields, hostDueOn })).id;
  };
  const monday = await due('货车限行', '2026-11-30');
  const step = { ...assign, on: '2026-11-26', hostDueOn: '2026-11-30', helpers: [] };
  await desk.call('problem.step', { id: monday, step });
  const [one, other] = [await due('招工难', '2026-12-20'), await due('缺少操作工', '2026-12-20')];
  const { db, identity } = open(desk);
  for (const [id, mergedInto] of [
    [one, other],
    [other, one],
  ] as const)
    transact(db, (writable) =>
      appendWrite(writable, authorOf(identity, thursday), {
        spec: problemEntity,
        id,
        partition: enterpriseId,
        fields: { mergedInto },
      }),
    );
  const screen = await openScreen(desk, '/today', [{ path: '/today', element: <ProblemPanel /> }]);
  await screen.until(() => screen.container.textContent.includes('并案有误'));
  const lines = [...screen.container.querySelectorAll('.desk-todo li')].map((line) => line.textContent);
  expect(lines.find((text) => text.includes('货车限行'))).toMatch(/^将到期.*市人社局/u);
  expect(screen.container.textContent).not.toContain('待受理');
  const back = [...screen.container.querySelectorAll('a')].filter((a) => a.textContent === '撤销并案');
  expect(new Set(back.map((a) => a.getAttribute('href')))).toEqual(
    new Set([`/problems/${one}`, `/problems/${other}`]),
  );
});

it('shows the city what a town has asked it about in its own words, and counts what is overdue beyond the list', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const fields = { detail: '', category: 'labour', source: 'call', raisedBy: '', phone: '' } as const;
  const raise = (title: string, raisedOn: string) =>
    town.call('problem.create', { enterpriseId: 'e1', fields: { ...fields, title, raisedOn } });
  for (let n = 0; n < 51; n += 1) await raise(`货车限行${n}`, '2026-11-02');
  const { id } = await raise('招工难', '2026-11-24');
  await town.call('problem.escalate', { id, reason: '涉及市级部门' });
  await up(town, city);
  const page = { path: '/today', element: <ProblemPanel /> };
  const atCity = await openScreen(city, '/today', [page]);
  await atCity.until(() => atCity.container.textContent.includes('提请市级'));
  expect(atCity.find('.desk-todo li').textContent).toContain(`${today} 提请市级协调，待受理`);
  expect(atCity.find('.desk-todo a').getAttribute('href')).toBe(`/problems/${id}`);
  expect(atCity.container.textContent).toContain('逾期 51 项');
});

it('tells a town whose problem the city deals with, that it has nothing to do but wait', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const { id } = await town.call('problem.create', {
    enterpriseId: 'e1',
    fields: { ...problemFields, raisedOn: '2026-11-02' },
  });
  await town.call('problem.escalate', { id, reason: '涉及市级部门' });
  await up(town, city);
  await city.call('problem.step', { id, step: { kind: 'accept', on: '2026-11-24', by: '', text: '' } });
  await down(city, town);
  const screen = await openScreen(town, '/today', [{ path: '/today', element: <ProblemPanel /> }]);
  await screen.until(() => screen.container.textContent.includes(problemFields.title));
  expect(screen.find('.desk-todo-act').textContent).toBe('市级办理中');
});

it('only counts at the city what the leaders of the towns are late with, and leads to the list', async () => {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(testNowMs);
  const personId = await addLeader(desk, '钱镇长', 'town-leader');
  await desk.call('visit.plan', {
    enterpriseIds: [enterpriseId],
    leader: { personId, name: '钱镇长', post: '镇长' },
    plannedOn: localDate(testNowMs - 2 * 86_400_000),
    purpose: '',
  });
  // What the list is not asked for.
  for (const plannedOn of [localDate(testNowMs), localDate(testNowMs - 2 * 86_400_000)])
    await desk.call('visit.plan', {
      enterpriseIds: [enterpriseId],
      leader: { personId: '', name: '周市长', post: '' },
      plannedOn,
      purpose: '',
    });
  const screen = await openScreen(desk, '/today', [
    { path: '/today', element: <VisitPanel /> },
    { path: '/visits', element: <VisitList /> },
  ]);
  await screen.until(() => screen.container.textContent.includes('镇区领导：近一年走访待记录 1 次'));
  expect(screen.container.textContent).not.toContain('钱镇长');
  expect(screen.find('p a').getAttribute('href')).toBe('/visits');
  await click(screen.find('p a'));
  await screen.until(() => screen.container.textContent.includes('钱镇长'));
  expect(screen.container.textContent).toContain('共 1 条');
});
