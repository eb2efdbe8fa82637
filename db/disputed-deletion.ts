/** Records deleted by somebody who did not know all that was written of them: a person decides whether they stay deleted. */
import { bulletinEntity } from '../shared/bulletin/entity.ts';
import { canonicalJson } from '../shared/log/canonical.ts';
import { deletedField } from '../shared/log/entity.ts';
import type { Head } from '../shared/log/merge.ts';
import { decisionEntity, meetingEntity } from '../shared/meeting/entity.ts';
import { untoldRecords } from './bulletin.ts';
import { knownWrites } from './log/ancestry.ts';
import { readHeads } from './log/fold.ts';
import { decisionsByMeeting } from './meeting.ts';
import { all, get, type ReadDb, sql, values } from './sql.ts';

export interface DisputedDeletion {
  readonly entityType: string;
  readonly entityId: string;
  readonly deletion: Head;
  /** What stands in the record, or in a line of it that was not deleted with it, and whoever deleted it had not seen. */
  readonly unseen: readonly UnseenChange[];
  /** All that stands in the record: what a decision names as seen. */
  readonly standing: readonly string[];
}

interface UnseenChange {
  readonly entityType: string;
  readonly field: string;
  readonly head: Head;
}

export function disputedDeletions(db: ReadDb): DisputedDeletion[] {
  const deleted = all<{ entity: string }>(
    db,
    // The name as it stands in the index: SQLite looks for a bound one among all heads.
    sql`SELECT DISTINCT entity FROM head WHERE field = 'deleted' AND value = ${canonicalJson(true)}`,
  );
  const untold = untoldRecords(db);
  return deleted.flatMap(({ entity }) => {
    const at = entity.indexOf('/');
    const [entityType, entityId] = [entity.slice(0, at), entity.slice(at + 1)];
    if (entityType === bulletinEntity.type && untold.has(entityId)) return [];
    return disputedDeletion(db, entityType, entityId) ?? [];
  });
}

/** Undefined where it stands, or was deleted by somebody who knew all of it. */
export function disputedDeletion(
  db: ReadDb,
  entityType: string,
  entityId: string,
): DisputedDeletion | undefined {
  const heads = readHeads(db, entityType, entityId);
  const deletions = heads.get(deletedField) ?? [];
  const [deletion] = deletions;
  // Deleted and restored at once is a conflict of values.
  if (deletion?.value !== canonicalJson(true) || deletions.some(({ value }) => value !== deletion.value))
    return undefined;
  const write = knownWrites(db);
  const others = [...heads].flatMap(([field, list]) =>
    field === deletedField ? [] : list.map((head) => ({ entityType, field, head })),
  );
  const seen = new Set(
    deletions.flatMap(({ opId }) => [opId, ...(write(opId, deletedField)?.parents ?? [])]),
  );
  // A program that did not say what it saw names no writes of other fields.
  if ([...seen].every((opId) => write(opId, deletedField) !== undefined)) return undefined;
  const unseen = [
    ...others.filter(({ head }) => !seen.has(head.opId)),
    ...(entityType === meetingEntity.type ? linesLeft(db, entityId) : []),
  ];
  if (unseen.length === 0) return undefined;
  const standing = [...deletions, ...others.map(({ head }) => head)].map(({ opId }) => opId);
  return { entityType, entityId, deletion, unseen, standing: [...new Set(standing)].sort() };
}

/** Who removes a note takes its 议定事项 away with it: one that stands was added by somebody who knew nothing of it. */
function linesLeft(db: ReadDb, meetingId: string): UnseenChange[] {
  const entityType = decisionEntity.type;
  return decisionsByMeeting(db, meetingId).flatMap(({ id }) => {
    const heads = readHeads(db, entityType, id);
    return ['what', 'who'].flatMap((field) =>
      (heads.get(field) ?? []).map((head) => ({ entityType, field, head })),
    );
  });
}

/** 议定事项 taken away in the same go as their note: they come back with it. Ids. */
export function decisionsFallenWith(db: ReadDb, meetingDeletion: string): string[] {
  const op = get<{ partition_id: string; incarnation: string; seq: number }>(
    db,
    sql`SELECT partition_id, incarnation, seq FROM op WHERE id = ${meetingDeletion}`,
  );
  if (!op) return [];
  // Their deletions follow the note's in its stream, one after another.
  return values<string>(
    db,
    sql`WITH RECURSIVE fallen(seq, entity_id) AS (
          SELECT seq, '' FROM op WHERE id = ${meetingDeletion}
          UNION ALL
          SELECT o.seq, o.entity_id FROM fallen f
            JOIN op o ON o.partition_id = ${op.partition_id} AND o.incarnation = ${op.incarnation} AND o.seq = f.seq + 1
            JOIN meeting_decision d ON d.id = o.entity_id AND d.deleted = 1
            JOIN head h ON h.op_id = o.id AND h.entity = ${`${decisionEntity.type}/`} || o.entity_id AND h.field = 'deleted'
          WHERE o.entity_type = ${decisionEntity.type}
        )
        SELECT entity_id FROM fallen WHERE entity_id <> ''`,
  );
}
