import type { Migration } from '../migrate.ts';

/** What the city DRC answered where the policy is silent: the filing rules go by it. */
export const migration0220: Migration = {
  version: 220,
  name: 'policy-answer',
  statements: `
    -- Its id follows from the question.
    CREATE TABLE policy_answer (
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL,
      question TEXT NOT NULL, answer TEXT NOT NULL
    ) STRICT;
  `,
};
