import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, fillAsThen, upgradeTo } from '../../support/old-desk.ts';

it('adds the records beside a log in use and leaves the log as it was', () => {
  const db = databaseBefore(20);
  const log = contentsOf(db);
  expect(log['op']).toHaveLength(12);
  upgradeTo(db, 20);
  const after = contentsOf(db);
  expect(after).toMatchObject(log);
  const added = Object.entries(after).filter(([table]) => !(table in log));
  expect(added.map(([table, rows]) => [table, rows.length])).toEqual(
    [
      'attachment',
      'city_leader_link',
      'enterprise',
      'enterprise_link',
      'enterprise_plan',
      'enterprise_search',
      'enterprise_title',
      'filing',
      'meeting',
      'meeting_decision',
      'person',
      'person_search',
      'town',
    ].map((table) => [table, 0]),
  );
});

it('holds real records, tells who is in the pool, and refuses half-deleted ones', () => {
  const db = databaseBefore(20);
  upgradeTo(db, 20);
  fillAsThen(db);
  const { connection } = db;
  connection.exec(`UPDATE enterprise SET pool = '{"member":true}' WHERE id = 'e1'`);
  expect(connection.prepare("SELECT pool_state FROM enterprise ORDER BY id = 'e1'").pluck().all()).toEqual([
    'never',
    'never',
    'in',
  ]);
  expect(() => connection.exec('UPDATE filing SET deleted = 2')).toThrow(/CHECK/);
  expect(() => connection.exec("UPDATE meeting SET hlc_ms = 'soon'")).toThrow(/cannot store/);
  expect(() => connection.exec('INSERT INTO person SELECT * FROM person')).toThrow(/UNIQUE/);
});
