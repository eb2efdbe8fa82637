/** A real encrypted database in a temporary folder, with the real migrations; removed after the test. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogAuthor } from '../../db/log/append.ts';
import { closeDatabase, openDatabase } from '../../db/open.ts';
import type { ReadDb } from '../../db/sql.ts';
import { closeAfterTest } from './cleanup.ts';

/** Memory-backed where the system has it: thousands of small databases need no disk. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** The key of every test database that is not set up through the session. */
export const testKey: Uint8Array = new Uint8Array(32).fill(7);

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(root, 'desk-'));
  closeAfterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database that nothing was written to yet. Made once for each process: the migrations take longer than many a test. */
let emptyDatabase: Uint8Array | undefined;

/** Opens a fresh database; closed after the test. */
export function openTestDatabase(): ReadDb {
  const file = join(temporaryFolder(), 'desk.db');
  if (emptyDatabase) writeFileSync(file, emptyDatabase);
  else {
    closeDatabase(openDatabase({ file, key: testKey }));
    emptyDatabase = readFileSync(file);
  }
  const db = openDatabase({ file, key: testKey });
  closeAfterTest(() => closeDatabase(db));
  return db;
}

/** 2026-11-24 10:00 in Asia/Shanghai. */
export const testNowMs = Date.UTC(2026, 10, 24, 2, 0, 0);

/** An author whose device and incarnation ids are made of one hex digit. */
export function testAuthor(
  side: 'city' | 'town',
  digit: string,
  townId = side === 'town' ? 't06' : '',
): LogAuthor {
  return { deviceId: digit.repeat(32), incarnation: digit.repeat(32), side, townId, nowMs: testNowMs };
}
