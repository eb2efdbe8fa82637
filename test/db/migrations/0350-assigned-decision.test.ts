import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps a ledger in use as it is, with room for decisions that a town carries out', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 340);
  const before = contentsOf(db);
  upgradeTo(db, 350);
  const after = contentsOf(db);
  for (const [table, rows] of Object.entries(before)) expect(after[table]).toEqual(rows);
  expect(Object.keys(after).filter((table) => !(table in before))).toEqual(['assigned_decision']);
});
