import { z } from 'zod';
import { dateMessage, isDate, isMonth } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { seenHeads } from '../record/contract.ts';
import { action, command, query } from '../rpc.ts';
import { typedLine, typedLines } from '../text/typed.ts';
import { assignedStates } from './assigned.ts';
import { packGroupKeys, packMemory } from './pack.ts';

/** 议题, 责任单位（人）: text of one line. */
export const meetingLineLength = 200;
const short = typedLine().max(meetingLineLength, { message: `文字过长，请不超过 ${meetingLineLength} 字` });
/** 议题情况: as many lines as a pack has of one kind. */
const summaryLength = 20_000;
const date = z.string().refine(isDate, dateMessage);
const optionalDate = z.string().refine((text) => text === '' || isDate(text), dateMessage);

/** 主持人职务 to choose from, or to write otherwise: the policy names 组长 and 副组长 (四·一); a town's own meeting has its own chair. */
export const chairRoles = ['组长', '副组长', '党委书记', '镇长', '副镇长'] as const;

export const meetingTopic = z.object({
  title: short.min(1, { message: '议题不能为空' }),
  summary: typedLines().max(summaryLength, { message: `议题情况请不超过 ${summaryLength} 字` }),
  /** Of one that was gathered from what is open. */
  pack: packMemory.optional(),
});
export type MeetingTopic = z.output<typeof meetingTopic>;

/** 议定事项 as the form holds it; `id` is absent for a new line. */
export const decisionDraft = z.object({
  id: entityId.optional(),
  what: typedLines()
    .trim()
    .min(1, { message: '议定事项不能为空' })
    .max(2000, { message: '议定事项请不超过 2000 字' }),
  who: short,
  dueDate: optionalDate,
  done: z.boolean().default(false),
  doneOn: optionalDate.default(''),
});
export type DecisionDraft = z.input<typeof decisionDraft>;

export const meetingFields = z.object({
  month: z.string().refine(isMonth, { message: '会议月份应为“年-月”，例如 2026-11' }),
  heldOn: date,
  place: short,
  chair: short.min(1, { message: '请填写主持人：月度联席会议由组长或副组长召集' }),
  chairRole: short,
  recorder: short,
  departments: z.array(short.min(1)).max(100, { message: '参会部门最多 100 个' }),
  topics: z.array(meetingTopic).max(100, { message: '议题最多 100 个，请分次记录' }),
});
export type MeetingFields = z.output<typeof meetingFields>;

/** A decision of the city's that a town carries out, as either of them sees it. */
export const assignedDecision = z.object({
  id: z.string(),
  townId: z.string(),
  townName: z.string(),
  /** YYYY-MM */ meetingMonth: z.string(),
  heldOn: z.string(),
  what: z.string(),
  who: z.string(),
  dueDate: z.string(),
  state: z.enum(assignedStates),
  round: z.int(),
  /** Why the city sent it back; '' while it did not. */
  returnReason: z.string(),
  report: z.object({ done: z.boolean(), on: z.string(), text: z.string() }).nullable(),
  heads: seenHeads,
});
export type AssignedDecision = z.output<typeof assignedDecision>;

/**
 * As the city sees it beside its decision, which says the rest. `carried`: of what the city says now a bundle made here, or a
 * laptop of the town's, has taken to the town all, none, or what it said before its text or deadline was changed.
 */
const givenDecision = assignedDecision
  .omit({ meetingMonth: true, heldOn: true, what: true, who: true, dueDate: true })
  .extend({ carried: z.enum(['all', 'older', 'none']) });
export type GivenDecision = z.output<typeof givenDecision>;

/** 办理情况 as the town reports it. */
export const reportFields = z.object({
  done: z.boolean(),
  on: date,
  text: typedLines()
    .trim()
    .min(1, { message: '请填写情况说明' })
    .max(2000, { message: '情况说明请不超过 2000 字' }),
});

export const decision = z.object({
  id: z.string(),
  meetingId: z.string(),
  ordinal: z.int(),
  what: z.string(),
  who: z.string(),
  dueDate: z.string(),
  done: z.boolean(),
  doneOn: z.string(),
  /** What the towns it names were told and report; at the city alone. */
  towns: z.array(givenDecision),
  heads: seenHeads,
});
export type Decision = z.output<typeof decision>;

export const meetingSummary = z.object({
  id: z.string(),
  month: z.string(),
  heldOn: z.string(),
  place: z.string(),
  chair: z.string(),
  /** The desk that keeps the note: a town's name or 市级. */
  keeper: z.string(),
  topicCount: z.int(),
  decisionCount: z.int(),
  openDecisionCount: z.int(),
  editable: z.boolean(),
});
export type MeetingSummary = z.output<typeof meetingSummary>;

export const meeting = z.object({
  id: z.string(),
  ...meetingFields.shape,
  keeper: z.string(),
  editable: z.boolean(),
  decisions: z.array(decision),
  heads: seenHeads,
});
export type Meeting = z.output<typeof meeting>;

export const paperFormat = z.enum(['pdf', 'docx']);
/** 会议纪要, 会议议程, 签到表 */
export const meetingPaperKinds = ['minutes', 'agenda', 'sign-in'] as const;
export type MeetingPaperKind = (typeof meetingPaperKinds)[number];
const paper = z.enum(meetingPaperKinds).default('minutes');

const packGroup = z.object({
  key: z.enum(packGroupKeys),
  items: z.array(z.object({ key: z.string(), text: z.string(), isOptional: z.boolean().optional() })),
  total: z.int(),
});

export const meetingContract = {
  'meeting.list': query(z.object({}), z.array(meetingSummary)),
  'meeting.get': query(z.object({ id: entityId }), meeting),
  /** Creates (no id) or changes a note with all its 议定事项; lines left out are taken away. */
  'meeting.save': command(
    z.object({
      id: entityId.optional(),
      fields: meetingFields,
      decisions: z.array(decisionDraft).max(200, { message: '议定事项最多 200 项，请分次记录' }),
      seen: seenHeads.optional(),
      seenDecisions: z.record(entityId, seenHeads).optional(),
    }),
    z.object({ id: z.string() }),
  ),
  'meeting.remove': command(z.object({ id: entityId }), z.null()),
  /** 议定事项 not done yet, the earliest due first: the first of them, and how many there are and are overdue. */
  'decision.open': query(
    z.object({}),
    z.object({
      rows: z.array(decision),
      total: z.int(),
      overdue: z.int(),
    }),
  ),
  'decision.complete': command(
    z.object({ id: entityId, done: z.boolean(), doneOn: optionalDate, seen: seenHeads.optional() }),
    z.null(),
  ),
  /** Decisions of the city's that this town carries out, what was sent back and what is due first at the top; none at the city. */
  'decision.assigned': query(z.object({}), z.array(assignedDecision)),
  /**
   * Of these, what waits for the town, what was sent back first: the first of them, how many there are and are overdue.
   * `assigned`: of all, done ones too.
   */
  'decision.waiting': query(
    z.object({}),
    z.object({
      rows: z.array(assignedDecision),
      total: z.int(),
      overdue: z.int(),
      assigned: z.int(),
    }),
  ),
  /**
   * The town reports 办理情况, which goes to the city with the next bundle. `id`: of an assigned decision; `round`: the one
   * that the officer saw when the form was opened, so that nothing typed before a return is taken for its answer.
   */
  'decision.report': command(
    z.object({ id: entityId, round: z.int(), report: reportFields, seen: seenHeads.optional() }),
    z.null(),
    { side: 'town' },
  ),
  /** The city sends a report back: the town reports anew. `id`: of an assigned decision. */
  'decision.return': command(
    z.object({
      id: entityId,
      reason: typedLines()
        .trim()
        .min(1, { message: '请填写退回原因' })
        .max(500, { message: '退回原因请不超过 500 字' }),
      seen: seenHeads.optional(),
    }),
    z.null(),
    { side: 'city' },
  ),
  /** What is open now, as topics to choose from. `month` YYYY-MM: whose inspections, visits and plans are told. */
  'meeting.pack': query(
    z.object({ month: z.string().refine(isMonth, { message: '会议月份应为“年-月”，例如 2026-11' }) }),
    z.array(packGroup),
  ),
  /** The paper as HTML for the preview. */
  'meeting.preview': action(z.object({ id: entityId, paper }), z.object({ html: z.string() })),
  /** Saves the paper where the officer says; null when cancelled. */
  'meeting.exportPaper': action(
    z.object({ id: entityId, paper, format: paperFormat }),
    z.object({ path: z.string() }).nullable(),
  ),
  'meeting.print': action(z.object({ id: entityId, paper }), z.object({ printed: z.boolean() })),
};
