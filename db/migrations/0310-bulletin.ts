import type { Migration } from '../migrate.ts';

/** 季度信息通报, a few a year. */
export const migration0310: Migration = {
  version: 310,
  name: 'bulletin',
  statements: `
    CREATE TABLE bulletin (
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,
      quarter TEXT NOT NULL, issue INTEGER, title TEXT NOT NULL, unit TEXT NOT NULL, issued_on TEXT NOT NULL,
      highlights TEXT NOT NULL, closing TEXT NOT NULL, recipients TEXT NOT NULL, figures TEXT NOT NULL
    ) STRICT;
  `,
};
