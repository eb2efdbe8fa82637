/** 挂钩领导's own laptop: his enterprises can be chosen for a visit, which is his unless he says otherwise. */
import { expect, it } from 'vitest';
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
  const leader = await joinAs(city, { kind: 'leader', personId }, '钱镇长');
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
});
