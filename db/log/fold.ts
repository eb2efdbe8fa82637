/**
 * Folds operations into the heads of their record. The result depends only on the set of operations
 * this desk knows, not on order, grouping or repetition (design/exchange.md, invariants 1–3).
 */
import { deletedField, type EntitySpec, fieldSpec } from '../../shared/log/entity.ts';
import type { Head } from '../../shared/log/merge.ts';
import { lineKindOf } from '../../shared/record/lines.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { get, insertRowsText, prepare, type ReadDb, type SqlValue, type WriteDb } from '../sql.ts';
import { noteAssignments } from './assignments.ts';
import { noteDeletion } from './deletions.ts';
import type { AppliedOperation } from './op.ts';
import { entityKey, projectEntity } from './project.ts';
import { readHeads } from './record-heads.ts';

/**
 * Folds new operations of one record, all of them already stored in `op` as applied.
 * `known` saves look-ups: that the record is new to this desk, or its heads as they stand (they are taken over).
 * @returns false when they stand in several partitions: its home must be settled (home.ts).
 */
export function foldEntity(
  db: WriteDb,
  spec: EntitySpec,
  entityId: string,
  operations: readonly AppliedOperation[],
  known: { readonly isNew?: boolean; readonly heads?: Map<string, Head[]> } = {},
): boolean {
  const before = known.isNew ? undefined : readRow(db, spec, entityId);
  const fold: Fold = {
    spec,
    key: entityKey(spec.type, entityId),
    // A record has its row from its first operation on: without one, there are no heads either.
    heads: before ? (known.heads ?? readHeads(db, spec.type, entityId)) : new Map<string, Head[]>(),
    named: new Map(),
    written: new Set(),
    ids: new Set(operations.map(({ id }) => id)),
    someAwaited: prepare(db, 'SELECT 1 FROM missing_parent LIMIT 1').get() !== undefined,
  };
  for (const operation of operations) nameParents(db, fold, operation);
  const rows: SqlValue[] = [];
  for (const operation of operations) addHeads(db, fold, operation, rows);
  insertHeads(db, rows);
  noteAssignments(db, spec, entityId, operations);
  let partition = before?.partition;
  let hlcMs = before?.hlcMs ?? 0;
  let isInOne = true;
  for (const { body } of operations) {
    if (partition !== undefined && body.partition !== partition) isInOne = false;
    if (partition === undefined || body.partition < partition) partition = body.partition;
    hlcMs = Math.max(hlcMs, body.hlc[0]);
  }
  const isNew = before === undefined;
  const { written } = fold;
  const key = { spec, entityId, partition: partition ?? '', hlcMs, before, isNew, written };
  const isDeleted = fold.heads.has(deletedField);
  // Of a line that goes over to another record, the one it belonged to.
  const of = isNew ? undefined : lineKindOf(spec.type)?.of;
  if (of !== undefined && written.has(of)) noteDeletion(db, spec.type, entityId, isDeleted);
  projectEntity(db, key, fold.heads);
  noteDeletion(db, spec.type, entityId, isDeleted);
  db.touched.add(spec.type);
  return isInOne;
}

function readRow(
  db: ReadDb,
  spec: EntitySpec,
  entityId: string,
): { readonly partition: string; readonly hlcMs: number } | undefined {
  // The table name comes from our own registry.
  const text = `SELECT partition_id AS "partition", hlc_ms AS hlcMs FROM ${spec.table} WHERE id = ?`;
  return get(db, { text, values: [entityId] });
}

/** One record's fold while it goes on. */
interface Fold {
  readonly spec: EntitySpec;
  readonly key: string;
  readonly heads: Map<string, Head[]>;
  /** Operation → its fields that one of the operations names as a parent. */
  readonly named: Map<string, string[]>;
  /** The fields the operations write. */
  readonly written: Set<string>;
  /** The operations' own ids: applied, without asking. */
  readonly ids: ReadonlySet<string>;
  /** Whether any write waits for a parent at all. No operation of this fold is ever waited for by another of them. */
  readonly someAwaited: boolean;
}

/** Takes away the heads that the operation names as parents, in the table and in `heads`. */
function nameParents(db: WriteDb, fold: Fold, operation: AppliedOperation): void {
  const { spec, key, heads, named, written, ids } = fold;
  for (const [field, write] of Object.entries(operation.body.fields)) {
    if (!fieldSpec(spec, field)) continue;
    written.add(field);
    for (const parent of write.parents) {
      const fields = named.get(parent);
      if (fields) fields.push(field);
      else named.set(parent, [field]);
      const list = heads.get(field);
      const index = list?.findIndex((head) => head.opId === parent) ?? -1;
      if (list && index >= 0) {
        list.splice(index, 1);
        prepare(db, 'DELETE FROM head WHERE entity = ? AND field = ? AND op_id = ?').run(key, field, parent);
      } else if (!ids.has(parent) && !isApplied(db, parent)) {
        prepare(db, 'INSERT OR IGNORE INTO missing_parent (op_id, entity, field) VALUES (?, ?, ?)').run(
          parent,
          key,
          field,
        );
      }
    }
  }
}

/** Adds the operation's heads to `heads`, and to `rows` for the table. */
function addHeads(db: WriteDb, fold: Fold, operation: AppliedOperation, rows: SqlValue[]): void {
  const { spec, key, heads, named } = fold;
  const awaited = fold.someAwaited ? takeMissing(db, operation.id, key) : emptySet;
  const replaced = named.get(operation.id);
  const [hlcMs, hlcCounter] = operation.body.hlc;
  for (const [field, write] of Object.entries(operation.body.fields)) {
    if (!fieldSpec(spec, field)) continue;
    if (awaited.has(field) || replaced?.includes(field)) continue;
    const value = canonicalJson(write.value);
    const list = heads.get(field);
    const head: Head = { opId: operation.id, value, side: operation.side, hlcMs, hlcCounter };
    if (list) list.push(head);
    else heads.set(field, [head]);
    rows.push(key, field, operation.id, value, operation.side, hlcMs, hlcCounter);
  }
}

/** `rows`: the values of many, one after the other. Several go into one statement: it is the calls that cost. */
function insertHeads(db: WriteDb, rows: readonly SqlValue[]): void {
  for (let at = 0; at < rows.length; at += headsAtOnce * headWidth) {
    const some = rows.length <= headsAtOnce * headWidth ? rows : rows.slice(at, at + headsAtOnce * headWidth);
    prepare(db, insertHeadTexts[some.length / headWidth] ?? '').run(...some);
  }
}

const headsAtOnce = 16;
const headWidth = 7;
/** For each number of rows. */
const insertHeadTexts = Array.from({ length: headsAtOnce + 1 }, (_, rows) =>
  insertRowsText('head', 'entity, field, op_id, value, side, hlc_ms, hlc_counter', rows),
);

/** The fields for which some earlier write already named this operation as parent; forgets them. */
function takeMissing(db: WriteDb, opId: string, key: string): ReadonlySet<string> {
  const rows = prepare(db, 'SELECT entity, field FROM missing_parent WHERE op_id = ?').all(opId) as {
    entity: string;
    field: string;
  }[];
  if (rows.length === 0) return emptySet;
  prepare(db, 'DELETE FROM missing_parent WHERE op_id = ?').run(opId);
  return new Set(rows.filter((row) => row.entity === key).map((row) => row.field));
}

const emptySet: ReadonlySet<string> = new Set();

function isApplied(db: WriteDb, opId: string): boolean {
  return prepare(db, "SELECT 1 FROM op WHERE id = ? AND state = 'applied'").get(opId) !== undefined;
}
