/** Opens the desk's encrypted database: key, pragmas read back, migrations. design/security.md rules 1–3, 8. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
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
}

export interface InspectOptions {
  readonly file: string;
  /** 32 random bytes. */
  readonly key: Uint8Array;
  /** `quick` after an unclean end; `full` (integrity_check) before a backup is trusted. */
  readonly check?: 'none' | 'quick' | 'full';
}

export interface Inspection {
  /** Its schema is of an earlier program: opening it will change it. */
  readonly isOlder: boolean;
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
  // After a large import the WAL would stay as large as that until the desk is closed.
  ['journal_size_limit', '67108864', 67_108_864],
];

/**
 * Opens or creates the database.
 * @throws AppError desk.damaged | desk.newer-schema | desk.pragma-mismatch | desk.migration-failed
 */
export function openDatabase(options: OpenOptions): ReadDb {
  if (options.key.length !== 32) throw new Error('the key must be 32 bytes');
  // SQLite takes an empty file for a new database.
  if (options.mustExist && fileSize(options.file) === 0) throw new AppError('desk.damaged');
  const connection = new Database(options.file, { fileMustExist: options.mustExist ?? false });
  try {
    applyKey(connection, options.key);
    readFirstPage(connection);
    for (const [name, set, expected] of pragmas) applyPragma(connection, name, set, expected);
    const db = asReadDb(connection);
    migrate(db, migrations);
    return db;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Looks at an existing database without writing to it: not even its WAL is folded in, so that a damaged file stays as
 * it was found.
 * @throws AppError desk.damaged (also for an empty file or one without our schema) | desk.newer-schema
 */
export function inspectDatabase({ file, key, check = 'none' }: InspectOptions): Inspection {
  const connection = openReadOnly(file, key);
  try {
    const version = Number(connection.pragma('user_version', { simple: true }));
    const latest = migrations.at(-1)?.version ?? 0;
    if (version > latest) throw new AppError('desk.newer-schema');
    if (version === 0) throw new AppError('desk.damaged');
    if (check !== 'none') checkIntegrity(connection, check);
    connection.prepare('SELECT 1 FROM op LIMIT 1').get();
    return { isOlder: version < latest };
  } catch (error) {
    if (isDamage(error)) throw new AppError('desk.damaged');
    throw error;
  } finally {
    connection.close();
  }
}

/** A connection that cannot write and is closed by its owner. @throws AppError desk.damaged */
export function openReadOnly(file: string, key: Uint8Array): Database.Database {
  if (fileSize(file) === 0) throw new AppError('desk.damaged');
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  try {
    applyKey(connection, key);
    connection.pragma('temp_store = MEMORY');
    readFirstPage(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** First 16 bytes of an encrypted database: its cipher salt. Stays the same for its life and in its backups. */
export function readDatabaseSalt(file: string): Uint8Array {
  return readStart(file, 16);
}

/**
 * Whether a file is plainly not the database that `salt` belongs to: an ordinary SQLite file, or one encrypted for
 * another desk. False when it cannot be told (then opening it shows damage).
 */
export function isForeignDatabase(file: string, salt: Uint8Array): boolean {
  const start = Buffer.from(readStart(file, 24));
  if (start.length < 24) return false;
  if (start.toString('latin1', 0, 16) === 'SQLite format 3\0') return true;
  // Of an encrypted database the header's bytes 16–23 are legible: page size, versions, 32 reserved bytes, 64-32-32.
  const legible = start.readUInt16BE(16) === 4096 && start.toString('hex', 20, 24) === '20402020';
  return legible && !start.subarray(0, 16).equals(salt);
}

function readStart(file: string, length: number): Uint8Array {
  const start = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    return start.subarray(0, readSync(descriptor, start, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}

function fileSize(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

export function closeDatabase(db: ReadDb): void {
  if (!db.connection.open) return;
  db.connection.close();
  afterClosing.get(db.connection)?.();
}

const afterClosing = new WeakMap<Database.Database, () => void>();

/** Called once the database is closed. */
export function whenClosed({ connection }: ReadDb, work: () => void): void {
  afterClosing.set(connection, work);
}

/** A `raw:` key skips the cipher's own key derivation: ours is already random. */
/** `key`: 32 bytes, used as they are. */
export function applyKey(connection: Database.Database, key: Uint8Array): void {
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

function checkIntegrity(connection: Database.Database, check: 'quick' | 'full'): void {
  const result: unknown = connection.pragma(check === 'quick' ? 'quick_check(1)' : 'integrity_check(1)', {
    simple: true,
  });
  if (result !== 'ok') throw new AppError('desk.damaged');
}

/** Whether SQLite says that the file itself is bad (as opposed to a bug of ours or a full disk). */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_DATA';
}
