import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps a ledger in use, in which the DRC has answered nothing yet', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 210);
  const before = contentsOf(db);
  upgradeTo(db, 220);
  expect(contentsOf(db)).toEqual({ ...before, policy_answer: [] });
  expect(() => db.connection.exec("INSERT INTO policy_answer VALUES ('a', 'city', 2, 0, 'q', '{}')")).toThrow(
    /CHECK/,
  );
});
