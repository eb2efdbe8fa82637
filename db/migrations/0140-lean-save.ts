import type { Migration } from '../migrate.ts';

/** A save touches fewer pages, and what every start asks is read from as many rows as it tells of. */
export const migration0140: Migration = {
  version: 140,
  name: 'lean-save',
  statements: `
    -- The hybrid logical clock stands in the link that each transaction with operations writes anyway.
    ALTER TABLE commit_chain ADD COLUMN hlc_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE commit_chain ADD COLUMN hlc_counter INTEGER NOT NULL DEFAULT 0;
    -- A database whose operations are older than the chain gets its first link.
    INSERT INTO commit_chain (n, hash)
      SELECT 1, zeroblob(32) FROM log_clock WHERE hlc_ms > 0 AND NOT EXISTS (SELECT 1 FROM commit_chain);
    UPDATE commit_chain
      SET (hlc_ms, hlc_counter) = (SELECT hlc_ms, hlc_counter FROM log_clock)
      WHERE n = (SELECT max(n) FROM commit_chain);
    DROP TABLE log_clock;

    -- Moved by every save, read only when the ledger is sorted by it.
    DROP INDEX enterprise_by_change;

    -- Who writes the stream, as its last operation says: one laptop writes a stream. Without it, counting what is still
    -- to be sent reads an operation for every enterprise.
    ALTER TABLE stream ADD COLUMN side TEXT NOT NULL DEFAULT 'city' CHECK (side IN ('city', 'town', 'unknown'));
    UPDATE stream SET side = coalesce((SELECT side FROM op WHERE id = last_id), 'unknown');

    -- Few records are deleted; all heads were read to find those that are disputed.
    CREATE INDEX head_deleted ON head (entity) WHERE field = 'deleted';
  `,
};
