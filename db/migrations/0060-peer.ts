import type { Migration } from '../migrate.ts';

/** What the laptops of the other sides hold, and how far they were sent it. Never compared by clocks. */
export const migration0060: Migration = {
  version: 60,
  name: 'peer',
  statements: `
    -- By the latest bundle taken in from that laptop. forked: it holds two branches of the stream.
    CREATE TABLE peer_stream (
      device TEXT NOT NULL,
      partition_id TEXT NOT NULL,
      incarnation TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq > 0),
      last_id TEXT NOT NULL,
      forked INTEGER NOT NULL CHECK (forked IN (0, 1)),
      PRIMARY KEY (device, partition_id, incarnation)
    ) STRICT, WITHOUT ROWID;

    -- Attachments that laptop lacked at that moment.
    CREATE TABLE peer_wanted_blob (
      device TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      PRIMARY KEY (device, sha256)
    ) STRICT, WITHOUT ROWID;

    -- How far the latest bundle written for a peer went; peer is city or town:<id>.
    CREATE TABLE sent_stream (
      peer TEXT NOT NULL,
      partition_id TEXT NOT NULL,
      incarnation TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq > 0),
      PRIMARY KEY (peer, partition_id, incarnation)
    ) STRICT, WITHOUT ROWID;
  `,
};
