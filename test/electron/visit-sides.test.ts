/** A visit that two desks write down, and what the city lists of the towns' visits. */
import { expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import type { InputOf } from '../../shared/contract.ts';
import type { TestDesk } from '../support/desk.ts';
import { filingLedger } from '../support/filing-ledger.ts';
import { addLeader } from '../support/leaders.ts';
import { cityAndTown, down, up } from '../support/two-desks.ts';

const leader = { personId: 'leader-1', name: '李四', post: '副市长' };
const nothing = { participants: [], hosts: '', purpose: '', said: '', note: '' };
const facts = { ...nothing, visitedOn: '2026-11-22', leader };
const at = (desk: TestDesk, date: string): void => desk.setNow(startOfDayMs(date) + 9 * 3_600_000);

it('keeps what one desk wrote of a visit where the other, which knew nothing of it, left the field empty', async () => {
  const { city, town } = await cityAndTown();
  const plan = { enterpriseIds: ['e1'], leader, plannedOn: '2026-11-22', purpose: '' };
  const [id = ''] = (await city.call('visit.plan', plan)).ids;
  await down(city, town);
  const written = { id, enterpriseId: 'e1', promises: [], problems: [] };
  const { heads: seen } = await city.call('visit.get', { id });
  at(town, '2026-11-23');
  await town.call('visit.save', { ...written, fields: { ...facts, hosts: '赵总' } });
  await up(town, city);
  // Its form was opened before the town's word came.
  at(city, '2026-11-24');
  await city.call('visit.save', { ...written, fields: { ...facts, said: '订单饱满。' }, seen });
  expect(await city.call('conflict.count', {})).toEqual({ count: 0 });
  await down(city, town);
  for (const desk of [city, town])
    expect(await desk.call('visit.get', { id })).toMatchObject({ hosts: '赵总', said: '订单饱满。' });
  // What was seen is emptied all the same.
  const { heads } = await city.call('visit.get', { id });
  await city.call('visit.save', { ...written, fields: { ...facts, said: '订单饱满。' }, seen: heads });
  expect(await city.call('visit.get', { id })).toMatchObject({ hosts: '', said: '订单饱满。' });
});

it('lists at the city its own leaders’ visits and promises, and only counts what the towns’ leaders are late with', async () => {
  const { desk, enterpriseId } = await filingLedger();
  at(desk, '2026-11-24');
  const mayor = { personId: await addLeader(desk, '周市长', 'city-leader'), name: '周市长', post: '副市长' };
  const head = { personId: await addLeader(desk, '钱镇长', 'town-leader'), name: '钱镇长', post: '镇长' };
  for (const who of [mayor, head]) {
    for (const plannedOn of ['2026-11-20', '2026-11-25'])
      await desk.call('visit.plan', { enterpriseIds: [enterpriseId], leader: who, plannedOn, purpose: '' });
    await desk.call('visit.save', {
      enterpriseId,
      fields: { ...facts, visitedOn: '2026-11-10', leader: who },
      promises: [
        { what: '协调用电', who: '', dueDate: '2026-11-15' },
        { what: '上门讲解', who: '', dueDate: '' },
      ],
      problems: [],
    });
  }
  // However long ago, and found in the list as they are counted.
  await desk.call('visit.save', {
    enterpriseId,
    fields: { ...facts, visitedOn: '2024-03-05', leader: head },
    promises: [{ what: '联系银行', who: '', dueDate: '2024-05-01' }],
    problems: [],
  });
  const found = async (filter: InputOf<'visit.list'>['filter']) =>
    (await desk.call('visit.list', { filter, offset: 0, limit: 9 })).rows.map(({ timing }) => timing);
  expect(await found({ byTowns: true, promises: 'overdue' })).toMatchObject([
    { visitedOn: '2026-11-10' },
    { visitedOn: '2024-03-05' },
  ]);
  expect(await found({ byTowns: true, leaderIds: [mayor.personId], promises: 'open' })).toHaveLength(3);
  expect(await found({ byTowns: true, standings: ['unrecorded'] })).toMatchObject([
    { plannedOn: '2026-11-20' },
  ]);
  expect(await found({ byTowns: true, standings: ['planned'] })).toMatchObject([{ plannedOn: '2026-11-25' }]);
  expect(await found({ standings: [] })).toEqual([]);
  const due = await desk.call('visit.due', {});
  expect([...due.planned, ...due.promises].map((each) => each.leader.name)).toEqual(Array(4).fill('周市长'));
  expect(due).toMatchObject({ plannedTotal: 2, promiseTotal: 2, ofTowns: { unrecorded: 1, overdue: 2 } });
});

it('takes a visit by somebody who is a name alone for that of whoever wrote of it first', async () => {
  const { city, town } = await cityAndTown();
  const named = (name: string) => ({ personId: '', name, post: '' }) as const;
  const write = async (desk: TestDesk, name: string) => {
    await desk.call('visit.plan', {
      enterpriseIds: ['e1'],
      leader: named(name),
      plannedOn: '2026-11-20',
      purpose: '',
    });
    await desk.call('visit.save', {
      enterpriseId: 'e1',
      fields: { ...facts, visitedOn: '2026-11-10', leader: named(name) },
      promises: [{ what: `${name}承诺`, who: '', dueDate: '2026-11-15' }],
      problems: [],
    });
  };
  await down(city, town);
  for (const desk of [city, town]) at(desk, '2026-11-24');
  await write(city, '周市长');
  await write(town, '钱镇长');
  await down(city, town);
  await up(town, city);
  const due = await city.call('visit.due', {});
  expect(due).toMatchObject({ plannedTotal: 1, promiseTotal: 1, ofTowns: { unrecorded: 1, overdue: 1 } });
  expect([...due.planned, ...due.promises].map((each) => each.leader.name)).toEqual(['周市长', '周市长']);
  // Whoever goes on writing of it, it stays whose it was.
  expect(await town.call('visit.due', {})).toMatchObject({ plannedTotal: 2, promiseTotal: 2 });
  await town.call('visit.reschedule', { id: due.planned[0]?.id ?? '', plannedOn: '2026-11-21' });
  await up(town, city);
  expect((await city.call('visit.due', {})).planned).toMatchObject([
    { leader: { name: '周市长' }, timing: { plannedOn: '2026-11-21' } },
  ]);
});

it('leaves a visit to whoever planned it, however wrong the clock of who goes on with it', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  at(city, '2026-11-24');
  const named = { personId: '', name: '周市长', post: '' };
  const plan = { enterpriseIds: ['e1'], leader: named, plannedOn: '2026-11-20', purpose: '' };
  const [id = ''] = (await city.call('visit.plan', plan)).ids;
  at(town, '2026-11-21');
  await down(city, town);
  await town.call('visit.reschedule', { id, plannedOn: '2026-11-22' });
  await up(town, city);
  expect(await city.call('visit.due', {})).toMatchObject({ plannedTotal: 1, ofTowns: { unrecorded: 0 } });
});

it('says of a draft whether its visit was only planned so far', async () => {
  const { desk, enterpriseId } = await filingLedger();
  at(desk, '2026-11-24');
  const plan = { enterpriseIds: [enterpriseId], leader, plannedOn: '2026-11-22', purpose: '' };
  const [id = ''] = (await desk.call('visit.plan', plan)).ids;
  await desk.call('draft.put', { key: `visit:${id}`, value: { values: { said: '写到一半' } } });
  const isFirst = async () => (await desk.call('draft.list', { prefix: '' })).map((draft) => draft.isFirst);
  expect(await isFirst()).toEqual([true]);
  await desk.call('visit.save', { id, enterpriseId, fields: facts, promises: [], problems: [] });
  expect(await isFirst()).toEqual([false]);
});
