import { expect, it } from 'vitest';
import { all, sql } from '../../../db/sql.ts';
import { contentsOf, databaseBefore, fillAsThen, upgradeTo } from '../../support/old-desk.ts';

it('makes the log of an empty database, with its clock at zero', () => {
  const db = databaseBefore(10);
  expect(contentsOf(db)).toEqual({});
  upgradeTo(db, 10);
  expect(db.connection.pragma('user_version', { simple: true })).toBe(10);
  expect(contentsOf(db)).toEqual({
    conflict: [],
    head: [],
    log_clock: [{ one: 1, hlc_ms: 0, hlc_counter: 0 }],
    missing_parent: [],
    op: [],
    stream: [],
  });
});

it('holds a real log, each operation once and none that is half', () => {
  const db = databaseBefore(10);
  upgradeTo(db, 10);
  fillAsThen(db);
  const refuse = (column: string, value: string): void => {
    expect(() => db.connection.exec(`UPDATE op SET ${column} = ${value}`), column).toThrow(
      /constraint|cannot store/,
    );
  };
  refuse('id', "'short'");
  refuse('seq', '0');
  refuse('side', "'leader'");
  refuse('state', "'lost'");
  refuse('bytes', "'text'");
  refuse('bytes', 'NULL');
  expect(() => db.connection.exec('INSERT INTO op SELECT * FROM op')).toThrow(/UNIQUE/);
  expect(all(db, sql`SELECT state, count(*) AS n FROM op GROUP BY state`)).toEqual([
    { state: 'applied', n: 12 },
  ]);
});
