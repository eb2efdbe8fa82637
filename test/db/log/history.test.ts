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
  expect(entityHistory(here, ['e1']).map(({ newValue, isClockAhead }) => [newValue, isClockAhead])).toEqual([
    ['快两年多', true],
    ['快一天', false],
    ['准', false],
  ]);
});
