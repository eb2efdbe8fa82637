import type { Migration } from '../migrate.ts';

/** Under which incarnations each laptop has written, so that the city hears when one goes on under a new one. */
export const migration0210: Migration = {
  version: 210,
  name: 'seen-incarnation',
  statements: `
    CREATE TABLE seen_incarnation (
      incarnation TEXT PRIMARY KEY,
      author TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX seen_incarnation_by_author ON seen_incarnation (author);
    INSERT OR IGNORE INTO seen_incarnation SELECT DISTINCT incarnation, author FROM op;
  `,
};
