/** A real encrypted database in a temporary folder, with the real migrations; removed after the test. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
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

/** Opens a fresh database; closed after the test. */
export function openTestDatabase(): ReadDb {
  const db = openDatabase({ file: join(temporaryFolder(), 'desk.db'), key: testKey });
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
