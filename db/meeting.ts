/** 月度联席会议纪要 and its 议定事项. */
import { z } from 'zod';
import { isMonth } from '../shared/clock.ts';
import type { MeetingTopic } from '../shared/meeting/contract.ts';
import { cityInternalPartition } from '../shared/log/operation.ts';
import { packMemory } from '../shared/meeting/pack.ts';
import { plainDate, plainList, plainTexts } from './plain.ts';
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

const topicShape = z.object({
  title: z.string(),
  summary: z.string(),
  pack: packMemory.optional().catch(undefined),
});
const completionShape = z
  .object({ done: z.boolean().catch(false), doneOn: z.string().transform(plainDate).catch('') })
  .catch({ done: false, doneOn: '' });

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

/** The note of a line, taken away or not; '' where neither is known. */
export function meetingOfDecision(db: ReadDb, id: string): string {
  const row = get<{ meeting_id: string }>(db, sql`SELECT meeting_id FROM meeting_decision WHERE id = ${id}`);
  return row?.meeting_id ?? '';
}

/** Whether the line is one of that meeting's, perhaps taken away meanwhile. */
export function isDecisionOf(db: ReadDb, id: string, meetingId: string): boolean {
  return (
    get(db, sql`SELECT 1 FROM meeting_decision WHERE id = ${id} AND meeting_id = ${meetingId}`) !== undefined
  );
}

/** Of notes that were not removed; not done yet, the earliest due first; those without a due date last. */
export function openDecisions(db: ReadDb): DecisionRecord[] {
  return selectDecisions(
    db,
    sql`json_extract(completion, '$.done') IS NOT 1 AND meeting_id IN (SELECT id FROM meeting WHERE deleted = 0)`,
  )
    .filter((decision) => !decision.done)
    .toSorted((a, b) => (a.dueDate || '9').localeCompare(b.dueDate || '9'));
}

/** One of a meeting of the city's own, with what a town is told of the meeting. */
export interface CityDecision extends Omit<DecisionRecord, 'partition'> {
  readonly month: string;
  readonly heldOn: string;
  /** Neither it nor its meeting was taken away. */
  readonly isStanding: boolean;
}

/** Of the meetings since that month (YYYY-MM) and of one more note; those taken away too. */
export function cityDecisions(
  db: ReadDb,
  { fromMonth, meetingId }: { readonly fromMonth: string; readonly meetingId: string },
): CityDecision[] {
  const columns = sql`d.id, d.partition_id, d.meeting_id, d.ordinal, d.what, d.who, d.due_date, d.completion`;
  return all<DecisionRow & { month: string; held_on: string; is_standing: number }>(
    db,
    sql`SELECT ${columns}, m.month, m.held_on, d.deleted = 0 AND m.deleted = 0 AS is_standing
        FROM (SELECT id FROM meeting WHERE month >= ${fromMonth} UNION SELECT ${meetingId}) near
          CROSS JOIN meeting m ON m.id = near.id
          CROSS JOIN meeting_decision d ON d.meeting_id = m.id AND d.partition_id = m.partition_id
        WHERE +d.partition_id = ${cityInternalPartition} ORDER BY d.id`,
  ).map((row) => ({
    ...toDecision(row),
    month: isMonth(row.month) ? row.month : '',
    heldOn: plainDate(row.held_on),
    isStanding: row.is_standing === 1,
  }));
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
    month: isMonth(row.month) ? row.month : '',
    heldOn: plainDate(row.held_on),
    place: row.place,
    chair: row.chair,
    chairRole: row.chair_role,
    recorder: row.recorder,
    departments: plainTexts(row.departments),
    topics: plainList(row.topics).flatMap((topic) => topicShape.safeParse(topic).data ?? []),
  };
}

function toDecision(row: DecisionRow): DecisionRecord {
  const completion = completionShape.parse(JSON.parse(row.completion));
  return {
    id: row.id,
    partition: row.partition_id,
    meetingId: row.meeting_id,
    ordinal: row.ordinal ?? 0,
    what: row.what,
    who: row.who,
    dueDate: plainDate(row.due_date),
    done: completion.done,
    doneOn: completion.doneOn,
  };
}
