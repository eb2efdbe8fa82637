import { expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { entityHistory } from '../../../db/log/history.ts';
import { transact } from '../../../db/sql.ts';
import { testAuthor, testNowMs } from '../../support/database.ts';
import { openDeskOf, operationsOf, takeOperations } from '../../support/log.ts';

const city = testAuthor('city', 'c');
const town = testAuthor('town', 'a', 't06');
const dayMs = 24 * 60 * 60 * 1000;

it('marks the saves whose clock was more than a day ahead when they came in, and no others', () => {
  const [here, there] = [openDeskOf([city, town]), openDeskOf([city, town])];
  transact(there, (db) => {
    writeEnterprise(db, town, { id: 'e1', fields: { name: '准' } });
    writeEnterprise(db, { ...town, nowMs: testNowMs + dayMs }, { id: 'e1', fields: { name: '快一天' } });
    writeEnterprise(
      db,
      { ...town, nowMs: testNowMs + 900 * dayMs },
      { id: 'e1', fields: { name: '快两年多' } },
    );
  });
  takeOperations(here, operationsOf(there));
  expect(entityHistory(here, ['e1']).map(({ newValue, isClockOff }) => [newValue, isClockOff])).toEqual([
    ['快两年多', true],
    ['快一天', false],
    ['准', false],
  ]);
});

it('puts a change after what it changes, and after the record’s beginning, although its clock was two years behind', () => {
  const [here, there] = [openDeskOf([city, town]), openDeskOf([city, town])];
  transact(here, (db) => writeEnterprise(db, city, { id: 'e1', fields: { name: '森松', address: '旧址' } }));
  takeOperations(there, operationsOf(here));
  const slow = { ...town, nowMs: testNowMs - 730 * dayMs };
  transact(there, (db) => {
    // One field that was never written, and one that was.
    writeEnterprise(db, slow, { id: 'e1', fields: { contactPhone: '0513-1' } });
    writeEnterprise(db, slow, { id: 'e1', fields: { address: '新址' } });
  });
  takeOperations(here, operationsOf(there));
  const seen = entityHistory(here, ['e1']).map(({ newValue, isCreation, isClockOff }) => [
    newValue,
    isCreation,
    isClockOff,
  ]);
  expect(seen).toEqual([
    ['新址', false, true],
    ['0513-1', false, true],
    ['森松', true, false],
    ['旧址', true, false],
  ]);
});
