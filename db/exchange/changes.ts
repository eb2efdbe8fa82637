/**
 * What a bundle would change, record by record. The values after are read inside a rehearsal, those before once it was
 * rolled back: the two are compared, however many operations lie between them.
 */
import { deletedField, fieldSpec } from '../../shared/log/entity.ts';
import { type Head, isConflict, shownText } from '../../shared/log/merge.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { readHeads } from '../log/record-heads.ts';
import { parseBody } from '../log/op.ts';
import { all, get, type ReadDb, sql } from '../sql.ts';
import { heldJoins, isKeptAside } from './outcome.ts';

export interface FieldChange {
  readonly field: string;
  readonly label: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  /** Both stand side by side after the import: ours is `oldValue` and stays shown or not. */
  readonly inConflict: boolean;
  /** Several values stood here, and a person has chosen `newValue`, which may be the one that was shown. */
  readonly isSettled: boolean;
}

export interface RecordChange {
  readonly partition: string;
  readonly entityType: string;
  readonly entityLabel: string;
  readonly entityId: string;
  readonly isNew: boolean;
  readonly fields: readonly FieldChange[];
}

/** One record as it would stand. */
export interface RecordAfter {
  readonly entityType: string;
  readonly entityId: string;
  readonly partition: string;
  readonly heads: ReadonlyMap<string, readonly Head[]>;
}

/** For the rehearsal: the records that changed, at most `limit` of them. */
export function recordsAfter(
  db: ReadDb,
  changed: ReadonlyMap<string, string>,
  limit: number,
): readonly RecordAfter[] {
  const found: RecordAfter[] = [];
  for (const [entityId, entityType] of changed) {
    if (found.length === limit) break;
    const partition = partitionOf(db, entityType, entityId);
    if (partition === undefined) continue;
    found.push({ entityType, entityId, partition, heads: readHeads(db, entityType, entityId) });
  }
  return found;
}

/**
 * Against what stands now; records in which nothing is seen to change are left out. `untold`: ids of those that are here
 * and were told to nobody, so that all of them is new.
 */
export function compareRecords(
  db: ReadDb,
  after: readonly RecordAfter[],
  untold: ReadonlySet<string> = new Set(),
): RecordChange[] {
  return after.flatMap(({ entityType, entityId, partition, heads }) => {
    const before: ReturnType<typeof readHeads> = untold.has(entityId)
      ? new Map()
      : readHeads(db, entityType, entityId);
    const fields = [...heads].flatMap(([field, standing]) =>
      compareField(entityType, field, before.get(field) ?? [], standing),
    );
    if (fields.length === 0) return [];
    const spec = entitySpec(entityType);
    const order = ['name', ...Object.keys(spec?.fields ?? {}), deletedField];
    return [
      {
        partition,
        entityType,
        entityLabel: spec?.label ?? '（待升级后可见）',
        entityId,
        isNew: before.size === 0,
        fields: fields.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field)),
      },
    ];
  });
}

function compareField(
  entityType: string,
  field: string,
  before: readonly Head[],
  after: readonly Head[],
): FieldChange[] {
  const spec = entitySpec(entityType);
  const description = spec && fieldSpec(spec, field);
  if (!description) return [];
  const old = shownText(before, description) ?? 'null';
  const shown = shownText(after, description) ?? 'null';
  const known = new Set(before.map(({ opId }) => opId));
  const inConflict = isConflict(after, description.joined) && after.some(({ opId }) => !known.has(opId));
  // In a conflict our own value may go on being shown: theirs is what is new.
  const theirs = after.find(({ opId, value }) => !known.has(opId) && value !== old)?.value;
  const next = inConflict ? (theirs ?? shown) : shown;
  const isSettled = isConflict(before, description.joined) && !isConflict(after, description.joined);
  if (next === old && !inConflict && !isSettled) return [];
  return [
    {
      field,
      label: description.label,
      oldValue: JSON.parse(old),
      newValue: JSON.parse(next),
      inConflict,
      isSettled,
    },
  ];
}

function partitionOf(db: ReadDb, entityType: string, entityId: string): string | undefined {
  const spec = entitySpec(entityType);
  if (!spec) return undefined;
  // The table name comes from our own registry.
  const query = { text: `SELECT partition_id FROM ${spec.table} WHERE id = ?`, values: [entityId] };
  return get<{ partition_id: string }>(db, query)?.partition_id;
}

export interface HeldChange {
  readonly partition: string;
  readonly entityType: string;
  readonly reason: string;
  readonly fields: readonly { readonly field: string; readonly label: string; readonly value: unknown }[];
}

/** For the rehearsal: the first of the operations behind `lastRowBefore` that would be kept aside. */
export function heldAfter(db: ReadDb, lastRowBefore: number, limit: number): HeldChange[] {
  const rows = all<{ partition_id: string; entity_type: string; hold_reason: string; bytes: Uint8Array }>(
    db,
    sql`SELECT o.partition_id, o.entity_type, o.hold_reason, o.bytes FROM op o ${heldJoins}
        WHERE o.rowid > ${lastRowBefore} AND ${isKeptAside} ORDER BY o.rowid LIMIT ${limit}`,
  );
  return rows.map((row) => {
    const spec = entitySpec(row.entity_type);
    return {
      partition: row.partition_id,
      entityType: row.entity_type,
      reason: row.hold_reason,
      fields: Object.entries(parseBody(row.bytes).fields).map(([field, { value }]) => ({
        field,
        label: (spec && fieldSpec(spec, field)?.label) ?? '（待升级后可见）',
        value,
      })),
    };
  });
}

/** For the rehearsal: how many operations behind `lastRowBefore` each partition has. */
export function countByPartition(db: ReadDb, lastRowBefore: number): ReadonlyMap<string, number> {
  const rows = all<{ partition_id: string; n: number }>(
    db,
    sql`SELECT partition_id, count(*) AS n FROM op WHERE rowid > ${lastRowBefore} GROUP BY partition_id`,
  );
  return new Map(rows.map((row) => [row.partition_id, row.n]));
}
