import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps the bundles of a ledger in use, of whose files nothing more is known', () => {
  const db = databaseBefore(150);
  const before = contentsOf(db);
  upgradeTo(db, 150);
  expect(contentsOf(db)).toMatchObject(before);
  expect(db.connection.prepare('SELECT count(*) AS n FROM bundle_file').get()).toEqual({ n: 0 });
});
