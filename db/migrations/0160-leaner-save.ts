import type { Migration } from '../migrate.ts';

/** What follows from the operations is not written beside them any more: it was two more pages for every save. */
export const migration0160: Migration = {
  version: 160,
  name: 'leaner-save',
  statements: `
    -- How far a stream reaches is read from its operations.
    ALTER TABLE stream DROP COLUMN last_id;
    ALTER TABLE stream DROP COLUMN seq;

    -- The last row of op that the link covers. The rows behind that of the latest link are saves, each a link of its own.
    ALTER TABLE commit_chain ADD COLUMN covered INTEGER NOT NULL DEFAULT 0;
    -- A chain that has no link although there are operations begins behind them.
    INSERT INTO commit_chain (n, hash)
      SELECT 1, zeroblob(32) WHERE EXISTS (SELECT 1 FROM op) AND NOT EXISTS (SELECT 1 FROM commit_chain);
    UPDATE commit_chain SET covered = coalesce((SELECT max(rowid) FROM op), 0)
      WHERE n = (SELECT max(n) FROM commit_chain);
  `,
};
