import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { findAuthor } from '../../../db/device.ts';
import { appendWrite, type LogAuthor } from '../../../db/log/append.ts';
import { type ParsedOperation, parseOperation } from '../../../db/log/integrate.ts';
import { rejudgeAuthor } from '../../../db/log/judge.ts';
import { rebuildProjections } from '../../../db/log/rebuild.ts';
import { newRecordId } from '../../../db/log/record-id.ts';
import { readAgainAfterUpgrade } from '../../../db/log/upgrade.ts';
import { all, type ReadDb, sql, transact, value } from '../../../db/sql.ts';
import { enterpriseEntity, titleEntity } from '../../../shared/enterprise/entity.ts';
import { filingEntity } from '../../../shared/filing/entity.ts';
import { canonicalJson } from '../../../shared/log/canonical.ts';
import type { OperationBody } from '../../../shared/log/operation.ts';
import { personEntity } from '../../../shared/person/entity.ts';
import { testAuthor, testNowMs } from '../../support/database.ts';
import { certify, derivedText, openDeskOf, operationsOf, takeOperations } from '../../support/log.ts';

const city = testAuthor('city', 'c');
const baipu = testAuthor('town', 'a', 't06');
const changjiang = testAuthor('town', 'b', 't10');
const laptops = [city, baipu, changjiang];
const filingId = newRecordId('e1');

/** What a program that does not keep to the rules writes: the next operation of a stream that nothing else is in. */
function foreign(
  author: LogAuthor,
  partition: string,
  entity: [type: string, id: string],
  fields: Record<string, string>,
  atMs = testNowMs,
): ParsedOperation {
  const body: OperationBody = {
    v: 1,
    partition,
    incarnation: '9'.repeat(31) + author.deviceId.slice(0, 1),
    seq: 1,
    prev: null,
    author: author.deviceId,
    hlc: [atMs, 0],
    wall: atMs,
    kind: 'put',
    entity,
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, text]) => [name, { value: text, parents: [] }]),
    ),
  };
  return parseOperation(Buffer.from(canonicalJson(body), 'utf8'));
}

/** e1 is Baipu's and has a filing, e2 is Changjiang's; the city keeps one person. */
function openStory(): ReadDb {
  const db = openDeskOf(laptops);
  transact(db, (writable) => {
    writeEnterprise(writable, city, { id: 'e1', fields: { name: '甲', townId: 't06' } });
    writeEnterprise(writable, city, { id: 'e2', fields: { name: '乙', townId: 't10' } });
    const filing = { spec: filingEntity, id: filingId, partition: 'e1', fields: { basisAndReason: '依据' } };
    appendWrite(writable, baipu, filing);
    const person = { spec: personEntity, id: 'p1', partition: 'city', fields: { name: '王市长' } };
    appendWrite(writable, city, person);
  });
  return db;
}

const reasonOf = (db: ReadDb, { id }: ParsedOperation) =>
  value<string>(db, sql`SELECT hold_reason FROM op WHERE id = ${id}`);

describe('a record is kept where its kind belongs', () => {
  it.each([
    [
      'an enterprise in the town’s own partition',
      foreign(baipu, 'town:t06', ['enterprise', 'e2'], { name: '改' }),
    ],
    ['an enterprise in another enterprise’s', foreign(baipu, 'e1', ['enterprise', 'e2'], { name: '改' })],
    ['a filing in the town’s own partition', foreign(baipu, 'town:t06', ['filing', 'f2'], { note: '改' })],
    ['a person in an enterprise’s', foreign(baipu, 'e1', ['person', 'p2'], { name: '改' })],
    [
      'a town in the city’s internal partition',
      foreign(city, 'city-internal', ['town', 't06'], { name: '改' }),
    ],
    [
      'an enterprise called like a named partition',
      foreign(city, 'city', ['enterprise', 'city'], { name: '改' }),
    ],
  ])('holds %s, keeps it and changes nothing', (_, operation) => {
    const db = openStory();
    const before = all(db, sql`SELECT * FROM enterprise ORDER BY id`);
    expect(takeOperations(db, [operation])).toMatchObject({ added: 1, held: 1 });
    expect(reasonOf(db, operation)).toBe('misplaced');
    expect(all(db, sql`SELECT * FROM enterprise ORDER BY id`)).toEqual(before);
    expect(value(db, sql`SELECT count(*) FROM conflict`)).toBe(0);
  });

  it('refuses to write one elsewhere on this desk', () => {
    const db = openStory();
    const write = (partition: string) =>
      transact(db, (writable) =>
        appendWrite(writable, city, { spec: enterpriseEntity, id: 'e2', partition, fields: { name: '改' } }),
      );
    expect(() => write('e1')).toThrow('log.not-yours');
    expect(() =>
      transact(db, (writable) =>
        appendWrite(writable, city, {
          spec: personEntity,
          id: 'p1',
          partition: 'town:t06',
          fields: { name: '改' },
        }),
      ),
    ).toThrow('log.not-yours');
    expect(value(db, sql`SELECT partition_id FROM person WHERE id = 'p1'`)).toBe('city');
  });
});

describe('a record that somebody writes in a partition of his own', () => {
  const later = foreign(changjiang, 'e2', ['filing', filingId], { basisAndReason: '抢写' }, 1);
  const leader = foreign(baipu, 'town:t06', ['person', 'p1'], { name: '改名' }, 1);

  it('stays what its home says, though the clock of the other be earlier than the city’s', () => {
    const db = openStory();
    expect(takeOperations(db, [later, leader])).toMatchObject({ added: 2, held: 2 });
    expect([reasonOf(db, later), reasonOf(db, leader)]).toEqual(['elsewhere', 'elsewhere']);
    expect(value(db, sql`SELECT basis_and_reason FROM filing`)).toBe('依据');
    expect(value(db, sql`SELECT name FROM person WHERE id = 'p1'`)).toBe('王市长');
  });

  it('is judged alike in any order and grouping, by a rebuild, and when the author is known late', () => {
    const operations = [...operationsOf(openStory()), later, leader];
    const reference = openDeskOf(laptops);
    takeOperations(reference, operations);
    const expected = derivedText(reference);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(operations, { minLength: operations.length }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(city, baipu, changjiang),
        (order, size, late) => {
          const db = openDeskOf(laptops.filter((laptop) => laptop !== late));
          for (let at = 0; at < order.length; at += size) takeOperations(db, order.slice(at, at + size));
          certify(db, late);
          expect(derivedText(db)).toBe(expected);
          transact(db, rebuildProjections);
          for (const { deviceId } of laptops) {
            transact(db, (writable) => rejudgeAuthor(writable, deviceId, (id) => findAuthor(writable, id)));
          }
          expect(derivedText(db)).toBe(expected);
          db.connection.close();
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is put right after the upgrade from a program that let it pass', () => {
    const db = openStory();
    takeOperations(db, [later, leader]);
    const expected = derivedText(db);
    db.connection.exec("UPDATE op SET state = 'applied', hold_reason = '' WHERE state = 'held'");
    transact(db, rebuildProjections);
    expect(derivedText(db)).not.toBe(expected);
    readAgainAfterUpgrade(db);
    expect(derivedText(db)).toBe(expected);
  });
});

describe('a record that is all the city’s', () => {
  it('is removed by the city alone; a town’s removal is a suggestion', () => {
    const db = openStory();
    const title = { spec: titleEntity, id: 't1', partition: 'e1' };
    transact(db, (writable) => appendWrite(writable, city, { ...title, fields: { level: 'giant' } }));
    const remove = (author: LogAuthor, asSuggestion: boolean) =>
      transact(db, (writable) =>
        appendWrite(writable, author, { ...title, fields: { deleted: true }, asSuggestion }),
      );
    expect(() => remove(baipu, false)).toThrow('log.not-yours');
    remove(baipu, true);
    expect(value(db, sql`SELECT deleted FROM enterprise_title`)).toBe(0);
    expect(value(db, sql`SELECT hold_reason FROM op WHERE state = 'held'`)).toBe('not-owner');
    remove(city, false);
    expect(value(db, sql`SELECT deleted FROM enterprise_title`)).toBe(1);
  });
});
