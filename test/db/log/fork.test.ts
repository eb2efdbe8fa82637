import { cpSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../../db/log/append.ts';
import { listForks } from '../../../db/log/fork.ts';
import { integrateOperations, type ParsedOperation, parseOperation } from '../../../db/log/integrate.ts';
import { openDatabase } from '../../../db/open.ts';
import { all, type ReadDb, sql, transact } from '../../../db/sql.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { closeAfterTest } from '../../support/cleanup.ts';
import { openTestDatabase, temporaryFolder, testAuthor, testKey, testNowMs } from '../../support/database.ts';

const town = testAuthor('town', 'a');

function save(db: ReadDb, id: string, address: string): void {
  transact(db, (writable) =>
    appendWrite(writable, town, { spec: enterpriseEntity, id, partition: id, fields: { address } }),
  );
}

function operationsOf(db: ReadDb): ParsedOperation[] {
  return all<{ bytes: Uint8Array }>(db, sql`SELECT bytes FROM op ORDER BY hlc_ms, hlc_counter, id`).map(
    ({ bytes }) => parseOperation(bytes),
  );
}

const take = (db: ReadDb, operations: readonly ParsedOperation[]) =>
  transact(db, (writable) => integrateOperations(writable, operations, () => town, testNowMs)).value;

/** A copy of the database as it stands now, which writes on under the same incarnation. */
function copyOf(db: ReadDb): ReadDb {
  db.connection.pragma('wal_checkpoint(TRUNCATE)');
  const file = join(temporaryFolder(), 'desk.db');
  cpSync(db.connection.name, file);
  const copy = openDatabase({ file, key: testKey });
  closeAfterTest(() => copy.connection.close());
  return copy;
}

/** What two laptops wrote after they went on from the same database. */
function branches(): { readonly one: ParsedOperation[]; readonly two: ParsedOperation[] } {
  const first = openTestDatabase();
  save(first, 'e1', '原址');
  save(first, 'e2', '原址');
  const second = copyOf(first);
  save(first, 'e1', '甲处');
  save(first, 'e1', '甲处二');
  save(second, 'e1', '乙处');
  save(second, 'e1', '乙处二');
  save(second, 'e1', '乙处三');
  return { one: operationsOf(first), two: operationsOf(second) };
}

const fork = [{ partition: 'e1', incarnation: town.incarnation, seq: 2 }];

describe('two operations with one number', () => {
  it('are both kept, and the first number given twice is marked', () => {
    const { one, two } = branches();
    const db = openTestDatabase();
    take(db, one);
    expect(listForks(db)).toEqual([]);
    take(db, two);
    expect(listForks(db)).toEqual(fork);
    expect(all(db, sql`SELECT id FROM op WHERE partition_id = 'e1'`)).toHaveLength(6);
    // What the two branches say stands against each other, and a person decides.
    expect(all(db, sql`SELECT field FROM conflict`)).toEqual([{ field: 'address' }]);
  });

  it('are marked the same in any order and any grouping, within one import too', () => {
    const { one, two } = branches();
    const every = [...new Map([...one, ...two].map((operation) => [operation.id, operation])).values()];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(every, { minLength: every.length }),
        fc.integer({ min: 0, max: every.length }),
        (order, cut) => {
          const db = openTestDatabase();
          take(db, order.slice(0, cut));
          take(db, order.slice(cut));
          expect(listForks(db)).toEqual(fork);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are not seen where the same operations only come again or late', () => {
    const { one } = branches();
    const db = openTestDatabase();
    take(db, one.toReversed());
    take(db, one);
    expect(listForks(db)).toEqual([]);
  });
});
