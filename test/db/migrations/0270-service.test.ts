import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps a ledger in use as it is, with room for visits and problems', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 260);
  const before = contentsOf(db);
  upgradeTo(db, 270);
  const after = contentsOf(db);
  for (const [table, rows] of Object.entries(before)) expect(after[table]).toEqual(rows);
  const added = Object.keys(after).filter(
    (table) => !(table in before) && !table.startsWith('problem_words'),
  );
  expect(added).toEqual(['problem', 'problem_entry', 'problem_search', 'visit', 'visit_promise']);
});
