/** A person decided whether a record stays removed: its lines go and come back with it. */
import { partitionOf } from '../db/conflict.ts';
import type { DisputedDeletion } from '../db/disputed-deletion.ts';
import { appendWrite } from '../db/log/append.ts';
import { readHeads } from '../db/log/record-heads.ts';
import { linesOf, type RecordLine } from '../db/record-lines.ts';
import type { WriteDb } from '../db/sql.ts';
import { deletedField } from '../shared/log/entity.ts';
import { authorOf } from './desk.ts';
import type { HandlerContext } from './rpc.ts';

interface Of {
  readonly entityType: string;
  readonly entityId: string;
}

/** Of a deletion against changes. `settle` writes what was decided of the record, before its lines follow in the stream. */
export function settleListedLines(
  db: WriteDb,
  dispute: DisputedDeletion,
  deleted: boolean,
  context: HandlerContext,
  settle: () => void,
): void {
  if (!deleted) {
    settleLines(db, dispute, false, context, settle);
    return;
  }
  // What was shown of a line to whoever decides, added or changed, is what goes: nothing else was looked at.
  const listed = new Set(dispute.unseen.map(({ entityId }) => entityId));
  const lines = linesBefore(db, dispute).filter(({ id }) => listed.has(id));
  settle();
  for (const line of lines) {
    const seen = [...new Set([...line.heads.values()].flat().map(({ opId }) => opId))];
    writeLine(db, line, true, context, seen);
  }
}

/** Of one removed here and kept there, or of any that is kept. `settle` as above. */
export function settleLines(
  db: WriteDb,
  of: Of,
  deleted: boolean,
  context: HandlerContext,
  settle: () => void,
): void {
  const lines = linesBefore(db, of).filter(({ standing, wasRemoved, isKnown }) =>
    // What somebody wrote in a line that was kept meanwhile is asked of when its record is removed again.
    deleted ? standing === 'stands' && wasRemoved && isKnown : standing === 'with-record',
  );
  settle();
  for (const line of lines) writeLine(db, line, deleted, context);
}

function linesBefore(db: WriteDb, { entityType, entityId }: Of): RecordLine[] {
  const deletions = readHeads(db, entityType, entityId).get(deletedField) ?? [];
  return linesOf(db, entityType, entityId, deletions);
}

function writeLine(
  db: WriteDb,
  { id, kind, heads }: RecordLine,
  deleted: boolean,
  { desk, nowMs }: HandlerContext,
  seen?: readonly string[],
): void {
  const [first] = [...heads.values()].flat();
  if (!first) return;
  appendWrite(db, authorOf(desk.identity, nowMs), {
    spec: kind.line,
    id,
    partition: partitionOf(db, first.opId),
    fields: { deleted },
    ...(seen ? { seen: { [deletedField]: seen }, isDecision: true } : {}),
  });
}
