import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { migrations } from '../../../db/migrations/list.ts';
import { asReadDb } from '../../../db/sql.ts';

it('adds the names of laptops to a ledger that was in use before', () => {
  const db = asReadDb(new Database(':memory:'));
  migrate(
    db,
    migrations.filter(({ version }) => version < 110),
  );
  db.connection.exec("INSERT INTO stream VALUES ('e1', 'c', 3, 'id')");
  migrate(db, migrations);
  const count = (table: string): unknown => db.connection.prepare(`SELECT count(*) AS n FROM ${table}`).get();
  expect([count('desk_names'), count('stream')]).toEqual([{ n: 0 }, { n: 1 }]);
  db.connection.close();
});
