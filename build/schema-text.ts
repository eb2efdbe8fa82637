/** The schema that all migrations together make, as one text. */
import Database from 'better-sqlite3';
import { migrations } from '../db/migrations/list.ts';
import { migrate } from '../db/migrate.ts';
import { asReadDb } from '../db/sql.ts';

export const schemaFile = 'db/migrations/schema.sql';

/** Tables first, each followed by its indexes; as SQLite keeps them, so a column added later stands at the end. */
export function schemaText(): string {
  const connection = new Database(':memory:');
  try {
    migrate(asReadDb(connection), migrations);
    const statements = connection
      .prepare(
        `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
         ORDER BY tbl_name, type <> 'table', name`,
      )
      .pluck()
      .all() as string[];
    const version = String(connection.pragma('user_version', { simple: true }));
    return `-- Written by \`npm run schema\`; change a migration instead. Version ${version}.\n\n${statements
      .map((statement) => `${statement.replaceAll('\n    ', '\n')};\n`)
      .join('\n')}`;
  } finally {
    connection.close();
  }
}
