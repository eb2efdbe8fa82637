import type { Migration } from '../migrate.ts';

const record = `
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,`;

/** What is kept beside a filing: its number, whom it corrects, deliveries, reasons, voiding, paper versions. */
export const migration0230: Migration = {
  version: 230,
  name: 'filing-case',
  statements: `
    -- {"n":3,"year":2026}, or null while it has none.
    ALTER TABLE filing ADD COLUMN register_number TEXT NOT NULL DEFAULT 'null';
    -- The filing that this one puts right; '' for none.
    ALTER TABLE filing ADD COLUMN corrects TEXT NOT NULL DEFAULT '';
    -- The record of its partition that an attachment belongs to; '' for the enterprise.
    ALTER TABLE attachment ADD COLUMN about_id TEXT NOT NULL DEFAULT '';
    CREATE INDEX filing_by_corrects ON filing (corrects) WHERE corrects <> '';
    CREATE INDEX filing_by_unit ON filing (inspecting_unit);
    CREATE TABLE filing_delivery (${record}
      filing_id TEXT NOT NULL, slot TEXT NOT NULL, facts TEXT NOT NULL
    ) STRICT;
    CREATE INDEX filing_delivery_by_filing ON filing_delivery (filing_id);
    CREATE TABLE filing_reason (${record}
      filing_id TEXT NOT NULL, warning TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX filing_reason_by_filing ON filing_reason (filing_id);
    CREATE TABLE filing_void (${record}
      filing_id TEXT NOT NULL, reason TEXT NOT NULL, voided_on TEXT NOT NULL
    ) STRICT;
    CREATE INDEX filing_void_by_filing ON filing_void (filing_id);
    CREATE TABLE filing_paper (${record}
      filing_id TEXT NOT NULL, version INTEGER, content TEXT NOT NULL, format TEXT NOT NULL, made_at_ms INTEGER
    ) STRICT;
    CREATE INDEX filing_paper_by_filing ON filing_paper (filing_id);
  `,
};
