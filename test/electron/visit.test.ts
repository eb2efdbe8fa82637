import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { problemEntity } from '../../shared/problem/entity.ts';
import { visitEntity } from '../../shared/visit/entity.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, down, open, up } from '../support/two-desks.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';

const fields = {
  visitedOn: '2026-11-20',
  leader: { personId: 'leader-1', name: '李四', post: '副市长' },
  participants: ['王主任'],
  hosts: '陈总',
  purpose: '了解生产经营情况',
  said: '订单饱满，用工紧张。',
  note: '',
};
const promises = [{ what: '协调一场专场招聘会', who: '市人社局', dueDate: '2026-12-10' }];
const problems = [{ title: '一线操作工招工难', detail: '缺口约三十人', category: 'labour' as const }];

async function ledger() {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(startOfDayMs('2026-11-24') + 9 * 3_600_000);
  return { desk, enterpriseId };
}

const made = (desk: TestDesk, enterpriseId: string, change: Partial<typeof fields> = {}) =>
  desk.call('visit.save', { enterpriseId, fields: { ...fields, ...change }, promises, problems });

const contextOn = (desk: TestDesk, enterpriseId: string, date: string) =>
  desk.call('visit.context', { enterpriseId, date });

it('does not write over what another laptop wrote of the planned visit, which this one has put off', async () => {
  const { city, town } = await cityAndTown();
  const enterpriseId = 'e1';
  const { ids } = await city.call('visit.plan', {
    enterpriseIds: [enterpriseId],
    leader: fields.leader,
    plannedOn: '2026-11-22',
    purpose: '',
  });
  const plannedId = ids[0]!;
  await down(city, town);
  const day = (date: string): number => startOfDayMs(date) + 9 * 3_600_000;
  town.setNow(day('2026-11-23'));
  await town.call('visit.save', {
    plannedId,
    enterpriseId,
    fields: { ...fields, hosts: '吴厂长' },
    promises,
    problems: [],
  });
  city.setNow(day('2026-11-24'));
  await city.call('visit.reschedule', { id: plannedId, plannedOn: '2026-11-25' });
  await up(town, city);
  expect((await city.call('visit.get', { id: plannedId })).timing.status).toBe('planned');
  const again = { enterpriseId, fields, promises: [], problems: [] };
  expect(await city.refusal('visit.save', { ...again, plannedId })).toBe('visit.plan-disputed');
  expect(await city.call('visit.get', { id: plannedId })).toMatchObject({
    hosts: '吴厂长',
    promises: [{ what: promises[0]!.what }],
  });
  expect(await city.call('conflict.count', {})).toEqual({ count: 1 });
  await city.call('visit.save', again);
});

describe('a visit', () => {
  it('keeps what was said and promised, and raises its problems with the day and the source', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await made(desk, enterpriseId);
    const visit = await desk.call('visit.get', { id });
    expect(visit).toMatchObject({ said: fields.said, participants: ['王主任'], timing: { status: 'made' } });
    expect(visit.promises).toMatchObject([{ what: promises[0]!.what, done: false, leader: fields.leader }]);
    const [line] = visit.problems;
    const problem = await desk.call('problem.get', { id: line!.id });
    expect(problem).toMatchObject({ visitId: id, source: 'visit', raisedOn: '2026-11-20', raisedBy: '陈总' });
  });

  it('the next one begins with what was promised last time, and what is open', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await made(desk, enterpriseId);
    const before = await contextOn(desk, enterpriseId, '2026-11-24');
    expect(before).toMatchObject({
      last: { id, visitedOn: '2026-11-20', leader: '李四（副市长）', said: fields.said },
      promises: [{ what: promises[0]!.what }],
      problems: [{ title: problems[0]!.title, state: 'accepted' }],
    });
    const [promise] = before.promises;
    await desk.call('promise.complete', { id: promise!.id, done: true, doneOn: '2026-11-24', note: '已办' });
    expect((await contextOn(desk, enterpriseId, '2026-11-24')).promises).toEqual([]);
    expect((await desk.call('visit.get', { id })).promises).toMatchObject([{ done: true, note: '已办' }]);
  });

  it('has its promises kept on no day before it, none to come, and on a day that is named', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id: visitId } = await made(desk, enterpriseId);
    const [promise] = (await desk.call('visit.get', { id: visitId })).promises;
    const kept = (doneOn: string) => ({ id: promise!.id, done: true, doneOn, note: '' });
    expect(await desk.refusal('promise.complete', kept('2026-11-19'))).toBe('visit.promise-kept-before');
    expect(await desk.refusal('promise.complete', kept('2099-12-31'))).toBe('problem.future-date');
    expect(JSON.stringify(await desk.reply('promise.complete', kept('')))).toContain('请填写兑现日期');
    await desk.call('promise.complete', kept('2026-11-20'));
    const visit = await desk.call('visit.get', { id: visitId });
    expect(visit.promises).toMatchObject([{ done: true, doneOn: '2026-11-20' }]);
    // Nor is the visit put behind what was kept of it.
    const { what, who, dueDate } = visit.promises[0]!;
    const later = { ...fields, visitedOn: '2026-11-21' };
    const edit = {
      id: visitId,
      enterpriseId,
      fields: later,
      promises: [{ id: promise!.id, what, who, dueDate }],
    };
    expect(await desk.refusal('visit.save', { ...edit, problems: [] })).toBe('visit.after-kept');
  });

  it('warns of visits and inspections a short while ago, and of trips that are planned', async () => {
    const { desk, enterpriseId } = await ledger();
    await made(desk, enterpriseId);
    await desk.call('filing.create', {
      enterpriseId,
      fields: { ...filingFields, inspectionDate: '2026-11-30' },
    });
    const leader = { personId: 'leader-2', name: '赵六', post: '镇长' };
    const plan = {
      enterpriseIds: [enterpriseId, enterpriseId],
      leader,
      plannedOn: '2026-11-28',
      purpose: '',
    };
    const { ids } = await desk.call('visit.plan', plan);
    expect(ids).toHaveLength(1);
    const context = await contextOn(desk, enterpriseId, '2026-11-26');
    expect(context.recent.map(({ kind, date }) => [kind, date])).toEqual([['visit', '2026-11-20']]);
    expect(context.planned.map(({ date, leader: { name } }) => [date, name])).toEqual([
      ['2026-11-28', '赵六'],
    ]);
    // The inspection that is only planned is in nothing of a visit.
    expect(JSON.stringify(context)).not.toContain(filingFields.inspectingUnit);
    await desk.call('visit.join', { id: ids[0]!, name: '李四' });
    await desk.call('visit.join', { id: ids[0]!, name: '李四' });
    expect((await desk.call('visit.get', { id: ids[0]! })).participants).toEqual(['李四']);
  });

  it('a new visit that turned out to be a planned one becomes it, with its history; else the plan stays', async () => {
    const { desk, enterpriseId } = await ledger();
    const plan = {
      enterpriseIds: [enterpriseId],
      leader: fields.leader,
      plannedOn: '2026-11-22',
      purpose: '',
    };
    const { ids } = await desk.call('visit.plan', plan);
    const plannedId = ids[0]!;
    const written = { enterpriseId, fields, promises: [], problems: [] };
    // Its day is over, and nobody wrote it down: it is still told of.
    const context = await contextOn(desk, enterpriseId, '2026-11-24');
    expect(context.unrecorded).toMatchObject([{ id: plannedId, date: '2026-11-22', editable: true }]);
    expect(context.planned).toEqual([]);

    const alone = await desk.call('visit.save', written);
    expect(alone.id).not.toBe(plannedId);
    expect((await desk.call('visit.get', { id: plannedId })).timing.status).toBe('planned');

    const { id } = await desk.call('visit.save', { ...written, plannedId });
    expect(id).toBe(plannedId);
    expect((await desk.call('visit.get', { id })).timing).toMatchObject({
      status: 'made',
      plannedOn: '2026-11-22',
      visitedOn: fields.visitedOn,
    });
    expect((await contextOn(desk, enterpriseId, '2026-11-24')).unrecorded).toEqual([]);
    const history = await desk.call('record.history', { entityId: id });
    expect(history.length).toBeGreaterThan(1);
    // Written down meanwhile: nothing is written over it.
    expect(await desk.refusal('visit.save', { ...written, plannedId })).toBe('visit.not-planned');
  });

  it('planned, put off, written down: one record all the way; a cancelled one warns no more', async () => {
    const { desk, enterpriseId } = await ledger();
    const plan = {
      enterpriseIds: [enterpriseId],
      leader: fields.leader,
      plannedOn: '2026-11-22',
      purpose: '',
    };
    const { ids } = await desk.call('visit.plan', plan);
    const id = ids[0]!;
    await desk.call('visit.reschedule', { id, plannedOn: '2026-11-23' });
    await desk.call('visit.save', { id, enterpriseId, fields, promises: [], problems: [] });
    expect((await desk.call('visit.get', { id })).timing).toEqual({
      status: 'made',
      plannedOn: '2026-11-23',
      visitedOn: '2026-11-20',
      reason: '',
    });
    expect(await desk.refusal('visit.cancel', { id, reason: '会议' })).toBe('visit.not-planned');
    const other = await desk.call('visit.plan', { ...plan, plannedOn: '2026-11-25' });
    await desk.call('visit.cancel', { id: other.ids[0]!, reason: '另有会议' });
    expect((await contextOn(desk, enterpriseId, '2026-11-25')).planned).toEqual([]);
  });

  it('takes no day to come, no empty promise, nobody else’s promise; and changes nothing by trying', async () => {
    const { desk, enterpriseId } = await ledger();
    const save = { enterpriseId, fields, promises: [], problems: [] };
    const future = { ...fields, visitedOn: '2026-11-25' };
    expect(await desk.refusal('visit.save', { ...save, fields: future })).toBe('visit.future-date');
    const blank = [{ what: ' ', who: '', dueDate: '' }];
    expect(await desk.refusal('visit.save', { ...save, promises: blank })).toBe('rpc.invalid-input');
    const { id } = await made(desk, enterpriseId);
    const [promise] = (await desk.call('visit.get', { id })).promises;
    const foreign = [{ ...promises[0]!, id: promise!.id }];
    expect(await desk.refusal('visit.save', { ...save, promises: foreign })).toBe('record.not-found');
    const rows = await desk.call('visit.list', { filter: {}, offset: 0, limit: 10 });
    expect(rows.total).toBe(1);
  });

  it('of a state that only a newer program knows stands in the list of those planned, by its day', async () => {
    const { desk, enterpriseId } = await ledger();
    const leader = { personId: 'leader-2', name: '赵六', post: '镇长' };
    const plan = { enterpriseIds: [enterpriseId], leader, plannedOn: '2026-11-28', purpose: '' };
    const { ids } = await desk.call('visit.plan', plan);
    const { db, identity } = open(desk);
    transact(db, (writable) =>
      appendWrite(writable, authorOf(identity, testNowMs), {
        spec: visitEntity,
        id: ids[0]!,
        partition: enterpriseId,
        fields: { timing: { status: 'announced', plannedOn: '2026-11-28', visitedOn: '', reason: '' } },
      }),
    );
    const filter = { standings: ['planned' as const], fromDate: '2026-11-28' };
    const { rows } = await desk.call('visit.list', { filter, offset: 0, limit: 10 });
    expect(rows.map(({ id, timing }) => [id, timing.status, timing.plannedOn])).toEqual([
      [ids[0], 'planned', '2026-11-28'],
    ]);
  });

  it('of an enterprise that has not arrived yet is 未分派, as its problems are, in lists and in counts', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await made(desk, enterpriseId);
    const { db, identity } = open(desk);
    const author = authorOf(identity, testNowMs);
    transact(db, (writable) => {
      appendWrite(writable, author, {
        spec: visitEntity,
        id: newRecordId('e-stray'),
        partition: 'e-stray',
        fields: { timing: { status: 'made', plannedOn: '', visitedOn: '2026-11-20', reason: '' } },
      });
      appendWrite(writable, author, {
        spec: problemEntity,
        id: newRecordId('e-stray'),
        partition: 'e-stray',
        fields: { title: '缺电', raisedOn: '2026-11-20' },
      });
    });
    await desk.call('enterprise.assign', { ids: [enterpriseId], townId: 't06' });
    const page = { offset: 0, limit: 10 };
    for (const [towns, mine] of [
      [[''], 1],
      [['t06'], 1],
      [['', 't06'], 2],
      [['t01'], 0],
    ] as const) {
      const filter = { towns: [...towns] };
      expect((await desk.call('visit.list', { filter, ...page })).total, towns.join()).toBe(mine);
      expect((await desk.call('problem.list', { filter, ...page })).total, towns.join()).toBe(mine);
    }
    const { rows } = await desk.call('visit.list', { filter: { towns: [''] }, ...page });
    expect(rows.map((row) => row.id)).not.toContain(id);
    const period = { fromDate: '2026-11-01', toDate: '2026-11-30' };
    const { towns } = await desk.call('problem.statistics', period);
    expect(towns.map(({ label, raised }) => [label, raised])).toContainEqual(['未分派', 1]);
  });

  it('planned or promised before its enterprise was removed is brought to its end, but nothing new is', async () => {
    const { desk, enterpriseId } = await ledger();
    const kept = await desk.call('visit.save', { enterpriseId, fields, promises, problems: [] });
    const plan = { enterpriseIds: [enterpriseId], leader: fields.leader, purpose: '' };
    const [first, second] = [
      (await desk.call('visit.plan', { ...plan, plannedOn: '2026-11-21' })).ids[0]!,
      (await desk.call('visit.plan', { ...plan, plannedOn: '2026-11-23' })).ids[0]!,
    ];
    await desk.call('enterprise.remove', { id: enterpriseId });
    expect((await desk.call('visit.due', {})).plannedTotal).toBe(2);
    const [promise] = (await desk.call('visit.get', kept)).promises;
    await desk.call('promise.complete', { id: promise!.id, done: true, doneOn: '2026-11-24', note: '' });
    await desk.call('visit.cancel', { id: first, reason: '企业已注销' });
    const on = { enterpriseId, date: '2026-11-23' };
    expect(await desk.call('visit.context', { ...on, exceptId: second })).toMatchObject({ enterpriseId });
    const record = { id: second, enterpriseId, fields: { ...fields, visitedOn: '2026-11-23' }, promises: [] };
    expect(await desk.refusal('visit.save', { ...record, problems })).toBe('record.not-found');
    await desk.call('visit.save', { ...record, problems: [] });
    expect(await desk.call('visit.due', {})).toMatchObject({ plannedTotal: 0, promiseTotal: 0 });
    expect(await desk.refusal('visit.plan', { ...plan, plannedOn: '2026-11-30' })).toBe('record.not-found');
    expect(await desk.refusal('visit.context', on)).toBe('record.not-found');
  });

  it('is not removed with the problems raised in it, but one without goes with its promises', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await made(desk, enterpriseId);
    expect(await desk.refusal('visit.remove', { id })).toBe('visit.has-problems');
    const quiet = await desk.call('visit.save', { enterpriseId, fields, promises, problems: [] });
    await desk.call('visit.remove', { id: quiet.id });
    expect((await desk.call('visit.context', { enterpriseId, date: '2026-11-24' })).promises).toHaveLength(1);
  });
});

describe('the plan of visits', () => {
  it('counts an enterprise once to a leader who is linked to it in two posts', async () => {
    const { desk, enterpriseId } = await ledger();
    const board = async () => (await desk.call('visit.board', { month: '2026-11' })).leaders;
    const [duty] = await board();
    const link = { personId: duty!.personId, fromDate: '2026-01-01', toDate: '', note: '' };
    await desk.call('link.create', { enterpriseId, fields: { ...link, kind: 'town-leader' } });
    expect(await board()).toMatchObject([{ kind: 'city-leader', linked: 1, visited: 0, planned: 0 }]);
    await made(desk, enterpriseId, { leader: { personId: duty!.personId, name: '李四', post: '副市长' } });
    expect(await board()).toMatchObject([{ linked: 1, visited: 1 }]);
  });

  it('waits at the city for every city leader who has not called, whoever else has', async () => {
    const { desk, enterpriseId } = await ledger();
    const waiting = async () => {
      const { unvisited, unarranged } = await desk.call('visit.due', {});
      return { unvisited, unarranged };
    };
    const { id: personId } = await desk.call('person.create', {
      fields: {
        name: '钱镇长',
        post: '镇长',
        unit: '白蒲镇',
        category: 'town-leader',
        phone: '',
        inOfficeFrom: '',
        inOfficeTo: '',
      },
    });
    const link = { personId, kind: 'town-leader', fromDate: '2026-01-01', toDate: '', note: '' } as const;
    await desk.call('link.create', { enterpriseId, fields: link });
    // The towns see to their own leaders.
    expect(await waiting()).toEqual({ unvisited: 1, unarranged: 1 });
    await made(desk, enterpriseId, { leader: { personId, name: '钱镇长', post: '镇长' } });
    expect(await waiting()).toEqual({ unvisited: 1, unarranged: 1 });
    const { leaders } = await desk.call('visit.board', { month: '2026-11' });
    const own = leaders.find(({ kind }) => kind === 'city-leader');
    const leader = { personId: own?.personId ?? '', name: '李四', post: '副市长' };
    const plan = { enterpriseIds: [enterpriseId], leader, plannedOn: '2026-12-01', purpose: '' };
    await desk.call('visit.plan', plan);
    expect(await waiting()).toEqual({ unvisited: 1, unarranged: 0 });
    await made(desk, enterpriseId, { leader });
    expect(await waiting()).toEqual({ unvisited: 0, unarranged: 0 });
  });

  it('counts of every linked leader whom he has called on in the period, and whom not', async () => {
    const { desk, enterpriseId } = await ledger();
    const board = () => desk.call('visit.board', { month: '2026-11' });
    const [duty] = (await board()).leaders;
    expect(await board()).toMatchObject({ fromDate: '2026-10-01', toDate: '2026-12-31' });
    expect(duty).toMatchObject({ name: '李四', linked: 1, visited: 0, planned: 0, waiting: 1 });
    const leader = { personId: duty!.personId, name: '李四', post: '副市长' };
    await desk.call('visit.plan', {
      enterpriseIds: [enterpriseId],
      leader,
      plannedOn: '2026-12-01',
      purpose: '',
    });
    expect((await board()).leaders).toMatchObject([{ linked: 1, visited: 0, planned: 1, waiting: 0 }]);
    const { id } = await made(desk, enterpriseId, { leader });
    // The plan is told of beside the visit, or he would plan it twice.
    expect((await board()).leaders).toMatchObject([{ linked: 1, visited: 1, planned: 1, waiting: 0 }]);
    expect(await desk.call('visit.due', {})).toMatchObject({ unvisited: 0, unarranged: 0 });
    const list = await desk.call('visit.boardOf', { month: '2026-11', personId: leader.personId });
    expect(list).toMatchObject([
      {
        enterpriseId,
        lastVisitedOn: '2026-11-20',
        visitedOn: '2026-11-20',
        visitId: id,
        plannedOn: '2026-12-01',
        openProblems: 1,
      },
    ]);
    // Who goes along has called as well, and the day shown is that of the visit it opens.
    const others = { personId: '', name: '赵六', post: '镇长' };
    const along = { leader: others, participants: ['李四'], visitedOn: '2026-11-23' };
    const later = await made(desk, enterpriseId, along);
    expect(await desk.call('visit.boardOf', { month: '2026-11', personId: leader.personId })).toMatchObject([
      { visitedOn: '2026-11-23', visitId: later.id },
    ]);
    const before = await desk.call('visit.boardOf', { month: '2026-07', personId: leader.personId });
    expect(before).toMatchObject([{ lastVisitedOn: '2026-11-23', visitedOn: '' }]);
  });
});
