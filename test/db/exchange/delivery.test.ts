import { describe, expect, it } from 'vitest';
import { randomId } from '../../../db/crypto.ts';
import { countDeliveries, forgetOutside, putSent } from '../../../db/exchange/delivery.ts';
import { composeOutgoing } from '../../../db/exchange/outgoing.ts';
import { heldOperations, receiptsFor } from '../../../db/exchange/receipts.ts';
import { partitionsFor } from '../../../db/exchange/scope.ts';
import type { Party } from '../../../db/party.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { all, sql, transact, value } from '../../../db/sql.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { testNowMs } from '../../support/database.ts';
import { type Laptop, type Letter, openFleet, save, seal, take } from '../../support/fleet.ts';

const city: Party = { side: 'city', townId: '' };
const t06: Party = { side: 'town', townId: 't06' };

function write({ db, identity }: Laptop, to: Party): Letter {
  const request = { bundleId: randomId(), program: 'test', nowMs: testNowMs };
  const outgoing = composeOutgoing(db, identity, to, request);
  transact(db, (writable) => {
    putSent(writable, to, outgoing.reach);
    forgetOutside(writable, to, outgoing.partitions);
  });
  return seal(outgoing);
}

const counts = ({ db, identity }: Laptop, peer: Party) =>
  countDeliveries(db, identity, peer, partitionsFor(db, peer, 0));

function cityAndTown(): { desk: Laptop; town: Laptop } {
  const fleet = openFleet({ c: '', a: 't06', d: 't01' });
  const [desk, town] = [fleet('c'), fleet('a')];
  save(desk, 'e1', { name: '甲', townId: 't06' });
  take(town, write(desk, t06));
  return { desk, town };
}

describe('what this side wrote and the other may read', () => {
  it('is first in no bundle, then in one, then acknowledged', () => {
    const { desk, town } = cityAndTown();
    save(town, 'e1', { address: '一' });
    save(town, 'e1', { address: '二' });
    expect(counts(town, city)).toEqual({ unsent: 2, awaiting: 0 });
    const up = write(town, city);
    save(town, 'e1', { address: '三' });
    expect(counts(town, city)).toEqual({ unsent: 1, awaiting: 2 });
    take(desk, up);
    take(town, write(desk, t06));
    expect(counts(town, city)).toEqual({ unsent: 1, awaiting: 0 });
    // The city's own save was acknowledged by the town's bundle.
    expect(counts(desk, t06)).toEqual({ unsent: 0, awaiting: 0 });
  });

  it('does not depend on a clock that was set back two years', () => {
    const { desk, town } = cityAndTown();
    save(town, 'e1', { address: '一' }, { nowMs: testNowMs - 2 * 365 * 86_400_000 });
    expect(counts(town, city)).toEqual({ unsent: 1, awaiting: 0 });
    take(desk, write(town, city));
    take(town, write(desk, t06));
    save(town, 'e1', { address: '二' }, { nowMs: testNowMs - 2 * 365 * 86_400_000 });
    expect(counts(town, city)).toEqual({ unsent: 1, awaiting: 0 });
  });

  it('counts as acknowledged though it was never sent from here: another way was shorter', () => {
    const { desk, town } = cityAndTown();
    save(town, 'e1', { address: '一' });
    const up = write(town, city);
    transact(town.db, (db) => putSent(db, city, []));
    take(desk, up);
    take(town, write(desk, t06));
    expect(counts(town, city)).toEqual({ unsent: 0, awaiting: 0 });
  });

  it('is forgotten to be held by a town that handed the enterprise over', () => {
    const { desk, town } = cityAndTown();
    save(town, 'e1', { address: '一' });
    take(desk, write(town, city));
    const known = (): unknown =>
      value(desk.db, sql`SELECT count(*) FROM peer_stream WHERE partition_id = 'e1'`);
    expect(known()).toBe(2);
    save(desk, 'e1', { townId: 't01' });
    write(desk, t06);
    expect(known()).toBe(0);
  });
});

describe('receipts', () => {
  it('name what is set aside here, every time, until it counts', () => {
    const { desk, town } = cityAndTown();
    const { deviceId, incarnation, side, townId } = town.identity;
    const suggestion = transact(town.db, (db) =>
      appendWrite(
        db,
        { deviceId, incarnation, side, townId, nowMs: testNowMs },
        {
          spec: enterpriseEntity,
          id: 'e1',
          partition: 'e1',
          fields: { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } },
          asSuggestion: true,
        },
      ),
    ).value;
    take(desk, write(town, city));
    const held = { applied: [], held: [{ id: suggestion, reason: 'not-owner' }], rejected: [] };
    expect(receiptsFor(desk.db, t06, [])).toEqual(held);
    expect(receiptsFor(desk.db, { side: 'town', townId: 't01' }, ['e1'])).toMatchObject({ held: [] });
    for (let time = 0; time < 2; time += 1) {
      const down = write(desk, t06);
      expect(down.manifest.receipts).toEqual(held);
      take(town, down);
      expect(heldOperations(town.db)).toContainEqual({
        id: suggestion,
        where: 'theirs',
        reason: 'not-owner',
      });
    }
    desk.db.connection.exec("UPDATE op SET state = 'applied', hold_reason = '' WHERE state = 'held'");
    take(town, write(desk, t06));
    expect(all(town.db, sql`SELECT * FROM receipt`)).toEqual([]);
  });

  it('tell a writer nobody vouches for yet, where its town reads along', () => {
    const { desk, town } = cityAndTown();
    const opId = save(town, 'e1', { address: '一' });
    desk.db.connection.exec(`DELETE FROM device WHERE id = '${town.identity.deviceId}'`);
    take(desk, write(town, city));
    expect(receiptsFor(desk.db, t06, ['e1']).held).toEqual([{ id: opId, reason: 'unknown-author' }]);
    expect(receiptsFor(desk.db, t06, ['e2']).held).toEqual([]);
  });
});
