import { expect, it } from 'vitest';
import { composeOutgoing } from '../../db/exchange/outgoing.ts';
import { listHandovers } from '../../db/handover.ts';
import { all, sql } from '../../db/sql.ts';
import { testNowMs } from '../support/database.ts';
import { idOf, type Laptop, type Letter, openFleet, save, seal, take } from '../support/fleet.ts';

function write(
  { db, identity }: Laptop,
  to: { side: 'city' | 'town'; townId: string },
  name: string,
): Letter {
  return seal(
    composeOutgoing(db, identity, to, { bundleId: idOf(name), program: '0.1.0', nowMs: testNowMs }),
  );
}

it('keeps what a laptop wrote when only a copy of it went on in the same stream and reached the city', () => {
  const fleet = openFleet({ c: '', a: 't06' });
  const [city, laptop] = [fleet('c'), fleet('a')];
  // A copy that noticed nothing: the same device, the same incarnation.
  const copy = openFleet({ c: '', a: 't06' })('a');
  const [toCity, toTown] = [
    { side: 'city', townId: '' },
    { side: 'town', townId: 't06' },
  ] as const;
  save(city, 'e1', { townId: 't06' });
  const first = write(city, toTown, 'first');
  take(laptop, first);
  take(copy, first);
  save(laptop, 'e1', { address: '原机写的' });
  save(copy, 'e1', { address: '副本写的' });
  save(copy, 'e1', { note: '副本又写的' });
  take(city, write(copy, toCity, 'copy'));
  save(city, 'e1', { townId: 't10' });

  const notice = write(city, toTown, 'notice');
  take(laptop, notice);
  take(copy, notice);
  expect(listHandovers(copy.db, 't06')).toMatchObject([{ enterpriseId: 'e1', isHere: false }]);
  expect(listHandovers(laptop.db, 't06')).toMatchObject([{ enterpriseId: 'e1', isHere: true }]);
  expect(all(laptop.db, sql`SELECT 1 FROM op WHERE partition_id = 'e1' AND side = 'town'`)).toHaveLength(1);
});
