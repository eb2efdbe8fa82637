import type { Migration } from '../migrate.ts';

const state = `json_extract(governing, '$.state')`;
const isOfRound = `json_extract(confirmation, '$.level') = level
             AND json_extract(confirmation, '$.round') = coalesce(json_extract(governing, '$.round'), 1)`;

/**
 * What one desk closed while another wrote down that the enterprise is not content is answered, and not closed: as
 * problemStanding in shared/problem/rules.ts has it. Before, it stood as closed, and nobody was told.
 */
export const migration0360: Migration = {
  version: 360,
  name: 'closed-unaware',
  statements: `
    DROP INDEX problem_register;
    DROP INDEX problem_by_due;
    DROP INDEX problem_by_enterprise;
    DROP INDEX problem_by_end;
    ALTER TABLE problem DROP COLUMN state;
    ALTER TABLE problem ADD COLUMN state TEXT NOT NULL GENERATED ALWAYS AS (
      CASE WHEN merged_into <> '' THEN 'merged'
           WHEN ${state} = 'closed' AND json_extract(confirmation, '$.satisfied') = 0 AND ${isOfRound} THEN 'answered'
           WHEN ${state} IN ('accepted', 'assigned', 'closed', 'explained') THEN ${state}
           WHEN coalesce(${state}, '') <> 'answered' THEN 'raised'
           WHEN json_extract(confirmation, '$.satisfied') = 1 AND ${isOfRound} THEN 'confirmed'
           ELSE 'answered' END) VIRTUAL;
    CREATE INDEX problem_register ON problem (raised_on, state, category, level, due_on, host, partition_id)
      WHERE deleted = 0;
    CREATE INDEX problem_by_due ON problem (state, due_on, partition_id, level, raised_on) WHERE deleted = 0;
    CREATE INDEX problem_by_enterprise ON problem (partition_id, state);
    CREATE INDEX problem_by_end ON problem (ended_on, state) WHERE deleted = 0 AND ended_on <> '';
  `,
};
