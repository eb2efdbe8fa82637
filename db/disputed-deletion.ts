/** Records deleted by somebody who did not know all that was written of them: a person decides whether they stay deleted. */
import { bulletinEntity } from '../shared/bulletin/entity.ts';
import { deletedField } from '../shared/log/entity.ts';
import { type Head, isConflict } from '../shared/log/merge.ts';
import { knownWrites } from './log/ancestry.ts';
import { readHeads } from './log/record-heads.ts';
import { isRemoval, linesOf, type RecordLine, recordOfLine } from './record-lines.ts';
import { type ReadDb, sql, values } from './sql.ts';
import { untoldRecords } from './untold.ts';

export interface DisputedDeletion {
  readonly entityType: string;
  readonly entityId: string;
  readonly deletion: Head;
  /** What stands in the record or in its lines, and whoever deleted it had not seen. */
  readonly unseen: readonly UnseenChange[];
  /** All that stands in the record: what a decision names as seen. */
  readonly standing: readonly string[];
}

interface UnseenChange {
  /** The record, or a line of it. */
  readonly entityType: string;
  readonly entityId: string;
  /** Of a line that was added meanwhile. */
  readonly isAdded: boolean;
  readonly field: string;
  readonly head: Head;
}

export function disputedDeletions(db: ReadDb): DisputedDeletion[] {
  const open = values<string>(db, sql`SELECT entity FROM disputed_deletion ORDER BY entity`);
  const untold = untoldRecords(db);
  return open.flatMap((entity) => {
    const at = entity.indexOf('/');
    const [entityType, entityId] = [entity.slice(0, at), entity.slice(at + 1)];
    if (entityType === bulletinEntity.type && untold.has(entityId)) return [];
    return disputedDeletion(db, entityType, entityId) ?? [];
  });
}

/**
 * Undefined where it stands, or was deleted by somebody who knew all of it. A line that was deleted with its record is
 * asked of there.
 */
export function disputedDeletion(
  db: ReadDb,
  entityType: string,
  entityId: string,
): DisputedDeletion | undefined {
  const heads = readHeads(db, entityType, entityId);
  const deletions = deletionsIn(heads);
  const [deletion] = deletions;
  if (!deletion) return undefined;
  const own = unseenBy(db, { entityType, entityId, heads, deletions });
  const ofLines = linesOf(db, entityType, entityId, deletions).flatMap((line) => unseenIn(db, line));
  const unseen = [...own, ...ofLines];
  if (unseen.length === 0 || wentWithItsRecord(db, entityType, entityId)) return undefined;
  const standing = [...deletions, ...othersIn(heads).map(({ head }) => head)].map(({ opId }) => opId);
  return { entityType, entityId, deletion, unseen, standing: [...new Set(standing)].sort() };
}

/** Whether a person is still to say if it stays removed: by itself, or as a line of a record of which that is open. */
export function isRemovalOpen(db: ReadDb, entityType: string, entityId: string): boolean {
  const deletions = readHeads(db, entityType, entityId).get(deletedField) ?? [];
  if (isConflict(deletions) || disputedDeletion(db, entityType, entityId)) return true;
  const of = recordOfLine(db, entityType, entityId);
  if (!of || !isRemovalOpen(db, of.entityType, of.entityId)) return false;
  const ofRecord = readHeads(db, of.entityType, of.entityId).get(deletedField) ?? [];
  return lineOf(db, of, entityId, ofRecord)?.standing !== 'apart';
}

type Heads = ReadonlyMap<string, readonly Head[]>;

/** Deleted and restored at once is a conflict of values: none. */
function deletionsIn(heads: Heads): readonly Head[] {
  const deletions = heads.get(deletedField) ?? [];
  return deletions.every(isRemoval) ? deletions : [];
}

function othersIn(heads: Heads): { readonly field: string; readonly head: Head }[] {
  return [...heads].flatMap(([field, list]) =>
    field === deletedField ? [] : list.map((head) => ({ field, head })),
  );
}

interface Deleted {
  readonly entityType: string;
  readonly entityId: string;
  readonly heads: Heads;
  readonly deletions: readonly Head[];
}

/**
 * Without what was only said again, as 印发 does. None where a program deleted it that did not say what it saw: it names no
 * writes of other fields.
 */
function unseenBy(db: ReadDb, { entityType, entityId, heads, deletions }: Deleted): UnseenChange[] {
  const write = knownWrites(db);
  const seen = new Set(
    deletions.flatMap(({ opId }) => [opId, ...(write(opId, deletedField)?.parents ?? [])]),
  );
  if ([...seen].every((opId) => write(opId, deletedField) !== undefined)) return [];
  const saysAgain = (field: string, { opId, value }: Head): boolean =>
    (write(opId, field)?.parents ?? []).some(
      (before) => seen.has(before) && write(before, field)?.value === value,
    );
  return othersIn(heads)
    .filter(({ field, head }) => !seen.has(head.opId) && !saysAgain(field, head))
    .map((other) => ({ entityType, entityId, isAdded: false, ...other }));
}

/** Who removes a record takes its lines away with it: one that stands was added by somebody who knew nothing of it. */
function unseenIn(db: ReadDb, line: RecordLine): UnseenChange[] {
  const { id: entityId, kind, heads, standing } = line;
  const entityType = kind.line.type;
  const isAdded = !line.wasRemoved;
  if (standing === 'stands')
    return kind.told.flatMap((field) =>
      (heads.get(field) ?? []).map((head) => ({ entityType, entityId, isAdded, field, head })),
    );
  const deletions = deletionsIn(heads);
  if (standing === 'apart' || deletions.length === 0) return [];
  return unseenBy(db, { entityType, entityId, heads, deletions });
}

function wentWithItsRecord(db: ReadDb, entityType: string, entityId: string): boolean {
  const of = recordOfLine(db, entityType, entityId);
  if (!of) return false;
  const deletions = deletionsIn(readHeads(db, of.entityType, of.entityId));
  return deletions.length > 0 && lineOf(db, of, entityId, deletions)?.standing === 'with-record';
}

function lineOf(
  db: ReadDb,
  of: { readonly entityType: string; readonly entityId: string },
  lineId: string,
  deletions: readonly Head[],
): RecordLine | undefined {
  return linesOf(db, of.entityType, of.entityId, deletions).find(({ id }) => id === lineId);
}
