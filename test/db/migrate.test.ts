import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { type Migration, migrate } from '../../db/migrate.ts';
import { closeDatabase, openDatabase } from '../../db/open.ts';
import { asReadDb, type ReadDb } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { closeAfterTest } from '../support/cleanup.ts';
import { temporaryFolder, testKey } from '../support/database.ts';

const first: Migration = {
  version: 10,
  name: 'notes',
  statements: 'CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT',
};
const second: Migration = {
  version: 20,
  name: 'authors',
  statements: `CREATE TABLE author (id INTEGER PRIMARY KEY) STRICT;
    ALTER TABLE note ADD COLUMN author INTEGER REFERENCES author;
    UPDATE note SET text = upper(text)`,
};
const failing: Migration = { version: 30, name: 'words', statements: 'UPDATE note SET no_such_column = 1' };
const dangling: Migration = {
  version: 30,
  name: 'links',
  statements: 'UPDATE note SET author = 7',
};

function inUse(): { readonly file: string; readonly db: ReadDb } {
  const file = join(temporaryFolder(), 'old.db');
  const connection = new Database(file);
  closeAfterTest(() => connection.close());
  connection.pragma('journal_mode = WAL');
  connection.pragma('foreign_keys = ON');
  const db = asReadDb(connection);
  migrate(db, [first]);
  connection.exec("INSERT INTO note VALUES (1, 'held'), (2, 'said')");
  return { file, db };
}

function stateOf({ connection }: ReadDb): unknown {
  return [
    connection.pragma('user_version', { simple: true }),
    connection.prepare('SELECT sql FROM sqlite_schema ORDER BY name').pluck().all(),
    connection.prepare('SELECT * FROM note').all(),
  ];
}

function failure(work: () => void): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('migrations', () => {
  it('are applied once, in their order', () => {
    const { db } = inUse();
    migrate(db, [first, second]);
    const state = stateOf(db);
    expect(state).toMatchObject([
      20,
      [expect.anything(), expect.anything()],
      [{ text: 'HELD', author: null }, {}],
    ]);
    migrate(db, [first, second]);
    expect(stateOf(db)).toEqual(state);
  });

  it('leave everything as it was when a later one fails, also what an earlier one had done', () => {
    const { db } = inUse();
    const before = stateOf(db);
    const error = failure(() => migrate(db, [first, second, failing]));
    expect(error).toMatchObject({ code: 'desk.migration-failed', details: { migration: 'words' } });
    expect(stateOf(db)).toEqual(before);
    // The program of before still opens it.
    migrate(db, [first]);
  });

  it('leave everything as it was when they would leave a row that refers to nothing', () => {
    const { db } = inUse();
    const before = stateOf(db);
    expect(failure(() => migrate(db, [first, second, dangling])).code).toBe('desk.migration-failed');
    expect(stateOf(db)).toEqual(before);
    expect(db.connection.inTransaction).toBe(false);
  });

  it('refuse a database of a newer program', () => {
    const { db } = inUse();
    migrate(db, [first, second]);
    expect(failure(() => migrate(db, [first])).code).toBe('desk.newer-schema');
  });

  it('say that the disk is full when it is, and leave everything as it was', () => {
    const { db } = inUse();
    const before = stateOf(db);
    const pages = Number(db.connection.pragma('page_count', { simple: true }));
    db.connection.pragma(`max_page_count = ${pages + 2}`);
    const big: Migration = {
      version: 30,
      name: 'big',
      statements: 'CREATE TABLE big (b BLOB) STRICT; INSERT INTO big VALUES (zeroblob(100000))',
    };
    expect(() => migrate(db, [first, second, big])).toThrow(
      expect.objectContaining({ code: 'SQLITE_FULL' }) as Error,
    );
    expect(stateOf(db)).toEqual(before);
  });

  it('that were cut off half way, as by a power cut, are undone when the file is next opened', () => {
    const { file, db } = inUse();
    const before = stateOf(db);
    const copy = join(temporaryFolder(), 'after-the-cut.db');
    // So small a cache that half of the work stands in the WAL before it is committed.
    db.connection.pragma('cache_size = 5');
    db.connection.function('cut_power', () => {
      for (const end of ['', '-wal']) if (existsSync(file + end)) cpSync(file + end, copy + end);
      return 1;
    });
    const long: Migration = {
      version: 30,
      name: 'long',
      statements: `CREATE TABLE long (b BLOB) STRICT;
        WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)
          INSERT INTO long SELECT zeroblob(4000) FROM n;
        SELECT cut_power();
        UPDATE note SET text = 'lost'`,
    };
    migrate(db, [first, second, long]);
    expect(readFileSync(`${copy}-wal`).length).toBeGreaterThan(400_000);
    const survivor = new Database(copy);
    closeAfterTest(() => survivor.close());
    expect(stateOf(asReadDb(survivor))).toEqual(before);
    migrate(asReadDb(survivor), [first, second]);
  });
});

describe('a security setting that reads back as something else', () => {
  const pragmas = [
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'temp_store',
    'trusted_schema',
    'cell_size_check',
    'secure_delete',
  ];
  // No file makes SQLite do so; a build with other defaults does (`synchronous` reads 1 on a second open).
  it.each(pragmas)('stops the opening before anything is written: %s', (name) => {
    const file = join(temporaryFolder(), 'desk.db');
    const prototype = Database.prototype as { pragma: Database.Database['pragma'] };
    const { pragma } = prototype;
    vi.spyOn(prototype, 'pragma').mockImplementation(function (this: Database.Database, source, options) {
      const read: unknown = pragma.call(this, source, options);
      return source === name ? 'otherwise' : read;
    });
    const error = failure(() => openDatabase({ file, key: testKey }));
    vi.restoreAllMocks();
    expect(error).toMatchObject({ code: 'desk.pragma-mismatch', details: { pragma: name } });
    // Closed, and without a table.
    const db = openDatabase({ file, key: testKey });
    expect(db.connection.open).toBe(true);
    closeDatabase(db);
  });
});
