/** 议定事项 of the city's meetings that towns carry out. */
import {
  type AssignedPart,
  assignedParts,
  type AssignedReport,
  assignedReport,
  type AssignedStanding,
  assignedStanding,
} from '../shared/meeting/assigned.ts';
import { townPartition } from '../shared/log/operation.ts';
import { assignedDecisionEntity } from '../shared/meeting/entity.ts';
import { keeperTownId } from '../shared/meeting/rules.ts';
import { sha256Hex } from './crypto.ts';
import { recordIdOf } from './log/record-id.ts';
import { plainDate } from './plain.ts';
import { all, listOf, type ReadDb, type Sql, sql, values } from './sql.ts';

export interface AssignedDecisionRecord {
  readonly id: string;
  readonly townId: string;
  readonly decisionId: string;
  readonly meetingMonth: string;
  readonly heldOn: string;
  readonly what: string;
  readonly who: string;
  readonly dueDate: string;
  readonly standing: AssignedStanding;
  readonly report: AssignedReport | null;
}

interface AssignedRow {
  readonly id: string;
  readonly partition_id: string;
  readonly decision_id: string;
  readonly meeting_month: string;
  readonly held_on: string;
  readonly what: string;
  readonly who: string;
  readonly due_date: string;
  readonly standing: string;
  readonly report: string;
}

/** The same on every laptop of the city: what two of them give out is one record. */
export function assignedDecisionId(decisionId: string, townId: string): string {
  return recordIdOf(sha256Hex(`DRCB assigned decision v1\n${decisionId}\n${townId}`), townPartition(townId));
}

/** The latest meeting first; of one meeting, the earliest due first. */
export function listAssignedDecisions(db: ReadDb): AssignedDecisionRecord[] {
  return select(db, sql`1`);
}

export function findAssignedDecision(db: ReadDb, id: string): AssignedDecisionRecord | undefined {
  return select(db, sql`id = ${id}`)[0];
}

/** What the towns were told of one decision. */
export function assignedOf(db: ReadDb, decisionId: string): AssignedDecisionRecord[] {
  return select(db, sql`decision_id = ${decisionId}`);
}

/**
 * At the city: which parts of what it says now of a record have not gone to the town, by a bundle of this desk or, as one of
 * the town's laptops says, another way.
 */
export function partsToCarry(db: ReadDb, id: string, townId: string): AssignedPart[] {
  const waiting = values<string>(
    db,
    sql`SELECT h.field FROM head h JOIN op n ON n.id = h.op_id
        WHERE h.entity = ${`${assignedDecisionEntity.type}/${id}`} AND h.field IN (${listOf(assignedParts)})
        GROUP BY h.field HAVING NOT max(
          EXISTS (SELECT 1 FROM sent_stream s WHERE s.peer = ${townPartition(townId)}
                    AND s.partition_id = n.partition_id AND s.incarnation = n.incarnation AND s.seq >= n.seq)
          OR EXISTS (SELECT 1 FROM device d CROSS JOIN peer_stream p ON p.device = d.id -- by its key, never all of it
                     WHERE d.town_id = ${townId} AND d.leader_id = '' AND d.state = 'confirmed'
                       AND p.partition_id = n.partition_id AND p.incarnation = n.incarnation AND p.seq >= n.seq))`,
  );
  return assignedParts.filter((part) => waiting.includes(part));
}

function select(db: ReadDb, condition: Sql): AssignedDecisionRecord[] {
  return all<AssignedRow>(
    db,
    sql`SELECT id, partition_id, decision_id, meeting_month, held_on, what, who, due_date, standing, report
        FROM assigned_decision WHERE deleted = 0 AND ${condition}
        ORDER BY held_on DESC, due_date = '', due_date, partition_id, id`,
  ).map((row) => ({
    id: row.id,
    townId: keeperTownId(row.partition_id),
    decisionId: row.decision_id,
    meetingMonth: row.meeting_month,
    heldOn: plainDate(row.held_on),
    what: row.what,
    who: row.who,
    dueDate: plainDate(row.due_date),
    standing: standingShape.parse(JSON.parse(row.standing)),
    report: reportShape.parse(JSON.parse(row.report)),
  }));
}

const standingShape = assignedStanding.catch({ state: 'open', on: '', round: 1, reason: '' });
const reportShape = assignedReport.nullable().catch(null);
