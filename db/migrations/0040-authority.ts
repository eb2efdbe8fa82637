import type { Migration } from '../migrate.ts';

/** What judging needs beside the certificates: assignments, handovers, answers to suggestions, standing of laptops. */
export const migration0040: Migration = {
  version: 40,
  name: 'authority',
  statements: `
    -- Which writes assigned an enterprise, and how far the towns had written then. Derived from the log.
    CREATE TABLE assignment (
      enterprise_id TEXT NOT NULL,
      op_id TEXT NOT NULL,
      town_id TEXT NOT NULL,
      cut TEXT NOT NULL,
      PRIMARY KEY (enterprise_id, op_id)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE enterprise ADD COLUMN assignment_cut TEXT NOT NULL DEFAULT 'null';

    -- Lies in the old town's partition, so that it learns of the reassignment without reading on.
    CREATE TABLE handover (
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,
      enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, to_town_id TEXT NOT NULL,
      assignment_op TEXT NOT NULL, on_date TEXT NOT NULL
    ) STRICT;
    CREATE INDEX handover_by_enterprise ON handover (enterprise_id);
    CREATE INDEX handover_by_partition ON handover (partition_id);

    -- The owner's answer to a suggestion; its id is the suggestion's operation.
    CREATE TABLE suggestion_decision (
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT;

    -- The city's latest word on a laptop (shared/exchange/standing.ts) as JSON; '' while its certificate stands alone.
    ALTER TABLE device ADD COLUMN standing TEXT NOT NULL DEFAULT '';

    CREATE INDEX op_by_author ON op (author);
  `,
};
