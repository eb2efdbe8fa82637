/** Desks whose logs are compared: certified laptops, operations taken in, everything that follows from them. */
import { findAuthor, putDevice } from '../../db/device.ts';
import type { LogAuthor } from '../../db/log/append.ts';
import {
  type IntegrateReport,
  integrateOperations,
  type ParsedOperation,
  parseOperation,
} from '../../db/log/integrate.ts';
import { rejudgeAuthor } from '../../db/log/judge.ts';
import { all, type ReadDb, sql, transact } from '../../db/sql.ts';
import { entitySpecs } from '../../shared/log/registry.ts';
import { openTestDatabase, testNowMs } from './database.ts';

/** A desk that knows these laptops as certified. */
export function openDeskOf(laptops: readonly LogAuthor[]): ReadDb {
  const db = openTestDatabase();
  for (const laptop of laptops) putLaptop(db, laptop);
  return db;
}

/** The city's word on a laptop comes: what lies here of it is judged again. */
export function certify(db: ReadDb, laptop: LogAuthor): void {
  putLaptop(db, laptop);
  transact(db, (writable) =>
    rejudgeAuthor(writable, laptop.deviceId, (deviceId) => findAuthor(writable, deviceId)),
  );
}

function putLaptop(db: ReadDb, { deviceId, side, townId }: LogAuthor): void {
  transact(db, (writable) =>
    putDevice(writable, {
      id: deviceId,
      side,
      townId,
      officer: '经办',
      name: '电脑',
      signPublic: '',
      ageRecipient: '',
      certificate: '',
      state: 'confirmed',
      addedAtMs: testNowMs,
    }),
  );
}

export function takeOperations(db: ReadDb, operations: readonly ParsedOperation[]): IntegrateReport {
  return transact(db, (writable) =>
    integrateOperations(writable, operations, (deviceId) => findAuthor(writable, deviceId), testNowMs),
  ).value;
}

/** In the order in which they were stored. */
export function operationsOf(db: ReadDb): ParsedOperation[] {
  return all<{ bytes: Uint8Array }>(db, sql`SELECT bytes FROM op ORDER BY rowid`).map((row) =>
    parseOperation(row.bytes),
  );
}

/** Everything that follows from the log: states of operations and every projection. */
export function derivedText(db: ReadDb): string {
  const tables = [
    ...entitySpecs.map((spec) => spec.table),
    'head',
    'missing_parent',
    'conflict',
    'disputed_deletion',
    'assignment',
    'fork',
    'stream',
    'enterprise_search',
    'person_search',
  ];
  const rows = tables.map((table) =>
    all<Record<string, unknown>>(db, { text: `SELECT * FROM ${table}`, values: [] })
      .map((row) => JSON.stringify(row))
      .sort(),
  );
  const states = all(db, sql`SELECT id, side, state, hold_reason FROM op ORDER BY id`);
  return JSON.stringify({ rows, states });
}
