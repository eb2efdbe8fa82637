import type { Migration } from '../migrate.ts';

/**
 * How far a filing is, its deliveries counted in (db/filing-derived.ts), is what the register is filtered and counted by.
 * Two indices take the place of those that were there; the open filings have one of their own, since what runs every minute
 * reads those alone.
 */
export const migration0250: Migration = {
  version: 250,
  name: 'filing-progress',
  statements: `
    -- The deliveries' part is added when the log is read again after the upgrade.
    ALTER TABLE filing ADD COLUMN status TEXT NOT NULL DEFAULT 'draft';
    ALTER TABLE filing ADD COLUMN reported_at_ms INTEGER;
    ALTER TABLE filing ADD COLUMN notified_at_ms INTEGER;
    ALTER TABLE filing ADD COLUMN inspected_on TEXT NOT NULL DEFAULT '';
    ALTER TABLE filing ADD COLUMN concluded_on TEXT NOT NULL DEFAULT '';
    ALTER TABLE filing ADD COLUMN sent_at_ms INTEGER;
    -- The conclusion uses 停产, 罚款 or 上网.
    ALTER TABLE filing ADD COLUMN is_harsh INTEGER NOT NULL DEFAULT 0 CHECK (is_harsh IN (0, 1));
    DROP INDEX filing_register;
    DROP INDEX filing_by_partition;
    UPDATE filing SET
      status = coalesce(json_extract(progress, '$.status'), 'draft'),
      reported_at_ms = json_extract(progress, '$.reportedAtMs'),
      notified_at_ms = json_extract(progress, '$.notifiedAtMs'),
      inspected_on = coalesce(json_extract(progress, '$.inspectedOn'), ''),
      concluded_on = coalesce(json_extract(progress, '$.concludedOn'), ''),
      sent_at_ms = json_extract(progress, '$.sentAtMs')
      WHERE json_type(progress) = 'object';
    CREATE INDEX filing_register ON filing (
      inspection_date, inspecting_unit, domain, trigger, status, partition_id,
      json_extract(register_number, '$.year'), json_extract(register_number, '$.n')
    ) WHERE deleted = 0;
    CREATE INDEX filing_by_enterprise ON filing (
      partition_id, deleted, inspection_date, inspecting_unit, domain, trigger, status,
      inspected_on, concluded_on, reported_at_ms, notified_at_ms, sent_at_ms, is_harsh
    );
    CREATE INDEX filing_open ON filing (
      inspection_date, partition_id, trigger, status, inspected_on, concluded_on, reported_at_ms, notified_at_ms, sent_at_ms
    ) WHERE deleted = 0 AND status <> 'sent';
  `,
};
