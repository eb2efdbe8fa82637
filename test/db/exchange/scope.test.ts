import { describe, expect, it } from 'vitest';
import { findAuthor } from '../../../db/device.ts';
import { compareRecords, recordsAfter } from '../../../db/exchange/changes.ts';
import { dryRun } from '../../../db/exchange/dry-run.ts';
import { heldStreams } from '../../../db/exchange/holdings.ts';
import { recipientsOf } from '../../../db/exchange/keys.ts';
import { authorsOf, partitionsFor } from '../../../db/exchange/scope.ts';
import { operationsOf, selectOperations } from '../../../db/exchange/selection.ts';
import { appendWrite, type LogAuthor } from '../../../db/log/append.ts';
import { integrateOperations, parseOperation } from '../../../db/log/integrate.ts';
import { all, type ReadDb, sql, transact } from '../../../db/sql.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import type { Author } from '../../../shared/log/authority.ts';
import { meetingEntity } from '../../../shared/meeting/entity.ts';
import { openTestDatabase, testAuthor, testNowMs } from '../../support/database.ts';
import { openFleet, save } from '../../support/fleet.ts';

const city = testAuthor('city', 'c');
const town = testAuthor('town', 'a', 't06');
const authors: Readonly<Record<string, Author>> = { [city.deviceId]: city, [town.deviceId]: town };

function write(db: ReadDb, author: LogAuthor, id: string, fields: Record<string, string>): string | null {
  return transact(db, (writable) =>
    appendWrite(writable, author, { spec: enterpriseEntity, id, partition: id, fields }),
  ).value;
}

function addCityMeeting(db: ReadDb): void {
  transact(db, (writable) =>
    appendWrite(writable, city, {
      spec: meetingEntity,
      id: 'm1',
      partition: 'city-internal',
      fields: { month: '2026-11' },
    }),
  );
}

const logOf = (db: ReadDb, partitions: readonly string[]): Iterable<Uint8Array> =>
  operationsOf(db, selectOperations(db, partitions, new Map()));

describe('the scope of a bundle', () => {
  it("carries to a town its own enterprises only, never another town's or the city's internal notes", () => {
    const db = openTestDatabase();
    write(db, city, 'e1', { name: '甲', townId: 't06' });
    write(db, city, 'e2', { name: '乙', townId: 't01' });
    addCityMeeting(db);
    const partitions = partitionsFor(db, { side: 'town', townId: 't06' }, 0);
    expect(partitions).toEqual(['city', 'town:t06', 'e1']);
    const names = [...logOf(db, partitions)].map((bytes) => parseOperation(bytes).body.partition);
    expect(names).toEqual(['e1']);
    expect(authorsOf(db, partitions)).toEqual([city.deviceId]);
    expect(heldStreams(db, partitions)).toMatchObject([{ partition: 'e1', seq: 1 }]);
  });

  it('carries to the city everything but what never leaves it', () => {
    const db = openTestDatabase();
    write(db, city, 'e1', { name: '甲', townId: 't06' });
    addCityMeeting(db);
    expect(partitionsFor(db, { side: 'city', townId: '' }, 0)).toEqual(['e1']);
  });

  it("carries between laptops of a town its enterprises and its own unassigned finds, never another town's", () => {
    const fleet = openFleet({ c: '', a: 't06', b: 't06' });
    const here = fleet('a');
    const asCity = { db: here.db, identity: fleet('c').identity };
    save(asCity, 'e1', { name: '甲', townId: 't06' });
    save(asCity, 'e2', { name: '乙', townId: 't01' });
    save(here, 'e7', { name: '丙' });
    const own = { side: 'town', townId: 't06' } as const;
    expect(partitionsFor(here.db, own, 0)).toEqual(['city', 'town:t06', 'e1', 'e7']);
    // Nor does a town ever reach another one.
    expect(recipientsOf(here.db, here.identity, { side: 'town', townId: 't01' })).toEqual([]);
    expect(new Set(recipientsOf(here.db, here.identity, own))).toEqual(
      new Set([here.identity.ageRecipient, fleet('b').identity.ageRecipient]),
    );
  });

  it('carries to both towns an enterprise that two laptops of the city assigned differently, till it is settled', () => {
    const fleet = openFleet({ c: '', d: '' });
    const [here, second] = [fleet('c'), fleet('d')];
    save(here, 'e1', { name: '甲', townId: 't01' });
    const bringOver = (from: ReadDb, to: ReadDb): void => {
      const operations = [...logOf(from, ['e1'])].map(parseOperation);
      transact(to, (db) => integrateOperations(db, operations, (id) => findAuthor(db, id), testNowMs));
    };
    bringOver(here.db, second.db);
    save(here, 'e1', { townId: 't06' });
    save(second, 'e1', { townId: 't10' });
    bringOver(second.db, here.db);
    const has = (townId: string): boolean =>
      partitionsFor(here.db, { side: 'town', townId }, 0).includes('e1');
    expect(['t01', 't06', 't10'].map(has)).toEqual([false, true, true]);
    save(here, 'e1', { townId: 't10' });
    expect(['t01', 't06', 't10'].map(has)).toEqual([false, false, true]);
  });
});

describe('the preview of a bundle', () => {
  it('says by enterprise and field what would change, and changes nothing', () => {
    const here = openTestDatabase();
    const there = openTestDatabase();
    write(here, city, 'e1', { name: '南通思瑞机器制造有限公司', address: '旧址' });
    const copy = [...logOf(here, ['e1'])].map(parseOperation);
    transact(there, (db) => integrateOperations(db, copy, (id) => authors[id], testNowMs));
    write(there, town, 'e1', { address: '新址' });
    write(here, city, 'e1', { address: '市里的写法' });

    const incoming = [...logOf(there, ['e1'])].map(parseOperation);
    const before = JSON.stringify(all(here, sql`SELECT id FROM op ORDER BY id`));
    const preview = dryRun(here, (db) => {
      const report = integrateOperations(db, incoming, (id) => authors[id], testNowMs);
      return recordsAfter(db, report.changed, 10);
    });
    expect(compareRecords(here, preview)).toMatchObject([
      {
        entityLabel: '企业',
        isNew: false,
        fields: [{ label: '地址', oldValue: '市里的写法', newValue: '新址', inConflict: true }],
      },
    ]);
    expect(JSON.stringify(all(here, sql`SELECT id FROM op ORDER BY id`))).toBe(before);
    expect(all(here, sql`SELECT * FROM conflict`)).toEqual([]);
  });

  it('a bug inside the rehearsal is not swallowed', () => {
    const db = openTestDatabase();
    expect(() =>
      dryRun(db, () => {
        throw new Error('bug');
      }),
    ).toThrow('bug');
  });
});
