/** What is computed from a projected row for this desk's own use: the search lines of enterprises and people. */
import { personSearchText, pinyinSortKey, searchText, splitSearchText } from '../search/pinyin.ts';
import { get, run, sql, type WriteDb } from '../sql.ts';

interface EnterpriseNames {
  readonly name: string;
  readonly former_names: string;
  readonly short_name: string;
  readonly credit_code: string;
}

export function updateDerived(db: WriteDb, entityType: string, entityId: string): void {
  if (entityType === 'enterprise') updateEnterpriseSearch(db, entityId);
  else if (entityType === 'person') updatePersonSearch(db, entityId);
}

function updateEnterpriseSearch(db: WriteDb, id: string): void {
  run(db, sql`DELETE FROM enterprise_search WHERE enterprise_id = ${id}`);
  const row = get<EnterpriseNames>(
    db,
    sql`SELECT name, former_names, short_name, credit_code FROM enterprise WHERE id = ${id} AND deleted = 0`,
  );
  if (!row) return;
  const line = searchText({
    name: row.name,
    formerNames: textsOf(row.former_names),
    shortName: row.short_name,
    creditCode: row.credit_code,
  });
  const { names, latin } = splitSearchText(line);
  run(
    db,
    sql`INSERT INTO enterprise_search (sort_text, enterprise_id, names, latin)
        VALUES (${pinyinSortKey(row.name)}, ${id}, ${names}, ${latin})`,
  );
}

function updatePersonSearch(db: WriteDb, id: string): void {
  run(db, sql`DELETE FROM person_search WHERE person_id = ${id}`);
  const row = get<{ name: string }>(db, sql`SELECT name FROM person WHERE id = ${id} AND deleted = 0`);
  if (!row) return;
  const { names, latin } = splitSearchText(personSearchText(row.name));
  run(
    db,
    sql`INSERT INTO person_search (sort_text, person_id, names, latin)
        VALUES (${pinyinSortKey(row.name, 'person')}, ${id}, ${names}, ${latin})`,
  );
}

/** What a peer may have sent is read with care: anything but a list of texts is an empty list. */
function textsOf(json: string): string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
