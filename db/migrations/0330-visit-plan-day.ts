import type { Migration } from '../migrate.ts';

/**
 * Visits are counted by the day they were meant for as well. Those that were never planned stand in no row of the index, so
 * that writing one down costs nothing more.
 */
export const migration0330: Migration = {
  version: 330,
  name: 'visit-plan-day',
  statements: `
    ALTER TABLE visit ADD COLUMN planned_on TEXT NOT NULL GENERATED ALWAYS AS (
      coalesce(json_extract(timing, '$.plannedOn'), '')) VIRTUAL;
    CREATE INDEX visit_by_plan ON visit (planned_on, status, leader_id, partition_id)
      WHERE deleted = 0 AND planned_on <> '';
  `,
};
