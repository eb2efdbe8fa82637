/** What is computed from a projected row for this desk's own use: the search lines of enterprises and people, the words of problems. */
import { deletedField, type EntitySpec } from '../../shared/log/entity.ts';
import { insertSearchLine, removeSearchLine } from '../search/lines.ts';
import { problemOfEntry, updateProblemWords } from '../search/problem-words.ts';
import { personSearchText, pinyinSortKey, searchText, splitSearchText } from '../search/pinyin.ts';
import { get, sql, type WriteDb } from '../sql.ts';

interface EnterpriseNames {
  readonly name: string;
  readonly former_names: string;
  readonly short_name: string;
  readonly credit_code: string;
}

/** A record whose row was just written. */
export interface ChangedEntity {
  readonly spec: EntitySpec;
  readonly entityId: string;
  /** It had no row before. */
  readonly isNew: boolean;
  /** Fields whose heads may have changed since the row was last written; the others stand as they were. */
  readonly written: ReadonlySet<string>;
}

/** The fields a search line is made of. What else changes leaves it as it is. */
const searchedFields: Readonly<Record<string, readonly string[]>> = {
  enterprise: ['name', 'formerNames', 'shortName', 'creditCode', deletedField],
  person: ['name', deletedField],
  problem: ['title', 'detail', deletedField],
  problemEntry: ['problemId', 'facts', deletedField],
};

export function updateDerived(db: WriteDb, { spec, entityId, isNew, written }: ChangedEntity): void {
  if (db.isRehearsal) return; // nobody searches in it
  const searched = searchedFields[spec.type];
  if (!searched || !(isNew || searched.some((field) => written.has(field)))) return;
  switch (spec.type) {
    case 'enterprise':
      updateEnterpriseSearch(db, entityId, isNew);
      break;
    case 'person':
      updatePersonSearch(db, entityId, isNew);
      break;
    case 'problem':
      updateProblemWords(db, entityId);
      break;
    case 'problemEntry': {
      const problemId = problemOfEntry(db, entityId);
      if (problemId !== undefined) updateProblemWords(db, problemId);
    }
  }
}

function updateEnterpriseSearch(db: WriteDb, id: string, isNew: boolean): void {
  if (!isNew) removeSearchLine(db, 'enterprise', id);
  const row = get<EnterpriseNames>(
    db,
    sql`SELECT name, former_names, short_name, credit_code FROM enterprise WHERE id = ${id} AND deleted = 0`,
  );
  if (!row) return;
  // First: the search line begins with the same name, and its syllables are remembered.
  const sortText = pinyinSortKey(row.name);
  const line = searchText({
    name: row.name,
    formerNames: textsOf(row.former_names),
    shortName: row.short_name,
    creditCode: row.credit_code,
  });
  insertSearchLine(db, 'enterprise', id, { sortText, ...splitSearchText(line) });
}

function updatePersonSearch(db: WriteDb, id: string, isNew: boolean): void {
  if (!isNew) removeSearchLine(db, 'person', id);
  const row = get<{ name: string }>(db, sql`SELECT name FROM person WHERE id = ${id} AND deleted = 0`);
  if (!row) return;
  insertSearchLine(db, 'person', id, {
    sortText: pinyinSortKey(row.name, 'person'),
    ...splitSearchText(personSearchText(row.name)),
  });
}

/** What a peer may have sent is read with care: anything but a list of texts is an empty list. */
function textsOf(json: string): string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
