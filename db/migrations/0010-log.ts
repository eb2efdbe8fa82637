import type { Migration } from '../migrate.ts';

/**
 * The operation log and what is derived from it. Projections carry no REFERENCES to each other:
 * operations may arrive before the record they speak of, and then wait (design/exchange.md).
 */
export const migration0010: Migration = {
  version: 10,
  name: 'log',
  statements: `
    CREATE TABLE op (
      id TEXT PRIMARY KEY CHECK (length(id) = 64),
      partition_id TEXT NOT NULL,
      incarnation TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq > 0),
      author TEXT NOT NULL,
      side TEXT NOT NULL CHECK (side IN ('city', 'town', 'unknown')),
      hlc_ms INTEGER NOT NULL,
      hlc_counter INTEGER NOT NULL,
      entity_type TEXT NOT NULL,
      entity_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('applied', 'held', 'pending')),
      hold_reason TEXT NOT NULL DEFAULT '',
      received_at_ms INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX op_by_entity ON op (entity_id);
    CREATE INDEX op_by_stream ON op (partition_id, incarnation, seq);
    CREATE INDEX op_not_applied ON op (state) WHERE state <> 'applied';

    -- Last operation of each stream: what the next one names as prev.
    CREATE TABLE stream (
      partition_id TEXT NOT NULL,
      incarnation TEXT NOT NULL,
      seq INTEGER NOT NULL,
      last_id TEXT NOT NULL,
      PRIMARY KEY (partition_id, incarnation)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE log_clock (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      hlc_ms INTEGER NOT NULL,
      hlc_counter INTEGER NOT NULL
    ) STRICT;
    INSERT INTO log_clock (one, hlc_ms, hlc_counter) VALUES (1, 0, 0);

    -- The heads of every field: writes that no known write names as a parent.
    -- entity is type/id.
    CREATE TABLE head (
      entity TEXT NOT NULL,
      field TEXT NOT NULL,
      op_id TEXT NOT NULL,
      value TEXT NOT NULL,
      side TEXT NOT NULL CHECK (side IN ('city', 'town')),
      hlc_ms INTEGER NOT NULL,
      hlc_counter INTEGER NOT NULL,
      PRIMARY KEY (entity, field, op_id)
    ) STRICT, WITHOUT ROWID;

    -- Parents that some write names and this desk has not seen yet.
    CREATE TABLE missing_parent (
      op_id TEXT NOT NULL,
      entity TEXT NOT NULL,
      field TEXT NOT NULL,
      PRIMARY KEY (op_id, entity, field)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE conflict (
      entity TEXT NOT NULL,
      field TEXT NOT NULL,
      entity_type TEXT NOT NULL,
      entity_id TEXT NOT NULL,
      partition_id TEXT NOT NULL,
      PRIMARY KEY (entity, field)
    ) STRICT, WITHOUT ROWID;
  `,
};
