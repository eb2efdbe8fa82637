/** What a bundle for 挂钩领导's own laptop carries, and what his laptop lets go: by his links, whatever the size. */
import { beforeEach, describe, expect, it } from 'vitest';
import { putDevice } from '../../../db/device.ts';
import { forgetOutside } from '../../../db/exchange/delivery.ts';
import { composeOutgoing } from '../../../db/exchange/outgoing.ts';
import { missingPrerequisites } from '../../../db/exchange/prerequisites.ts';
import { partitionsFor } from '../../../db/exchange/scope.ts';
import { putIdentity } from '../../../db/identity.ts';
import { appendWrite } from '../../../db/log/append.ts';
import type { Party } from '../../../db/party.ts';
import { sql, transact, values } from '../../../db/sql.ts';
import { localDate } from '../../../shared/clock.ts';
import { cityLeaderLinkEntity, personEntity } from '../../../shared/person/entity.ts';
import { testNowMs } from '../../support/database.ts';
import { idOf, type Laptop, type Letter, openFleet, save, seal, take } from '../../support/fleet.ts';

const personId = 'p1';
const leaderParty = { side: 'city', townId: '', leaderId: personId } as const;
const office = { side: 'city', townId: '' } as const;
const day = 86_400_000;
const dayAt = (days: number): string => localDate(testNowMs + days * day);

let city: Laptop;
let leader: Laptop;

beforeEach(() => {
  const fleet = openFleet({ c: '', d: '' });
  city = fleet('c');
  const joined = fleet('d');
  leader = { db: joined.db, identity: { ...joined.identity, leaderId: personId } };
  for (const { db, identity } of [city, leader]) {
    transact(db, (writable) => {
      const { deviceId, townId, officer, deviceName: name, signPublic, ageRecipient } = leader.identity;
      const keys = { signPublic, ageRecipient, certificate: '', addedAtMs: testNowMs };
      const state = identity === leader.identity ? 'self' : 'confirmed';
      putDevice(writable, {
        id: deviceId,
        side: 'city',
        townId,
        leaderId: personId,
        officer,
        name,
        ...keys,
        state,
      });
      putIdentity(writable, identity);
    });
  }
  person({ name: '周市长', category: 'city-leader', inOfficeTo: '' });
  for (const id of ['e1', 'e2']) save(city, id, { name: id, townId: 't06' });
});

function person(fields: Record<string, string | boolean>): void {
  append({ spec: personEntity, id: personId, partition: 'city', fields });
}

function link(id: string, enterpriseId: string, fields: Record<string, string | boolean>): void {
  append({ spec: cityLeaderLinkEntity, id, partition: enterpriseId, fields: { personId, ...fields } });
}

function append(write: Parameters<typeof appendWrite>[2]): void {
  const { deviceId, incarnation, side, townId } = city.identity;
  const author = { deviceId, incarnation, side, townId, nowMs: testNowMs };
  transact(city.db, (db) => appendWrite(db, author, write));
}

let n = 0;
/** As small as a bundle can be: a delta upon all that was acknowledged. */
function send(from: Laptop, to: Party): Letter {
  n += 1;
  const request = { bundleId: idOf(`bundle ${n}`), program: '0.1.0', nowMs: testNowMs, fullLogBytes: 0 };
  const outgoing = composeOutgoing(from.db, from.identity, to, request);
  transact(from.db, (db) => forgetOutside(db, to, outgoing.partitions));
  return seal(outgoing);
}

const enterprisesAt = ({ db }: Laptop): string[] => values(db, sql`SELECT id FROM enterprise ORDER BY id`);
const scope = (nowMs = testNowMs): string[] => partitionsFor(city.db, leaderParty, nowMs);

describe('the scope of a leader', () => {
  it('has his enterprises up to the last day of the link, and none before he is linked', () => {
    expect(scope()).toEqual(['city']);
    link('l1', 'e1', { fromDate: dayAt(-30), toDate: dayAt(-1) });
    expect(scope()).toEqual(['city']);
    link('l1', 'e1', { toDate: dayAt(0) });
    expect(scope()).toEqual(['city', 'e1']);
    expect(scope(testNowMs + day)).toEqual(['city']);
    link('l1', 'e1', { toDate: '' });
    for (const years of [-2, 2]) expect(scope(testNowMs + years * 365 * day)).toEqual(['city', 'e1']);
    link('l1', 'e1', { deleted: true });
    expect(scope()).toEqual(['city']);
  });

  it('ends with his office, and with his record', () => {
    link('l1', 'e1', { fromDate: dayAt(-30), toDate: '' });
    person({ inOfficeTo: dayAt(0) });
    expect(scope()).toEqual(['city', 'e1']);
    expect(scope(testNowMs + day)).toEqual(['city']);
    person({ inOfficeTo: '', deleted: true });
    expect(scope()).toEqual(['city']);
  });
});

it('gives whole again what was unlinked, cleared and linked once more, building upon nothing he once said', () => {
  link('l1', 'e1', { fromDate: '', toDate: '' });
  link('l2', 'e2', { fromDate: '', toDate: '' });
  take(leader, send(city, leaderParty));
  for (let word = 0; word < 2; word += 1) take(city, send(leader, office));
  expect(send(city, leaderParty).manifest.base).toEqual([]);
  link('l2', 'e2', { deleted: true });
  const unlinked = send(city, leaderParty);
  expect(unlinked.manifest.scope).toEqual(['city', 'e1']);
  take(leader, unlinked);
  expect(enterprisesAt(leader)).toEqual(['e1']);
  link('l2', 'e2', { deleted: false });
  const again = send(city, leaderParty);
  expect(missingPrerequisites(leader.db, again.manifest)).toEqual([]);
  take(leader, again);
  expect(enterprisesAt(leader)).toEqual(['e1', 'e2']);
});
