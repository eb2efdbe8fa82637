/** Everything that is derived from the log, as text, whole or of one partition. */
import { all, type ReadDb, sql } from '../../db/sql.ts';
import { sha256Hex } from '../../db/crypto.ts';
import { entitySpecs } from '../../shared/log/registry.ts';

const derivedTables = [
  ...entitySpecs.map((spec) => spec.table),
  'head',
  'missing_parent',
  'conflict',
  'disputed_deletion',
  'assignment',
  'enterprise_search',
  'person_search',
];

/** table → its rows as text, sorted. Columns stand by name: an upgraded table has them in another order. */
export function derivedRows(db: ReadDb): Map<string, string[]> {
  return new Map(derivedTables.map((table) => [table, rowsOf(db, table)]));
}

/** Of every table: what a failed import must leave as it was. */
export function digestOf(db: ReadDb): string {
  const tables = all<{ name: string }>(
    db,
    sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  return sha256Hex(tables.map(({ name }) => [name, ...rowsOf(db, name)].join('\n')).join('\n\n'));
}

function rowsOf(db: ReadDb, table: string): string[] {
  return all<Record<string, unknown>>(db, { text: `SELECT * FROM ${table}`, values: [] })
    .map((row) => rowText(row))
    .sort();
}

export function rowText(row: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(row)
    .filter((name) => name !== 'pool_state')
    .sort();
  return names.map((name) => `${name}=${cellText(row[name])}`).join(' ');
}

function cellText(cell: unknown): string {
  return cell instanceof Uint8Array ? sha256Hex(cell) : String(cell);
}
