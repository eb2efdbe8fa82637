/** Many desks in little time: every database begins as a copy of one that was migrated once. */
import Database from 'better-sqlite3';
import { migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/list.ts';
import { asReadDb, type ReadDb } from '../../db/sql.ts';
import { columnName } from '../../shared/log/entity.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { unknownToOld } from './unknown-to-old.ts';

let empty: Buffer | undefined;
let emptyOld: Buffer | undefined;

/** A new database in memory, as the present or the older program makes it. */
export function newDatabase(old: boolean): ReadDb {
  empty ??= snapshot((db) => migrate(db, migrations));
  if (!old) return openCopy(empty);
  emptyOld ??= snapshot((db) => {
    migrate(db, migrations);
    for (const { table, column } of columnsUnknownToOld()) {
      db.connection.exec(dropGenerated[column] ?? '');
      db.connection.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
  });
  return openCopy(emptyOld);
}

export function copyOf(db: ReadDb): Buffer {
  return db.connection.serialize();
}

export function openCopy(bytes: Buffer): ReadDb {
  return asReadDb(new Database(bytes));
}

/** What a migration of the present program adds; its records are then projected anew. */
export function upgradeTables(db: ReadDb): void {
  for (const { table, column, declaration } of columnsUnknownToOld()) {
    db.connection.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${declaration}`);
  }
}

interface UnknownColumn {
  readonly table: string;
  readonly column: string;
  readonly declaration: string;
}

function columnsUnknownToOld(): UnknownColumn[] {
  return Object.entries(unknownToOld.fields).flatMap(([type, lacks]) => {
    const spec = entitySpec(type);
    if (!spec) return [];
    return lacks.map((field) => ({
      table: spec.table,
      column: columnName(field),
      declaration: `TEXT NOT NULL DEFAULT '${spec.fields[field]?.kind === 'json' ? 'null' : ''}'`,
    }));
  });
}

/** `pool` carries a computed column with an index; no invariant looks at it. */
const dropGenerated: Readonly<Record<string, string>> = {
  pool: 'DROP INDEX enterprise_by_pool; ALTER TABLE enterprise DROP COLUMN pool_state;',
};

function snapshot(prepare: (db: ReadDb) => void): Buffer {
  const connection = new Database(':memory:');
  prepare(asReadDb(connection));
  const bytes = connection.serialize();
  connection.close();
  return bytes;
}
