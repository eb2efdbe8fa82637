import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('gives a ledger in use an empty inbox, in which a bundle lies once and only in a state that is known', () => {
  const db = databaseBefore(70);
  const before = contentsOf(db);
  upgradeTo(db, 70);
  expect(contentsOf(db)).toMatchObject(before);
  const count = (table: string): unknown => db.connection.prepare(`SELECT count(*) AS n FROM ${table}`).get();
  expect([count('inbox'), count('peer_audit')]).toEqual([{ n: 0 }, { n: 0 }]);
  const arrive = db.connection.prepare(
    "INSERT INTO inbox VALUES (?, 'a.drcb', ?, '', 'town', 't', '', '2026-11', 1, 1, 1, 0, ?, '')",
  );
  arrive.run('1', 'bundle', 'ready');
  expect(() => arrive.run('2', 'bundle', 'ready')).toThrow(/UNIQUE/);
  expect(() => arrive.run('3', 'another', 'lost')).toThrow(/CHECK/);
});
