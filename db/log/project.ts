/** Projections: a record's row as a pure function of its heads. */
import { columnName, deletedField, type EntitySpec, type FieldSpec } from '../../shared/log/entity.ts';
import { type Head, isConflict, shownHead } from '../../shared/log/merge.ts';
import { all, identifier, joinSql, prepare, run, type SqlValue, sql, type WriteDb } from '../sql.ts';
import { type ChangedEntity, updateDerived } from './derived.ts';

/** field → its heads */
export type EntityHeads = ReadonlyMap<string, readonly Head[]>;

export interface ProjectedEntity extends ChangedEntity {
  /** The smallest partition any of its operations names: the same whatever order they came in. */
  readonly partition: string;
  /** The latest HLC among its applied operations. */
  readonly hlcMs: number;
}

const deletedSpec: FieldSpec = { kind: 'boolean', owner: 'both', label: '已删除' };

/** The field's description, `deleted` included; undefined for a name this program does not know. */
export function fieldSpec(spec: EntitySpec, field: string): FieldSpec | undefined {
  return field === deletedField ? deletedSpec : spec.fields[field];
}

/** Heads and conflicts are kept by type and id, so that records of two types never share heads. */
export function entityKey(entityType: string, entityId: string): string {
  return `${entityType}/${entityId}`;
}

/** Writes the record's row and its open conflicts from its heads. */
export function projectEntity(db: WriteDb, key: ProjectedEntity, heads: EntityHeads): void {
  const { spec, entityId } = key;
  const shown = (field: string, description: FieldSpec): SqlValue => {
    const head = shownHead(heads.get(field) ?? [], description.owner);
    return toColumn(description, head?.value);
  };
  const values: SqlValue[] = [entityId, key.partition, shown(deletedField, deletedSpec), key.hlcMs];
  for (const [field, description] of Object.entries(spec.fields)) values.push(shown(field, description));
  prepare(db, upsertText(spec)).run(...values);
  updateConflicts(db, key, heads);
  updateDerived(db, key);
}

/** A value of an operation (canonical JSON text) as its column stores it. */
function toColumn(description: FieldSpec, jsonText: string | undefined): SqlValue {
  if (description.kind === 'json') return jsonText ?? 'null';
  const value: unknown = jsonText === undefined ? null : JSON.parse(jsonText);
  switch (description.kind) {
    case 'text':
      return typeof value === 'string' ? value : '';
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
    case 'boolean':
      return value === true ? 1 : 0;
  }
}

const upserts = new Map<string, string>();

function upsertText(spec: EntitySpec): string {
  let statement = upserts.get(spec.type);
  if (statement === undefined) {
    const columns = ['id', 'partition_id', 'deleted', 'hlc_ms', ...Object.keys(spec.fields).map(columnName)];
    const names = joinSql(columns.map(identifier), ', ');
    const places = columns.map(() => '?').join(', ');
    statement = `INSERT OR REPLACE INTO ${identifier(spec.table).text} (${names.text}) VALUES (${places})`;
    upserts.set(spec.type, statement);
  }
  return statement;
}

function updateConflicts(db: WriteDb, key: ProjectedEntity, heads: EntityHeads): void {
  const entity = entityKey(key.spec.type, key.entityId);
  const open = key.isNew
    ? undefined
    : all<{ field: string }>(db, sql`SELECT field FROM conflict WHERE entity = ${entity}`);
  for (const [field, fieldHeads] of heads) {
    if (isConflict(fieldHeads)) {
      run(
        db,
        sql`INSERT OR REPLACE INTO conflict (entity, field, entity_type, entity_id, partition_id)
            VALUES (${entity}, ${field}, ${key.spec.type}, ${key.entityId}, ${key.partition})`,
      );
      db.touched.add('conflict');
    } else if (open?.some((row) => row.field === field)) {
      run(db, sql`DELETE FROM conflict WHERE entity = ${entity} AND field = ${field}`);
      db.touched.add('conflict');
    }
  }
}
