/** Filings for the one search: by what is written on them, and by the enterprise they belong to. */
import { filingStatuses, filingStatusLabels } from '../../shared/filing/rules.ts';
import type { SearchHit } from '../../shared/search/contract.ts';
import { containing } from '../../shared/text/query.ts';
import { all, type ReadDb, sql } from '../sql.ts';

/** Texts are read through, so the work is bounded; older filings are found by their enterprise. */
const searchedTexts = 1000;

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly unit: string;
  readonly date: string;
  readonly status: string;
}

/** The latest inspection first. `enterpriseIds` are those that the same text has found; `onlyMade`: none that is to come. */
export function searchFilings(
  db: ReadDb,
  text: string,
  enterpriseIds: readonly string[],
  limit: number,
  onlyMade: boolean,
): SearchHit[] {
  const made = onlyMade ? sql` AND f.inspected_on <> ''` : sql``;
  const pattern = containing(text);
  const rows = all<Row>(
    db,
    sql`SELECT f.id AS id, e.name AS name, f.inspecting_unit AS unit, f.inspection_date AS date,
          f.status AS status
        FROM filing f LEFT JOIN enterprise e ON e.id = f.partition_id
        WHERE f.deleted = 0${made} AND f.id IN (
          SELECT id FROM filing WHERE partition_id IN (SELECT value FROM json_each(${JSON.stringify(enterpriseIds)}))
          UNION
          SELECT id FROM (SELECT * FROM filing ORDER BY inspection_date DESC LIMIT ${searchedTexts})
          WHERE inspecting_unit LIKE ${pattern} ESCAPE '\\' OR inspection_date LIKE ${pattern} ESCAPE '\\'
            OR basis_and_reason LIKE ${pattern} ESCAPE '\\' OR findings LIKE ${pattern} ESCAPE '\\'
            OR conclusion LIKE ${pattern} ESCAPE '\\' OR this_conclusion LIKE ${pattern} ESCAPE '\\')
        ORDER BY f.inspection_date DESC, f.id LIMIT ${limit}`,
  );
  return rows.map((row) => ({
    kind: 'filing',
    id: row.id,
    title: row.name ?? '（企业资料尚未收到）',
    detail: [row.date, row.unit, statusText(row.status)].join(' · '),
  }));
}

function statusText(status: string): string {
  return filingStatusLabels[filingStatuses.find((known) => known === status) ?? 'draft'];
}
