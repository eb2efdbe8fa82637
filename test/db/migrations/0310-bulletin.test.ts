import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps a ledger in use as it is, with room for bulletins', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 300);
  const before = contentsOf(db);
  upgradeTo(db, 310);
  const after = contentsOf(db);
  for (const [table, rows] of Object.entries(before)) expect(after[table]).toEqual(rows);
  expect(Object.keys(after).filter((table) => !(table in before))).toEqual(['bulletin']);
});
