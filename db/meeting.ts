/** 月度联席会议记录 and its 议定事项. */
import type { MeetingTopic } from '../shared/meeting/contract.ts';
import { all, get, type ReadDb, type Sql, sql } from './sql.ts';

export interface MeetingRecord {
  readonly id: string;
  readonly partition: string;
  readonly month: string;
  readonly heldOn: string;
  readonly place: string;
  readonly chair: string;
  readonly chairRole: string;
  readonly recorder: string;
  readonly departments: string[];
  readonly topics: MeetingTopic[];
}

export interface DecisionRecord {
  readonly id: string;
  readonly partition: string;
  readonly meetingId: string;
  readonly ordinal: number;
  readonly what: string;
  readonly who: string;
  readonly dueDate: string;
  readonly done: boolean;
  readonly doneOn: string;
}

interface MeetingRow {
  readonly id: string;
  readonly partition_id: string;
  readonly month: string;
  readonly held_on: string;
  readonly place: string;
  readonly chair: string;
  readonly chair_role: string;
  readonly recorder: string;
  readonly departments: string;
  readonly topics: string;
}

interface DecisionRow {
  readonly id: string;
  readonly partition_id: string;
  readonly meeting_id: string;
  readonly ordinal: number | null;
  readonly what: string;
  readonly who: string;
  readonly due_date: string;
  readonly completion: string;
}

const meetingColumns = sql`id, partition_id, month, held_on, place, chair, chair_role, recorder, departments, topics`;
const decisionColumns = sql`id, partition_id, meeting_id, ordinal, what, who, due_date, completion`;

/** Latest first. */
export function listMeetings(db: ReadDb): MeetingRecord[] {
  return all<MeetingRow>(
    db,
    sql`SELECT ${meetingColumns} FROM meeting WHERE deleted = 0 ORDER BY month DESC, held_on DESC, id`,
  ).map(toMeeting);
}

export function findMeeting(db: ReadDb, id: string): MeetingRecord | undefined {
  const row = get<MeetingRow>(
    db,
    sql`SELECT ${meetingColumns} FROM meeting WHERE id = ${id} AND deleted = 0`,
  );
  return row ? toMeeting(row) : undefined;
}

export function decisionsByMeeting(db: ReadDb, meetingId: string): DecisionRecord[] {
  return selectDecisions(db, sql`meeting_id = ${meetingId}`);
}

/** Those taken away too: the history still speaks of them. */
export function decisionIdsByMeeting(db: ReadDb, meetingId: string): string[] {
  return all<{ id: string }>(db, sql`SELECT id FROM meeting_decision WHERE meeting_id = ${meetingId}`).map(
    ({ id }) => id,
  );
}

export function findDecision(db: ReadDb, id: string): DecisionRecord | undefined {
  return selectDecisions(db, sql`id = ${id}`)[0];
}

/** Whether the line is one of that meeting's, perhaps taken away meanwhile. */
export function isDecisionOf(db: ReadDb, id: string, meetingId: string): boolean {
  return (
    get(db, sql`SELECT 1 FROM meeting_decision WHERE id = ${id} AND meeting_id = ${meetingId}`) !== undefined
  );
}

/** Not done yet, the earliest due first; those without a due date last. */
export function openDecisions(db: ReadDb): DecisionRecord[] {
  return selectDecisions(db, sql`1`)
    .filter((decision) => !decision.done)
    .toSorted((a, b) => (a.dueDate || '9').localeCompare(b.dueDate || '9'));
}

function selectDecisions(db: ReadDb, condition: Sql): DecisionRecord[] {
  return all<DecisionRow>(
    db,
    sql`SELECT ${decisionColumns} FROM meeting_decision WHERE deleted = 0 AND ${condition} ORDER BY ordinal, id`,
  ).map(toDecision);
}

function toMeeting(row: MeetingRow): MeetingRecord {
  return {
    id: row.id,
    partition: row.partition_id,
    month: row.month,
    heldOn: row.held_on,
    place: row.place,
    chair: row.chair,
    chairRole: row.chair_role,
    recorder: row.recorder,
    departments: (JSON.parse(row.departments) as string[] | null) ?? [],
    topics: (JSON.parse(row.topics) as MeetingTopic[] | null) ?? [],
  };
}

function toDecision(row: DecisionRow): DecisionRecord {
  const completion = (JSON.parse(row.completion) as { done: boolean; doneOn: string } | null) ?? {
    done: false,
    doneOn: '',
  };
  return {
    id: row.id,
    partition: row.partition_id,
    meetingId: row.meeting_id,
    ordinal: row.ordinal ?? 0,
    what: row.what,
    who: row.who,
    dueDate: row.due_date,
    done: completion.done,
    doneOn: completion.doneOn,
  };
}
