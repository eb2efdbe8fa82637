import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../db/backup.ts';
import { findDraft, putDraft } from '../../db/draft.ts';
import { appendWrite } from '../../db/log/append.ts';
import { pinLinks } from '../../db/log/chain-link.ts';
import { commitHead } from '../../db/log/commit-chain.ts';
import { closeDatabase, openDatabase } from '../../db/open.ts';
import { all, type ReadDb, run, sql, transact } from '../../db/sql.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { temporaryFolder, testAuthor, testKey } from '../support/database.ts';
import { turnedOver } from '../support/damage.ts';

describe('makeBackup', () => {
  let source = '';
  let folder = '';
  let target = '';
  beforeEach(() => {
    source = join(temporaryFolder(), 'desk.db');
    folder = temporaryFolder();
    target = join(folder, 'backup.db');
    const db = openDatabase({ file: source, key: testKey });
    transact(db, (writable) => {
      for (let n = 0; n < 200; n += 1) putDraft(writable, `form:${n}`, { text: '走访'.repeat(500) }, n);
    });
    closeDatabase(db);
  });

  it('holds what was saved, also what is still in the WAL, encrypted with the same key', () => {
    const db = openDatabase({ file: source, key: testKey });
    transact(db, (writable) => putDraft(writable, 'last', { text: '金丝雀' }, 1));
    makeBackup({ source, key: testKey, target });
    closeDatabase(db);
    expect(readFileSync(target).includes('金丝雀')).toBe(false);
    const copy = openDatabase({ file: target, key: testKey, mustExist: true });
    expect(findDraft(copy, 'last')?.value).toEqual({ text: '金丝雀' });
    closeDatabase(copy);
  });

  it('keeps the rows of the log under their numbers: the commit chain and the bundles count by them', () => {
    const db = openDatabase({ file: source, key: testKey });
    const save = (id: string): unknown =>
      transact(db, (writable) =>
        appendWrite(writable, testAuthor('city', 'c'), {
          spec: enterpriseEntity,
          id,
          partition: id,
          fields: { name: id },
        }),
      );
    for (const id of ['e1', 'e2', 'e3', 'e4']) save(id);
    transact(db, (writable) => {
      pinLinks(writable);
      run(writable, sql`DELETE FROM op WHERE partition_id IN ('e1', 'e3')`);
    });
    save('e5');
    makeBackup({ source, key: testKey, target });
    const rows = (from: ReadDb): unknown => all(from, sql`SELECT rowid, id FROM op ORDER BY rowid`);
    const copy = openDatabase({ file: target, key: testKey, mustExist: true });
    expect(rows(copy)).toEqual(rows(db));
    expect(commitHead(copy)).toEqual(commitHead(db));
    closeDatabase(copy);
    closeDatabase(db);
  });

  it.each([
    ['in the middle', (bytes: Buffer) => turnedOver(bytes, 400 * 1024)],
    ['cut', (bytes: Buffer) => bytes.subarray(0, 300 * 1024)],
  ])('is refused when the source is damaged: %s; nothing is left, other backups stay', (_, damage) => {
    writeFileSync(join(folder, 'older.db'), 'older');
    writeFileSync(source, damage(readFileSync(source)));
    expect(() => makeBackup({ source, key: testKey, target })).toThrow('backup.source-damaged');
    expect(readdirSync(folder)).toEqual(['older.db']);
  });

  it('clears away what a killed program left', () => {
    writeFileSync(join(folder, 'abc.part'), 'half');
    makeBackup({ source, key: testKey, target });
    expect(readdirSync(folder)).toEqual(['backup.db']);
  });
});
