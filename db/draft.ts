/** 草稿: unfinished forms of this laptop. */
import { all, get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface Draft {
  readonly value: unknown;
  readonly savedAtMs: number;
}

export function findDraft(db: ReadDb, key: string): Draft | null {
  const row = get<{ value: string; saved_at_ms: number }>(
    db,
    sql`SELECT value, saved_at_ms FROM draft WHERE key = ${key}`,
  );
  return row ? { value: JSON.parse(row.value) as unknown, savedAtMs: row.saved_at_ms } : null;
}

export function putDraft(db: WriteDb, key: string, content: unknown, nowMs: number): void {
  run(
    db,
    sql`INSERT INTO draft (key, value, saved_at_ms) VALUES (${key}, ${JSON.stringify(content)}, ${nowMs})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, saved_at_ms = excluded.saved_at_ms`,
  );
}

export function deleteDraft(db: WriteDb, key: string): void {
  run(db, sql`DELETE FROM draft WHERE key = ${key}`);
}

/** Those of an enterprise and of all records kept with it: for when it leaves this desk. */
export function deleteDraftsOf(db: WriteDb, enterpriseId: string): void {
  run(
    db,
    sql`DELETE FROM draft WHERE EXISTS (
          SELECT 1 FROM (SELECT ${enterpriseId} AS id UNION SELECT entity_id FROM op WHERE partition_id = ${enterpriseId}) r
          WHERE instr(draft.key || ':', ':' || r.id || ':') > 0)`,
  );
}

/**
 * Keys and times of the drafts whose key begins with `prefix`, latest first. Those of an enterprise that another desk
 * removed are kept, in case it is brought back, but not told: their forms cannot be opened.
 */
export function listDrafts(db: ReadDb, prefix: string): ListedDraft[] {
  return all<{ key: string; saved_at_ms: number }>(
    db,
    sql`SELECT key, saved_at_ms FROM draft WHERE substr(key, 1, ${prefix.length}) = ${prefix}
          AND NOT EXISTS (SELECT 1 FROM enterprise e
                          WHERE e.deleted = 1 AND instr(draft.key || ':', ':' || e.id || ':') > 0)
        ORDER BY saved_at_ms DESC`,
  ).map((row) => ({ key: row.key, savedAtMs: row.saved_at_ms, ...subjectOf(db, row.key) }));
}

export interface ListedDraft {
  readonly key: string;
  readonly savedAtMs: number;
  /** The enterprise or the person its form is about, as they are called now; '' for a form about nobody yet. */
  readonly about: string;
  /** The enterprise that its record is kept with; '' without one. */
  readonly enterpriseId: string;
}

function subjectOf(db: ReadDb, key: string): Pick<ListedDraft, 'about' | 'enterpriseId'> {
  const nobody = { about: '', enterpriseId: '' };
  for (const id of key.split(':').slice(1).toReversed()) {
    const row = get<{ about: string; enterpriseId: string }>(
      db,
      sql`SELECT name AS about, id AS enterpriseId FROM enterprise WHERE id = ${id}
          UNION ALL SELECT e.name, e.id FROM op o JOIN enterprise e ON e.id = o.partition_id WHERE o.entity_id = ${id}
          UNION ALL SELECT name, '' FROM person WHERE id = ${id} LIMIT 1`,
    );
    if (row) return row;
  }
  return nobody;
}
