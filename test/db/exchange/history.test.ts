import { expect, it } from 'vitest';
import { renewIncarnation } from '../../../db/incarnation.ts';
import { composeOutgoing } from '../../../db/exchange/outgoing.ts';
import { listNotices } from '../../../db/notice.ts';
import { transact } from '../../../db/sql.ts';
import { testNowMs } from '../../support/database.ts';
import { idOf, type Laptop, type Letter, openFleet, save, seal, take } from '../../support/fleet.ts';

const toCity = ({ db, identity }: Laptop, name: string): Letter =>
  seal(
    composeOutgoing(
      db,
      identity,
      { side: 'city', townId: '' },
      { bundleId: idOf(name), program: '0.1.0', nowMs: testNowMs },
    ),
  );

it('tells the city of a laptop that wrote one number twice, and none of its leaders', () => {
  const open = () => openFleet({ c: '', a: 't06' });
  const [laptop, copy, city, other] = [open()('a'), open()('a'), open()('c'), open()('c')];
  const leader = { ...other, identity: { ...other.identity, leaderId: 'p1' } };
  save(laptop, 'e1', { address: '原机写的' });
  save(copy, 'e1', { address: '副本写的' });
  for (const reader of [city, leader]) {
    take(reader, toCity(laptop, 'one'));
    take(reader, toCity(copy, 'other'));
  }
  expect(listNotices(city.db)).toHaveLength(1);
  expect(listNotices(leader.db)).toEqual([]);
});

it('tells the city once of a laptop that goes on under a new incarnation, and of no laptop’s first one', () => {
  const fleet = openFleet({ c: '', a: 't06', b: 't06' });
  const [city, laptop, other] = [fleet('c'), fleet('a'), fleet('b')];
  save(laptop, 'e1', { address: '恢复前写的' });
  save(other, 'e1', { note: '另一台写的' });
  for (const from of [laptop, other]) take(city, toCity(from, from.identity.deviceId));
  expect(listNotices(city.db)).toEqual([]);

  const rotation = { reason: 'restore', backup: 'b', quarantine: '', time: '' } as const;
  const { value: incarnation } = transact(laptop.db, (db) => renewIncarnation(db, rotation, testNowMs));
  const restored = { ...laptop, identity: { ...laptop.identity, incarnation } };
  for (const [name, address] of [
    ['two', '恢复后写的'],
    ['three', '又写的'],
  ] as const) {
    save(restored, 'e1', { address });
    take(city, toCity(restored, name));
  }
  const told = listNotices(city.db).map(({ kind, detail }) => [kind, detail]);
  expect(told).toEqual([['peer-renewed', { place: '白蒲镇（经办a）' }]]);
});
