/** More than one laptop of 挂钩领导, and what becomes of one that is stopped, or says to be another's. */
import { beforeEach, describe, expect, it } from 'vitest';
import { putIdentity, requireIdentity } from '../../db/identity.ts';
import { transact } from '../../db/sql.ts';
import type { TestDesk } from '../support/desk.ts';
import { handOver, handOverTo, joinAs, openCityDesk } from '../support/joined.ts';
import { addLeader, companiesAt, handOverClearing, linkTo } from '../support/leaders.ts';
import { open, write } from '../support/two-desks.ts';

let city: TestDesk;
let personId: string;

const his = () => ({ side: 'city', townId: '', leaderId: personId }) as const;

beforeEach(async () => {
  city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  write(city, 'e2', { name: '乙电力有限公司', townId: 't01' });
  personId = await addLeader(city, '周市长', 'city-leader');
  await linkTo(city, 'e1', personId, 'city-leader');
});

describe('a leader with two laptops', () => {
  it('reads the same on both, and each lets go what is not his any more', async () => {
    const unlinked = await linkTo(city, 'e2', personId, 'city-leader');
    const first = await joinAs(city, { kind: 'leader', personId }, '周市长');
    const second = await joinAs(city, { kind: 'leader', personId }, '周市长');
    for (const laptop of [first, second]) await handOver(laptop, city);
    for (const laptop of [first, second]) {
      await handOverTo(city, laptop, his());
      expect(await companiesAt(laptop)).toEqual(['乙电力有限公司', '甲重工有限公司'].toSorted());
      // The city says of an enterprise that is his no more only what he said he has.
      await handOver(laptop, city);
    }
    await city.call('link.remove', { id: unlinked });
    await handOverClearing(city, first, his());
    // The other one has not heard of it yet, which does nobody harm.
    await handOver(second, city);
    expect(await companiesAt(second)).toHaveLength(2);
    await handOverClearing(city, second, his());
    for (const laptop of [first, second]) expect(await companiesAt(laptop)).toEqual(['甲重工有限公司']);
    await linkTo(city, 'e2', personId, 'city-leader');
    for (const laptop of [second, first]) {
      await handOverTo(city, laptop, his());
      expect(await companiesAt(laptop)).toHaveLength(2);
    }
  });

  it('has one stopped and let in again, while the other goes on', async () => {
    const first = await joinAs(city, { kind: 'leader', personId }, '周市长');
    const second = await joinAs(city, { kind: 'leader', personId }, '周市长');
    for (const laptop of [first, second]) await handOver(laptop, city);
    const { deviceId } = open(second).identity;
    await city.call('device.revoke', { id: deviceId });
    await expect(handOver(second, city)).rejects.toMatchObject({ code: 'bundle.revoked-sender' });
    await expect(handOverTo(city, second, his())).rejects.toMatchObject({ code: 'bundle.not-for-us' });
    await handOverTo(city, first, his());
    expect(await companiesAt(first)).toEqual(['甲重工有限公司']);
    await city.call('device.reinstate', { id: deviceId });
    await handOver(second, city);
    await handOverTo(city, second, his());
    expect(await companiesAt(second)).toEqual(['甲重工有限公司']);
  });
});

describe('a laptop that says to be another leader’s', () => {
  it('is not taken for his, whether the city knows it or not', async () => {
    const other = await addLeader(city, '吴市长', 'city-leader');
    const laptop = await joinAs(city, { kind: 'leader', personId }, '周市长');
    const { db } = open(laptop);
    const identity = requireIdentity(db);
    transact(db, (writable) => putIdentity(writable, { ...identity, leaderId: other }));
    await expect(handOver(laptop, city)).rejects.toMatchObject({ code: expect.stringMatching(/^bundle\./) });
    expect(await city.call('device.list', {})).toHaveLength(1);
    transact(db, (writable) => putIdentity(writable, identity));
    await handOver(laptop, city);
    transact(db, (writable) => putIdentity(writable, { ...identity, leaderId: other }));
    await expect(handOver(laptop, city)).rejects.toMatchObject({ code: expect.stringMatching(/^bundle\./) });
    const peers = await city.call('exchange.peers', {});
    expect(peers.filter(({ hasLaptop }) => hasLaptop).map(({ name }) => name)).toEqual(['市领导 周市长']);
  });
});
