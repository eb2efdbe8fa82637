import type { Migration } from '../migrate.ts';

/** How far a stream reaches is read from its operations: written down as well, it was one more page for every save. */
export const migration0160: Migration = {
  version: 160,
  name: 'stream-ends',
  statements: `
    ALTER TABLE stream DROP COLUMN last_id;
    ALTER TABLE stream DROP COLUMN seq;
  `,
};
