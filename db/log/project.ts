/** Projections: a record's row as a pure function of its heads. */
import {
  columnName,
  deletedField,
  type EntitySpec,
  type FieldSpec,
  fieldSpec,
} from '../../shared/log/entity.ts';
import { type Head, isConflict, shownText } from '../../shared/log/merge.ts';
import { all, identifier, joinSql, prepare, run, type SqlValue, sql, type WriteDb } from '../sql.ts';
import { type ChangedEntity, updateDerived } from './derived.ts';

/** field → its heads */
export type EntityHeads = ReadonlyMap<string, readonly Head[]>;

export interface ProjectedEntity extends ChangedEntity {
  /** The smallest partition any of its operations names: the same whatever order they came in. */
  readonly partition: string;
  /** The latest HLC among its applied operations. */
  readonly hlcMs: number;
  /** Both as the row has them now. */
  readonly before: { readonly partition: string; readonly hlcMs: number } | undefined;
}

/** Heads and conflicts are kept by type and id, so that records of two types never share heads. */
export function entityKey(entityType: string, entityId: string): string {
  return `${entityType}/${entityId}`;
}

/** Writes the record's row and its open conflicts from its heads. */
export function projectEntity(db: WriteDb, key: ProjectedEntity, heads: EntityHeads): void {
  if (key.isNew) insertRow(db, key, heads);
  else updateRow(db, key, heads);
  updateConflicts(db, key, heads);
  updateDerived(db, key);
}

function insertRow(
  db: WriteDb,
  { spec, entityId, partition, hlcMs }: ProjectedEntity,
  heads: EntityHeads,
): void {
  const fields = Object.keys(spec.fields);
  const text = remembered(`insert ${spec.type}`, () => {
    const columns = ['id', 'partition_id', 'hlc_ms', 'deleted', ...fields.map(columnName)];
    const names = joinSql(columns.map(identifier), ', ');
    return `INSERT INTO ${identifier(spec.table).text} (${names.text}) VALUES (${columns.map(() => '?').join(', ')})`;
  });
  const shown = [deletedField, ...fields].map((field) => shownValue(spec, field, heads));
  prepare(db, text).run(entityId, partition, hlcMs, ...shown);
}

/** Only what was written: a column that is named is written anew in every index it stands in, changed or not. */
function updateRow(db: WriteDb, key: ProjectedEntity, heads: EntityHeads): void {
  const { spec, entityId, partition, hlcMs, before } = key;
  const columns: string[] = [];
  const values: SqlValue[] = [];
  if (partition !== before?.partition) {
    columns.push('partition_id');
    values.push(partition);
  }
  if (hlcMs !== before?.hlcMs) {
    columns.push('hlc_ms');
    values.push(hlcMs);
  }
  for (const field of key.written) {
    columns.push(columnName(field));
    values.push(shownValue(spec, field, heads));
  }
  if (columns.length === 0) return;
  const text = remembered(`update ${spec.type} ${columns.join(' ')}`, () => {
    const assigned = columns.map((column) => `${identifier(column).text} = ?`).join(', ');
    return `UPDATE ${identifier(spec.table).text} SET ${assigned} WHERE id = ?`;
  });
  prepare(db, text).run(...values, entityId);
}

function shownValue(spec: EntitySpec, field: string, heads: EntityHeads): SqlValue {
  const description = fieldSpec(spec, field);
  if (!description) throw new Error(`${spec.type} has no field ${field}`);
  return toColumn(description, shownText(heads.get(field) ?? [], description));
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

const statements = new Map<string, string>();

function remembered(name: string, build: () => string): string {
  let text = statements.get(name);
  if (text === undefined) {
    text = build();
    statements.set(name, text);
  }
  return text;
}

function updateConflicts(db: WriteDb, key: ProjectedEntity, heads: EntityHeads): void {
  const entity = entityKey(key.spec.type, key.entityId);
  const open = key.isNew
    ? undefined
    : all<{ field: string }>(db, sql`SELECT field FROM conflict WHERE entity = ${entity}`);
  for (const [field, fieldHeads] of heads) {
    if (isConflict(fieldHeads, fieldSpec(key.spec, field)?.joined)) {
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
