import { writeEnterprise } from '../../db/assignment.ts';
import { countConflicts, partitionOf } from '../../db/conflict.ts';
import { disputedDeletion } from '../../db/disputed-deletion.ts';
import { appendWrite } from '../../db/log/append.ts';
import { knownWrites } from '../../db/log/ancestry.ts';
import { readHeads } from '../../db/log/record-heads.ts';
import { meetingOfDecision } from '../../db/meeting.ts';
import { get, sql, type WriteDb } from '../../db/sql.ts';
import type { conflictContract } from '../../shared/conflict/contract.ts';
import { editorOf } from '../../shared/conflict/editor.ts';
import { AppError } from '../../shared/errors.ts';
import { deletedField, fieldSpec, type FieldValue } from '../../shared/log/entity.ts';
import { decisionEntity, meetingEntity } from '../../shared/meeting/entity.ts';
import { lineKindOf } from '../../shared/record/lines.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { chineseReason } from '../../shared/text/reason.ts';
import { tellTowns } from '../assigned-decisions.ts';
import { conflictsInWords } from '../conflict-view.ts';
import { authorOf } from '../desk.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import { settleLines, settleListedLines } from '../settled-lines.ts';

export const conflictHandlers: HandlersOf<typeof conflictContract> = {
  'conflict.count': (db, { partition }) => ({ count: countConflicts(db, partition) }),
  'conflict.list': (db, _input, { desk, nowMs }) => conflictsInWords(db, authorOf(desk.identity, nowMs)),
  'conflict.settle': (db, { value, ...place }, context) => {
    writeDecision(db, place, ownValue(place, value), context);
    tellOfNotes(db, [place], context);
    return null;
  },
  'conflict.take': (db, { choices }, context) => {
    const write = knownWrites(db);
    // What was chosen for a line by itself stands before what its record's choice says of it.
    const linesFirst = choices.toSorted((x, y) => isLine(y) - isLine(x));
    for (const { opId, ...place } of linesFirst) {
      // The value comes out of the log as it stands there, never back from the window.
      const chosen = place.seen.includes(opId) ? write(opId, place.field) : undefined;
      if (!chosen) throw new AppError('conflict.settled');
      const value = JSON.parse(chosen.value) as FieldValue;
      if (place.field === deletedField) settleRemoval(db, place, value === true, context);
      else writeDecision(db, place, value, context);
    }
    tellOfNotes(db, choices, context);
    return { settled: choices.length };
  },
  'conflict.settleDeletion': (db, { entityType, entityId, deleted, seen }, context) => {
    const spec = entitySpec(entityType);
    const dispute = disputedDeletion(db, entityType, entityId);
    // What the desk listed is what it decides upon: a change that came in meanwhile has to be looked at first.
    const listed = dispute && [dispute.deletion, ...dispute.unseen.map(({ head }) => head)];
    if (!spec || !dispute || !listed?.every((head) => seen.includes(head.opId))) {
      throw new AppError('conflict.settled');
    }
    settleListedLines(db, dispute, deleted, context, () =>
      appendWrite(db, authorOf(context.desk.identity, context.nowMs), {
        spec,
        id: entityId,
        partition: partitionOf(db, dispute.deletion.opId),
        fields: { [deletedField]: deleted },
        seen: { [deletedField]: dispute.standing },
        isDecision: true,
      }),
    );
    tellOfNotes(db, [{ entityType, entityId }], context);
    return null;
  },
};

/** What was settled in a note of the city's, however old, is told to the towns. */
function tellOfNotes(
  db: WriteDb,
  settled: readonly Pick<Decided, 'entityType' | 'entityId'>[],
  { desk, nowMs }: HandlerContext,
): void {
  const notes = settled.map(({ entityType, entityId }) => {
    if (entityType === meetingEntity.type) return entityId;
    return entityType === decisionEntity.type ? meetingOfDecision(db, entityId) : '';
  });
  for (const note of new Set(notes)) if (note !== '') tellTowns(db, desk.identity, nowMs, note);
}

const isLine = ({ entityType }: { readonly entityType: string }): number =>
  lineKindOf(entityType) === undefined ? 0 : 1;

/** One desk removed it, another said that it stays. */
function settleRemoval(db: WriteDb, place: Decided, deleted: boolean, context: HandlerContext): void {
  settleLines(db, place, deleted, context, () => {
    const seen = deleted ? [...place.seen, ...seenOfRecord(db, place)] : place.seen;
    writeDecision(db, { ...place, seen }, deleted, context);
  });
}

/** What stands in the record and those knew who removed it or kept it: a change that none of them knew is asked of later. */
function seenOfRecord(db: WriteDb, { entityType, entityId, seen }: Decided): string[] {
  const write = knownWrites(db);
  const known = new Set(seen.flatMap((opId) => write(opId, deletedField)?.parents ?? []));
  const standing = [...readHeads(db, entityType, entityId).values()].flat().map(({ opId }) => opId);
  return [...new Set(standing)].filter((opId) => known.has(opId) && !seen.includes(opId));
}

interface Decided {
  readonly entityType: string;
  readonly entityId: string;
  readonly field: string;
  readonly seen: readonly string[];
}

/** A third value has to be one that the field's own form would take. @throws rpc.invalid-input */
function ownValue({ entityType, field }: Decided, value: unknown): FieldValue {
  const spec = entitySpec(entityType);
  const known = spec && fieldSpec(spec, field);
  if (!known) throw new AppError('conflict.settled');
  if (!known.format.accepts(value)) {
    throw new AppError('log.bad-value', { field: known.label, format: known.format.hint });
  }
  const editor = editorOf(entityType, field);
  if (!editor) throw new AppError('rpc.invalid-input', { reason: '这一项只能在已有的写法中选定' });
  const parsed = editor.schema.safeParse({ [field]: value }, { error: chineseReason });
  if (!parsed.success) {
    throw new AppError('rpc.invalid-input', { reason: parsed.error.issues[0]?.message ?? '' });
  }
  return (parsed.data as Readonly<Record<string, FieldValue>>)[field] ?? '';
}

/** @throws conflict.settled when the field is not open, or what was seen of it does not stand any more */
function writeDecision(
  db: WriteDb,
  { entityType, entityId, field, seen }: Decided,
  value: FieldValue,
  { desk, nowMs }: HandlerContext,
): void {
  const spec = entitySpec(entityType);
  const row = get<{ partition_id: string }>(
    db,
    sql`SELECT partition_id FROM conflict
        WHERE entity_type = ${entityType} AND entity_id = ${entityId} AND field = ${field}`,
  );
  if (!spec || !row) throw new AppError('conflict.settled');
  const author = authorOf(desk.identity, nowMs);
  const decided = { id: entityId, fields: { [field]: value }, seen: { [field]: seen }, isDecision: true };
  if (spec.type !== 'enterprise') {
    appendWrite(db, author, { ...decided, spec, partition: row.partition_id });
    return;
  }
  // Deciding which town keeps an enterprise is an assignment like any other.
  writeEnterprise(db, author, decided);
}
