import type { Migration } from '../migrate.ts';

/**
 * Deletions of which a person is still to say whether they stand are kept apart, so that asking for them costs the same
 * however much was removed over the years; all of them at first, until the log is read again. What is still owed to one
 * enterprise is found without reading what is owed to all.
 */
export const migration0370: Migration = {
  version: 370,
  name: 'disputed-deletion',
  statements: `
    CREATE TABLE disputed_deletion (entity TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT INTO disputed_deletion (entity) SELECT DISTINCT entity FROM head WHERE field = 'deleted' AND value = 'true';
    CREATE INDEX visit_promise_of_enterprise ON visit_promise (partition_id) WHERE deleted = 0 AND done = 0;
  `,
};
