import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('adds what judging needs; enterprises and laptops in use begin with nothing decided about them', () => {
  const db = databaseBefore(40);
  const before = contentsOf(db);
  upgradeTo(db, 40);
  const after = contentsOf(db);
  expect(after).toMatchObject({ ...before, assignment: [], handover: [], suggestion_decision: [] });
  expect(after['enterprise']).toMatchObject([1, 2, 3].map(() => ({ assignment_cut: 'null' })));
  expect(after['device']).toMatchObject([{ standing: '' }, { standing: '' }]);
  expect(() =>
    db.connection.exec("INSERT INTO suggestion_decision VALUES ('a', 'p', 2, 0, 'accepted', '')"),
  ).toThrow(/CHECK/);
});
