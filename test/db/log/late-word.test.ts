import { expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { findAuthor } from '../../../db/device.ts';
import { issueStanding, storeStanding } from '../../../db/exchange/standing.ts';
import { newCityIdentity } from '../../support/city-identity.ts';
import type { LogAuthor } from '../../../db/log/append.ts';
import { rejudgeAuthor } from '../../../db/log/judge.ts';
import { type ReadDb, sql, transact, value } from '../../../db/sql.ts';
import { testAuthor, testNowMs } from '../../support/database.ts';
import { certify, derivedText, openDeskOf, operationsOf, takeOperations } from '../../support/log.ts';

const city = testAuthor('city', 'c');
const secondCity = testAuthor('city', '2');
const baipu = testAuthor('town', 'a', 't06');
const known = [city, baipu];

function write(db: ReadDb, author: LogAuthor, fields: Record<string, string>): void {
  transact(db, (writable) => writeEnterprise(writable, author, { id: 'e1', fields }));
}

const address = (db: ReadDb) => value<string>(db, sql`SELECT address FROM enterprise WHERE id = 'e1'`);

/** The city's second laptop gives e1 to another town; Baipu, which does not know, writes on. */
function story() {
  const first = openDeskOf([...known, secondCity]);
  write(first, city, { name: '甲', townId: 't06' });
  write(first, baipu, { address: '旧址' });
  const second = openDeskOf([...known, secondCity]);
  takeOperations(second, operationsOf(first));
  write(second, secondCity, { townId: 't10' });
  write(first, baipu, { address: '新址' });
  takeOperations(first, operationsOf(second));
  return operationsOf(first);
}

it('a city laptop’s assignments decide about the towns’ writes whether its certificate comes before or after them', () => {
  const operations = story();
  const certifiedFirst = openDeskOf(known);
  certify(certifiedFirst, secondCity);
  takeOperations(certifiedFirst, operations);
  const certifiedLast = openDeskOf(known);
  takeOperations(certifiedLast, operations);
  expect(address(certifiedLast)).toBe('新址');
  certify(certifiedLast, secondCity);
  expect(address(certifiedLast)).toBe('旧址');
  expect(derivedText(certifiedLast)).toBe(derivedText(certifiedFirst));
});

it('what a city laptop assigned after it was revoked decides nothing, whenever the word of it comes', async () => {
  const self = await newCityIdentity();
  const operations = story();
  // The city had nothing of it when it revoked it.
  const word = issueStanding(openDeskOf([secondCity]), self, secondCity.deviceId, 'revoked', testNowMs);
  const hear = (db: ReadDb) =>
    transact(db, (writable) => {
      storeStanding(writable, word);
      rejudgeAuthor(writable, secondCity.deviceId, (id) => findAuthor(writable, id));
    });
  const revokedFirst = openDeskOf([...known, secondCity]);
  hear(revokedFirst);
  takeOperations(revokedFirst, operations);
  const revokedLast = openDeskOf([...known, secondCity]);
  takeOperations(revokedLast, operations);
  expect(address(revokedLast)).toBe('旧址');
  hear(revokedLast);
  expect(address(revokedLast)).toBe('新址');
  expect(derivedText(revokedLast)).toBe(derivedText(revokedFirst));
});
