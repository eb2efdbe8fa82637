import type { Migration } from '../migrate.ts';

/** Attachments in pieces: neither writing nor reading one takes as much memory as it has bytes. */
export const migration0130: Migration = {
  version: 130,
  name: 'blob-piece',
  statements: `
    -- blob.bytes is where a content begins (all of it, where an earlier program stored it); what follows stands here.
    CREATE TABLE blob_piece (
      sha256 TEXT NOT NULL REFERENCES blob (sha256) ON DELETE CASCADE,
      offset INTEGER NOT NULL CHECK (offset > 0),
      bytes BLOB NOT NULL,
      PRIMARY KEY (sha256, offset)
    ) STRICT;
  `,
};
