/** Databases as earlier programs left them: for tests of migrations. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrations } from '../../db/migrations/list.ts';
import { migrate } from '../../db/migrate.ts';
import { asReadDb, type ReadDb } from '../../db/sql.ts';
import { closeAfterTest } from './cleanup.ts';

/** What the program of that schema wrote, table by table: test/fixtures/desks/v<version>.sql. */
const fixture = 30;
const statements = readFileSync(join(import.meta.dirname, `../fixtures/desks/v${fixture}.sql`), 'utf8')
  .split(/^(?=INSERT INTO|DELETE FROM)/mu)
  .slice(1);

/**
 * A database that all migrations before `version` made, filled with what a real desk held then (as far as its tables
 * existed). Closed after the test.
 */
export function databaseBefore(version: number): ReadDb {
  const db = asReadDb(new Database(':memory:'));
  closeAfterTest(() => db.connection.close());
  migrate(
    db,
    migrations.filter((migration) => migration.version < version),
  );
  fillAsThen(db);
  return db;
}

/** The rows of the fixture, in those tables that are there and have none yet. */
export function fillAsThen({ connection }: ReadDb): void {
  const rows = (table: string): unknown => connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  const tables = new Set(tablesOf(connection).filter((table) => table === 'log_clock' || rows(table) === 0));
  for (const statement of statements) {
    const table = /^(?:INSERT INTO|DELETE FROM) (\w+)/u.exec(statement)?.[1] ?? '';
    if (tables.has(table)) connection.exec(statement);
  }
}

/** Applies the migrations up to and including `version`. */
export function upgradeTo(db: ReadDb, version: number): void {
  migrate(
    db,
    migrations.filter((migration) => migration.version <= version),
  );
}

/** table → its rows, in the order of their keys. */
export function contentsOf({ connection }: ReadDb): Record<string, unknown[]> {
  return Object.fromEntries(
    tablesOf(connection).map((table) => [
      table,
      // By all columns: some tables have only one.
      connection.prepare(`SELECT * FROM ${table} ORDER BY ${columnsOf(connection, table).join(', ')}`).all(),
    ]),
  );
}

function columnsOf(connection: ReadDb['connection'], table: string): string[] {
  const select = connection.prepare('SELECT name FROM pragma_table_info(?)').pluck();
  return select.all(table) as string[];
}

function tablesOf(connection: ReadDb['connection']): string[] {
  return connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
}
