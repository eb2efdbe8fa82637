import { expect, it } from 'vitest';
import { composeOutgoing } from '../../../db/exchange/outgoing.ts';
import { listNotices } from '../../../db/notice.ts';
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
