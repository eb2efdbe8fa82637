/** Whom and what identifiers in stored values mean, as this desk knows them. */
import { get, type ReadDb, sql } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import type { ReadableNames } from '../shared/record/readable.ts';

/** Also of people who were removed: a change still speaks of them. */
export function readableNames(db: ReadDb): ReadableNames {
  return {
    town: townNames(db),
    person: (id) =>
      get<{ name: string }>(db, sql`SELECT name FROM person WHERE id = ${id}`)?.name ??
      '（人员资料尚未收到）',
  };
}
