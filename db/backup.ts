/** A backup exists only after it was reopened and checked. design/security.md rule 4. Runs in a thread of its own. */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { randomId } from './crypto.ts';
import { inspectDatabase, isDamage, openReadOnly } from './open.ts';

export interface BackupJob {
  readonly source: string;
  readonly key: Uint8Array;
  /** Path the backup gets once it is known to be good; its folder must exist. */
  readonly target: string;
}

export interface MadeBackup {
  readonly operations: number;
}

/**
 * VACUUM INTO a temporary file, fsync, reopen with the key, integrity_check, row counts compared, rename.
 * Reads the source through its own connection; whoever writes to it goes on.
 * @throws AppError backup.source-damaged | backup.unverified; SQLite's and the file system's own errors (disk full).
 *   Nothing is then left behind, and no other backup was touched.
 */
export function makeBackup({ source, key, target }: BackupJob): MadeBackup {
  const folder = dirname(target);
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.part')) rmSync(join(folder, name)); // of a program that was killed meanwhile
  }
  const temporary = join(folder, `${randomId()}.part`);
  try {
    const counts = copyInto(temporary, source, key);
    syncToDisk(temporary, 'r+'); // Windows flushes only what may be written to
    const operations = verifyCopy(temporary, key, counts);
    renameSync(temporary, target);
    if (process.platform !== 'win32') syncToDisk(folder, 'r');
    return { operations };
  } finally {
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${temporary}${rest}`, { force: true });
  }
}

/** table → rows before and after the copy: between the two lies what the copy may hold. */
type RowCounts = ReadonlyMap<string, readonly [number, number]>;

function copyInto(temporary: string, source: string, key: Uint8Array): RowCounts {
  let connection: ReturnType<typeof openReadOnly> | undefined;
  try {
    connection = openReadOnly(source, key);
    const before = countRows(connection);
    connection.prepare('VACUUM INTO ?').run(temporary);
    const after = countRows(connection);
    return new Map([...before].map(([table, rows]) => [table, [rows, after.get(table) ?? rows]]));
  } catch (error) {
    if (saysDamaged(error)) throw new AppError('backup.source-damaged');
    throw error;
  } finally {
    connection?.close();
  }
}

function verifyCopy(file: string, key: Uint8Array, expected: RowCounts): number {
  try {
    inspectDatabase({ file, key, check: 'full' });
    const connection = openReadOnly(file, key);
    try {
      const found = countRows(connection);
      for (const [table, [before, after]] of expected) {
        const rows = found.get(table) ?? -1;
        if (rows < Math.min(before, after) || rows > Math.max(before, after)) throw unverified();
      }
      if (found.size !== expected.size) throw unverified();
      return found.get('op') ?? 0;
    } finally {
      connection.close();
    }
  } catch (error) {
    if (saysDamaged(error)) throw unverified();
    throw error;
  }
}

function saysDamaged(error: unknown): boolean {
  return isDamage(error) || (error instanceof AppError && error.code === 'desk.damaged');
}

const unverified = (): AppError => new AppError('backup.unverified');

function countRows(connection: ReturnType<typeof openReadOnly>): Map<string, number> {
  const tables = connection
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  return new Map(
    tables.map((table) => [
      table,
      Number(connection.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
    ]),
  );
}

function syncToDisk(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
