/**
 * Which deletions a person is still to decide of (db/disputed-deletion.ts). They are looked at when something is written of
 * the record or its lines: few are open, and many are removed over the years.
 */
import { columnName, deletedField } from '../../shared/log/entity.ts';
import { linesOfRecord } from '../../shared/record/lines.ts';
import { disputedDeletion } from '../disputed-deletion.ts';
import { recordOfLine } from '../record-lines.ts';
import { identifier, prepare, sql, values, type WriteDb } from '../sql.ts';
import { entityKey } from './project.ts';

const noted = new WeakMap<WriteDb, Map<string, readonly [entityType: string, entityId: string]>>();

/**
 * Something of the record changed, or is about to: its deletion, those of its lines and that of the record it is a line of
 * are looked at before the transaction ends, and until then taken for open. `isDeleted`: whether anybody ever said that it
 * is deleted, or is not; looked up when left out.
 */
export function noteDeletion(
  db: WriteDb,
  entityType: string,
  entityId: string,
  isDeleted: boolean = isEverDeleted(db, entityType, entityId),
): void {
  const of = recordOfLine(db, entityType, entityId);
  if (of && isEverDeleted(db, of.entityType, of.entityId)) noteWithLines(db, of.entityType, of.entityId);
  if (isDeleted) noteWithLines(db, entityType, entityId);
}

function noteWithLines(db: WriteDb, entityType: string, entityId: string): void {
  note(db, entityType, entityId);
  const kind = linesOfRecord(entityType);
  if (!kind) return;
  const { line, of } = kind;
  const lines = values<string>(
    db,
    sql`SELECT id FROM ${identifier(line.table)} WHERE ${identifier(columnName(of))} = ${entityId}`,
  );
  for (const lineId of lines) note(db, line.type, lineId);
}

function note(db: WriteDb, entityType: string, entityId: string): void {
  let found = noted.get(db);
  if (!found) {
    found = new Map();
    noted.set(db, found);
    db.beforeCommit.push(() => lookAtNoted(db));
  }
  const key = entityKey(entityType, entityId);
  if (found.has(key)) return;
  found.set(key, [entityType, entityId]);
  prepare(db, 'INSERT OR IGNORE INTO disputed_deletion (entity) VALUES (?)').run(key);
}

/** Everything is about to be folded anew, and so noted anew. */
export function forgetNoted(db: WriteDb): void {
  noted.get(db)?.clear();
}

/** Those noted so far: at the end of every transaction. */
export function lookAtNoted(db: WriteDb): void {
  const found = noted.get(db);
  for (const [key, [entityType, entityId]] of found ?? [])
    if (!disputedDeletion(db, entityType, entityId))
      prepare(db, 'DELETE FROM disputed_deletion WHERE entity = ?').run(key);
  found?.clear();
}

function isEverDeleted(db: WriteDb, entityType: string, entityId: string): boolean {
  const key = entityKey(entityType, entityId);
  return (
    prepare(db, 'SELECT 1 FROM head WHERE entity = ? AND field = ?').get(key, deletedField) !== undefined
  );
}
