import type { Migration } from '../migrate.ts';

/**
 * A quarter is told from the problems that ended in it, however old they are, and a year's duties from who led and who went
 * along. What is open, and visits of a leader alone, stand in no row of the indexes.
 */
export const migration0340: Migration = {
  version: 340,
  name: 'service-periods',
  statements: `
    ALTER TABLE problem ADD COLUMN ended_on TEXT NOT NULL GENERATED ALWAYS AS (
      coalesce(json_extract(governing, '$.endedOn'), '')) VIRTUAL;
    CREATE INDEX problem_by_end ON problem (ended_on, state) WHERE deleted = 0 AND ended_on <> '';
    CREATE INDEX visit_with_others ON visit (on_day, status, partition_id, participants)
      WHERE deleted = 0 AND participants <> '[]';
  `,
};
