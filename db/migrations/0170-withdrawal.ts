import type { Migration } from '../migrate.ts';

/** A town takes back a suggestion that waits. */
export const migration0170: Migration = {
  version: 170,
  name: 'withdrawal',
  statements: `
    -- Its id is the town and the suggestion's operation: <townId>:<operation>.
    CREATE TABLE suggestion_withdrawal (
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
    ) STRICT;
  `,
};
