import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putDraft } from '../../../db/draft.ts';
import { dryRun } from '../../../db/exchange/dry-run.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { pinLinks } from '../../../db/log/chain-link.ts';
import { readClock } from '../../../db/log/clock.ts';
import { commitHashAt, commitHead } from '../../../db/log/commit-chain.ts';
import { closeDatabase, openDatabase } from '../../../db/open.ts';
import { integrateOperations, parseOperation } from '../../../db/log/integrate.ts';
import { afterCommit, all, type ReadDb, run, sql, transact, type WriteDb } from '../../../db/sql.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { closeAfterTest } from '../../support/cleanup.ts';
import { openTestDatabase, temporaryFolder, testAuthor, testKey, testNowMs } from '../../support/database.ts';

const city = testAuthor('city', 'c');

function append(db: WriteDb, name: string): void {
  const id = Buffer.from(name).toString('hex');
  appendWrite(db, city, { spec: enterpriseEntity, id, partition: id, fields: { name } });
}

const save = (db: ReadDb, name: string): void => void transact(db, (writable) => append(writable, name));

describe('the commit chain', () => {
  it('has one link for each transaction that added operations, and none for any other', () => {
    const db = openTestDatabase();
    expect(commitHead(db).n).toBe(0);
    save(db, '甲');
    transact(db, (writable) => {
      append(writable, '乙');
      append(writable, '丙');
    });
    const { n, hash } = commitHead(db);
    expect(n).toBe(2);
    expect(commitHashAt(db, 2)).toBe(hash);
    expect(commitHashAt(db, 3)).toBeUndefined();
    transact(db, (writable) => putDraft(writable, 'form', {}, testNowMs));
    transact(db, (writable) => append(writable, '丙')); // nothing changed: nothing was added
    expect(commitHead(db)).toEqual({ n, hash });
  });

  it('takes a whole import as one link; importing again adds none', () => {
    const there = openTestDatabase();
    transact(there, (db) => {
      for (let index = 0; index < 1100; index += 1) append(db, `e${index}`);
    });
    const operations = all<{ bytes: Uint8Array }>(there, sql`SELECT bytes FROM op`).map(({ bytes }) =>
      parseOperation(bytes),
    );
    const here = openTestDatabase();
    const take = () =>
      transact(here, (db) => integrateOperations(db, operations, () => city, testNowMs)).value.added;
    expect(take()).toBe(1100);
    expect(commitHead(here).n).toBe(1);
    expect(take()).toBe(0);
    expect(commitHead(here).n).toBe(1);
  });

  it('differs where the operations or what stood before them differ', () => {
    const [one, two] = [openTestDatabase(), openTestDatabase()];
    save(one, '甲');
    save(two, '乙');
    expect(commitHead(one).hash).not.toBe(commitHead(two).hash);
    save(one, '丙');
    save(two, '丙');
    expect(commitHead(one).n).toBe(2);
    expect(commitHead(one).hash).not.toBe(commitHead(two).hash);
  });

  it('stays where it was after a rehearsal and after a transaction that failed', () => {
    const db = openTestDatabase();
    save(db, '甲');
    const before = commitHead(db);
    dryRun(db, (writable) => append(writable, '乙'));
    const failing = (): unknown =>
      transact(db, (writable) => {
        append(writable, '丙');
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(commitHead(db)).toEqual(before);
  });
});

describe('a database opened again', () => {
  /** A connection that knows nothing of what this one wrote. */
  const again = (db: ReadDb): ReadDb => {
    db.connection.pragma('wal_checkpoint(TRUNCATE)');
    const file = join(temporaryFolder(), 'desk.db');
    copyFileSync(db.connection.name, file);
    const copy = openDatabase({ file, key: testKey });
    closeAfterTest(() => closeDatabase(copy));
    return copy;
  };

  it('finds every link and the clock again, whichever were written down', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 200 }), (transactions) => {
        const db = openTestDatabase();
        const heads = [commitHead(db)];
        let names = 0;
        for (const size of transactions) {
          transact(db, (writable) => {
            for (let index = 0; index < size; index += 1) append(writable, `e${(names += 1)}`);
          });
          if (size > 0) heads.push(commitHead(db));
        }
        const opened = again(db);
        expect(heads.map(({ n }) => n)).toEqual(heads.map((_, n) => n));
        expect(heads.map(({ n }) => commitHashAt(opened, n))).toEqual(heads.map(({ hash }) => hash));
        expect(commitHashAt(opened, heads.length)).toBeUndefined();
        expect(commitHead(opened)).toEqual(heads.at(-1));
        expect(readClock(opened)).toEqual(readClock(db));
        save(db, '后来');
        save(opened, '后来');
        expect(commitHead(opened)).toEqual(commitHead(db));
      }),
      { numRuns: 20 },
    );
  });

  it('writes no row for a save, and one in sixty-four all the same', () => {
    const db = openTestDatabase();
    const rows = (): unknown => db.connection.prepare('SELECT count(*) FROM commit_chain').pluck().get();
    for (let index = 1; index < 64; index += 1) save(db, `e${index}`);
    expect(rows()).toBe(0);
    save(db, 'e64');
    expect(rows()).toBe(1);
    for (let index = 65; index < 128; index += 1) save(db, `e${index}`);
    expect(rows()).toBe(1);
  });

  it('keeps the clock it heard from a peer, though the operation that told it is the only one', () => {
    const there = openTestDatabase();
    transact(there, (db) => {
      const later = { ...city, nowMs: testNowMs + 5_000_000 };
      const write = { spec: enterpriseEntity, id: 'e1', partition: 'e1', fields: { name: '甲' } };
      appendWrite(db, later, write);
    });
    const operations = all<{ bytes: Uint8Array }>(there, sql`SELECT bytes FROM op`).map(({ bytes }) =>
      parseOperation(bytes),
    );
    const here = openTestDatabase();
    // Bounded: 24 hours over a clock that is far behind.
    transact(here, (db) => integrateOperations(db, operations, () => city, testNowMs - 30 * 86_400_000));
    expect(readClock(here).ms).toBe(testNowMs - 29 * 86_400_000);
    expect(readClock(again(here))).toEqual(readClock(here));
  });

  it('knows its latest link when operations were taken away', () => {
    const db = openTestDatabase();
    for (const name of ['甲', '乙', '丙']) save(db, name);
    const before = commitHead(db);
    const partition = Buffer.from('丙').toString('hex');
    transact(db, (writable) => {
      pinLinks(writable);
      run(writable, sql`DELETE FROM op WHERE partition_id = ${partition}`);
    });
    expect(commitHead(db)).toEqual(before);
    expect(commitHead(again(db))).toEqual(before);
    transact(db, (writable) => {
      pinLinks(writable);
      run(writable, sql`DELETE FROM op WHERE partition_id = ${Buffer.from('乙').toString('hex')}`);
      append(writable, '丁');
    });
    save(db, '戊');
    expect(commitHead(db).n).toBe(5);
    const opened = again(db);
    expect(commitHead(opened)).toEqual(commitHead(db));
    expect(commitHashAt(opened, 3)).toBe(before.hash);
    expect(readClock(opened)).toEqual(readClock(db));
  });

  it('knows every link of before when operations were taken away, by a connection that had added none', () => {
    const db = openTestDatabase();
    const heads = ['甲', '乙', '丙', '丁'].map((name) => {
      save(db, name);
      return commitHead(db);
    });
    const cold = again(db);
    transact(cold, (writable) => {
      pinLinks(writable);
      run(writable, sql`DELETE FROM op WHERE partition_id = ${Buffer.from('乙').toString('hex')}`);
      append(writable, '戊');
    });
    expect(commitHead(cold).n).toBe(5);
    const opened = again(cold);
    expect(heads.map(({ n }) => commitHashAt(opened, n))).toEqual(heads.map(({ hash }) => hash));
    expect(commitHead(opened)).toEqual(commitHead(cold));
  });
});

describe('a listener after commit', () => {
  it('is told of what was committed, before the writer goes on, and of nothing else', () => {
    const db = openTestDatabase();
    const seen: number[] = [];
    afterCommit(db, () => seen.push(commitHead(db).n));
    save(db, '甲');
    expect(seen).toEqual([1]);
    dryRun(db, (writable) => append(writable, '乙'));
    expect(seen).toEqual([1]);
    save(db, '丙');
    expect(seen).toEqual([1, 2]);
  });
});
