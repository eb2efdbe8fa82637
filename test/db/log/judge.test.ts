import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleNotices, writeEnterprise } from '../../../db/assignment.ts';
import { findAuthor } from '../../../db/device.ts';
import { heldStreams, peerStreamsOutside, toPosition } from '../../../db/exchange/holdings.ts';
import { partitionsFor } from '../../../db/exchange/scope.ts';
import { issueStanding, storeStanding, verifyStanding } from '../../../db/exchange/standing.ts';
import { clearHandedOver, handedOverTo, listHandovers } from '../../../db/handover.ts';
import { putPeerHoldings } from '../../../db/peer.ts';
import { newCityIdentity } from '../../support/city-identity.ts';
import { appendWrite, type LogAuthor } from '../../../db/log/append.ts';
import { rejudgeAuthor } from '../../../db/log/judge.ts';
import { rebuildProjections } from '../../../db/log/rebuild.ts';
import { readAgainAfterUpgrade, registryFingerprint } from '../../../db/log/upgrade.ts';
import { all, type ReadDb, sql, transact, value } from '../../../db/sql.ts';
import { filingEntity } from '../../../shared/filing/entity.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { testAuthor, testNowMs } from '../../support/database.ts';
import { derivedText, openDeskOf, operationsOf, takeOperations } from '../../support/log.ts';

const city = testAuthor('city', 'c');
const baipu = testAuthor('town', 'a', 't06');
const changjiang = testAuthor('town', 'b', 't10');
const stranger = testAuthor('town', 'd', 't02');
const laptops = [city, baipu, changjiang, stranger];

const openDesk = () => openDeskOf(laptops);

function write(db: ReadDb, author: LogAuthor, fields: Record<string, string>): string | null {
  return transact(db, (writable) => writeEnterprise(writable, author, { id: 'e1', fields })).value;
}

function file(db: ReadDb, author: LogAuthor, id: string): void {
  transact(db, (writable) =>
    appendWrite(writable, author, {
      spec: filingEntity,
      id,
      partition: 'e1',
      fields: { basisAndReason: '依据' },
    }),
  );
}

const held = (db: ReadDb) =>
  all<{ author: string; hold_reason: string }>(
    db,
    sql`SELECT author, hold_reason FROM op WHERE state = 'held' ORDER BY rowid`,
  );
const address = (db: ReadDb) => value<string>(db, sql`SELECT address FROM enterprise WHERE id = 'e1'`);

/**
 * The city assigns e1 to Baipu, which writes; the city has that when it reassigns it to Changjiang. Baipu, which does
 * not know yet, writes on: an address and a filing. A third town meddles.
 */
function story() {
  const cityDesk = openDesk();
  write(cityDesk, city, { name: '森松（江苏）重工有限公司', townId: 't06' });
  const baipuDesk = openDesk();
  takeOperations(baipuDesk, operationsOf(cityDesk));
  write(baipuDesk, baipu, { address: '白蒲镇旧址' });
  takeOperations(cityDesk, operationsOf(baipuDesk));
  write(cityDesk, city, { townId: 't10' });
  write(baipuDesk, baipu, { address: '白蒲镇新址' });
  file(baipuDesk, baipu, 'f1');
  const meddler = openDesk();
  write(meddler, stranger, { address: '别处' });
  const operations = [
    ...new Map(
      [cityDesk, baipuDesk, meddler].flatMap(operationsOf).map((operation) => [operation.id, operation]),
    ).values(),
  ];
  return { cityDesk, baipuDesk, operations };
}

describe('who may write in an enterprise', () => {
  it('lets the old town add records after a reassignment, and keeps its changes of facts as suggestions', () => {
    const { cityDesk, operations } = story();
    takeOperations(cityDesk, operations);
    expect(address(cityDesk)).toBe('白蒲镇旧址');
    expect(value(cityDesk, sql`SELECT count(*) FROM filing`)).toBe(1);
    expect(held(cityDesk)).toEqual([
      { author: baipu.deviceId, hold_reason: 'reassigned' },
      { author: stranger.deviceId, hold_reason: 'foreign-partition' },
    ]);
  });

  it('judges alike whatever the order, grouping and repetition, and as a rebuild does', () => {
    const { operations } = story();
    const reference = openDesk();
    takeOperations(reference, operations);
    const expected = derivedText(reference);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(operations, { minLength: operations.length }),
        fc.integer({ min: 1, max: 4 }),
        (order, size) => {
          const db = openDesk();
          for (let at = 0; at < order.length; at += size) takeOperations(db, order.slice(at, at + size));
          takeOperations(db, order.slice(0, 2));
          expect(derivedText(db)).toBe(expected);
          transact(db, rebuildProjections);
          expect(derivedText(db)).toBe(expected);
          db.connection.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('lets what was held count once the enterprise is given back', () => {
    const { cityDesk, operations } = story();
    takeOperations(cityDesk, operations);
    write(cityDesk, city, { townId: 't06' });
    expect(address(cityDesk)).toBe('白蒲镇新址');
    expect(held(cityDesk).map((row) => row.author)).toEqual([stranger.deviceId]);
  });

  it('refuses a town that writes the fields the city keeps, and takes the same as a suggestion', () => {
    const db = openDesk();
    write(db, city, { name: '甲', townId: 't06' });
    expect(() => write(db, baipu, { townId: 't10' })).toThrow('log.not-yours');
    const suggest = (asSuggestion: boolean) =>
      transact(db, (writable) =>
        appendWrite(writable, baipu, {
          spec: enterpriseEntity,
          id: 'e1',
          partition: 'e1',
          fields: { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } },
          asSuggestion,
        }),
      ).value;
    expect(suggest(true)).not.toBeNull();
    expect(held(db)).toEqual([{ author: baipu.deviceId, hold_reason: 'not-owner' }]);
    expect(value(db, sql`SELECT pool_state FROM enterprise WHERE id = 'e1'`)).toBe('never');
  });
});

describe('an enterprise that went to another town', () => {
  it('is read-only at the old town once it was told, and is cleared only when the city holds all of it', () => {
    const { cityDesk, baipuDesk } = story();
    const notice = operationsOf(cityDesk).filter(({ body }) => body.partition === 'town:t06');
    expect(notice).toHaveLength(1);
    takeOperations(baipuDesk, notice);
    expect(handedOverTo(baipuDesk, 't06', 'e1')).toBe('t10');
    expect(() => write(baipuDesk, baipu, { address: '再改' })).toThrow('enterprise.handed-over');

    const oldTown = { side: 'town', townId: 't06' } as const;
    const clear = () => {
      const streams = heldStreams(baipuDesk, ['e1']).map(toPosition);
      const sender = { deviceId: baipu.deviceId, certificate: null, enrolment: null };
      transact(cityDesk, (db) => putPeerHoldings(db, { sender, streams, forks: [], wantedBlobs: [] }));
      const scope = partitionsFor(cityDesk, oldTown, 0);
      const held = [...heldStreams(cityDesk, scope), ...peerStreamsOutside(cityDesk, oldTown, scope)].map(
        toPosition,
      );
      return transact(baipuDesk, (db) => clearHandedOver(db, 't06', { streams: held, wantedBlobs: [] }))
        .value;
    };
    expect(clear()).toEqual([]);
    takeOperations(cityDesk, operationsOf(baipuDesk));
    expect(clear()).toEqual(['森松（江苏）重工有限公司']);
    expect(all(baipuDesk, sql`SELECT id FROM op WHERE partition_id = 'e1'`)).toEqual([]);
    expect(all(baipuDesk, sql`SELECT id FROM enterprise UNION ALL SELECT id FROM filing`)).toEqual([]);
    expect(listHandovers(baipuDesk, 't06')).toMatchObject([{ enterpriseId: 'e1', isHere: false }]);
    // Everything is at the city, the suggestion too.
    expect(held(cityDesk).map((row) => row.hold_reason)).toEqual(['reassigned']);
  });

  it('is a town’s own again when it comes back with its records', () => {
    const { cityDesk, baipuDesk } = story();
    takeOperations(
      baipuDesk,
      operationsOf(cityDesk).filter(({ body }) => body.partition === 'town:t06'),
    );
    write(cityDesk, city, { townId: 't06' });
    takeOperations(baipuDesk, operationsOf(cityDesk));
    expect(handedOverTo(baipuDesk, 't06', 'e1')).toBeUndefined();
    expect(write(baipuDesk, baipu, { address: '又一处' })).not.toBeNull();
  });
});

describe('an enterprise that a town found itself and the city gave to another town', () => {
  function found() {
    const [cityDesk, baipuDesk] = [openDesk(), openDesk()];
    write(baipuDesk, baipu, { name: '白蒲新发现的企业', address: '白蒲镇旧址' });
    takeOperations(cityDesk, operationsOf(baipuDesk));
    write(cityDesk, city, { townId: 't10' });
    return { cityDesk, baipuDesk };
  }

  it('leaves what the town had written, takes later records and makes later changes suggestions', () => {
    const { cityDesk, baipuDesk } = found();
    write(baipuDesk, baipu, { address: '白蒲镇新址' });
    file(baipuDesk, baipu, 'f1');
    // Restored from a backup meanwhile, the laptop writes on under another incarnation.
    const rotated = { ...baipu, incarnation: '9'.repeat(32) };
    write(baipuDesk, rotated, { note: '又记' });
    takeOperations(cityDesk, operationsOf(baipuDesk));
    expect(address(cityDesk)).toBe('白蒲镇旧址');
    expect(value(cityDesk, sql`SELECT count(*) FROM filing`)).toBe(1);
    expect(held(cityDesk).map((row) => row.hold_reason)).toEqual(['reassigned', 'reassigned']);
    const before = derivedText(cityDesk);
    transact(cityDesk, rebuildProjections);
    expect(derivedText(cityDesk)).toBe(before);
    write(cityDesk, city, { townId: 't06' });
    expect(address(cityDesk)).toBe('白蒲镇新址');
  });

  it('tells that town where it went', () => {
    const { cityDesk, baipuDesk } = found();
    takeOperations(
      baipuDesk,
      operationsOf(cityDesk).filter(({ body }) => body.partition === 'town:t06'),
    );
    expect(handedOverTo(baipuDesk, 't06', 'e1')).toBe('t10');
    expect(() => write(baipuDesk, baipu, { address: '再改' })).toThrow('enterprise.handed-over');
  });

  it('takes its later records though the program that assigned it named no towns', () => {
    const { cityDesk, baipuDesk } = found();
    cityDesk.connection.exec("UPDATE assignment SET cut = json_remove(cut, '$.towns')");
    file(baipuDesk, baipu, 'f1');
    takeOperations(cityDesk, operationsOf(baipuDesk));
    expect(held(cityDesk)).toEqual([]);
  });
});

describe('a reassignment that the city forgot by going back to a backup', () => {
  it('has its notice taken back, so that the town keeps what is its own', () => {
    const { cityDesk, baipuDesk, operations } = story();
    const forgetful = openDesk();
    const notice = operationsOf(cityDesk).filter(({ body }) => body.partition === 'town:t06');
    takeOperations(baipuDesk, notice);
    expect(handedOverTo(baipuDesk, 't06', 'e1')).toBe('t10');
    // Everything but what the city wrote when it reassigned the enterprise; the notice comes back from the town.
    const second = operations.filter(({ body }) => body.author === city.deviceId && body.seq === 2);
    takeOperations(forgetful, [...operations.filter((operation) => !second.includes(operation)), ...notice]);
    transact(forgetful, (db) => settleNotices(db, { ...city, incarnation: 'e'.repeat(32) }));
    takeOperations(baipuDesk, operationsOf(forgetful));
    expect(handedOverTo(baipuDesk, 't06', 'e1')).toBeUndefined();
    // The reassignment comes back after all: the town is told again.
    takeOperations(forgetful, second);
    transact(forgetful, (db) => settleNotices(db, { ...city, incarnation: 'e'.repeat(32) }));
    takeOperations(
      baipuDesk,
      operationsOf(forgetful).filter(({ body }) => body.partition === 'town:t06'),
    );
    expect(handedOverTo(baipuDesk, 't06', 'e1')).toBe('t10');
    // A notice whose assignment is known stands.
    transact(cityDesk, (db) => settleNotices(db, city));
    expect(value(cityDesk, sql`SELECT count(*) FROM handover WHERE deleted = 0`)).toBe(1);
  });
});

describe('a laptop whose certificate the city took back', () => {
  it('keeps what the city had, and holds what it wrote later, in whatever order the two arrive', async () => {
    const self = await newCityIdentity();
    const cityDesk = openDesk();
    write(cityDesk, city, { name: '甲', townId: 't06' });
    const baipuDesk = openDesk();
    takeOperations(baipuDesk, operationsOf(cityDesk));
    write(baipuDesk, baipu, { address: '早' });
    takeOperations(cityDesk, operationsOf(baipuDesk));
    const word = issueStanding(cityDesk, self, baipu.deviceId, 'revoked', testNowMs);
    expect(verifyStanding(word, self.citySignPublic)).toBe(true);
    expect(verifyStanding({ ...word, n: 2 }, self.citySignPublic)).toBe(false);
    write(baipuDesk, baipu, { address: '晚' });
    const late = operationsOf(baipuDesk);
    const hear = (db: ReadDb) =>
      transact(db, (writable) => {
        if (storeStanding(writable, word)) {
          rejudgeAuthor(writable, baipu.deviceId, (id) => findAuthor(writable, id));
        }
      });

    const wordFirst = openDesk();
    hear(wordFirst);
    takeOperations(wordFirst, late);
    const operationsFirst = openDesk();
    takeOperations(operationsFirst, late);
    expect(address(operationsFirst)).toBe('晚');
    hear(operationsFirst);
    expect(address(operationsFirst)).toBe('早');
    expect(held(operationsFirst)).toEqual([{ author: baipu.deviceId, hold_reason: 'revoked' }]);
    expect(derivedText(operationsFirst)).toBe(derivedText(wordFirst));
  });
});

describe('what an older program could not read', () => {
  it('counts after the upgrade, once', () => {
    const db = openDesk();
    write(db, city, { name: '甲', townId: 't06' });
    write(db, city, { address: '新版本写的' });
    const expected = derivedText(db);
    // As an older program would have stored the second one.
    db.connection.exec("UPDATE op SET state = 'pending' WHERE seq = 2");
    transact(db, rebuildProjections);
    expect(address(db)).toBe('');
    expect(readAgainAfterUpgrade(db)).toBe(true);
    expect(derivedText(db)).toBe(expected);
    expect(readAgainAfterUpgrade(db)).toBe(false);
  });

  it.each(['append', 'ofTown'] as const)('is judged again when a kind of record becomes %s', (rule) => {
    const spec = { ...enterpriseEntity, [rule]: false };
    expect(registryFingerprint([spec])).not.toBe(registryFingerprint([{ ...spec, [rule]: true }]));
    // Left out it is not so.
    expect(registryFingerprint([spec])).toBe(registryFingerprint([enterpriseEntity]));
  });
});
