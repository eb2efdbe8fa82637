import { describe, expect, it } from 'vitest';
import { putDraft } from '../../../db/draft.ts';
import { dryRun } from '../../../db/exchange/dry-run.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { commitHashAt, commitHead } from '../../../db/log/commit-chain.ts';
import { integrateOperations, parseOperation } from '../../../db/log/integrate.ts';
import { afterCommit, all, type ReadDb, sql, transact, type WriteDb } from '../../../db/sql.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { openTestDatabase, testAuthor, testNowMs } from '../../support/database.ts';

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
