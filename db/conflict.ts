/** 待定冲突: fields with several different values standing, and records deleted against a change. */
import { bulletinEntity } from '../shared/bulletin/entity.ts';
import { deletedField, fieldSpec } from '../shared/log/entity.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { type Head, shownHead } from '../shared/log/merge.ts';
import { findBulletin, shownOfBulletin } from './bulletin.ts';
import { disputedDeletions } from './disputed-deletion.ts';
import { readHeads } from './log/record-heads.ts';
import { isRemoval } from './record-lines.ts';
import { type KnownWrite, knownWrites, lastCommon } from './log/ancestry.ts';
import { all, get, type ReadDb, type Sql, sql } from './sql.ts';
import { isElsewhere } from './untold.ts';

/** A write that stands, with the writes its author saw. */
export interface StandingWrite extends Head {
  /** Of a deletion each change has a field of its own, of this kind of record. */
  readonly field: string;
  readonly entityType: string;
  readonly author: string;
  readonly writtenAtMs: number;
  readonly receivedAtMs: number;
  /** Those of them that are here and wrote the field. */
  readonly parents: readonly KnownWrite[];
  readonly isShown: boolean;
  /** Of a deletion: of a line that was added to the record. */
  readonly isAdded: boolean;
}

export interface ConflictRecord {
  readonly kind: 'values' | 'deletion';
  readonly entityType: string;
  readonly entityId: string;
  readonly field: string;
  readonly partition: string;
  /** '' when the record does not belong to an enterprise. */
  readonly enterpriseName: string;
  /** The enterprise's town or that of a town's own records; '' for neither. */
  readonly townId: string;
  readonly heads: readonly StandingWrite[];
  /** What all of them had seen last, as JSON text. */
  readonly base: string | undefined;
}

interface PlaceRow {
  readonly entity_type: string;
  readonly entity_id: string;
  readonly partition_id: string;
  readonly enterprise_name: string | null;
  readonly town_id: string;
}

/** What the program writes beside 所属镇区 is settled with it and says nothing to a person. */
export const coupledField = 'assignmentCut';
/**
 * So are the notices: two laptops of the city that assign an enterprise alike each tell the old town; and what a town is told
 * of a decision, which follows from the note where the city settles it. Nor is a bulletin told of outside the office that
 * writes it: its readers have what was issued, and one of the values may be a draft's.
 */
const forPeople = sql`NOT (c.entity_type = 'enterprise' AND c.field = ${coupledField}) AND c.entity_type <> 'handover'
  AND NOT (c.entity_type = 'assignedDecision' AND c.field <> 'report')
  AND (c.entity_type <> ${bulletinEntity.type} OR NOT ${isElsewhere})`;

/** Of all, or of one partition. */
export function countConflicts(db: ReadDb, partition?: string): number {
  const here = partition === undefined ? sql`1` : sql`c.partition_id = ${partition}`;
  const fields = get<{ n: number }>(
    db,
    sql`SELECT count(*) AS n FROM conflict c WHERE ${forPeople} AND ${here}`,
  );
  const deletions = disputedDeletions(db).filter(
    ({ deletion }) => partition === undefined || partitionOf(db, deletion.opId) === partition,
  );
  return (fields?.n ?? 0) + deletions.length;
}

/** Fields of one record in which several values stand, told to people or not. */
export function countDisputedFields(db: ReadDb, entityType: string, entityId: string): number {
  const found = get<{ n: number }>(
    db,
    sql`SELECT count(*) AS n FROM conflict WHERE entity_type = ${entityType} AND entity_id = ${entityId}`,
  );
  return found?.n ?? 0;
}

export interface OpenConflict {
  /** Tells it from every other. */
  readonly name: string;
  readonly partition: string;
  /** Of the writes that stand in it, the latest row of the log. */
  readonly lastRow: number;
}

/** Those that `countConflicts` counts. */
export function openConflicts(db: ReadDb): OpenConflict[] {
  const fields = all<OpenConflict>(
    db,
    sql`SELECT c.entity || ' ' || c.field AS name, c.partition_id AS "partition", coalesce(max(o.rowid), 0) AS lastRow
        FROM conflict c LEFT JOIN head h ON h.entity = c.entity AND h.field = c.field LEFT JOIN op o ON o.id = h.op_id
        WHERE ${forPeople} GROUP BY c.entity, c.field`,
  );
  const rowOf = (opId: string): number =>
    get<{ n: number }>(db, sql`SELECT rowid AS n FROM op WHERE id = ${opId}`)?.n ?? 0;
  const deletions = disputedDeletions(db).map(({ entityType, entityId, deletion, unseen }) => ({
    name: `${entityType}/${entityId} ${deletedField}`,
    partition: partitionOf(db, deletion.opId),
    lastRow: Math.max(rowOf(deletion.opId), ...unseen.map(({ head }) => rowOf(head.opId))),
  }));
  return [...fields, ...deletions];
}

export function partitionOf(db: ReadDb, opId: string): string {
  return get<{ p: string }>(db, sql`SELECT partition_id AS p FROM op WHERE id = ${opId}`)?.p ?? '';
}

export function listConflicts(db: ReadDb): ConflictRecord[] {
  const rows = all<PlaceRow & { readonly field: string }>(
    db,
    sql`SELECT c.entity_type, c.entity_id, c.field, c.partition_id, ${placeColumns(sql`c.partition_id`)}
        FROM conflict c LEFT JOIN enterprise e ON e.id = c.partition_id
        WHERE ${forPeople}
        ORDER BY e.name, c.partition_id, c.entity_type, c.entity_id, c.field`,
  );
  const write = knownWrites(db);
  const fields = rows.map((row): ConflictRecord => {
    const { field } = row;
    const heads = readHeads(db, row.entity_type, row.entity_id).get(field) ?? [];
    const shown = shownOf(db, row, heads);
    return {
      ...placeOf(row),
      kind: 'values',
      field,
      base: lastCommon(
        heads.map(({ opId }) => opId),
        field,
        write,
      ),
      heads: heads.map((head) => standing(head, [row.entity_type, field], write, head.opId === shown?.opId)),
    };
  });
  const deletions = disputedDeletions(db).flatMap((dispute): ConflictRecord[] => {
    const row = get<PlaceRow>(
      db,
      sql`SELECT o.entity_type, o.entity_id, o.partition_id, ${placeColumns(sql`o.partition_id`)}
          FROM op o LEFT JOIN enterprise e ON e.id = o.partition_id WHERE o.id = ${dispute.deletion.opId}`,
    );
    if (!row) return [];
    const { entityType } = dispute;
    const changes = dispute.unseen.map((each) => ({
      ...standing(each.head, [each.entityType, each.field], write, false),
      isAdded: each.isAdded,
    }));
    return [
      {
        ...placeOf(row),
        kind: 'deletion',
        field: deletedField,
        base: undefined,
        heads: [standing(dispute.deletion, [entityType, deletedField], write, isGone(db, row)), ...changes],
      },
    ];
  });
  return [...fields, ...deletions];
}

function shownOf(
  db: ReadDb,
  row: PlaceRow & { readonly field: string },
  heads: readonly Head[],
): Head | undefined {
  const { entity_type: type, field } = row;
  const spec = entitySpec(type);
  if (type !== bulletinEntity.type)
    return shownHead(heads, (spec && fieldSpec(spec, field)?.owner) ?? 'both');
  if (field !== deletedField) return shownOfBulletin(db, field, heads);
  const gone = isGone(db, row);
  return heads.find((head) => isRemoval(head) === gone);
}

/** A bulletin that was issued stands until its removal was decided upon. */
function isGone(db: ReadDb, { entity_type: type, entity_id: id }: PlaceRow): boolean {
  return type !== bulletinEntity.type || !findBulletin(db, id);
}

function placeColumns(partition: Sql): Sql {
  return sql`e.name AS enterprise_name,
    coalesce(e.town_id, CASE WHEN ${partition} LIKE 'town:%' THEN substr(${partition}, 6) ELSE '' END) AS town_id`;
}

function placeOf(
  row: PlaceRow,
): Pick<ConflictRecord, 'entityType' | 'entityId' | 'partition' | 'enterpriseName' | 'townId'> {
  return {
    entityType: row.entity_type,
    entityId: row.entity_id,
    partition: row.partition_id,
    enterpriseName: row.enterprise_name ?? '',
    townId: row.town_id,
  };
}

function standing(
  head: Head,
  [entityType, field]: readonly [entityType: string, field: string],
  write: (opId: string, field: string) => KnownWrite | undefined,
  isShown: boolean,
): StandingWrite {
  const own = write(head.opId, field);
  return {
    ...head,
    entityType,
    field,
    author: own?.author ?? '',
    writtenAtMs: own?.writtenAtMs ?? head.hlcMs,
    receivedAtMs: own?.receivedAtMs ?? head.hlcMs,
    parents: (own?.parents ?? []).flatMap((parent) => write(parent, field) ?? []),
    isShown,
    isAdded: false,
  };
}
