import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, fillAsThen, upgradeTo } from '../../support/old-desk.ts';

it('adds what is this laptop’s own beside records in use and leaves them as they were', () => {
  const db = databaseBefore(30);
  const records = contentsOf(db);
  expect(records['enterprise']).toHaveLength(3);
  upgradeTo(db, 30);
  const after = contentsOf(db);
  expect(after).toMatchObject(records);
  const added = Object.entries(after).filter(([table]) => !(table in records));
  expect(added.map(([table, rows]) => [table, rows.length])).toEqual(
    [
      'audit',
      'blob',
      'bundle',
      'device',
      'draft',
      'identity',
      'invitation',
      'printed_paper',
      'receipt',
      'setting',
    ].map((table) => [table, 0]),
  );
});

it('is one laptop, and knows only the states there are', () => {
  const db = databaseBefore(30);
  upgradeTo(db, 30);
  fillAsThen(db);
  const { connection } = db;
  expect(() => connection.exec('UPDATE identity SET one = 2')).toThrow(/CHECK/);
  expect(() => connection.exec("UPDATE device SET state = 'lost'")).toThrow(/CHECK/);
  expect(() => connection.exec("UPDATE bundle SET direction = 'sideways'")).toThrow(/CHECK/);
  expect(() => connection.exec("INSERT INTO receipt VALUES ('o', 'd', 'eaten', '', 'b')")).toThrow(/CHECK/);
  expect(() => connection.exec("UPDATE blob SET bytes = 'text'")).toThrow(/cannot store/);
});
