/** Visits for the one search: by who called, by the day, and by the enterprise. */
import { plainName } from '../visit.ts';
import type { SearchHit } from '../../shared/search/contract.ts';
import { visitStandingLabels, visitStandingOf, visitStatuses } from '../../shared/visit/rules.ts';
import { containing } from '../../shared/text/query.ts';
import { all, listOf, type ReadDb, sql } from '../sql.ts';

/** Names and days are read through, so the work is bounded; older visits are found by their enterprise. */
const searchedVisits = 1000;

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly leader: string;
  readonly day: string;
  readonly status: string;
}

/** What the same text has found already. */
interface Found {
  readonly enterpriseIds: readonly string[];
  readonly personIds: readonly string[];
}

/** The latest day first. `today`: YYYY-MM-DD. */
export function searchVisits(
  db: ReadDb,
  text: string,
  { enterpriseIds, personIds }: Found,
  limit: number,
  today: string,
): SearchHit[] {
  const pattern = containing(text);
  const rows = all<Row>(
    db,
    sql`SELECT v.id AS id, e.name AS name, v.leader AS leader, v.on_day AS day, v.status AS status
        FROM visit v LEFT JOIN enterprise e ON e.id = v.partition_id
        WHERE v.deleted = 0 AND v.id IN (
          SELECT id FROM visit WHERE deleted = 0 AND partition_id IN (${listOf(enterpriseIds)})
          UNION
          SELECT id FROM (SELECT * FROM visit WHERE deleted = 0 ORDER BY on_day DESC LIMIT ${searchedVisits})
          WHERE on_day LIKE ${pattern} ESCAPE '\\' OR participants LIKE ${pattern} ESCAPE '\\'
            OR json_extract(leader, '$.name') LIKE ${pattern} ESCAPE '\\' OR leader_id IN (${listOf(personIds)}))
        ORDER BY v.on_day DESC, v.id LIMIT ${limit}`,
  );
  return rows.map((row) => ({
    kind: 'visit',
    id: row.id,
    title: row.name ?? '（企业资料尚未收到）',
    detail: [row.day, plainName(row.leader), statusText(row, today)]
      .filter((part) => part !== '')
      .join(' · '),
  }));
}

function statusText({ status, day }: Row, today: string): string {
  const known = visitStatuses.find((each) => each === status) ?? 'planned';
  return visitStandingLabels[visitStandingOf({ status: known, plannedOn: day }, today)];
}
