import type { Migration } from '../migrate.ts';

/** 议定事项 that the city gave a town to carry out, a few dozen a year. */
export const migration0350: Migration = {
  version: 350,
  name: 'assigned-decision',
  statements: `
    CREATE TABLE assigned_decision (
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,
      decision_id TEXT NOT NULL, meeting_month TEXT NOT NULL, held_on TEXT NOT NULL, what TEXT NOT NULL,
      who TEXT NOT NULL, due_date TEXT NOT NULL, standing TEXT NOT NULL, basis TEXT NOT NULL, report TEXT NOT NULL
    ) STRICT;
    CREATE INDEX assigned_decision_by_decision ON assigned_decision (decision_id);
  `,
};
