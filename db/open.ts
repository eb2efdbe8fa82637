/** Opens the desk's encrypted database: key, pragmas read back, migrations. design/security.md rules 1–3, 8. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../shared/errors.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { asReadDb, type ReadDb } from './sql.ts';

export interface OpenOptions {
  readonly file: string;
  /** 32 random bytes. */
  readonly key: Uint8Array;
  /** Refuse to create a file that is not there. */
  readonly mustExist?: boolean;
  /** Runs `PRAGMA quick_check` (after an unclean end, before trusting a restored file). */
  readonly check?: boolean;
}

/** name → [statement value, value read back]. */
const pragmas: readonly (readonly [name: string, set: string, readBack: unknown])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['cache_size', '-65536', -65536],
];

/**
 * Opens or creates the database.
 * @throws AppError desk.damaged | desk.newer-schema | desk.pragma-mismatch | desk.migration-failed
 */
export function openDatabase(options: OpenOptions): ReadDb {
  if (options.key.length !== 32) throw new Error('the key must be 32 bytes');
  if (options.mustExist && !existsSync(options.file)) throw new AppError('desk.damaged');
  const connection = new Database(options.file, { fileMustExist: options.mustExist ?? false });
  try {
    applyKey(connection, options.key);
    readFirstPage(connection);
    for (const [name, set, expected] of pragmas) applyPragma(connection, name, set, expected);
    if (options.check) quickCheck(connection);
    const db = asReadDb(connection);
    migrate(db, migrations);
    return db;
  } catch (error) {
    connection.close();
    throw error;
  }
}

export function closeDatabase(db: ReadDb): void {
  if (db.connection.open) db.connection.close();
}

/** A `raw:` key skips the cipher's own key derivation: ours is already random. */
function applyKey(connection: Database.Database, key: Uint8Array): void {
  connection.pragma("cipher = 'chacha20'");
  connection.pragma(`key = 'raw:${Buffer.from(key).toString('hex')}'`);
}

function readFirstPage(connection: Database.Database): void {
  try {
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (isDamage(error)) throw new AppError('desk.damaged');
    throw error;
  }
}

function applyPragma(connection: Database.Database, name: string, set: string, expected: unknown): void {
  connection.pragma(`${name} = ${set}`);
  const actual: unknown = connection.pragma(name, { simple: true });
  if (actual !== expected) throw new AppError('desk.pragma-mismatch', { pragma: name });
}

function quickCheck(connection: Database.Database): void {
  let result: unknown;
  try {
    result = connection.pragma('quick_check(1)', { simple: true });
  } catch (error) {
    if (isDamage(error)) throw new AppError('desk.damaged');
    throw error;
  }
  if (result !== 'ok') throw new AppError('desk.damaged');
}

/** Whether SQLite says that the file itself is bad (as opposed to a bug of ours or a full disk). */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_DATA';
}
