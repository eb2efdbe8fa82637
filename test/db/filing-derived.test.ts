import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFiling } from '../../db/filing.ts';
import { appendWrite, type LogAuthor } from '../../db/log/append.ts';
import { rebuildProjections } from '../../db/log/rebuild.ts';
import { refoldEntity } from '../../db/log/refold.ts';
import { run, sql, transact, type ReadDb } from '../../db/sql.ts';
import { filingDeliveryEntity } from '../../shared/filing/case-entities.ts';
import type { DeliverySlotKey } from '../../shared/filing/case.ts';
import { filingEntity } from '../../shared/filing/entity.ts';
import { testNowMs } from '../support/database.ts';
import { idOf } from '../support/fleet.ts';
import { derivedText, openDeskOf, operationsOf, takeOperations } from '../support/log.ts';

const author = (digit: string): LogAuthor => ({
  deviceId: digit.repeat(32),
  incarnation: digit.repeat(32),
  side: 'town',
  townId: 't06',
  nowMs: testNowMs,
});
const [one, two] = [author('1'), author('2')];
const enterprise = idOf('enterprise');
const filing = `${enterprise}${idOf('filing')}`;

function file(db: ReadDb, by: LogAuthor): void {
  transact(db, (writable) =>
    appendWrite(writable, by, {
      spec: filingEntity,
      id: filing,
      partition: enterprise,
      fields: { inspectingUnit: '应急局', inspectionDate: '2026-11-24', conclusion: '责令停产' },
    }),
  );
}

function deliver(db: ReadDb, by: LogAuthor, slot: DeliverySlotKey, atMs: number, of = filing): void {
  transact(db, (writable) =>
    appendWrite(writable, by, {
      spec: filingDeliveryEntity,
      id: `${enterprise}${idOf(`${by.deviceId} ${slot}`)}`,
      partition: enterprise,
      fields: {
        filingId: of,
        slot,
        facts: { atMs, way: 'phone', handledBy: '', receiptNumber: '', note: '' },
      },
    }),
  );
}

const stands = (db: ReadDb, id = filing) => findFiling(db, id)?.progress;

describe('how far a filing is', () => {
  it('follows from the halves of a report that two laptops recorded, on both, without a further save', () => {
    const [left, right] = [openDeskOf([one, two]), openDeskOf([one, two])];
    file(left, one);
    takeOperations(right, operationsOf(left));
    deliver(left, one, 'report-government', 5);
    deliver(right, two, 'report-head', 3);
    expect(stands(left)).toMatchObject({ status: 'draft' });
    takeOperations(right, operationsOf(left));
    takeOperations(left, operationsOf(right));
    for (const db of [left, right]) expect(stands(db)).toMatchObject({ status: 'reported', reportedAtMs: 5 });
    expect(derivedText(left)).toBe(derivedText(right));
  });

  it('is the same in whatever order filing and deliveries come, and when the log is read again', () => {
    const source = openDeskOf([one, two]);
    file(source, one);
    deliver(source, one, 'report-government', 5);
    deliver(source, two, 'report-head', 6);
    // Recorded under another filing by a slip, and put right.
    deliver(source, one, 'notify-leader', 4, `${enterprise}${idOf('another')}`);
    deliver(source, one, 'notify-leader', 7);
    const operations = operationsOf(source);
    fc.assert(
      fc.property(fc.shuffledSubarray(operations, { minLength: operations.length }), (shuffled) => {
        const db = openDeskOf([one, two]);
        for (const operation of shuffled) takeOperations(db, [operation]);
        expect(stands(db)).toMatchObject({ status: 'reported', reportedAtMs: 6, notifiedAtMs: 7 });
        const before = derivedText(db);
        transact(db, rebuildProjections);
        expect(derivedText(db)).toBe(before);
      }),
      { numRuns: 12 },
    );
  });

  it('forgets a delivery that counts no more, and one that went to another filing', () => {
    const db = openDeskOf([one]);
    file(db, one);
    deliver(db, one, 'notify-leader', 7);
    expect(stands(db)?.notifiedAtMs).toBe(7);
    deliver(db, one, 'notify-leader', 7, `${enterprise}${idOf('another')}`);
    expect(stands(db)?.notifiedAtMs).toBeNull();
    deliver(db, one, 'notify-leader', 8);
    expect(stands(db)?.notifiedAtMs).toBe(8);
    transact(db, (writable) => {
      run(writable, sql`UPDATE op SET state = 'held' WHERE entity_type = 'filingDelivery'`);
      refoldEntity(writable, filingDeliveryEntity, `${enterprise}${idOf(`${one.deviceId} notify-leader`)}`);
    });
    expect(stands(db)?.notifiedAtMs).toBeNull();
  });

  it('is not changed by a delivery of another enterprise that names it', () => {
    const db = openDeskOf([one]);
    file(db, one);
    const other = idOf('other enterprise');
    transact(db, (writable) =>
      appendWrite(writable, one, {
        spec: filingDeliveryEntity,
        id: `${other}${idOf('delivery')}`,
        partition: other,
        fields: {
          filingId: filing,
          slot: 'notify-leader',
          facts: { atMs: 7, way: 'phone', handledBy: '', receiptNumber: '', note: '' },
        },
      }),
    );
    expect(stands(db)?.notifiedAtMs).toBeNull();
  });
});
