import type { Migration } from '../migrate.ts';

const record = `
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,`;

/** Whose a problem is now: as problemStanding in shared/problem/rules.ts has it. */
const isCitys = `(
        coalesce(json_extract(city_handling, '$.state'), 'raised') NOT IN ('raised', 'returned')
        OR coalesce(json_extract(escalation, '$.times'), 0) > coalesce(json_extract(city_handling, '$.returns'), 0)
      )`;

/** 走访服务 with its 承诺事项, 问题诉求 with its 办理记录. What lists filter by is computed from the composite values. */
export const migration0270: Migration = {
  version: 270,
  name: 'service',
  statements: `
    CREATE TABLE visit (${record}
      timing TEXT NOT NULL, leader TEXT NOT NULL, participants TEXT NOT NULL, hosts TEXT NOT NULL,
      purpose TEXT NOT NULL, said TEXT NOT NULL, note TEXT NOT NULL,
      status TEXT NOT NULL GENERATED ALWAYS AS (coalesce(json_extract(timing, '$.status'), 'planned')) VIRTUAL,
      -- The day it was made, or is planned for.
      on_day TEXT NOT NULL GENERATED ALWAYS AS (
        coalesce(nullif(json_extract(timing, '$.visitedOn'), ''), json_extract(timing, '$.plannedOn'), '')) VIRTUAL,
      leader_id TEXT NOT NULL GENERATED ALWAYS AS (coalesce(json_extract(leader, '$.personId'), '')) VIRTUAL
    ) STRICT;
    CREATE INDEX visit_by_enterprise ON visit (partition_id, on_day, status) WHERE deleted = 0;
    CREATE INDEX visit_by_day ON visit (on_day, status, leader_id, partition_id) WHERE deleted = 0;
    CREATE TABLE visit_promise (${record}
      visit_id TEXT NOT NULL, ordinal INTEGER, what TEXT NOT NULL, who TEXT NOT NULL, due_date TEXT NOT NULL,
      completion TEXT NOT NULL,
      done INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(json_extract(completion, '$.done'), 0)) VIRTUAL
    ) STRICT;
    CREATE INDEX visit_promise_by_visit ON visit_promise (visit_id);
    CREATE INDEX visit_promise_open ON visit_promise (due_date, partition_id) WHERE deleted = 0 AND done = 0;
    CREATE TABLE problem (${record}
      title TEXT NOT NULL, detail TEXT NOT NULL, category TEXT NOT NULL, raised_on TEXT NOT NULL,
      raised_by TEXT NOT NULL, phone TEXT NOT NULL, source TEXT NOT NULL, visit_id TEXT NOT NULL,
      handling TEXT NOT NULL, city_handling TEXT NOT NULL, escalation TEXT NOT NULL, confirmation TEXT NOT NULL,
      merged_into TEXT NOT NULL,
      level TEXT NOT NULL GENERATED ALWAYS AS (CASE WHEN ${isCitys} THEN 'city' ELSE 'town' END) VIRTUAL,
      -- The record that says where it stands; the city's is null, or says returned, until the city touches it.
      governing TEXT NOT NULL GENERATED ALWAYS AS (
        CASE WHEN NOT ${isCitys} THEN handling
             WHEN coalesce(json_extract(city_handling, '$.state'), 'returned') <> 'returned' THEN city_handling
             ELSE json_object('state', 'raised', 'hostDueOn', json_extract(handling, '$.hostDueOn'),
                              'round', coalesce(json_extract(city_handling, '$.round'), 1)) END) VIRTUAL,
      state TEXT NOT NULL GENERATED ALWAYS AS (
        CASE WHEN merged_into <> '' THEN 'merged'
             WHEN coalesce(json_extract(governing, '$.state'), 'raised') IN ('raised', 'returned') THEN 'raised'
             WHEN json_extract(governing, '$.state') <> 'answered' THEN json_extract(governing, '$.state')
             WHEN json_extract(confirmation, '$.satisfied') = 1 AND json_extract(confirmation, '$.level') = level
               AND json_extract(confirmation, '$.round') = coalesce(json_extract(governing, '$.round'), 1) THEN 'confirmed'
             ELSE 'answered' END) VIRTUAL,
      due_on TEXT NOT NULL GENERATED ALWAYS AS (coalesce(json_extract(governing, '$.hostDueOn'), '')) VIRTUAL,
      host TEXT NOT NULL GENERATED ALWAYS AS (coalesce(json_extract(governing, '$.host'), '')) VIRTUAL
    ) STRICT;
    CREATE INDEX problem_register ON problem (raised_on, state, category, level, due_on, host, partition_id)
      WHERE deleted = 0;
    CREATE INDEX problem_by_due ON problem (state, due_on, partition_id, level, raised_on) WHERE deleted = 0;
    CREATE INDEX problem_by_enterprise ON problem (partition_id, state);
    CREATE INDEX problem_by_merged ON problem (merged_into) WHERE merged_into <> '';
    CREATE INDEX problem_by_visit ON problem (visit_id) WHERE visit_id <> '';
    CREATE TABLE problem_entry (${record}
      problem_id TEXT NOT NULL, ordinal INTEGER, kind TEXT NOT NULL, facts TEXT NOT NULL
    ) STRICT;
    CREATE INDEX problem_entry_by_problem ON problem_entry (problem_id);
    -- What is searched in: every character a word of its own, so that a phrase finds any piece of Chinese text.
    CREATE TABLE problem_search (n INTEGER PRIMARY KEY, problem_id TEXT NOT NULL UNIQUE) STRICT;
    CREATE VIRTUAL TABLE problem_words USING fts5 (words, content = '', contentless_delete = 1);
  `,
};
