/** 待定冲突: fields with several different values standing. */
import { fieldSpec } from '../shared/log/entity.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { type Head, shownHead } from '../shared/log/merge.ts';
import { readHeads } from './log/fold.ts';
import { parseBody } from './log/op.ts';
import { all, get, prepare, type ReadDb, sql } from './sql.ts';

export interface ConflictRecord {
  readonly entityType: string;
  readonly entityId: string;
  readonly field: string;
  readonly partition: string;
  /** '' when the record does not belong to an enterprise. */
  readonly enterpriseName: string;
  readonly heads: readonly (Head & {
    readonly author: string;
    readonly writtenAtMs: number;
    readonly seenValue: unknown;
    readonly isShown: boolean;
  })[];
}

interface ConflictRow {
  readonly entity_type: string;
  readonly entity_id: string;
  readonly field: string;
  readonly partition_id: string;
  readonly enterprise_name: string | null;
}

export function countConflicts(db: ReadDb): number {
  return get<{ n: number }>(db, sql`SELECT count(*) AS n FROM conflict`)?.n ?? 0;
}

export function listConflicts(db: ReadDb): ConflictRecord[] {
  const rows = all<ConflictRow>(
    db,
    sql`SELECT c.entity_type, c.entity_id, c.field, c.partition_id, e.name AS enterprise_name
        FROM conflict c LEFT JOIN enterprise e ON e.id = c.partition_id
        ORDER BY e.name, c.entity_type, c.entity_id, c.field`,
  );
  return rows.map((row) => {
    const heads = readHeads(db, row.entity_type, row.entity_id).get(row.field) ?? [];
    const spec = entitySpec(row.entity_type);
    const shown = shownHead(heads, (spec && fieldSpec(spec, row.field)?.owner) ?? 'both');
    return {
      entityType: row.entity_type,
      entityId: row.entity_id,
      field: row.field,
      partition: row.partition_id,
      enterpriseName: row.enterprise_name ?? '',
      heads: heads.map((head) => ({
        ...head,
        ...writerOf(db, head.opId, row.field),
        isShown: head.opId === shown?.opId,
      })),
    };
  });
}

interface OpRow {
  readonly author: string;
  readonly bytes: Uint8Array;
}

function writerOf(
  db: ReadDb,
  opId: string,
  field: string,
): { author: string; writtenAtMs: number; seenValue: unknown } {
  const select = prepare(db, 'SELECT author, bytes FROM op WHERE id = ?');
  const row = select.get(opId) as OpRow;
  const body = parseBody(row.bytes);
  const [parent] = body.fields[field]?.parents ?? [];
  const parentRow = parent === undefined ? undefined : (select.get(parent) as OpRow | undefined);
  return {
    author: row.author,
    writtenAtMs: body.wall,
    seenValue: parentRow ? (parseBody(parentRow.bytes).fields[field]?.value ?? null) : null,
  };
}
