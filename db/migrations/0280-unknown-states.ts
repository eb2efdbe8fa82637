import type { Migration } from '../migrate.ts';

/** The city touched it and did not give it back; what its newer program calls that is the city's all the same. */
const isTaken = `(json_type(city_handling) = 'object' AND coalesce(json_extract(city_handling, '$.state'), 'raised') <> 'returned')`;

/** Whose a problem is now: as problemStanding in shared/problem/rules.ts has it. */
const isCitys = `(
        ${isTaken}
        OR coalesce(json_extract(escalation, '$.times'), 0) > coalesce(json_extract(city_handling, '$.returns'), 0)
      )`;

/**
 * A state that this program does not know stands in the lists as the records read it: a problem as raised, a visit as
 * planned. Before, it stood in no list.
 */
export const migration0280: Migration = {
  version: 280,
  name: 'unknown-states',
  statements: `
    DROP INDEX problem_register;
    DROP INDEX problem_by_due;
    DROP INDEX problem_by_enterprise;
    ALTER TABLE problem DROP COLUMN host;
    ALTER TABLE problem DROP COLUMN due_on;
    ALTER TABLE problem DROP COLUMN state;
    ALTER TABLE problem DROP COLUMN governing;
    ALTER TABLE problem DROP COLUMN level;
    ALTER TABLE problem ADD COLUMN level TEXT NOT NULL GENERATED ALWAYS AS (
      CASE WHEN ${isCitys} THEN 'city' ELSE 'town' END) VIRTUAL;
    ALTER TABLE problem ADD COLUMN governing TEXT NOT NULL GENERATED ALWAYS AS (
      CASE WHEN NOT ${isCitys} THEN handling
           WHEN ${isTaken} THEN city_handling
           ELSE json_object('state', 'raised', 'hostDueOn', json_extract(handling, '$.hostDueOn'),
                            'round', coalesce(json_extract(city_handling, '$.round'), 1)) END) VIRTUAL;
    ALTER TABLE problem ADD COLUMN state TEXT NOT NULL GENERATED ALWAYS AS (
      CASE WHEN merged_into <> '' THEN 'merged'
           WHEN json_extract(governing, '$.state') IN ('accepted', 'assigned', 'closed', 'explained')
             THEN json_extract(governing, '$.state')
           WHEN coalesce(json_extract(governing, '$.state'), '') <> 'answered' THEN 'raised'
           WHEN json_extract(confirmation, '$.satisfied') = 1 AND json_extract(confirmation, '$.level') = level
             AND json_extract(confirmation, '$.round') = coalesce(json_extract(governing, '$.round'), 1) THEN 'confirmed'
           ELSE 'answered' END) VIRTUAL;
    ALTER TABLE problem ADD COLUMN due_on TEXT NOT NULL GENERATED ALWAYS AS (
      coalesce(json_extract(governing, '$.hostDueOn'), '')) VIRTUAL;
    ALTER TABLE problem ADD COLUMN host TEXT NOT NULL GENERATED ALWAYS AS (
      coalesce(json_extract(governing, '$.host'), '')) VIRTUAL;
    CREATE INDEX problem_register ON problem (raised_on, state, category, level, due_on, host, partition_id)
      WHERE deleted = 0;
    CREATE INDEX problem_by_due ON problem (state, due_on, partition_id, level, raised_on) WHERE deleted = 0;
    CREATE INDEX problem_by_enterprise ON problem (partition_id, state);
    DROP INDEX visit_by_enterprise;
    DROP INDEX visit_by_day;
    ALTER TABLE visit DROP COLUMN status;
    ALTER TABLE visit ADD COLUMN status TEXT NOT NULL GENERATED ALWAYS AS (
      CASE WHEN json_extract(timing, '$.status') IN ('made', 'cancelled') THEN json_extract(timing, '$.status')
           ELSE 'planned' END) VIRTUAL;
    CREATE INDEX visit_by_enterprise ON visit (partition_id, on_day, status) WHERE deleted = 0;
    CREATE INDEX visit_by_day ON visit (on_day, status, leader_id, partition_id) WHERE deleted = 0;
  `,
};
