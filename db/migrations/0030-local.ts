import type { Migration } from '../migrate.ts';

/** What belongs to this laptop alone: settings, drafts, devices, bundles, audit. */
export const migration0030: Migration = {
  version: 30,
  name: 'local',
  statements: `
    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Unfinished forms, saved at every pause in typing.
    CREATE TABLE draft (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      saved_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Who this laptop is, with its secret keys: one row.
    CREATE TABLE identity (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      device_id TEXT NOT NULL,
      incarnation TEXT NOT NULL,
      side TEXT NOT NULL CHECK (side IN ('city', 'town')),
      town_id TEXT NOT NULL,
      town_name TEXT NOT NULL,
      officer TEXT NOT NULL,
      device_name TEXT NOT NULL,
      sign_public TEXT NOT NULL,
      sign_secret TEXT NOT NULL,
      age_recipient TEXT NOT NULL,
      age_identity TEXT NOT NULL,
      city_sign_public TEXT NOT NULL,
      city_sign_secret TEXT NOT NULL,
      invitation TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    -- Devices known to this desk. A certificate is what the city signed for it.
    CREATE TABLE device (
      id TEXT PRIMARY KEY,
      side TEXT NOT NULL CHECK (side IN ('city', 'town')),
      town_id TEXT NOT NULL,
      officer TEXT NOT NULL,
      name TEXT NOT NULL,
      sign_public TEXT NOT NULL,
      age_recipient TEXT NOT NULL,
      certificate TEXT NOT NULL DEFAULT '',
      state TEXT NOT NULL CHECK (state IN ('self', 'waiting', 'confirmed', 'revoked')),
      added_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE invitation (
      id TEXT PRIMARY KEY,
      town_id TEXT NOT NULL,
      secret TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      used_by_device TEXT NOT NULL DEFAULT ''
    ) STRICT;

    -- Every bundle sent or taken in.
    CREATE TABLE bundle (
      id TEXT PRIMARY KEY,
      direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
      peer_side TEXT NOT NULL,
      peer_town_id TEXT NOT NULL,
      peer_device TEXT NOT NULL,
      month TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      archive_name TEXT NOT NULL,
      summary TEXT NOT NULL
    ) STRICT;
    CREATE INDEX bundle_by_time ON bundle (at_ms);

    -- What became of each save sent to or received from the other side.
    CREATE TABLE receipt (
      op_id TEXT NOT NULL,
      device TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'held', 'rejected')),
      reason TEXT NOT NULL,
      bundle_id TEXT NOT NULL,
      PRIMARY KEY (op_id, device)
    ) STRICT, WITHOUT ROWID;

    -- Attachment bytes by content.
    CREATE TABLE blob (
      sha256 TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;

    -- Security events, hash-chained.
    CREATE TABLE audit (
      n INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      event TEXT NOT NULL,
      detail TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;

    -- Papers printed, with the state of the record they show.
    CREATE TABLE printed_paper (
      n INTEGER PRIMARY KEY,
      entity_type TEXT NOT NULL,
      entity_id TEXT NOT NULL,
      format TEXT NOT NULL,
      content_sha256 TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX printed_paper_by_entity ON printed_paper (entity_id);
  `,
};
