import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps the bundles of a ledger in use, of which no detail is known, and has no month closed', () => {
  const db = databaseBefore(120);
  const before = contentsOf(db);
  upgradeTo(db, 120);
  expect(contentsOf(db)).toMatchObject(before);
  const count = (table: string): unknown => db.connection.prepare(`SELECT count(*) AS n FROM ${table}`).get();
  expect([count('bundle_detail'), count('month_closing')]).toEqual([{ n: 0 }, { n: 0 }]);
});
