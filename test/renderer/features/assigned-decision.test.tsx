// @vitest-environment happy-dom
/** 议定事项 that a town carries out, as both officers see them. */
import { beforeEach, expect, it, vi } from 'vitest';
import { AssignedList } from '../../../renderer/features/meeting/AssignedList.tsx';
import { MeetingEdit } from '../../../renderer/features/meeting/MeetingEdit.tsx';
import { MeetingPage } from '../../../renderer/features/meeting/MeetingPage.tsx';
import { DecisionPanel } from '../../../renderer/features/today/DecisionPanel.tsx';
import { QuietNote } from '../../../renderer/features/today/QuietNote.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { testNowMs } from '../../support/database.ts';
import type { TestDesk } from '../../support/desk.ts';
import { cityAndTown, down, up } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, typeInto } from '../render.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});

const field = (name: string): HTMLInputElement | null =>
  document.querySelector<HTMLInputElement>(`[data-field="${name}"] :is(input, textarea)`);

/** The city's meeting gave 白蒲镇 one thing to do, late already, and the town knows. */
async function given(): Promise<{ city: TestDesk; town: TestDesk; meeting: string; task: string }> {
  const { city, town } = await cityAndTown();
  const { id: meeting } = await city.call('meeting.save', {
    fields: {
      month: '2026-10',
      heldOn: '2026-10-29',
      place: '',
      chair: '陈副组长',
      chairRole: '副组长',
      recorder: '',
      departments: [],
      topics: [],
    },
    decisions: [{ what: '完成二期用地平整', who: '白蒲镇', dueDate: '2026-11-10' }],
  });
  await down(city, town);
  const [task] = await town.call('decision.assigned', {});
  return { city, town, meeting, task: task?.id ?? '' };
}

it('stands on the town’s 今日待办 with its meeting and its deadline until it is reported, and again when sent back', async () => {
  const { city, town, task } = await given();
  const panels = (
    <>
      <DecisionPanel />
      <QuietNote />
    </>
  );
  const open = () => openScreen(town, '/today', [{ path: '/today', element: panels }]);
  let screen = await open();
  await screen.until(() => screen.container.textContent.includes('近期没有到期的'));
  for (const part of ['完成二期用地平整', '2026年10月市联席会议', '逾期', '报办理情况'])
    expect(screen.container.textContent).toContain(part);
  expect(screen.find('.desk-today-quiet').textContent).not.toContain('议定事项');
  await screen.close();

  const report = { done: true, on: '2026-11-24', text: '已平整完毕。' };
  await town.call('decision.report', { id: task, round: 1, report });
  screen = await open();
  await screen.until(() => screen.container.textContent.includes('今天没有到期的事项'));
  expect(screen.container.textContent).not.toContain('完成二期用地平整');
  await screen.close();

  await up(town, city);
  await city.call('decision.return', { id: task, reason: '请附照片' });
  await down(city, town);
  screen = await open();
  await screen.until(() => screen.container.textContent.includes('退回原因：请附照片'));
  await screen.close();
});

it('opens the list with the one that was clicked on 今日待办 marked, whatever was looked for there before', async () => {
  const { city, town } = await given();
  await city.call('meeting.save', {
    fields: {
      month: '2026-11',
      heldOn: '2026-11-20',
      place: '',
      chair: '陈副组长',
      chairRole: '副组长',
      recorder: '',
      departments: [],
      topics: [],
    },
    decisions: [{ what: '报送用工缺口', who: '白蒲镇', dueDate: '' }],
  });
  await down(city, town);
  const screen = await openScreen(town, '/today', [
    { path: '/today', element: <DecisionPanel /> },
    { path: '/meetings/assigned', element: <AssignedList /> },
  ]);
  await screen.until(() => screen.container.textContent.includes('报送用工缺口'));
  const link = [...screen.container.querySelectorAll('a')].find(
    (each) => each.textContent === '报送用工缺口',
  );
  await click(link as HTMLElement);
  await screen.until(() => screen.container.querySelector('.desk-row-active') !== null);
  expect(screen.find('.desk-row-active').textContent).toContain('报送用工缺口');
  await screen.close();
});

it('keeps what the town has begun to report', async () => {
  const { town, task } = await given();
  const path = `/meetings/assigned?form=decision-report:${task}`;
  const routes = [{ path: '/meetings/assigned', element: <AssignedList /> }];
  let screen = await openScreen(town, path, routes);
  await screen.until(() => field('text') !== null);
  await typeInto(field('text') as HTMLInputElement, '已完成一半');
  await storeAllDrafts();
  await screen.close();
  screen = await openScreen(town, path, routes);
  await screen.until(() => field('text')?.value === '已完成一半');
  // Without an outcome nothing is reported.
  await screen.clickButton('报办理情况');
  expect(await town.call('decision.assigned', {})).toMatchObject([{ report: null }]);
  await screen.close();
});

it('begins a correction with what was reported, and shows why it was sent back above what was typed before', async () => {
  const { city, town, task } = await given();
  const report = { done: true, on: '2026-11-23', text: '已平整完毕。' };
  await town.call('decision.report', { id: task, round: 1, report });
  const path = `/meetings/assigned?form=decision-report:${task}`;
  const routes = [{ path: '/meetings/assigned', element: <AssignedList /> }];
  let screen = await openScreen(town, path, routes);
  await screen.until(() => field('text')?.value === '已平整完毕。');
  await typeInto(field('text') as HTMLInputElement, '已平整完毕，附照片。');
  await storeAllDrafts();
  await screen.close();
  await up(town, city);
  await city.call('decision.return', { id: task, reason: '请写明面积' });
  await down(city, town);
  screen = await openScreen(town, path, routes);
  await screen.until(() => field('text')?.value === '已平整完毕，附照片。');
  for (const part of ['市里退回：请写明面积', '以下内容是退回之前填写的，请核对后再报。'])
    expect(document.querySelector('.desk-form-alert.ant-alert-warning')?.textContent).toContain(part);
  await screen.close();
});

it('says at once where the text means towns and names none', async () => {
  const { city, meeting } = await given();
  const routes = [{ path: '/meetings/:meetingId/edit', element: <MeetingEdit /> }];
  const screen = await openScreen(city, `/meetings/${meeting}/edit`, routes);
  const who = () =>
    document.querySelector<HTMLInputElement>('[aria-label="议定事项 1 责任单位（人）"]') as HTMLInputElement;
  await screen.until(() => screen.container.textContent.includes('会后随数据包交办：白蒲镇'));
  await typeInto(who(), '有关镇区');
  await screen.until(() => screen.container.textContent.includes('未识别到镇区，不会随数据包交办'));
  await typeInto(who(), '市发改委');
  await screen.until(() => !screen.container.textContent.includes('交办'));
  await screen.close();
});

it('asks before the city confirms as done what the town has not reported done', async () => {
  const { city } = await given();
  const screen = await openScreen(city, '/today', [{ path: '/today', element: <DecisionPanel /> }]);
  await screen.until(() => screen.container.querySelector('.desk-todo button') !== null);
  await click(screen.find('button[aria-label="确认办结：完成二期用地平整"]'));
  await screen.until(() => document.body.textContent.includes('白蒲镇尚未报办结，仍要确认办结？'));
  expect((await city.call('decision.open', {})).rows).toHaveLength(1);
  await click(document.querySelector('.ant-modal-confirm .ant-btn-primary') as HTMLElement);
  await screen.until(() => screen.container.querySelector('.desk-todo button') === null);
  expect((await city.call('decision.open', {})).rows).toEqual([]);
  await screen.close();
});

it('says at the city whether a bundle has carried it yet, and is ended there by a button that says so', async () => {
  const { city, meeting } = await given();
  const [first] = (await city.call('meeting.get', { id: meeting })).decisions;
  const routes = [{ path: '/meetings/:meetingId', element: <MeetingPage /> }];
  const screen = await openScreen(city, `/meetings/${meeting}`, routes);
  const shown = () => screen.container.textContent;
  await screen.until(() => shown().includes('白蒲镇：已交办，尚未报送'));
  await screen.clickButton('确认办结');
  await screen.until(() => document.body.textContent.includes('白蒲镇尚未报办结，仍要确认办结？'));
  await click(document.querySelector('.ant-modal-confirm .ant-btn-primary') as HTMLElement);
  await screen.until(() => shown().includes('已办结 2026-11-24'));
  await screen.clickButton('取消办结');
  // What the town knows is that it is done.
  await screen.until(() => shown().includes('白蒲镇：待随数据包交办'));
  expect((await city.call('meeting.get', { id: meeting })).decisions[0]?.id).toBe(first?.id);
  await screen.close();
});

it('says at the city what the town does not know yet: another deadline, and that it is given anew', async () => {
  const { city, town, meeting, task } = await given();
  const report = { done: true, on: '2026-11-24', text: '已平整完毕。' };
  const note = await city.call('meeting.get', { id: meeting });
  const [first] = note.decisions;
  const save = async (change: { dueDate?: string; who?: string }): Promise<void> => {
    const { id = '', what = '', who = '', dueDate = '' } = first ?? {};
    const { month, heldOn, place, chair, chairRole, recorder, departments, topics } = note;
    const fields = { month, heldOn, place, chair, chairRole, recorder, departments, topics };
    await city.call('meeting.save', {
      id: meeting,
      fields,
      decisions: [{ id, what, who, dueDate, ...change }],
    });
  };
  await save({ dueDate: '2026-12-31' });
  const routes = [{ path: '/meetings/:meetingId', element: <MeetingPage /> }];
  let screen = await openScreen(city, `/meetings/${meeting}`, routes);
  await screen.until(() => screen.container.textContent.includes('已交办，尚未报送，改动待随数据包下发'));
  await screen.close();
  await town.call('decision.report', { id: task, round: 1, report });
  await up(town, city);
  for (const who of ['如城街道', '白蒲镇']) await save({ who });
  screen = await openScreen(city, `/meetings/${meeting}`, routes);
  await screen.until(() => screen.container.textContent.includes('白蒲镇：待随数据包交办'));
  expect(screen.container.textContent).not.toContain('已平整完毕。');
  await screen.close();
});

it('is shown to the city with what the town reported, and sent back with a reason', async () => {
  const { city, town, meeting, task } = await given();
  await town.call('decision.report', {
    id: task,
    round: 1,
    report: { done: true, on: '2026-11-24', text: '已平整完毕。' },
  });
  await up(town, city);
  const today = await openScreen(city, '/today', [{ path: '/today', element: <DecisionPanel /> }]);
  await today.until(() => today.container.textContent.includes('镇区已报办结，待确认'));
  expect(today.container.textContent).toContain('白蒲镇 2026-11-24　已平整完毕。');
  expect(today.find(`.desk-todo-what a[href*="decision-return"][href*="${task}"]`).textContent).toContain(
    '退回',
  );
  await today.close();
  const routes = [{ path: '/meetings/:meetingId', element: <MeetingPage /> }];
  const screen = await openScreen(
    city,
    `/meetings/${meeting}?form=decision-return:${meeting}:${task}`,
    routes,
  );
  await screen.until(() => field('reason') !== null);
  expect(screen.container.textContent).toContain('已平整完毕。');
  await typeInto(field('reason') as HTMLInputElement, '请附现场照片');
  await screen.clickButton('退回白蒲镇继续办理');
  await screen.until(() => field('reason') === null);
  await screen.until(() => screen.container.textContent.includes('请附现场照片'));
  await screen.close();
  const after = await openScreen(city, '/today', [{ path: '/today', element: <DecisionPanel /> }]);
  await after.until(() => after.container.textContent.includes('已退回白蒲镇'));
  await after.close();
});
