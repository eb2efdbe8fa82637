/** Whom and what identifiers in stored values mean, as this desk knows them. */
import { all, get, type ReadDb, sql } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import type { ReadableNames } from '../shared/record/readable.ts';

const unknownPerson = '（人员资料尚未收到）';

/** Also of people who were removed: a change still speaks of them. */
export function readableNames(db: ReadDb): ReadableNames {
  return {
    town: townNames(db),
    person: (id) =>
      get<{ name: string }>(db, sql`SELECT name FROM person WHERE id = ${id}`)?.name ?? unknownPerson,
  };
}

/** The same, read at once: it still knows them when the transaction that wrote them was rolled back. */
export function rememberedNames(db: ReadDb): ReadableNames {
  const people = all<{ id: string; name: string }>(db, sql`SELECT id, name FROM person`);
  const nameById = new Map(people.map(({ id, name }) => [id, name]));
  return { town: townNames(db), person: (id) => nameById.get(id) ?? unknownPerson };
}
