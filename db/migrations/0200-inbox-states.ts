import type { Migration } from '../migrate.ts';

/** A bundle of a laptop nobody has compared yet has a state of its own; the word of one that waits is heard. */
export const migration0200: Migration = {
  version: 200,
  name: 'inbox-states',
  statements: `
    -- Bundles that were not taken in, but whose word on what their sender holds was.
    CREATE TABLE heard_word (bundle_id TEXT PRIMARY KEY) STRICT;
    -- The words that peer_stream holds; one that names no stream says that its sender holds nothing.
    CREATE TABLE peer_word (device TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO peer_word SELECT DISTINCT device FROM peer_stream;
    INSERT OR IGNORE INTO peer_word SELECT replace(device, ' before', '') FROM peer_word;

    ALTER TABLE inbox RENAME TO inbox_before;
    DROP INDEX inbox_by_bundle;
    CREATE TABLE inbox (
      name TEXT PRIMARY KEY,
      file_name TEXT NOT NULL,
      bundle_id TEXT NOT NULL,
      peer_name TEXT NOT NULL,
      peer_side TEXT NOT NULL,
      peer_town_id TEXT NOT NULL,
      peer_leader_id TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      month TEXT NOT NULL,
      part_index INTEGER NOT NULL,
      part_count INTEGER NOT NULL,
      size_bytes INTEGER NOT NULL,
      received_at_ms INTEGER NOT NULL,
      -- ready: verified. unconfirmed: verified, and its laptop has to be compared. waiting: its prerequisites are
      -- missing. quarantined: nobody vouches for its sender.
      state TEXT NOT NULL CHECK (state IN ('ready', 'unconfirmed', 'waiting', 'quarantined')),
      explanation TEXT NOT NULL
    ) STRICT;
    INSERT INTO inbox
      SELECT name, file_name, bundle_id, peer_name, peer_side, peer_town_id, peer_leader_id, fingerprint, month,
             part_index, part_count, size_bytes, received_at_ms,
             CASE explanation WHEN '这台电脑第一次报送：请先预览，与对方核对识别码后再导入' THEN 'unconfirmed' ELSE state END,
             explanation
      FROM inbox_before;
    DROP TABLE inbox_before;
    CREATE UNIQUE INDEX inbox_by_bundle ON inbox (bundle_id);
  `,
};
