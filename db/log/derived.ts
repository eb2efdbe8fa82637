/** What is computed from a projected row for this desk's own use: the search line of an enterprise. */
import { get, run, sql, type WriteDb } from '../sql.ts';
import { searchText } from '../search/pinyin.ts';

interface NamesRow {
  readonly name: string;
  readonly former_names: string;
  readonly short_name: string;
  readonly credit_code: string;
}

export function updateDerived(db: WriteDb, entityType: string, entityId: string): void {
  if (entityType !== 'enterprise') return;
  const row = get<NamesRow>(
    db,
    sql`SELECT name, former_names, short_name, credit_code FROM enterprise WHERE id = ${entityId}`,
  );
  if (!row) return;
  const text = searchText({
    name: row.name,
    formerNames: (JSON.parse(row.former_names) as string[] | null) ?? [],
    shortName: row.short_name,
    creditCode: row.credit_code,
  });
  run(
    db,
    sql`INSERT INTO enterprise_search (enterprise_id, text) VALUES (${entityId}, ${text})
        ON CONFLICT (enterprise_id) DO UPDATE SET text = excluded.text`,
  );
}
