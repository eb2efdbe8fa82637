/** Laptops that know one another, and their bundles without files: composed here, taken in there. */
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { writeEnterprise } from '../../db/assignment.ts';
import { putDevice } from '../../db/device.ts';
import { takeIncoming } from '../../db/exchange/incoming.ts';
import type { Outgoing } from '../../db/exchange/outgoing.ts';
import { type Identity, putIdentity } from '../../db/identity.ts';
import type { LogAuthor } from '../../db/log/append.ts';
import { type IntegrateReport, parseOperation } from '../../db/log/integrate.ts';
import { migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/list.ts';
import { closeDatabase } from '../../db/open.ts';
import { all, asReadDb, type ReadDb, sql, transact } from '../../db/sql.ts';
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import { entitySpecs } from '../../shared/log/registry.ts';
import { closeAfterTest } from './cleanup.ts';
import { testNowMs } from './database.ts';

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
    leaderId: '',
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

/** Laptops by digit → town ('' is the city). Everybody is confirmed everywhere. */
export function openFleet(
  towns: Readonly<Record<string, string>>,
  openDatabase = openMemoryDatabase,
): (digit: string) => Laptop {
  const identities = Object.entries(towns).map(([digit, townId]) =>
    testIdentity(townId === '' ? 'city' : 'town', digit, townId),
  );
  const laptops = new Map(
    identities.map((identity) => [
      identity.deviceId.slice(0, 1),
      openLaptop(openDatabase(), identity, identities),
    ]),
  );
  return (digit) => {
    const laptop = laptops.get(digit);
    if (!laptop) throw new Error(`no laptop ${digit}`);
    return laptop;
  };
}

function openLaptop(db: ReadDb, identity: Identity, fleet: readonly Identity[]): Laptop {
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

let emptyLedger: Buffer | undefined;

/** The real schema without a file, migrated once: a fleet of many laptops needs no disk. */
function openMemoryDatabase(): ReadDb {
  emptyLedger ??= migratedBytes();
  const db = asReadDb(new Database(emptyLedger));
  closeAfterTest(() => closeDatabase(db));
  return db;
}

function migratedBytes(): Buffer {
  const db = asReadDb(new Database(':memory:'));
  migrate(db, migrations);
  const bytes = db.connection.serialize();
  closeDatabase(db);
  return bytes;
}

type EnterpriseFields = Parameters<typeof writeEnterprise>[2]['fields'];

/** Saves fields of an enterprise. */
export function save(
  { db, identity }: Laptop,
  id: string,
  fields: EnterpriseFields,
  change: Partial<LogAuthor> = {},
): string | null {
  const { deviceId, incarnation, side, townId } = identity;
  const author = { deviceId, incarnation, side, townId, nowMs: testNowMs, ...change };
  return transact(db, (writable) => writeEnterprise(writable, author, { id, fields })).value;
}

/** A bundle in memory, as it was when it was written. */
export interface Letter {
  readonly manifest: BundleManifest;
  readonly operations: readonly Uint8Array[];
}

export function seal({ manifest, operations }: Pick<Outgoing, 'manifest' | 'operations'>): Letter {
  return { manifest, operations: [...operations].map((bytes) => Buffer.from(bytes)) };
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

/** The log and all that is derived from it, as text. */
export function ledgerText(db: ReadDb): string {
  const tables = [
    ...entitySpecs.map((spec) => spec.table),
    'head',
    'missing_parent',
    'conflict',
    'disputed_deletion',
    'stream',
  ];
  const ids = all<{ id: string }>(db, sql`SELECT id FROM op ORDER BY id`).map((row) => row.id);
  const rows = tables.map((table) => {
    const found = all<Record<string, unknown>>(db, { text: `SELECT * FROM ${table}`, values: [] });
    return `${table}\n${found
      .map((row) => JSON.stringify(row))
      .sort()
      .join('\n')}`;
  });
  return [...ids, ...rows].join('\n');
}
