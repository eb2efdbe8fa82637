/** A change that the old town made before it knew of the reassignment: the city's answer reaches the town. */
import { expect, it } from 'vitest';
import { putDevice } from '../../db/device.ts';
import { heldStreams, toPosition } from '../../db/exchange/holdings.ts';
import { putPeerHoldings } from '../../db/peer.ts';
import { transact } from '../../db/sql.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { noticesOf } from '../support/joined.ts';
import { cityAndTown, down, exportTo, open, preview, townOf, up, write } from '../support/two-desks.ts';

/** 白蒲镇 had the enterprise, the city gave it to 长江镇; both towns joined and are known to the city. */
async function reassigned() {
  const { city, town: old } = await cityAndTown();
  const next = await townOf(city, 't10', '长江镇');
  const id = 'e1';
  // More than these would ask before they leave.
  for (let n = 3; n < 9; n += 1) write(city, `e${n}`, { name: `如皋示例机械第${n}有限公司`, townId: 't06' });
  await up(old, city);
  await up(next, city);
  await down(city, old);
  const reassign = () => city.call('enterprise.assign', { ids: [id], townId: 't10' });
  const edit = async (address: string): Promise<void> => {
    const { heads } = await old.call('enterprise.get', { id });
    await old.call('enterprise.update', { id, changes: { address }, seen: heads });
  };
  const waiting = () => city.call('suggestion.list', { answered: false });
  return { city, old, next, id, reassign, edit, waiting };
}

const standing = async (desk: TestDesk) => (await desk.call('reassignment.list', {}))[0]?.standing;
const answered = async (desk: TestDesk) =>
  (await desk.call('suggestion.list', { answered: true })).map(({ opId, state, answer }) => ({
    opId,
    state,
    answer,
  }));

it('tells the old town why the city declined it, with the clearing, and the new town too', async () => {
  const { city, old, next, reassign, edit, waiting } = await reassigned();
  await reassign();
  await edit('镇里后来写的');
  await up(old, city);
  const [late] = await waiting();
  await city.call('suggestion.decline', { opIds: [late?.opId ?? ''], reason: '厂区没有搬迁。' });
  // The preview says where it went, in names.
  const { partitions, token } = await preview(old, await exportTo(city, 't06', '下发答复.drcb'));
  const told = partitions
    .flatMap(({ records }) => records)
    .map(({ entityLabel, title, fields }) => [
      entityLabel,
      title,
      ...fields.map(({ label, newText }) => `${label}：${newText}`),
    ]);
  expect(told).toEqual([
    [
      '改派通知',
      '森松（江苏）重工有限公司',
      '企业名称：森松（江苏）重工有限公司',
      '改派到：长江镇',
      expect.any(String),
    ],
  ]);
  expect(partitions.flatMap(({ answers }) => answers)).toMatchObject([
    {
      enterpriseName: '森松（江苏）重工有限公司',
      what: '地址：镇里后来写的',
      outcome: 'declined',
      reason: '厂区没有搬迁。',
    },
  ]);
  await old.call('exchange.import', { token });
  expect(await standing(old)).toBe('cleared');
  expect(await noticesOf(old)).toEqual([
    expect.stringMatching(
      /^“森松（江苏）重工有限公司”已改派到长江镇.*地址：镇里后来写的.*不采纳，理由是：厂区没有搬迁。/,
    ),
  ]);
  // Importing the same once more, or another bundle, says nothing anew once it was read.
  const [notice] = await old.call('notice.list', {});
  await old.call('notice.dismiss', { n: notice?.n ?? 0 });
  await down(city, old);
  expect(await noticesOf(old)).toEqual([]);

  await down(city, next, 't10');
  const declined = [{ opId: late?.opId, state: 'declined', answer: '厂区没有搬迁。' }];
  expect(await answered(city)).toEqual(declined);
  expect(await answered(next)).toEqual(declined);
  // The copy for the old town is nothing that anybody would have to look at.
  expect((await city.call('exchange.held', {})).map(({ entityLabel }) => entityLabel)).toEqual(['企业']);
  await up(old, city);
  await up(next, city);
  expect(await answered(city)).toEqual(declined);
  // What was declined has changed nothing this month.
  expect(await city.call('month.changes', { month: '2026-11' })).toEqual([]);
});

it('keeps the enterprise while the answer is out, and tells of an acceptance', async () => {
  const { city, old, next, id, reassign, edit, waiting } = await reassigned();
  await reassign();
  await edit('镇里后来写的');
  await up(old, city);
  await down(city, old);
  expect(await standing(old)).toBe('kept');
  expect(await noticesOf(old)).toEqual([]);
  const [late] = await waiting();
  await city.call('suggestion.accept', { items: [{ opId: late?.opId ?? '', seen: late?.seen ?? {} }] });
  await down(city, old);
  expect(await noticesOf(old)).toEqual([expect.stringContaining('市里的答复：已采纳。')]);
  await up(old, city);
  await down(city, old);
  expect(await standing(old)).toBe('cleared');
  expect(await noticesOf(old)).toHaveLength(1);
  await down(city, next, 't10');
  expect((await next.call('enterprise.get', { id })).address).toBe('镇里后来写的');
});

it('clears as before, and says nothing, where nothing came too late', async () => {
  const { city, old, reassign, edit } = await reassigned();
  await edit('及时写的');
  await up(old, city);
  await reassign();
  await down(city, old);
  expect(await standing(old)).toBe('cleared');
  expect(await noticesOf(old)).toEqual([]);
});

it('tells the town what became of its suggestion though the enterprise went before the answer was sent', async () => {
  const { city, old, id, reassign, waiting } = await reassigned();
  await old.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: id,
    seen: {},
    fields: { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } },
  });
  await up(old, city);
  const [suggested] = await waiting();
  await city.call('suggestion.decline', { opIds: [suggested?.opId ?? ''], reason: '材料不齐' });
  // What a leader's own laptop has is not with the officer who asked.
  hear(city, id);
  await reassign();
  await down(city, old);
  expect(await noticesOf(old)).toEqual([expect.stringMatching(/市培育库.*不采纳，理由是：材料不齐。/)]);
});

/** A leader's laptop of 白蒲镇 acknowledged all that is known of the enterprise. */
function hear(city: TestDesk, enterpriseId: string): void {
  const deviceId = '9'.repeat(32);
  transact(open(city).db, (db) => {
    putDevice(db, {
      id: deviceId,
      side: 'town',
      townId: 't06',
      leaderId: 'p1',
      officer: '钱镇长',
      name: '平板',
      signPublic: '9'.repeat(43),
      ageRecipient: `age1${'9'.repeat(58)}`,
      certificate: '',
      state: 'confirmed',
      addedAtMs: testNowMs,
    });
    const sender = { deviceId, certificate: null, enrolment: null };
    const streams = heldStreams(db, [enterpriseId]).map(toPosition);
    putPeerHoldings(db, { sender, streams, forks: [], wantedBlobs: [] });
  });
}

it('gives the enterprise back with its answers where they were', async () => {
  const { city, old, id, reassign, edit, waiting } = await reassigned();
  await reassign();
  await edit('镇里后来写的');
  await up(old, city);
  const [late] = await waiting();
  await city.call('suggestion.decline', { opIds: [late?.opId ?? ''], reason: '厂区没有搬迁' });
  await down(city, old);
  await city.call('enterprise.assign', { ids: [id], townId: 't06' });
  await down(city, old);
  expect((await old.call('enterprise.get', { id })).handedOver).toBeNull();
  await edit('又改');
  await up(old, city);
  expect((await city.call('enterprise.get', { id })).address).toBe('又改');
});
