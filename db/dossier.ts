/** What the head of a dossier says about the records that belong to one enterprise. */
import { all, get, type ReadDb, sql } from './sql.ts';

export interface SectionCounts {
  readonly links: number;
  readonly filings: number;
  readonly attachments: number;
}

export function countSections(db: ReadDb, enterpriseId: string): SectionCounts {
  const row = get<SectionCounts>(
    db,
    sql`SELECT
          (SELECT count(*) FROM city_leader_link WHERE partition_id = ${enterpriseId} AND deleted = 0)
            + (SELECT count(*) FROM enterprise_link WHERE partition_id = ${enterpriseId} AND deleted = 0) AS links,
          (SELECT count(*) FROM filing WHERE partition_id = ${enterpriseId} AND deleted = 0) AS filings,
          (SELECT count(*) FROM attachment WHERE partition_id = ${enterpriseId} AND deleted = 0) AS attachments`,
  );
  return row ?? { links: 0, filings: 0, attachments: 0 };
}

/** Fields of one record with several concurrent values. */
export function openConflicts(db: ReadDb, entityType: string, entityId: string): string[] {
  return all<{ field: string }>(
    db,
    sql`SELECT field FROM conflict WHERE entity = ${`${entityType}/${entityId}`} ORDER BY field`,
  ).map((row) => row.field);
}
