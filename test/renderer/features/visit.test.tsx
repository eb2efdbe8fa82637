// @vitest-environment happy-dom
/** 走访服务 over the real desk: what was promised last time stands on top, and one save keeps it all. */
import { expect, it } from 'vitest';
import { VisitEdit } from '../../../renderer/features/visit/VisitEdit.tsx';
import { VisitList } from '../../../renderer/features/visit/VisitList.tsx';
import { VisitPage } from '../../../renderer/features/visit/VisitPage.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { spellDate } from '../../../renderer/ui/dateText.ts';
import { addDays, localDate } from '../../../shared/clock.ts';
import type { TestDesk } from '../../support/desk.ts';
import { filingLedger } from '../../support/filing-ledger.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click, passTime, press, typeInto } from '../render.tsx';

/** The window asks its own clock: the desk goes by the same one. */
const today = localDate(Date.now());

async function ledger() {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(Date.now());
  return { desk, enterpriseId };
}

const lastTime = {
  visitedOn: addDays(today, -3),
  leader: { personId: '', name: '赵六', post: '镇长' },
  participants: [],
  hosts: '陈总',
  purpose: '',
  said: '订单饱满，用工紧张。',
  note: '',
};

const visitedBefore = (desk: TestDesk, enterpriseId: string) =>
  desk.call('visit.save', {
    enterpriseId,
    fields: lastTime,
    promises: [{ what: '协调一场专场招聘会', who: '市人社局', dueDate: '' }],
    problems: [{ title: '一线操作工招工难', detail: '', category: 'labour' }],
  });

const text = (): string => document.body.textContent;
const openForm = async (desk: TestDesk, enterpriseId: string): Promise<DeskScreen> => {
  const screen = await openScreen(desk, `/visits/new?enterprise=${enterpriseId}`, [
    { path: '/visits/new', element: <VisitEdit /> },
    { path: '/visits/:visitId', element: <VisitPage /> },
    { path: '/visits/:visitId/edit', element: <VisitEdit /> },
  ]);
  await screen.until(() => document.querySelector('[data-field="said"]') !== null);
  return screen;
};
const field = (selector: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(selector);
  if (!found) throw new Error(`no ${selector}: ${text()}`);
  return found;
};
const visits = async (desk: TestDesk) =>
  (await desk.call('visit.list', { filter: {}, offset: 0, limit: 10 })).rows;

it('puts on top what was said and promised last time, and who called a short while ago', async () => {
  const { desk, enterpriseId } = await ledger();
  await visitedBefore(desk, enterpriseId);
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => text().includes('协调一场专场招聘会'));
  expect(text()).toContain('订单饱满，用工紧张。');
  expect(text()).toContain('一线操作工招工难');
  expect(text()).toMatch(/无事不扰：本企业近 \d+ 天内已有/);
  expect(text().indexOf('协调一场专场招聘会')).toBeLessThan(text().indexOf('企业反映情况'));
  // Who is linked is filled in, and can be another.
  await screen.until(() => field('[data-field="leader"] input').value === '李四');
});

it('folds many promises and a long account, so that the form is in sight, and unfolds them', async () => {
  const { desk, enterpriseId } = await ledger();
  const names = ['协调招聘', '上门讲解', '协调用电', '协调用地'];
  await desk.call('visit.save', {
    enterpriseId,
    fields: { ...lastTime, said: '很长的一段话。'.repeat(40) },
    promises: names.map((what) => ({ what, who: '', dueDate: '' })),
    problems: [],
  });
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => text().includes('尚未兑现的承诺（4 项）'));
  const shown = (): number => document.querySelectorAll('[aria-label^="已兑现"]').length;
  expect(shown()).toBe(2);
  expect(document.querySelector('.desk-visit-said')).not.toBeNull();
  await screen.clickButton('展开其余 2 项');
  expect(shown()).toBe(4);
  expect(document.querySelector('.desk-visit-said')).toBeNull();
});

it('says at every promise who made it where there are several, those of the last visit first', async () => {
  const { desk, enterpriseId } = await ledger();
  const facts = { ...lastTime, leader: { personId: '', name: '钱七', post: '局长' } };
  const promises = [{ what: '协调用电', who: '', dueDate: '' }];
  await desk.call('visit.save', {
    enterpriseId,
    fields: { ...facts, visitedOn: addDays(today, -9) },
    promises,
    problems: [],
  });
  await visitedBefore(desk, enterpriseId);
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => text().includes('协调用电'));
  expect(text()).toContain('钱七承诺');
  expect(text()).toContain('赵六承诺');
  expect(text().indexOf('协调一场专场招聘会')).toBeLessThan(text().indexOf('协调用电'));
});

it('a tick says that a promise was kept, and can be taken back', async () => {
  const { desk, enterpriseId } = await ledger();
  const { id } = await visitedBefore(desk, enterpriseId);
  const screen = await openForm(desk, enterpriseId);
  const box = (): HTMLInputElement => field('[aria-label="已兑现：协调一场专场招聘会"]');
  await screen.until(() => document.querySelector('[aria-label^="已兑现"]') !== null);
  await click(box());
  await screen.until(() => box().checked && !box().disabled);
  expect((await desk.call('visit.get', { id })).promises).toMatchObject([{ done: true, doneOn: today }]);
  await click(box());
  await screen.until(() => !box().checked && !box().disabled);
  expect((await desk.call('visit.get', { id })).promises).toMatchObject([{ done: false, doneOn: '' }]);
});

it('saves what was said with its promises and problems in one go, and offers to add photos', async () => {
  const { desk, enterpriseId } = await ledger();
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => field('[data-field="leader"] input').value === '李四');
  await typeInto(field('[data-field="said"] textarea'), '二期厂房三月投产。');
  await screen.clickButton('增加承诺事项');
  // The cursor stands where the next word goes.
  expect(document.activeElement).toBe(field('[aria-label="承诺事项 1"]'));
  await typeInto(field('[aria-label="承诺事项 1"]'), '上门讲解申报条件');
  await screen.clickButton('增加企业问题');
  expect(document.activeElement).toBe(field('[aria-label="企业问题 1"]'));
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => screen.path() !== `/visits/new?enterprise=${enterpriseId}`);
  const [row] = await visits(desk);
  // A line that nobody wrote in is no problem.
  expect(row).toMatchObject({ said: '二期厂房三月投产。', problemCount: 0, openPromiseCount: 1 });
  expect(row?.leader).toMatchObject({ name: '李四', post: '副市长' });
  expect(row?.timing).toMatchObject({ status: 'made', visitedOn: today });
  await screen.until(() => text().includes('走访已记录。有现场照片的，现在就可以添加。'));
  await screen.until(() => text().includes('添加附件'));
});

it('asks for the category of a problem before anything is saved', async () => {
  const { desk, enterpriseId } = await ledger();
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => field('[data-field="leader"] input').value === '李四');
  await screen.clickButton('增加企业问题');
  await typeInto(field('[aria-label="企业问题 1"]'), '招工难');
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => text().includes('请选择问题类别'));
  expect(await visits(desk)).toEqual([]);
});

it('keeps a half-written visit with its lines, and saves a double click once', async () => {
  const { desk, enterpriseId } = await ledger();
  const first = await openForm(desk, enterpriseId);
  await typeInto(field('[data-field="said"] textarea'), '写到一半');
  await first.clickButton('增加承诺事项');
  await typeInto(field('[aria-label="承诺事项 1"]'), '上门讲解');
  await passTime(() => storeAllDrafts());
  await first.close();
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => field('[data-field="said"] textarea').value === '写到一半');
  expect(field('[aria-label="承诺事项 1"]').value).toBe('上门讲解');
  await screen.until(() => field('[data-field="leader"] input').value === '李四');
  const save = await screen.button('保存');
  await passTime(async () => {
    save.click();
    save.click();
  });
  await screen.until(() => text().includes('走访已记录'));
  expect(await visits(desk)).toHaveLength(1);
  expect(await desk.call('draft.list', { prefix: '' })).toEqual([]);
});

it('refuses a day to come with a sentence, and leaves what was typed', async () => {
  const { desk, enterpriseId } = await ledger();
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => field('[data-field="leader"] input').value === '李四');
  await typeInto(field('[data-field="visitedOn"] input'), addDays(today, 2));
  await typeInto(field('[data-field="said"] textarea'), '写到一半');
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => text().includes('走访日期还没有到'));
  expect(field('[data-field="said"] textarea').value).toBe('写到一半');
  expect(await visits(desk)).toEqual([]);
});

it('joins a trip that is planned: one visit with both of them', async () => {
  const { desk, enterpriseId } = await ledger();
  const { ids } = await desk.call('visit.plan', {
    enterpriseIds: [enterpriseId],
    leader: lastTime.leader,
    plannedOn: addDays(today, 3),
    purpose: '',
  });
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => field('[data-field="leader"] input').value === '李四');
  await screen.clickButton('合并走访');
  await screen.until(() => text().includes(`把李四加入赵六（镇长） ${spellDate(addDays(today, 3))}的走访？`));
  expect((await desk.call('visit.get', { id: ids[0] ?? '' })).participants).toEqual([]);
  await click(field('.ant-modal-confirm-btns .ant-btn-primary'));
  await screen.until(() => screen.path() === `/visits/${ids[0]}`);
  expect((await desk.call('visit.get', { id: ids[0] ?? '' })).participants).toEqual(['李四']);
});

it('says of a plan whose day has passed that it waits to be written down, and prints a sheet of a plan, a record of what was made', async () => {
  const { desk, enterpriseId } = await ledger();
  const planned = await planOf(desk, enterpriseId, addDays(today, -1));
  const { id: made } = await visitedBefore(desk, enterpriseId);
  const routes = [{ path: '/visits/:visitId', element: <VisitPage /> }];
  const plan = await openScreen(desk, `/visits/${planned}`, routes);
  await plan.until(() => text().includes('待记录'));
  expect(text()).not.toContain('计划走访');
  expect(text()).toContain('打印走访单');
  await plan.close();
  const visit = await openScreen(desk, `/visits/${made}`, routes);
  await visit.until(() => text().includes('订单饱满'));
  expect(text()).not.toContain('打印走访单');
  expect(text()).toContain('打印走访记录');
});

it('tells of a plan whose day has passed what was said and promised since, and calls nothing the first visit', async () => {
  const { desk, enterpriseId } = await ledger();
  const planned = await planOf(desk, enterpriseId, addDays(today, -5));
  await visitedBefore(desk, enterpriseId);
  const screen = await openScreen(desk, `/visits/${planned}`, [
    { path: '/visits/:visitId', element: <VisitPage /> },
    { path: '/visits/:visitId/edit', element: <VisitEdit /> },
  ]);
  await screen.until(() => text().includes('协调一场专场招聘会'));
  expect(text()).toContain('订单饱满，用工紧张。');
  await screen.clickButton('记录走访');
  await screen.until(() => document.querySelector('[data-field="visitedOn"] input') !== null);
  await typeInto(field('[data-field="visitedOn"] input'), addDays(today, -5));
  await screen.until(() => text().includes('这一天以前没有走访记录。'));
  expect(text()).toContain('协调一场专场招聘会');
  expect(text()).not.toContain('这是第一次');
});

it('lists why one goes as such, and not as what the enterprise said', async () => {
  const { desk, enterpriseId } = await ledger();
  await planOf(desk, enterpriseId, addDays(today, -1));
  const screen = await openScreen(desk, '/visits', [{ path: '/visits', element: <VisitList /> }]);
  await screen.until(() => text().includes('走访事由：送政策'));
  expect(text()).toContain('待记录');
});

const planOf = async (desk: TestDesk, enterpriseId: string, plannedOn: string): Promise<string> => {
  const { leader } = await desk.call('visit.context', { enterpriseId, date: today });
  const plan = {
    enterpriseIds: [enterpriseId],
    leader: leader ?? lastTime.leader,
    plannedOn,
    purpose: '送政策',
  };
  const { ids } = await desk.call('visit.plan', plan);
  await desk.call('visit.join', { id: ids[0] ?? '', name: '王五' });
  return ids[0] ?? '';
};
const radio = (label: string): HTMLElement => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent === label);
  if (!found) throw new Error(`no ${label}: ${text()}`);
  return found;
};

it.each([
  ['yesterday', -1],
  ['in three days', 3],
])(
  'asks whether it was the visit that the leader planned for %s, and makes that one of it',
  async (_, days) => {
    const { desk, enterpriseId } = await ledger();
    const planned = await planOf(desk, enterpriseId, addDays(today, days));
    const screen = await openForm(desk, enterpriseId);
    await screen.until(() => document.querySelector('[data-field="plannedId"]') !== null);
    await typeInto(field('[data-field="said"] textarea'), '二期厂房三月投产。');
    expect(document.querySelector('[data-field="plannedId"] .desk-required')).not.toBeNull();
    await press(window, 's', { ctrlKey: true });
    await screen.until(() => text().includes('请说明这次是不是计划中的走访'));
    expect((await visits(desk)).map(({ timing }) => timing.status)).toEqual(['planned']);
    await click(radio('这次就是计划中的走访'));
    // What the plan says goes in, to be seen before it is saved.
    expect(text()).toContain('王五');
    expect(field('[data-field="purpose"] input').value).toBe('送政策');
    await press(window, 's', { ctrlKey: true });
    await screen.until(() => screen.path() === `/visits/${planned}`);
    expect(await visits(desk)).toMatchObject([
      {
        id: planned,
        said: '二期厂房三月投产。',
        participants: ['王五'],
        timing: { status: 'made', plannedOn: addDays(today, days), visitedOn: today },
      },
    ]);
  },
);

it('leaves the planned visit as it is when this was another trip', async () => {
  const { desk, enterpriseId } = await ledger();
  const planned = await planOf(desk, enterpriseId, addDays(today, 3));
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => document.querySelector('[data-field="plannedId"]') !== null);
  await click(radio('不是，原计划保留'));
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => text().includes('走访已记录'));
  expect((await visits(desk)).map(({ timing }) => timing.status).toSorted()).toEqual(['made', 'planned']);
  expect((await desk.call('visit.get', { id: planned })).timing.status).toBe('planned');
});

it('only tells what another leader plans for a later day, and asks about what he planned for an earlier one', async () => {
  const { desk, enterpriseId } = await ledger();
  const planned = async (days: number): Promise<string> => {
    const leader = { personId: '', name: '赵六', post: '镇长' };
    const plan = { enterpriseIds: [enterpriseId], leader, plannedOn: addDays(today, days), purpose: '' };
    return (await desk.call('visit.plan', plan)).ids[0] ?? '';
  };
  const later = await planned(3);
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => text().includes(`${spellDate(addDays(today, 3))}　赵六（镇长）`));
  expect(text()).toContain('合并走访');
  expect(document.querySelector('[data-field="plannedId"] input[type="radio"]')).toBeNull();
  await screen.close();
  await desk.call('visit.cancel', { id: later, reason: '另行安排' });
  await planned(-1);
  const again = await openForm(desk, enterpriseId);
  await again.until(() => document.querySelector('[data-field="plannedId"] input[type="radio"]') !== null);
  await click(radio('这次就是计划中的走访'));
});

it('asks anew when the chosen plan was recorded elsewhere meanwhile, or lies far from the day that is typed', async () => {
  const { desk, enterpriseId } = await ledger();
  const planned = await planOf(desk, enterpriseId, addDays(today, -1));
  const screen = await openForm(desk, enterpriseId);
  await screen.until(() => document.querySelector('[data-field="plannedId"]') !== null);
  await click(radio('这次就是计划中的走访'));
  await window.desk.call('visit.cancel', { id: planned, reason: '另行安排' });
  await screen.until(() => text().includes('已在别处记录、取消，或不在这个日期前后'));
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => text().includes('请说明这次是不是计划中的走访'));
  expect((await visits(desk)).map(({ timing }) => timing.status)).toEqual(['cancelled']);
  await click(radio('就记这一次'));
  await press(window, 's', { ctrlKey: true });
  await screen.until(() => text().includes('走访已记录'));
  expect((await visits(desk)).map(({ timing }) => timing.status).toSorted()).toEqual(['cancelled', 'made']);
});

it('says of the day that a visit is put off to that offices are closed on it', async () => {
  const { desk, enterpriseId } = await ledger();
  const { leader } = lastTime;
  const plan = { enterpriseIds: [enterpriseId], leader, plannedOn: addDays(today, 1), purpose: '' };
  const [id = ''] = (await desk.call('visit.plan', plan)).ids;
  const path = `/visits/${id}?form=${encodeURIComponent(`visit-step:reschedule:${id}:${id}`)}`;
  const screen = await openScreen(desk, path, [{ path: '/visits/:visitId', element: <VisitPage /> }]);
  await screen.until(() => document.querySelector('[data-field="on"] input') !== null);
  await typeInto(field('[data-field="on"] input'), `${Number(today.slice(0, 4)) + 2}-10-02`);
  await screen.until(() => text().includes('这一天在一年以后，请核对年份。'));
});
