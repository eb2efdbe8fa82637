import { appendFileSync, cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { putDraft } from '../../db/draft.ts';
import {
  closeDatabase,
  inspectDatabase,
  isForeignDatabase,
  openDatabase,
  readDatabaseSalt,
} from '../../db/open.ts';
import { transact } from '../../db/sql.ts';
import { temporaryFolder, testKey } from '../support/database.ts';
import { turnedOver } from '../support/damage.ts';

let file = '';
beforeEach(() => {
  file = join(temporaryFolder(), 'desk.db');
  const db = openDatabase({ file, key: testKey });
  transact(db, (writable) => {
    for (let n = 0; n < 300; n += 1) putDraft(writable, `form:${n}`, { text: '会议记录'.repeat(300) }, n);
  });
  closeDatabase(db);
});

/** Overwrites bytes of the closed file. */
function overwrite(at: number, length: number): void {
  writeFileSync(file, turnedOver(readFileSync(file), at, length));
}

describe('openDatabase', () => {
  it('reads every security pragma back as it must be, on every open', () => {
    for (let time = 0; time < 2; time += 1) {
      const db = openDatabase({ file, key: testKey, mustExist: true });
      const read = (name: string): unknown => db.connection.pragma(name, { simple: true });
      expect({
        journal: read('journal_mode'),
        synchronous: read('synchronous'),
        foreignKeys: read('foreign_keys'),
        tempStore: read('temp_store'),
        trustedSchema: read('trusted_schema'),
        cellSizeCheck: read('cell_size_check'),
        secureDelete: read('secure_delete'),
        cipher: read('cipher'),
      }).toEqual({
        journal: 'wal',
        synchronous: 2,
        foreignKeys: 1,
        tempStore: 2,
        trustedSchema: 0,
        cellSizeCheck: 1,
        secureDelete: 1,
        cipher: 'chacha20',
      });
      closeDatabase(db);
    }
  });

  it('does not take an empty or missing file for a new database when one must exist', () => {
    writeFileSync(file, '');
    expect(() => openDatabase({ file, key: testKey, mustExist: true })).toThrow('desk.damaged');
    expect(readFileSync(file)).toHaveLength(0);
    expect(() => openDatabase({ file: `${file}x`, key: testKey, mustExist: true })).toThrow('desk.damaged');
  });
});

describe('inspectDatabase', () => {
  const damages: readonly (readonly [string, () => void])[] = [
    ['random bytes in page 1', () => overwrite(0, 4096)],
    ['one changed byte in page 1', () => overwrite(2000, 1)],
    ['random bytes in the middle', () => overwrite(500 * 1024, 64)],
    ['cut in half', () => truncateSync(file, 600 * 1024)],
    ['cut inside a page', () => truncateSync(file, 4096 * 3 + 100)],
    ['0 bytes', () => truncateSync(file, 0)],
    ['a text file', () => writeFileSync(file, '会议记录'.repeat(1000))],
    ['a few bytes', () => writeFileSync(file, 'abc')],
    ['an empty database', () => newDatabase(file)],
  ];
  it.each(damages)('finds it damaged and does not touch it: %s', (_, damage) => {
    damage();
    const before = readFileSync(file);
    expect(() => inspectDatabase({ file, key: testKey, check: 'quick' })).toThrow('desk.damaged');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('accepts a sound file, also one that was left with a WAL, and folds nothing in', () => {
    const db = openDatabase({ file, key: testKey });
    transact(db, (writable) => putDraft(writable, 'last', {}, 1));
    const copy = join(temporaryFolder(), 'copy.db');
    cpSync(file, copy);
    cpSync(`${file}-wal`, `${copy}-wal`);
    closeDatabase(db);
    const before = [readFileSync(copy), readFileSync(`${copy}-wal`)];
    inspectDatabase({ file: copy, key: testKey, check: 'full' });
    expect([readFileSync(copy), readFileSync(`${copy}-wal`)]).toEqual(before);
  });

  it('refuses a newer schema, and the file stays as it was', () => {
    const db = openDatabase({ file, key: testKey });
    db.connection.pragma('user_version = 99990');
    closeDatabase(db);
    const before = readFileSync(file);
    expect(() => inspectDatabase({ file, key: testKey })).toThrow('desk.newer-schema');
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('isForeignDatabase', () => {
  it('knows its own file, also when it is damaged past its beginning', () => {
    const salt = readDatabaseSalt(file);
    expect(isForeignDatabase(file, salt)).toBe(false);
    overwrite(100, 4000);
    expect(isForeignDatabase(file, salt)).toBe(false);
  });

  it('knows a backup of its own', () => {
    const copy = join(temporaryFolder(), 'copy.db');
    const db = openDatabase({ file, key: testKey });
    db.connection.prepare('VACUUM INTO ?').run(copy);
    closeDatabase(db);
    expect(isForeignDatabase(copy, readDatabaseSalt(file))).toBe(false);
  });

  it('tells the database of another desk and an unencrypted one', () => {
    const salt = readDatabaseSalt(file);
    const other = join(temporaryFolder(), 'desk.db');
    closeDatabase(openDatabase({ file: other, key: testKey }));
    expect(isForeignDatabase(other, salt)).toBe(true);
    const plain = join(temporaryFolder(), 'plain.db');
    const connection = new Database(plain);
    connection.exec('CREATE TABLE a (b)');
    connection.close();
    expect(isForeignDatabase(plain, salt)).toBe(true);
  });

  it('cannot tell of a text file', () => {
    appendFileSync(`${file}.txt`, 'x'.repeat(100));
    expect(isForeignDatabase(`${file}.txt`, readDatabaseSalt(file))).toBe(false);
  });
});

function newDatabase(path: string): void {
  truncateSync(path, 0);
  const connection = new Database(path);
  connection.pragma("cipher = 'chacha20'");
  connection.pragma(`key = 'raw:${Buffer.from(testKey).toString('hex')}'`);
  connection.exec('CREATE TABLE a (b); DROP TABLE a');
  connection.close();
}
