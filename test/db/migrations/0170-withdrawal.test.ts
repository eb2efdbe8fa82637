import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps the suggestions of a ledger in use, none of which has been withdrawn', () => {
  // What the older program held has no place in the tables of 160: it is brought there as on a real desk.
  const db = databaseBefore(160);
  upgradeTo(db, 160);
  const before = contentsOf(db);
  upgradeTo(db, 170);
  expect(contentsOf(db)).toMatchObject({ ...before, suggestion_withdrawal: [] });
  expect(() =>
    db.connection.exec("INSERT INTO suggestion_withdrawal VALUES ('t06:a', 'p', 0, 0, 2)"),
  ).toThrow(/CHECK/);
});
