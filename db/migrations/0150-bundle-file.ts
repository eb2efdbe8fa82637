import type { Migration } from '../migrate.ts';

/** The files of each hand-over: a receipt names every one. */
export const migration0150: Migration = {
  version: 150,
  name: 'bundle-file',
  statements: `
    -- One that was sent has a row for each of its files; one that was taken in has its own, and the others of its group
    -- have theirs. Bundles of before have none: of several files only the first one's checksum was kept.
    CREATE TABLE bundle_file (
      bundle_id TEXT NOT NULL REFERENCES bundle (id),
      part_index INTEGER NOT NULL CHECK (part_index > 0),
      group_id TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      PRIMARY KEY (bundle_id, part_index)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bundle_file_by_group ON bundle_file (group_id);
  `,
};
