/** 挂钩领导's own laptop: his enterprises can be chosen for a visit, which is his unless he says otherwise. */
import { expect, it } from 'vitest';
import type { TestDesk } from '../support/desk.ts';
import { filingFields } from '../support/filing-ledger.ts';
import { handOver, handOverTo, joinAs, openCityDesk } from '../support/joined.ts';
import { addLeader, linkTo } from '../support/leaders.ts';
import { write } from '../support/two-desks.ts';

it('offers him his enterprises, and himself as who calls, though another is linked the higher up', async () => {
  const city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  const mayor = await addLeader(city, '周市长', 'city-leader');
  const personId = await addLeader(city, '钱镇长', 'town-leader');
  await linkTo(city, 'e1', mayor, 'city-leader');
  await linkTo(city, 'e1', personId, 'town-leader');
  const on = { enterpriseId: 'e1', date: '2026-11-24' };
  expect((await city.call('visit.context', on)).leader).toMatchObject({ name: '周市长' });
  const others = { personId: mayor, name: '周市长', post: '市长' };
  const fields = { participants: [], hosts: '', purpose: '', said: '订单饱满', note: '' };
  const kept = await city.call('visit.save', {
    enterpriseId: 'e1',
    fields: { ...fields, visitedOn: '2026-11-20', leader: others },
    promises: [{ what: '协调用地', who: '', dueDate: '' }],
    problems: [],
  });
  const plan = { enterpriseIds: ['e1'], leader: others, plannedOn: '2026-11-26', purpose: '' };
  const [planned] = (await city.call('visit.plan', plan)).ids;
  const leader = await joinAs(city, { kind: 'leader', personId }, '钱镇长');
  await city.call('filing.create', { enterpriseId: 'e1', fields: filingFields });
  await handOver(leader, city);
  await handOverTo(city, leader, { side: 'city', townId: '', leaderId: personId });
  expect((await leader.call('visit.context', on)).leader).toEqual({
    personId,
    name: '钱镇长',
    post: '镇长',
  });
  expect(await leader.call('enterprise.pick', { text: '', limit: 20 })).toMatchObject([
    { id: 'e1', editable: true },
  ]);
  // What came is told him, and nothing of an inspection that is planned: he may sit in the enterprise.
  const told = (await leader.call('news.list', {})).changes?.flatMap(({ records }) => records) ?? [];
  const types = new Set(told.map(({ entityType }) => entityType));
  expect(types.has('visit')).toBe(true);
  expect([...types].filter((type) => type.startsWith('filing'))).toEqual([]);
  // He is told of himself: what the others did elsewhere is not on his laptop.
  const year = { fromDate: '2026-01-01', toDate: '2026-12-31' };
  const rows = async (desk: Pick<TestDesk, 'call'>): Promise<string[]> =>
    (await desk.call('visit.statistics', year)).leaders.map(({ label }) => label);
  expect(await rows(city)).toContain('周市长');
  expect(await rows(leader)).toEqual(['钱镇长']);
  expect((await leader.call('visit.board', { month: '2026-11' })).leaders.map(({ name }) => name)).toEqual([
    '钱镇长',
  ]);
  const found = async (desk: Pick<TestDesk, 'call'>): Promise<string[]> =>
    (await desk.call('search.query', { text: '甲重工' })).map(({ kind }) => kind);
  expect(await found(city)).toContain('filing');
  expect(await found(leader)).toEqual(['enterprise', 'visit', 'visit']);
  // Another leader's visit is his to read, and his trip his to join; nothing else.
  const visit = await leader.call('visit.get', { id: kept.id });
  expect(visit).toMatchObject({ editable: false, said: '订单饱满' });
  const change = { ...fields, said: '改写', visitedOn: '2026-11-20', leader: others };
  expect(
    await leader.refusal('visit.save', {
      id: kept.id,
      enterpriseId: 'e1',
      fields: change,
      promises: [],
      problems: [],
    }),
  ).toBe('rpc.leaders-desk');
  const [promise] = visit.promises;
  const done = { id: promise?.id ?? '', done: true, doneOn: '2026-11-24', note: '' };
  expect(await leader.refusal('promise.complete', done)).toBe('rpc.leaders-desk');
  const id = planned ?? '';
  expect(await leader.refusal('visit.cancel', { id, reason: '改期' })).toBe('rpc.leaders-desk');
  await leader.call('visit.join', { id, name: '钱镇长' });
  expect((await leader.call('visit.get', { id })).participants).toEqual(['钱镇长']);
});
