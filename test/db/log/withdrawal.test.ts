/** Who may take a suggestion back, at every desk that hears of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { appendWrite, type LogAuthor } from '../../../db/log/append.ts';
import { rebuildProjections } from '../../../db/log/rebuild.ts';
import { all, type ReadDb, sql, transact } from '../../../db/sql.ts';
import { countSuggestions, findSuggestion, listSuggestions } from '../../../db/suggestion.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { filingEntity } from '../../../shared/filing/entity.ts';
import { holdReason, leaderRole } from '../../../shared/log/authority.ts';
import { suggestionWithdrawalEntity, withdrawalId } from '../../../shared/suggestion/entity.ts';
import { testAuthor } from '../../support/database.ts';
import { derivedText, openDeskOf, operationsOf, takeOperations } from '../../support/log.ts';

const city = testAuthor('city', 'c');
const baipu = testAuthor('town', 'a', 't06');
const second = testAuthor('town', 'e', 't06');
const changjiang = testAuthor('town', 'b', 't10');
const openDesk = () => openDeskOf([city, baipu, second, changjiang]);

function assign(db: ReadDb, townId: string): void {
  transact(db, (writable) => writeEnterprise(writable, city, { id: 'e1', fields: { name: '甲', townId } }));
}

function suggest(db: ReadDb): string {
  const fields = { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } };
  const write = { spec: enterpriseEntity, id: 'e1', partition: 'e1', fields, asSuggestion: true };
  return transact(db, (writable) => appendWrite(writable, baipu, write)).value ?? '';
}

function withdraw(db: ReadDb, author: LogAuthor, id: string, withdrawn = true): void {
  const write = { spec: suggestionWithdrawalEntity, id, partition: 'e1', fields: { withdrawn } };
  // Another program might write it: here it is kept, and held everywhere.
  transact(db, (writable) => appendWrite(writable, author, { ...write, asSuggestion: true }));
}

const heldWithdrawals = (db: ReadDb) =>
  all(
    db,
    sql`SELECT author, hold_reason FROM op WHERE state = 'held' AND entity_type = 'suggestionWithdrawal'`,
  );

/** The city has the suggestion, and so has everybody. */
function story() {
  const cityDesk = openDesk();
  assign(cityDesk, 't06');
  const townDesk = openDesk();
  takeOperations(townDesk, operationsOf(cityDesk));
  const opId = suggest(townDesk);
  takeOperations(cityDesk, operationsOf(townDesk));
  expect(countSuggestions(cityDesk)).toBe(1);
  return { cityDesk, townDesk, opId };
}

describe('the withdrawal of a suggestion', () => {
  it('counts from any laptop of the town that made it, and may be taken back', () => {
    const { cityDesk, townDesk, opId } = story();
    withdraw(townDesk, second, withdrawalId('t06', opId));
    takeOperations(cityDesk, operationsOf(townDesk));
    expect(countSuggestions(cityDesk)).toBe(0);
    expect(findSuggestion(cityDesk, opId)?.state).toBe('withdrawn');
    withdraw(townDesk, baipu, withdrawalId('t06', opId), false);
    takeOperations(cityDesk, operationsOf(townDesk));
    expect(findSuggestion(cityDesk, opId)).toMatchObject({ state: 'waiting', withdrawalId: null });
  });

  it.each([
    ['the town the enterprise belongs to now', changjiang, 't06'],
    ['that town in its own name', changjiang, 't10'],
    ['the city', city, 't06'],
    ['the city in no town’s name', city, ''],
  ])('has no effect from %s', (_, author, townId) => {
    const { cityDesk, townDesk, opId } = story();
    assign(cityDesk, 't10');
    takeOperations(townDesk, operationsOf(cityDesk));
    withdraw(townDesk, author, withdrawalId(townId, opId));
    takeOperations(cityDesk, operationsOf(townDesk));
    for (const desk of [cityDesk, townDesk]) {
      expect(countSuggestions(desk)).toBe(1);
      expect(findSuggestion(desk, opId)?.state).toBe('waiting');
      const isInOwnName = author.townId === townId && author.side === 'town';
      expect(heldWithdrawals(desk)).toEqual(
        isInOwnName ? [] : [{ author: author.deviceId, hold_reason: 'foreign-partition' }],
      );
    }
  });

  it('is no leader’s to write, and asks the city for nothing there', () => {
    const { cityDesk, townDesk, opId } = story();
    const spec = suggestionWithdrawalEntity;
    const claim = { partition: 'e1', entityId: withdrawalId('t06', opId), seq: 1, fieldNames: ['withdrawn'] };
    const leader = { ...baipu, role: leaderRole };
    expect(holdReason(leader, { ...claim, incarnation: leader.incarnation }, spec)).toBe('not-owner');
    expect(holdReason(leader, { ...claim, incarnation: leader.incarnation }, filingEntity)).toBe(null);
    expect(holdReason(baipu, { ...claim, incarnation: baipu.incarnation }, spec)).toBe(null);
    // As the city keeps it.
    withdraw(townDesk, baipu, withdrawalId('t06', opId));
    takeOperations(cityDesk, operationsOf(townDesk));
    cityDesk.connection.exec(
      "UPDATE op SET state = 'held', hold_reason = 'not-owner' WHERE entity_type = 'suggestionWithdrawal'",
    );
    transact(cityDesk, rebuildProjections);
    expect(listSuggestions(cityDesk, { answered: false }).map(({ opId: id }) => id)).toEqual([opId]);
    expect(countSuggestions(cityDesk)).toBe(1);
  });

  it('cannot be undone by another town either', () => {
    const { cityDesk, townDesk, opId } = story();
    withdraw(townDesk, baipu, withdrawalId('t06', opId));
    takeOperations(cityDesk, operationsOf(townDesk));
    assign(cityDesk, 't10');
    const otherDesk = openDesk();
    takeOperations(otherDesk, operationsOf(cityDesk));
    withdraw(otherDesk, changjiang, withdrawalId('t06', opId), false);
    takeOperations(cityDesk, operationsOf(otherDesk));
    expect(findSuggestion(cityDesk, opId)?.state).toBe('withdrawn');
  });

  it('counts although the enterprise went to another town meanwhile', () => {
    const { cityDesk, townDesk, opId } = story();
    assign(cityDesk, 't10');
    // Written before the town heard of it.
    withdraw(townDesk, baipu, withdrawalId('t06', opId));
    takeOperations(cityDesk, operationsOf(townDesk));
    expect(heldWithdrawals(cityDesk)).toEqual([]);
    expect(findSuggestion(cityDesk, opId)?.state).toBe('withdrawn');
  });

  it('ends alike whatever came first, the suggestion or what speaks of it, and as a rebuild does', () => {
    const { cityDesk, townDesk, opId } = story();
    withdraw(townDesk, baipu, withdrawalId('t06', opId));
    withdraw(townDesk, second, withdrawalId('t06', opId), false);
    withdraw(townDesk, changjiang, withdrawalId('t06', opId));
    assign(cityDesk, 't10');
    const other = openDesk();
    takeOperations(other, operationsOf(cityDesk));
    withdraw(other, second, withdrawalId('t06', opId));
    const operations = [
      ...new Map([cityDesk, townDesk, other].flatMap(operationsOf).map((one) => [one.id, one])).values(),
    ];
    const reference = openDesk();
    takeOperations(reference, operations);
    const expected = derivedText(reference);
    const found = findSuggestion(reference, opId);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(operations, { minLength: operations.length }),
        fc.integer({ min: 1, max: 4 }),
        (order, size) => {
          const db = openDesk();
          for (let at = 0; at < order.length; at += size) takeOperations(db, order.slice(at, at + size));
          expect(derivedText(db)).toBe(expected);
          expect(findSuggestion(db, opId)).toEqual(found);
          transact(db, rebuildProjections);
          expect(derivedText(db)).toBe(expected);
          db.connection.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});
