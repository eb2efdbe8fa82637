/** The heads of a record as a form keeps them: what the user saw. */
import { entityKey } from './log/project.ts';
import { all, listOf, type ReadDb, sql } from './sql.ts';

export function seenHeadsOf(db: ReadDb, entityType: string, entityId: string): Record<string, string[]> {
  return seenHeadsByRecord(db, entityType, [entityId]).get(entityId) ?? {};
}

/** Of several records of one kind at once, by id. */
export function seenHeadsByRecord(
  db: ReadDb,
  entityType: string,
  ids: readonly string[],
): ReadonlyMap<string, Record<string, string[]>> {
  const rows = all<{ entity: string; field: string; opId: string }>(
    db,
    sql`SELECT entity, field, op_id AS opId FROM head
        WHERE entity IN (${listOf(ids.map((id) => entityKey(entityType, id)))}) ORDER BY entity, field, op_id`,
  );
  const byEntity = Map.groupBy(rows, ({ entity }) => entity);
  return new Map(
    ids.map((id) => {
      const seen: Record<string, string[]> = {};
      for (const { field, opId } of byEntity.get(entityKey(entityType, id)) ?? [])
        (seen[field] ??= []).push(opId);
      return [id, seen];
    }),
  );
}
