import { describe, expect, it } from 'vitest';
import { generateRecipientKeys } from '../../../db/age.ts';
import {
  issueRecoveryWord,
  readRecoveryWord,
  storeRecoveryWord,
  verifyRecoveryWord,
} from '../../../db/exchange/recovery-word.ts';
import { newCityIdentity } from '../../support/city-identity.ts';
import { transact } from '../../../db/sql.ts';
import { openTestDatabase, testNowMs } from '../../support/database.ts';

const newRecipient = async () => (await generateRecipientKeys()).ageRecipient;

describe('the city’s word on its recovery key', () => {
  it('is believed only with the city’s signature, every field as signed', async () => {
    const city = await newCityIdentity();
    const word = issueRecoveryWord(openTestDatabase(), city, await newRecipient(), testNowMs);
    expect(verifyRecoveryWord(word, city.citySignPublic)).toBe(true);
    expect(verifyRecoveryWord(word, (await newCityIdentity()).citySignPublic)).toBe(false);
    const forged = [{ recipient: await newRecipient() }, { n: 9 }, { atMs: testNowMs + 1 }, { note: 'x' }];
    for (const change of forged)
      expect(verifyRecoveryWord({ ...word, ...change }, city.citySignPublic)).toBe(false);
  });

  it('stands by its number, and by its time when a city put back to a backup counts one twice', async () => {
    const city = await newCityIdentity();
    const empty = openTestDatabase();
    const first = issueRecoveryWord(empty, city, await newRecipient(), testNowMs);
    const again = issueRecoveryWord(empty, city, await newRecipient(), testNowMs + 1000);
    expect(again.n).toBe(first.n);
    for (const order of [
      [first, again],
      [again, first],
    ]) {
      const db = openTestDatabase();
      for (const word of order) transact(db, (writable) => storeRecoveryWord(writable, word));
      expect(readRecoveryWord(db)).toEqual(again);
      const next = issueRecoveryWord(db, city, await newRecipient(), testNowMs);
      transact(db, (writable) => storeRecoveryWord(writable, next));
      transact(db, (writable) => storeRecoveryWord(writable, again));
      expect(readRecoveryWord(db)).toEqual(next);
    }
  });
});
