import { expect, it } from 'vitest';
import { countConflicts, listConflicts } from '../../db/conflict.ts';
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

it('keeps what the city wrote and lost by going back to a backup until the city has it again', () => {
  const fleet = openFleet({ c: '', a: 't06' });
  const [city, laptop] = [fleet('c'), fleet('a')];
  const [toCity, toTown] = [
    { side: 'city', townId: '' },
    { side: 'town', townId: 't06' },
  ] as const;
  save(city, 'e1', { townId: 't06' });
  const asBackedUp = write(city, toTown, 'as backed up');
  save(city, 'e1', { note: '备份之后写的' });
  take(laptop, write(city, toTown, 'late'));
  const { db, identity } = openFleet({ c: '', a: 't06' })('c');
  const restored = { db, identity: { ...identity, incarnation: 'e'.repeat(32) } };
  take(restored, asBackedUp);
  save(restored, 'e1', { townId: 't10' });

  take(laptop, write(restored, toTown, 'notice'));
  expect(listHandovers(laptop.db, 't06')).toMatchObject([{ enterpriseId: 'e1', isHere: true }]);
  take(restored, write(laptop, toCity, 'back'));
  expect(all(restored.db, sql`SELECT note FROM enterprise`)).toEqual([{ note: '备份之后写的' }]);
  take(laptop, write(restored, toTown, 'acknowledged'));
  expect(listHandovers(laptop.db, 't06')).toMatchObject([{ enterpriseId: 'e1', isHere: false }]);
});

it('clears nothing upon a late bundle from before the hand-over, though that speaks of all it carries', () => {
  const fleet = openFleet({ c: '', a: 't06' });
  const [city, laptop] = [fleet('c'), fleet('a')];
  const toTown = { side: 'town', townId: 't06' } as const;
  save(city, 'e1', { townId: 't06' });
  const asBackedUp = write(city, toTown, 'as backed up');
  take(laptop, asBackedUp);
  save(city, 'e1', { note: '备份之后写的' });
  const late = write(city, toTown, 'late');
  const { db, identity } = openFleet({ c: '', a: 't06' })('c');
  const restored = { db, identity: { ...identity, incarnation: 'e'.repeat(32) } };
  take(restored, asBackedUp);
  save(restored, 'e1', { townId: 't10' });
  take(laptop, write(restored, toTown, 'notice'));
  take(laptop, late);
  expect(all(laptop.db, sql`SELECT note FROM enterprise`)).toEqual([{ note: '备份之后写的' }]);
});

it('asks nobody to choose between the notices of two laptops of the city that assigned it alike', () => {
  const fleet = openFleet({ c: '', d: '', a: 't06' });
  const [city, second, laptop] = [fleet('c'), fleet('d'), fleet('a')];
  const [toCity, toTown] = [
    { side: 'city', townId: '' },
    { side: 'town', townId: 't06' },
  ] as const;
  save(city, 'e1', { townId: 't06' });
  take(second, write(city, toCity, 'to the second'));
  take(laptop, write(city, toTown, 'to the town'));
  save(city, 'e1', { townId: 't10' });
  save(second, 'e1', { townId: 't10' });
  take(laptop, write(city, toTown, 'notice'));
  take(laptop, write(second, toTown, 'notice of the second'));
  take(city, write(second, toCity, 'back'));
  for (const { db } of [laptop, city]) {
    expect(listConflicts(db)).toEqual([]);
    expect(countConflicts(db)).toBe(0);
  }
  expect(listHandovers(laptop.db, 't06')).toMatchObject([{ enterpriseId: 'e1', toTownId: 't10' }]);
});

it('tells the old town of a reassignment that the city lost with its notice and has again from the new town', () => {
  const fleet = openFleet({ c: '', a: 't06', b: 't10' });
  const [city, old, next] = [fleet('c'), fleet('a'), fleet('b')];
  const to = (townId: string) => ({ side: 'town', townId }) as const;
  save(city, 'e1', { townId: 't06' });
  const asBackedUp = write(city, to('t06'), 'as backed up');
  take(old, asBackedUp);
  save(city, 'e1', { townId: 't10' });
  take(next, write(city, to('t10'), 'to the new town'));
  const { db, identity } = openFleet({ c: '', a: 't06', b: 't10' })('c');
  const restored = { db, identity: { ...identity, incarnation: 'e'.repeat(32) } };
  take(restored, asBackedUp);
  take(restored, write(next, { side: 'city', townId: '' }, 'back'));
  take(old, write(restored, to('t06'), 'notice'));
  expect(listHandovers(old.db, 't06')).toMatchObject([{ enterpriseId: 'e1', toTownId: 't10' }]);
  // Once.
  take(restored, write(next, { side: 'city', townId: '' }, 'again'));
  expect(all(restored.db, sql`SELECT 1 FROM op WHERE entity_type = 'handover'`)).toHaveLength(1);
});
