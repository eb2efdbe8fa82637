/** What a set of operations would change, in the officer's words: by enterprise, record and field. */
import { entitySpec } from '../../shared/log/registry.ts';
import { fieldSpec } from '../log/project.ts';
import { parseBody } from '../log/op.ts';
import { all, get, prepare, type ReadDb, sql } from '../sql.ts';

export interface FieldChange {
  readonly entityType: string;
  readonly entityLabel: string;
  readonly entityId: string;
  readonly field: string;
  readonly fieldLabel: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly author: string;
  readonly writtenAtMs: number;
  readonly state: 'applied' | 'held' | 'pending';
}

export interface PartitionChanges {
  readonly partition: string;
  /** The enterprise's name; '' for partitions that are not an enterprise. */
  readonly enterpriseName: string;
  readonly isNew: boolean;
  readonly operations: number;
  readonly conflicts: number;
  /** At most `limitPerPartition`, latest first. */
  readonly changes: readonly FieldChange[];
}

interface OpRow {
  readonly id: string;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly author: string;
  readonly state: FieldChange['state'];
  readonly bytes: Uint8Array;
}

/** Reads the changes of operations that are stored (perhaps in a transaction about to be rolled back). */
export function describeChanges(
  db: ReadDb,
  opIds: readonly string[],
  isKnownPartition: (partition: string) => boolean,
  limitPerPartition: number,
): PartitionChanges[] {
  const byPartition = new Map<string, string[]>();
  const partitionOf = prepare(db, 'SELECT partition_id FROM op WHERE id = ?');
  for (const id of opIds) {
    const row = partitionOf.get(id) as { partition_id: string } | undefined;
    if (!row) continue;
    const list = byPartition.get(row.partition_id);
    if (list) list.push(id);
    else byPartition.set(row.partition_id, [id]);
  }
  return [...byPartition]
    .map(([partition, ids]) => describePartition(db, partition, ids, isKnownPartition, limitPerPartition))
    .toSorted(
      (a, b) => b.conflicts - a.conflicts || a.enterpriseName.localeCompare(b.enterpriseName, 'zh-CN'),
    );
}

function describePartition(
  db: ReadDb,
  partition: string,
  ids: readonly string[],
  isKnownPartition: (partition: string) => boolean,
  limit: number,
): PartitionChanges {
  const changes: FieldChange[] = [];
  for (const id of ids.toReversed()) {
    if (changes.length >= limit) break;
    changes.push(...fieldChanges(db, id));
  }
  const enterprise = get<{ name: string }>(db, sql`SELECT name FROM enterprise WHERE id = ${partition}`);
  const conflicts = all(db, sql`SELECT 1 FROM conflict WHERE partition_id = ${partition}`).length;
  return {
    partition,
    enterpriseName: enterprise?.name ?? '',
    isNew: enterprise !== undefined && !isKnownPartition(partition),
    operations: ids.length,
    conflicts,
    changes: changes.slice(0, limit),
  };
}

function fieldChanges(db: ReadDb, opId: string): FieldChange[] {
  const select = prepare(db, 'SELECT id, entity_type, entity_id, author, state, bytes FROM op WHERE id = ?');
  const row = select.get(opId) as OpRow | undefined;
  if (!row) return [];
  const body = parseBody(row.bytes);
  const spec = entitySpec(row.entity_type);
  return Object.entries(body.fields).map(([field, write]): FieldChange => {
    const [parent] = write.parents;
    const parentRow = parent === undefined ? undefined : (select.get(parent) as OpRow | undefined);
    return {
      entityType: row.entity_type,
      entityLabel: spec?.label ?? '（新版本内容，待升级后可见）',
      entityId: row.entity_id,
      field,
      fieldLabel: (spec && fieldSpec(spec, field)?.label) ?? '（待升级后可见）',
      oldValue: parentRow ? (parseBody(parentRow.bytes).fields[field]?.value ?? null) : null,
      newValue: write.value,
      author: row.author,
      writtenAtMs: body.wall,
      state: row.state,
    };
  });
}
