/** The lines of a record, and which of them were removed in the same go as it. */
import { canonicalJson } from '../shared/log/canonical.ts';
import { columnName, deletedField } from '../shared/log/entity.ts';
import type { Head } from '../shared/log/merge.ts';
import { lineKindOf, type LineKind, linesOfRecord } from '../shared/record/lines.ts';
import { knownWrites } from './log/ancestry.ts';
import { readHeads } from './log/record-heads.ts';
import { all, get, identifier, listOf, type ReadDb, sql, values } from './sql.ts';

export interface RecordLine {
  readonly id: string;
  readonly kind: LineKind;
  readonly heads: ReadonlyMap<string, readonly Head[]>;
  /** `stands`: nobody removed it. `with-record`: all who removed it removed the record. `apart`: somebody removed the line. */
  readonly standing: 'stands' | 'with-record' | 'apart';
  /** Whether one of those who removed the record removed it too. */
  readonly wasRemoved: boolean;
  /** Whether they knew all that stands in it. */
  readonly isKnown: boolean;
}

export const isRemoval = ({ value }: Pick<Head, 'value'>): boolean => value === canonicalJson(true);

/** Those removed too. `deletions`: what stands in the record's `deleted`. Of the record's partition alone. */
export function linesOf(
  db: ReadDb,
  entityType: string,
  entityId: string,
  deletions: readonly Head[],
): RecordLine[] {
  const kind = linesOfRecord(entityType);
  if (!kind) return [];
  const { line, record, of } = kind;
  const ids = values<string>(
    db,
    sql`SELECT l.id FROM ${identifier(record.table)} r
          JOIN ${identifier(line.table)} l ON l.${identifier(columnName(of))} = r.id AND l.partition_id = r.partition_id
        WHERE r.id = ${entityId} ORDER BY l.rowid`,
  );
  if (ids.length === 0) return [];
  const swept = removedWith(db, deletions, kind, ids);
  const removedBy = Map.groupBy(swept, ([, lineId]) => lineId);
  const write = knownWrites(db);
  return ids.map((id) => {
    const heads = readHeads(db, line.type, id);
    const removals = (heads.get(deletedField) ?? []).filter(isRemoval);
    const standing =
      removals.length === 0
        ? 'stands'
        : removals.every(({ opId }) => swept.has(opId))
          ? 'with-record'
          : 'apart';
    const own = removedBy.get(id) ?? [];
    const known = new Set(own.flatMap(([opId]) => write(opId, deletedField)?.parents ?? []));
    const isKnown = [...heads].every(
      ([field, list]) => field === deletedField || list.every(({ opId }) => known.has(opId)),
    );
    return { id, kind, heads, standing, wasRemoved: own.length > 0, isKnown };
  });
}

/** The record a line belongs to; undefined of what is no line, or came before its record. */
export function recordOfLine(
  db: ReadDb,
  entityType: string,
  entityId: string,
): { readonly entityType: string; readonly entityId: string } | undefined {
  const kind = lineKindOf(entityType);
  if (!kind) return undefined;
  const { line, record, of } = kind;
  const row = get<{ id: string }>(
    db,
    sql`SELECT r.id FROM ${identifier(line.table)} l
          JOIN ${identifier(record.table)} r ON r.id = l.${identifier(columnName(of))} AND r.partition_id = l.partition_id
        WHERE l.id = ${entityId}`,
  );
  return row && { entityType: record.type, entityId: row.id };
}

/** Operation → the line it removed. Removals of the lines follow their record's in its stream, one after another. */
function removedWith(
  db: ReadDb,
  deletions: readonly Head[],
  { line }: LineKind,
  lineIds: readonly string[],
): ReadonlyMap<string, string> {
  const rows = all<{ id: string; entity_id: string }>(
    db,
    sql`WITH RECURSIVE swept(id, entity_id, partition_id, incarnation, seq) AS (
          SELECT id, '', partition_id, incarnation, seq FROM op WHERE id IN (${listOf(removalsBehind(db, deletions))})
          UNION ALL
          SELECT o.id, o.entity_id, o.partition_id, o.incarnation, o.seq FROM swept s
            JOIN op o ON o.partition_id = s.partition_id AND o.incarnation = s.incarnation AND o.seq = s.seq + 1
          WHERE o.entity_type = ${line.type} AND o.entity_id IN (${listOf(lineIds)})
        )
        SELECT id, entity_id FROM swept WHERE entity_id <> ''`,
  );
  return new Map(rows.map((row) => [row.id, row.entity_id]));
}

/** These removals and those they confirmed: who decides that a record stays removed finds its lines removed already. */
function removalsBehind(db: ReadDb, deletions: readonly Head[]): string[] {
  const write = knownWrites(db);
  const found = new Set<string>();
  const next = deletions.filter(isRemoval).map(({ opId }) => opId);
  for (let opId = next.pop(); opId !== undefined; opId = next.pop()) {
    const known = found.has(opId) ? undefined : write(opId, deletedField);
    if (!known || !isRemoval(known)) continue;
    found.add(opId);
    next.push(...known.parents);
  }
  return [...found];
}
