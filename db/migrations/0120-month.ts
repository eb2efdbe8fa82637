import type { Migration } from '../migrate.ts';

/** What each bundle brought or carried, and the months that were closed. */
export const migration0120: Migration = {
  version: 120,
  name: 'month',
  statements: `
    -- Bundles of before have none: what they brought is not known.
    CREATE TABLE bundle_detail (
      bundle_id TEXT PRIMARY KEY REFERENCES bundle (id),
      officer TEXT NOT NULL,
      device_name TEXT NOT NULL,
      -- of the laptop that made it
      fingerprint TEXT NOT NULL,
      -- When the file came into the inbox, however much later it was taken in; of one that was sent, when it was made.
      received_at_ms INTEGER NOT NULL,
      part_index INTEGER NOT NULL,
      part_count INTEGER NOT NULL,
      operations INTEGER NOT NULL,
      attachments INTEGER NOT NULL,
      added INTEGER NOT NULL,
      held INTEGER NOT NULL,
      conflicts INTEGER NOT NULL,
      -- Of one that was taken in: rows of op after row_before up to row_last are what it brought.
      row_before INTEGER NOT NULL,
      row_last INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE month_closing (
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,
      month TEXT NOT NULL, closed_on TEXT NOT NULL, closed_by TEXT NOT NULL, left_open TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX month_closing_by_partition ON month_closing (partition_id);
  `,
};
