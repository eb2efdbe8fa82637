/** 安全审计 says of every bundle with whom it was exchanged, for which month, and how much was in it. */
import { expect, it } from 'vitest';
import { handOver, handOverTo, joinAs, openCityDesk } from '../support/joined.ts';
import { addLeader, linkTo } from '../support/leaders.ts';
import { cityAndTown, down, write } from '../support/two-desks.ts';

it('says with whom, for which month and how much was exchanged', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const last = async (desk: typeof city) => (await desk.call('audit.list', { limit: 1 }))[0];
  expect(await last(city)).toMatchObject({
    event: 'export',
    detail: { peer: 't06', month: '2026-11', count: expect.any(Number) as number },
  });
  expect(await last(town)).toMatchObject({
    event: 'import',
    detail: { peer: 'city', month: '2026-11', added: expect.any(Number) as number },
  });
});

it('names the leader whose laptop was invited, and with whom it was exchanged', async () => {
  const city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  const personId = await addLeader(city, '周市长', 'city-leader');
  await linkTo(city, 'e1', personId, 'city-leader');
  const laptop = await joinAs(city, { kind: 'leader', personId }, '周市长');
  await handOver(laptop, city);
  await handOverTo(city, laptop, { side: 'city', townId: '', leaderId: personId });
  const told = (await city.call('audit.list', { limit: 50 })).filter(({ event }) =>
    ['invitation', 'import', 'export'].includes(event),
  );
  expect(new Set(told.map(({ event }) => event))).toEqual(new Set(['invitation', 'import', 'export']));
  for (const { detail } of told) expect(detail).toMatchObject({ leader: '市领导 周市长' });
  expect(await city.call('audit.verify', {})).toMatchObject({ brokenAt: null });
});
