import type { Migration } from '../migrate.ts';

/** Who works at a laptop and what it is called, once that changed after its enrolment. */
export const migration0110: Migration = {
  version: 110,
  name: 'desk-names',
  statements: `
    CREATE TABLE desk_names (
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,
      officer TEXT NOT NULL, device_name TEXT NOT NULL
    ) STRICT;
    CREATE INDEX desk_names_by_partition ON desk_names (partition_id);
  `,
};
