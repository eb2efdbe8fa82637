/** Laptops that know one another, and their bundles without files: composed here, taken in there. */
import { createHash } from 'node:crypto';
import { putDevice } from '../../db/device.ts';
import { takeIncoming } from '../../db/exchange/incoming.ts';
import { type Identity, putIdentity } from '../../db/identity.ts';
import { appendWrite, type LogAuthor } from '../../db/log/append.ts';
import { type IntegrateReport, parseOperation } from '../../db/log/integrate.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import type { FieldValue } from '../../shared/log/entity.ts';
import { openTestDatabase, testNowMs } from './database.ts';

export interface Laptop {
  readonly db: ReadDb;
  readonly identity: Identity;
}

/** Keys that no bundle is ever encrypted or signed with. */
function testIdentity(side: 'city' | 'town', digit: string, townId: string): Identity {
  return {
    deviceId: digit.repeat(32),
    incarnation: digit.repeat(32),
    side,
    townId,
    townName: townId,
    officer: `经办${digit}`,
    deviceName: `电脑${digit}`,
    signPublic: digit.repeat(43),
    signSecret: '',
    ageRecipient: `age1${digit.repeat(58)}`,
    ageIdentity: '',
    citySignPublic: '',
    citySignSecret: '',
    invitation: '',
    createdAtMs: testNowMs,
  };
}

/** `city` is one laptop by its digit, `towns` are laptops by digit → town. Everybody is confirmed everywhere. */
export function openFleet(city: string, towns: Readonly<Record<string, string>>): Map<string, Laptop> {
  const identities = [
    testIdentity('city', city, ''),
    ...Object.entries(towns).map(([digit, townId]) => testIdentity('town', digit, townId)),
  ];
  return new Map(
    identities.map((identity) => [identity.deviceId.slice(0, 1), openLaptop(identity, identities)]),
  );
}

function openLaptop(identity: Identity, fleet: readonly Identity[]): Laptop {
  const db = openTestDatabase();
  transact(db, (writable) => {
    putIdentity(writable, identity);
    for (const member of fleet) {
      putDevice(writable, {
        id: member.deviceId,
        side: member.side,
        townId: member.townId,
        officer: member.officer,
        name: member.deviceName,
        signPublic: member.signPublic,
        ageRecipient: member.ageRecipient,
        certificate: '',
        state: member === identity ? 'self' : 'confirmed',
        addedAtMs: testNowMs,
      });
    }
  });
  return { db, identity };
}

/** Saves fields of an enterprise. */
export function save(
  { db, identity }: Laptop,
  id: string,
  fields: Readonly<Record<string, FieldValue>>,
  change: Partial<LogAuthor> = {},
): string | null {
  const { deviceId, incarnation, side, townId } = identity;
  const author = { deviceId, incarnation, side, townId, nowMs: testNowMs, ...change };
  return transact(db, (writable) =>
    appendWrite(writable, author, { spec: enterpriseEntity, id, partition: id, fields }),
  ).value;
}

/** A bundle in memory, as it was when it was written. */
export interface Letter {
  readonly manifest: BundleManifest;
  readonly operations: readonly Uint8Array[];
}

export function take({ db, identity }: Laptop, { manifest, operations }: Letter): IntegrateReport {
  return transact(db, (writable) =>
    takeIncoming(
      writable,
      identity,
      { manifest, operations: operations.map((bytes) => parseOperation(bytes)) },
      testNowMs,
    ),
  ).value;
}

/** 32 hex digits that a text always gives. */
export function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
