/** 分派与改派: the city says which town an enterprise belongs to, and where the old town's say ends. */
import { localDate } from '../shared/clock.ts';
import { enterpriseEntity, handoverEntity } from '../shared/enterprise/entity.ts';
import type { FieldValue } from '../shared/log/entity.ts';
import { townPartition } from '../shared/log/operation.ts';
import { coupledField } from './conflict.ts';
import { findAuthor } from './device.ts';
import { tellAnswersUnheard } from './late-answer.ts';
import { appendWrite, type LogAuthor, type RecordWrite, type SeenHeads } from './log/append.ts';
import { readAssignments } from './log/assignments.ts';
import { readHeads } from './log/record-heads.ts';
import { rejudgePartitions } from './log/judge.ts';
import { all, type ReadDb, sql, value, type WriteDb } from './sql.ts';

type EnterpriseWrite = Omit<RecordWrite<typeof enterpriseEntity.fields>, 'spec' | 'partition'>;

/**
 * One save of an enterprise. When the city assigns it to another town, the same operation carries how far the towns
 * had written, and the towns that held it or wrote in it are told in their own partitions.
 * @returns the operation's id, or null when nothing changed.
 * @throws AppError as appendWrite
 */
export function writeEnterprise(db: WriteDb, author: LogAuthor, write: EnterpriseWrite): string | null {
  const { id } = write;
  const townId = write.fields.townId;
  const before = readAssignments(db, id);
  const isMoving = author.side === 'city' && typeof townId === 'string' && !isOnly(before.current, townId);
  const cut = isMoving ? cutOf(db, id) : null;
  const moved: EnterpriseWrite = isMoving
    ? {
        ...write,
        fields: { ...write.fields, [coupledField]: cut as unknown as FieldValue },
        ...(write.seen ? { seen: withCoupled(db, id, write.seen) } : {}),
      }
    : write;
  const opId = appendWrite(db, author, { ...moved, spec: enterpriseEntity, partition: id });
  if (opId === null || !isMoving) return opId;
  // A town that found the enterprise itself was never assigned it, and has it all the same.
  for (const old of new Set([...before.ever, ...(cut?.towns ?? [])])) {
    if (old !== townId) tellOldTown(db, author, { enterpriseId: id, old, toTownId: townId, opId });
  }
  rejudgePartitions(db, [id], (deviceId) => findAuthor(db, deviceId));
  return opId;
}

/**
 * Nobody sees where the old town's say ends, so whoever assigns names what stands of it: a second head would be a
 * conflict that no desk shows and nobody could settle.
 */
function withCoupled(db: ReadDb, id: string, seen: SeenHeads): SeenHeads {
  const standing = readHeads(db, enterpriseEntity.type, id).get(coupledField) ?? [];
  return { ...seen, [coupledField]: standing.map(({ opId }) => opId) };
}

function isOnly(towns: ReadonlySet<string>, townId: string): boolean {
  return townId === '' ? towns.size === 0 : towns.size === 1 && towns.has(townId);
}

/** How far the towns had written, and which towns they are. */
interface AssignmentCut {
  readonly streams: readonly (readonly [incarnation: string, seq: number])[];
  readonly towns: readonly string[];
}

/**
 * Where the towns' streams of the enterprise end here, each before its first operation that did not count: nothing that
 * was held comes to count by a later reassignment. Null while no town has written in it.
 */
function cutOf(db: ReadDb, enterpriseId: string): AssignmentCut | null {
  const rows = all<{ incarnation: string; town_id: string | null; seq: number }>(
    db,
    sql`SELECT o.incarnation, d.town_id, max(o.seq) AS seq FROM op o LEFT JOIN device d ON d.id = o.author
        WHERE o.partition_id = ${enterpriseId} AND o.side = 'town'
          AND NOT EXISTS (SELECT 1 FROM op h
                          WHERE h.partition_id = o.partition_id AND h.incarnation = o.incarnation AND h.seq <= o.seq
                            AND h.state = 'held' AND h.hold_reason NOT IN ('not-owner', 'invalid-value', 'misplaced', 'elsewhere'))
        GROUP BY o.incarnation ORDER BY o.incarnation`,
  );
  if (rows.length === 0) return null;
  return {
    streams: rows.map((row) => [row.incarnation, row.seq]),
    towns: [...new Set(rows.flatMap((row) => row.town_id ?? []))].sort(),
  };
}

interface Move {
  readonly enterpriseId: string;
  readonly old: string;
  readonly toTownId: string;
  readonly opId: string;
}

function tellOldTown(db: WriteDb, author: LogAuthor, { enterpriseId, old, toTownId, opId }: Move): void {
  const enterpriseName = value<string>(db, sql`SELECT name FROM enterprise WHERE id = ${enterpriseId}`) ?? '';
  appendWrite(db, author, {
    spec: handoverEntity,
    id: `${enterpriseId}:${old}`,
    partition: townPartition(old),
    fields: {
      enterpriseId,
      enterpriseName,
      toTownId,
      assignmentOp: opId,
      onDate: localDate(author.nowMs),
      // An earlier notice to this town may have been withdrawn.
      ...(isWithdrawn(db, `${enterpriseId}:${old}`) ? { deleted: false } : {}),
    },
  });
  tellAnswersUnheard(db, author, { enterpriseId, townId: old });
}

function isWithdrawn(db: ReadDb, noticeId: string): boolean {
  return value<number>(db, sql`SELECT 1 FROM handover WHERE id = ${noticeId} AND deleted = 1`) === 1;
}

/**
 * At the city: takes back notices of a reassignment that is not here, because the city was put back to a backup made
 * before it; the town they speak to would wait for ever for records that are still its own. Should the reassignment come
 * back later with the new town's bundle, the notice is given again, also where the backup had none of it.
 */
export function settleNotices(db: WriteDb, author: LogAuthor): void {
  const ghosts = all<Notice>(
    db,
    sql`SELECT h.id, h.partition_id FROM handover h
        JOIN enterprise e ON e.id = h.enterprise_id AND h.partition_id = 'town:' || e.town_id
        WHERE h.deleted = 0 AND NOT EXISTS (SELECT 1 FROM op WHERE id = h.assignment_op) ORDER BY h.id`,
  );
  const missed = all<Notice>(
    db,
    sql`SELECT h.id, h.partition_id FROM handover h
        JOIN enterprise e ON e.id = h.enterprise_id AND h.partition_id <> 'town:' || e.town_id
        JOIN op o ON o.id = h.assignment_op AND o.state = 'applied'
        WHERE h.deleted = 1 ORDER BY h.id`,
  );
  const set = (deleted: boolean, { id, partition_id: partition }: Notice): void =>
    void appendWrite(db, author, { spec: handoverEntity, id, partition, fields: { deleted } });
  for (const notice of ghosts) set(true, notice);
  for (const notice of missed) set(false, notice);
  for (const move of untoldMoves(db)) tellOldTown(db, author, move);
}

/**
 * What towns that had an enterprise, or wrote in it, do not know: no notice names the assignment that stands. Whoever
 * assigns tells them in the same transaction; only a backup separates the two. While two assignments stand side by side,
 * both towns get the enterprise, and a person's decision tells them.
 */
function untoldMoves(db: ReadDb): Move[] {
  return all<Move>(
    db,
    sql`SELECT had.enterprise_id AS enterpriseId, had.town AS old, e.town_id AS toTownId, min(h.op_id) AS opId
        FROM (SELECT enterprise_id, town_id AS town FROM assignment
              UNION SELECT enterprise_id, t.value FROM assignment, json_each(cut, '$.towns') t WHERE t.type = 'text') had
        JOIN enterprise e ON e.id = had.enterprise_id
        JOIN head h ON h.entity = 'enterprise/' || e.id AND h.field = 'townId'
        WHERE had.town NOT IN ('', e.town_id)
          AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.entity = h.entity AND c.field = h.field)
          AND NOT EXISTS (SELECT 1 FROM handover n JOIN head m ON m.op_id = n.assignment_op
                          WHERE n.id = e.id || ':' || had.town AND m.entity = h.entity AND m.field = h.field)
        GROUP BY had.enterprise_id, had.town ORDER BY had.enterprise_id, had.town`,
  );
}

interface Notice {
  readonly id: string;
  readonly partition_id: string;
}
