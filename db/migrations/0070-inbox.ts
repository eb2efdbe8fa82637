import type { Migration } from '../migrate.ts';

/** What came from outside and is not taken in yet, and where the other laptops' audit chains stood. */
export const migration0070: Migration = {
  version: 70,
  name: 'inbox',
  statements: `
    -- A copy of each file lies in the inbox folder under this name, so that the stick may be pulled out.
    CREATE TABLE inbox (
      name TEXT PRIMARY KEY,
      file_name TEXT NOT NULL,
      bundle_id TEXT NOT NULL,
      peer_name TEXT NOT NULL,
      peer_side TEXT NOT NULL,
      peer_town_id TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      month TEXT NOT NULL,
      part_index INTEGER NOT NULL,
      part_count INTEGER NOT NULL,
      size_bytes INTEGER NOT NULL,
      received_at_ms INTEGER NOT NULL,
      -- ready: verified. waiting: its prerequisites are missing. quarantined: nobody vouches for its sender.
      state TEXT NOT NULL CHECK (state IN ('ready', 'waiting', 'quarantined')),
      explanation TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX inbox_by_bundle ON inbox (bundle_id);

    -- The head of each laptop's audit chain as its last bundle said: a shorter one later means it was put back.
    CREATE TABLE peer_audit (
      device TEXT PRIMARY KEY,
      n INTEGER NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
  `,
};
