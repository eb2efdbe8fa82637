import type { Migration } from '../migrate.ts';

/** A bundle of a leader's laptop waits in the inbox as his, not as his town's. '' is the office's. */
export const migration0190: Migration = {
  version: 190,
  name: 'inbox-of-leader',
  statements: `
    ALTER TABLE inbox ADD COLUMN peer_leader_id TEXT NOT NULL DEFAULT '';
  `,
};
