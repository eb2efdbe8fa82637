/** 挂钩领导's own laptop adds photos to his visits, and touches no file but those. */
import { expect, it } from 'vitest';
import { chooseFile } from '../support/chosen-file.ts';
import { placeFile, type TestDesk } from '../support/desk.ts';
import { handOver, handOverTo, joinAs, openCityDesk } from '../support/joined.ts';
import { addLeader, linkTo } from '../support/leaders.ts';
import { annex6Filing } from '../support/records.ts';
import { write } from '../support/two-desks.ts';

const enterpriseId = 'e1';

async function choose(desk: TestDesk, aboutId: string, name: string): Promise<string> {
  const path = placeFile(desk, name, `${name}的内容`);
  return (await chooseFile(desk, { enterpriseId, aboutId }, path)).token;
}

async function attach(desk: TestDesk, aboutId: string, name: string): Promise<string> {
  const token = await choose(desk, aboutId, name);
  return (await desk.call('attachment.add', { enterpriseId, aboutId, token, note: '' })).id;
}

it('adds a photo to a visit he made, which comes to the city, and nothing to what is the offices’', async () => {
  const city = await openCityDesk();
  write(city, enterpriseId, { name: '甲重工有限公司', townId: 't06' });
  const personId = await addLeader(city, '周市长', 'city-leader');
  await linkTo(city, enterpriseId, personId, 'city-leader');
  const filing = await city.call('filing.create', { enterpriseId, fields: annex6Filing });
  const scan = await attach(city, filing.id, '扫描件.pdf');
  const made = {
    visitedOn: '2026-11-20',
    participants: [],
    hosts: '陈总',
    purpose: '了解经营情况',
    said: '订单饱满。',
    note: '',
  };
  const other = { personId: 'p2', name: '吴镇长', post: '镇长' };
  const save = { enterpriseId, promises: [], problems: [] };
  const foreign = await city.call('visit.save', { ...save, fields: { ...made, leader: other } });
  const leader = await joinAs(city, { kind: 'leader', personId }, '周市长');
  const to = { side: 'city', townId: '', leaderId: personId } as const;
  await handOver(leader, city);
  await handOverTo(city, leader, to);

  const his = { personId, name: '周市长', post: '副市长' };
  const visit = await leader.call('visit.save', { ...save, fields: { ...made, leader: his } });
  const attachable = async (id: string) => (await leader.call('visit.get', { id })).attachable;
  expect([await attachable(visit.id), await attachable(foreign.id)]).toEqual([true, false]);
  const photo = await attach(leader, visit.id, '车间照片.jpg');
  const spoiled = await attach(leader, visit.id, '误选照片.jpg');
  await leader.call('attachment.describe', { id: photo, note: '新生产线' });
  await leader.call('attachment.remove', { id: spoiled });
  for (const aboutId of [foreign.id, filing.id, '']) {
    const token = await choose(leader, aboutId, '别处.jpg');
    expect([
      aboutId,
      await leader.refusal('attachment.add', { enterpriseId, aboutId, token, note: '' }),
    ]).toEqual([aboutId, 'rpc.leaders-desk']);
  }
  for (const name of ['attachment.remove', 'attachment.restore'] as const)
    expect(await leader.refusal(name, { id: scan })).toBe('rpc.leaders-desk');
  expect(await leader.refusal('attachment.describe', { id: scan, note: '改' })).toBe('rpc.leaders-desk');
  // Both were added in one moment: in no order.
  const here = await leader.call('attachment.list', { enterpriseId });
  expect(new Map(here.map(({ name, editable }) => [name, editable]))).toEqual(
    new Map([
      ['车间照片.jpg', true],
      ['扫描件.pdf', false],
    ]),
  );

  await handOver(leader, city);
  expect(await city.call('attachment.list', { enterpriseId, aboutId: visit.id })).toMatchObject([
    { name: '车间照片.jpg', note: '新生产线', available: true, editable: true },
  ]);
});
