/** Whom the form of a visit begins with. */
import { expect, it } from 'vitest';
import type { TestDesk } from '../support/desk.ts';
import { addLeader, linkTo } from '../support/leaders.ts';
import { cityAndTown, down } from '../support/two-desks.ts';

it('begins with the town’s own leader at a town, with the city’s at the city, and with whose plan of the day it is', async () => {
  const { city, town } = await cityAndTown();
  const likely = async (desk: TestDesk): Promise<string | undefined> =>
    (await desk.call('visit.context', { enterpriseId: 'e1', date: '2026-11-24' })).leader?.name;
  await linkTo(city, 'e1', await addLeader(city, '周市长', 'city-leader'), 'city-leader');
  await down(city, town);
  expect(await likely(town)).toBe('周市长');
  await linkTo(town, 'e1', await addLeader(town, '钱镇长', 'town-leader'), 'town-leader');
  expect([await likely(city), await likely(town)]).toEqual(['周市长', '钱镇长']);
  const leader = { personId: '', name: '周主任', post: '' };
  await town.call('visit.plan', { enterpriseIds: ['e1'], leader, plannedOn: '2026-11-24', purpose: '' });
  expect(await likely(town)).toBe('周主任');
});
