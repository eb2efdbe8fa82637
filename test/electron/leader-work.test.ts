/** 挂钩工作: read by the leader's links, at the office and on his own laptop; what he may do from there. */
import { expect, it } from 'vitest';
import { handOver, handOverTo, joinAs, openCityDesk } from '../support/joined.ts';
import { addLeader, linkTo } from '../support/leaders.ts';
import type { TestDesk } from '../support/desk.ts';
import { write } from '../support/two-desks.ts';

const names = (work: { enterprises: readonly { enterpriseName: string }[] }): string[] =>
  work.enterprises.map(({ enterpriseName }) => enterpriseName);

async function city() {
  const desk = await openCityDesk();
  for (const [id, name] of [
    ['e1', '甲重工有限公司'],
    ['e2', '乙电力有限公司'],
    ['e3', '丙新材料有限公司'],
  ] as const)
    write(desk, id, { name, townId: 't06' });
  const personId = await addLeader(desk, '周市长', 'city-leader');
  await linkTo(desk, 'e1', personId, 'city-leader');
  await linkTo(desk, 'e2', personId, 'city-leader');
  return { desk, personId };
}

const visit = async (
  desk: TestDesk,
  enterpriseId: string,
  leader: { readonly personId: string; readonly name: string },
  change: {
    readonly visitedOn?: string;
    readonly promises?: { what: string; dueDate: string }[];
    readonly problems?: string[];
  } = {},
) =>
  (
    await desk.call('visit.save', {
      enterpriseId,
      fields: {
        visitedOn: change.visitedOn ?? '2026-11-10',
        leader: { ...leader, post: '' },
        participants: [],
        hosts: '',
        purpose: '',
        said: '',
        note: '',
      },
      promises: (change.promises ?? []).map((promise) => ({ ...promise, who: '' })),
      problems: (change.problems ?? []).map((title) => ({ title, detail: '', category: 'labour' as const })),
    })
  ).id;

it('lists what is overdue first, with the last and the next visit, his open promises and the open problems', async () => {
  const { desk, personId } = await city();
  const me = { personId, name: '周市长' };
  const first = await visit(desk, 'e2', me, {
    promises: [
      { what: '协调用地', dueDate: '2026-11-12' },
      { what: '上门讲解', dueDate: '2027-01-10' },
    ],
    problems: ['招工难'],
  });
  // Of another leader: neither his promise nor his trip is this one's.
  await visit(
    desk,
    'e2',
    { personId: 'other', name: '吴市长' },
    {
      visitedOn: '2026-11-15',
      promises: [{ what: '别人的承诺', dueDate: '' }],
    },
  );
  const { ids } = await desk.call('visit.plan', {
    enterpriseIds: ['e1'],
    leader: { ...me, post: '' },
    plannedOn: '2027-01-05',
    purpose: '',
  });
  const work = await desk.call('leader.work', { personId });
  expect(work).toMatchObject({ personId, name: '周市长', post: '副市长' });
  expect(names(work)).toEqual(['乙电力有限公司', '甲重工有限公司']);
  const [two, one] = work.enterprises;
  expect(two).toMatchObject({
    townName: '白蒲镇',
    isLinked: true,
    editable: true,
    lastVisit: { on: '2026-11-15', leader: '吴市长' },
    nextVisit: null,
    promises: [
      { what: '协调用地', visitId: first },
      { what: '上门讲解', visitId: first },
    ],
    // What another promised here is told apart, with his name.
    othersPromises: [{ what: '别人的承诺', leader: { name: '吴市长' } }],
    problems: [{ title: '招工难', state: 'accepted' }],
  });
  const sheet = (await desk.call('leader.sheetPreview', { personId })).html.replace(/<[^>]+>/gu, '');
  expect(sheet).toContain('别人的承诺（吴市长承诺）');
  expect(sheet).not.toContain('周市长承诺');
  expect(one).toMatchObject({
    lastVisit: null,
    nextVisit: { id: ids[0], on: '2027-01-05', isOwn: true },
    promises: [],
    problems: [],
  });
  expect(await desk.refusal('leader.work', {})).toBe('record.not-found');
});

it('shows the visit to come beside one that was never written down, which is forgotten after a year', async () => {
  const { desk, personId } = await city();
  const other = { personId: 'other', name: '吴市长', post: '' };
  const plan = async (enterpriseId: string, plannedOn: string, by = { personId, name: '周市长', post: '' }) =>
    (await desk.call('visit.plan', { enterpriseIds: [enterpriseId], leader: by, plannedOn, purpose: '' }))
      .ids[0];
  const [past, next] = [await plan('e1', '2026-11-10'), await plan('e1', '2026-12-01')];
  await plan('e2', '2025-10-10');
  await plan('e2', '2026-11-11', other);
  const { enterprises } = await desk.call('leader.work', { personId });
  const of = (id: string) => enterprises.find(({ enterpriseId }) => enterpriseId === id);
  expect(of('e1')).toMatchObject({
    nextVisit: { id: next, on: '2026-12-01', isOwn: true },
    unrecordedVisit: { id: past, on: '2026-11-10' },
  });
  expect(of('e2')).toMatchObject({ nextVisit: null, unrecordedVisit: null });
  const { html } = await desk.call('leader.sheetPreview', { personId });
  const text = html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/gu, ' ');
  expect(text).toMatch(/待记录 11月10日[\s\S]*计划 12月1日/u);
  expect(text).toContain('逾期事项 1 项');
});

it('keeps in sight what was promised to an enterprise that is not linked to him any more, until it is kept', async () => {
  const { desk, personId } = await city();
  await visit(desk, 'e3', { personId, name: '周市长' }, { promises: [{ what: '协调用电', dueDate: '' }] });
  const work = await desk.call('leader.work', { personId });
  expect(names(work).at(-1)).toBe('丙新材料有限公司');
  expect(work.enterprises.at(-1)).toMatchObject({ isLinked: false });
  const [promise] = work.enterprises.at(-1)?.promises ?? [];
  await desk.call('promise.complete', {
    id: promise?.id ?? '',
    done: true,
    doneOn: '2026-11-20',
    note: '',
    seen: promise?.heads ?? {},
  });
  expect(names(await desk.call('leader.work', { personId }))).not.toContain('丙新材料有限公司');
});

it('leaves out an enterprise that was removed, with whatever was promised to it', async () => {
  const { desk, personId } = await city();
  await visit(desk, 'e1', { personId, name: '周市长' }, { promises: [{ what: '协调用电', dueDate: '' }] });
  await desk.call('enterprise.remove', { id: 'e1' });
  expect(names(await desk.call('leader.work', { personId }))).toEqual(['乙电力有限公司']);
});

it('is his own on his laptop, before anything has come and after, and he keeps his promises from there', async () => {
  const { desk, personId } = await city();
  const other = await addLeader(desk, '吴市长', 'city-leader');
  await visit(
    desk,
    'e1',
    { personId, name: '周市长' },
    {
      promises: [{ what: '协调用地', dueDate: '2026-11-12' }],
      problems: ['招工难'],
    },
  );
  await visit(
    desk,
    'e1',
    { personId: other, name: '吴市长' },
    { promises: [{ what: '协调用电', dueDate: '' }] },
  );
  const laptop = await joinAs(desk, { kind: 'leader', personId }, '周市长');
  expect(await laptop.call('leader.work', {})).toMatchObject({ personId, name: '周市长', enterprises: [] });
  await handOver(laptop, desk);
  await handOverTo(desk, laptop, { side: 'city', townId: '', leaderId: personId });
  const work = await laptop.call('leader.work', {});
  expect(work).toMatchObject({ personId, post: '副市长' });
  expect(names(work).toSorted()).toEqual(['乙电力有限公司', '甲重工有限公司']);
  expect(await laptop.refusal('leader.work', { personId: other })).toBe('rpc.leaders-desk');
  const mine = work.enterprises.find(({ enterpriseId }) => enterpriseId === 'e1');
  expect(mine).toMatchObject({ editable: true, problems: [{ title: '招工难' }] });
  const [promise] = mine?.promises ?? [];
  const tick = (done: boolean) =>
    laptop.call('promise.complete', {
      id: promise?.id ?? '',
      done,
      doneOn: done ? '2026-11-20' : '',
      note: '',
    });
  const left = async (): Promise<number> =>
    (await laptop.call('leader.work', {})).enterprises.flatMap(({ promises }) => promises).length;
  expect(mine).toMatchObject({ othersPromises: [{ what: '协调用电', leader: { name: '吴市长' } }] });
  await tick(true);
  expect(await left()).toBe(0);
  await tick(false);
  expect(await left()).toBe(1);
});

it('prints his enterprises with nothing of an inspection on it, though one is planned', async () => {
  const { desk, personId } = await city();
  await visit(
    desk,
    'e1',
    { personId, name: '周市长' },
    {
      promises: [{ what: '协调用地', dueDate: '2026-11-12' }],
      problems: ['招工难'],
    },
  );
  await desk.call('filing.create', {
    enterpriseId: 'e1',
    fields: {
      inspectingUnit: '如皋市应急管理局',
      inspectionDate: '2026-12-01',
      trigger: 'ordinary',
      triggerReference: '',
      domain: 'safety',
      basisAndReason: '年度计划',
      findings: '',
      conclusion: '',
      firstDiscovered: '',
      thisConclusion: '',
      rectificationDueDate: '',
      note: '',
    },
  });
  const { html } = await desk.call('leader.sheetPreview', { personId });
  const text = html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/gu, '');
  expect(text).toContain('协调用地（11月12日前，已逾期）');
  expect(text).toContain('招工难（已受理');
  expect(text).not.toMatch(/检查|应急管理局/u);
});
