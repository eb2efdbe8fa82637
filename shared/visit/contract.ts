import { z } from 'zod';
import { dateMessage, isDate, isMonth } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { problemCategories, problemStates } from '../problem/rules.ts';
import { linkKinds } from '../person/rules.ts';
import { paperFormat } from '../meeting/contract.ts';
import { seenHeads } from '../record/contract.ts';
import { action, command, query } from '../rpc.ts';
import { typedLine, typedLines } from '../text/typed.ts';
import { visitLeader, visitStandings, visitTiming } from './rules.ts';
import { visitStatistics } from './statistics.ts';

const date = z.string().refine(isDate, dateMessage);
const optionalDate = z.string().refine((text) => text === '' || isDate(text), dateMessage);
const month = z.string().refine(isMonth, { message: '月份应为“年-月”，例如 2026-11' });
const line = (length: number) => typedLine().max(length, { message: `文字过长，请不超过 ${length} 字` });
const lines = (length: number) =>
  typedLines()
    .trim()
    .max(length, { message: `文字过长，请不超过 ${length} 字` });

/** Who calls: a person of the desk, or a name alone ('' as his id). */
export const leaderInput = z.object({
  personId: z.union([z.literal(''), entityId]),
  name: line(50).min(1, { message: '请填写走访领导' }),
  post: line(100),
});

/** 同行人员 of one visit. */
export const mostParticipants = 30;

export const visitFields = z.object({
  visitedOn: date,
  leader: leaderInput,
  /** 同行人员 */
  participants: z
    .array(line(50).min(1))
    .max(mostParticipants, { message: `同行人员最多 ${mostParticipants} 人` }),
  /** 企业参加人员 */
  hosts: line(200),
  /** 走访事由 */
  purpose: line(200),
  /** 企业反映情况 */
  said: lines(5000),
  note: lines(2000),
});
export type VisitFields = z.output<typeof visitFields>;

/** 承诺事项 as the form holds it; `id` is absent for a new line. */
export const promiseDraft = z.object({
  id: entityId.optional(),
  what: lines(500).min(1, { message: '承诺事项不能为空' }),
  who: line(100),
  dueDate: optionalDate,
});

/** 企业问题 raised in the visit; what was dealt with since is changed at the problem itself. */
export const visitProblemDraft = z.object({
  title: line(100).min(1, { message: '请用一句话写明问题' }),
  detail: lines(5000),
  category: z.enum(problemCategories, { error: '请选择问题类别' }),
});

export const promiseView = z.object({
  id: z.string(),
  visitId: z.string(),
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  leader: visitLeader,
  /** The day it was promised. */
  visitedOn: z.string(),
  what: z.string(),
  who: z.string(),
  dueDate: z.string(),
  done: z.boolean(),
  doneOn: z.string(),
  note: z.string(),
  heads: seenHeads,
});
export type PromiseView = z.output<typeof promiseView>;

const problemLine = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(problemStates),
  raisedOn: z.string(),
});

const visitRow = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  townName: z.string(),
  timing: visitTiming,
  leader: visitLeader,
  participants: z.array(z.string()),
  purpose: z.string(),
  said: z.string(),
  problemCount: z.int(),
  openPromiseCount: z.int(),
});
export type VisitRow = z.output<typeof visitRow>;

export const visit = z.object({
  ...visitRow.shape,
  hosts: z.string(),
  note: z.string(),
  promises: z.array(promiseView),
  problems: z.array(problemLine),
  /** Whether this desk may write it. */
  editable: z.boolean(),
  /** Whether photos may be added here: a leader adds to his own visits. */
  attachable: z.boolean(),
  heads: seenHeads,
});
export type Visit = z.output<typeof visit>;

const call = z.object({
  id: z.string(),
  kind: z.enum(['visit', 'inspection']),
  date: z.string(),
  isMade: z.boolean(),
  who: z.string(),
});

const plannedCall = z.object({
  id: z.string(),
  date: z.string(),
  leader: visitLeader,
  participants: z.array(z.string()),
  purpose: z.string(),
  /** Whether it may be written down at this desk. */
  editable: z.boolean(),
  heads: seenHeads,
});
export type PlannedCall = z.output<typeof plannedCall>;

/** What the visiting leader should know before he goes in. */
export const visitContext = z.object({
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  townName: z.string(),
  address: z.string(),
  contact: z.string(),
  /** The last visit made before the day. */
  last: z.object({ id: z.string(), visitedOn: z.string(), leader: z.string(), said: z.string() }).nullable(),
  /** Promised and not kept yet, the earliest due first. */
  promises: z.array(promiseView),
  problems: z.array(problemLine),
  /** 挂钩联系 on the day: who would go. */
  linked: z.array(z.object({ ...visitLeader.shape, kind: z.enum(linkKinds) })),
  /** Whose visit it most likely is: on a leader's own laptop his, else of whoever is linked the highest up. */
  leader: visitLeader.nullable(),
  quietDays: z.int(),
  /** Visits and inspections made within the quiet days before, the latest first. */
  recent: z.array(call),
  /** Visits planned around the day that are still to come: one trip may do for both. */
  planned: z.array(plannedCall),
  /** Planned around the day, and their day is over: perhaps it was one of them. The latest first. */
  unrecorded: z.array(plannedCall),
});
export type VisitContext = z.output<typeof visitContext>;

/** A list's choice of 走访领导 beside them: whoever leads a town, whether he is known by more than his name or not. */
export const leadersOfTowns = 'of-towns';
export const promiseFilters = ['open', 'overdue'] as const;
export const visitFilter = z.object({
  /** Any part of the enterprise's name, pinyin or code. */
  text: z.string().max(200).default(''),
  enterpriseId: entityId.optional(),
  leaderIds: z.array(z.string().max(64)).max(200).optional(),
  /** Of leaders of the towns, or of everybody else; with `leaderIds`: of these as well. */
  byTowns: z.boolean().optional(),
  standings: z.array(z.enum(visitStandings)).optional(),
  /** In which something was promised that is not kept yet, or is overdue. */
  promises: z.enum(promiseFilters).optional(),
  towns: z.array(z.string().max(100)).max(200).optional(),
  fromDate: date.optional(),
  toDate: date.optional(),
});
export type VisitFilter = z.output<typeof visitFilter>;

/** One leader's duty in the period. */
const leaderDuty = z.object({
  ...visitLeader.shape,
  kind: z.enum(linkKinds),
  linked: z.int(),
  visited: z.int(),
  /** A visit is still to come within the period, whether he has called on them already or not. */
  planned: z.int(),
  /** A visit was planned within the period for a day that has passed. */
  unrecorded: z.int(),
  /** Neither visited nor planned. */
  waiting: z.int(),
});
export type LeaderDuty = z.output<typeof leaderDuty>;

const linkedEnterprise = z.object({
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  townName: z.string(),
  /** The last visit anybody made. */
  lastVisitedOn: z.string(),
  /** By this leader, within the period; '' for none. */
  visitedOn: z.string(),
  visitId: z.string(),
  /** The next that is still to come. */
  plannedOn: z.string(),
  plannedId: z.string(),
  /** The earliest whose day has passed, and that nobody wrote down. */
  passedOn: z.string(),
  passedId: z.string(),
  openProblems: z.int(),
});
export type LinkedEnterprise = z.output<typeof linkedEnterprise>;

/** Days ahead that 今日待办 tells of. */
export const dueDaysAhead = 3;

const visitsDue = z.object({
  /** Planned for a day that has passed, or comes within `dueDaysAhead`; the earliest first, at most `shownDue`. */
  planned: z.array(visitRow),
  plannedTotal: z.int(),
  /** Promised by such a day and not kept; the earliest first, at most `shownDue`. */
  promises: z.array(promiseView),
  promiseTotal: z.int(),
  /**
   * At the city, which lists its own leaders' alone: how many of the towns' wait to be written down, planned within the last
   * year, and how many promises are overdue, whenever they were made.
   */
  ofTowns: z.object({ unrecorded: z.int(), overdue: z.int() }),
  /**
   * 未走访 in the month or quarter, each leader's linked enterprises counted for him (家次): of all leaders known here, at the
   * city of its own alone. Of them `unarranged` are neither planned nor wait to be written down.
   */
  unvisited: z.int(),
  unarranged: z.int(),
  toDate: z.string(),
});

/** Lines of either kind that 今日待办 is given. */
export const shownDue = 12;

const period = z.object({ fromDate: z.string(), toDate: z.string() });
export const chosenEnterprise = z.string().min(1, { message: '请选择企业' }).pipe(entityId);
const reference = z.object({ id: entityId });
/** Of a visit that is planned or was made, or a sheet that is blank but for the enterprise. */
const paperOf = z.object({ enterpriseId: entityId, visitId: entityId.optional() });
const reason = lines(500).min(1, { message: '请写明原因' });

export const visitContract = {
  'visit.list': query(
    z.object({ filter: visitFilter, offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
    z.object({ rows: z.array(visitRow), total: z.int() }),
  ),
  'visit.get': query(reference, visit),
  'visit.context': query(
    z.object({ enterpriseId: entityId, date, exceptId: entityId.optional() }),
    visitContext,
  ),
  /** Every linked leader's visits in the month, or in its quarter, as the DRC decided. */
  'visit.board': query(z.object({ month }), z.object({ ...period.shape, leaders: z.array(leaderDuty) })),
  'visit.boardOf': query(z.object({ month, personId: z.string().max(64) }), z.array(linkedEnterprise)),
  /** Of the days, both included, by month, leader and town. */
  'visit.statistics': query(z.object({ fromDate: date, toDate: date }), visitStatistics),
  /** What presses today; of a leader's own laptop, what is his. */
  'visit.due': query(z.object({}), visitsDue),
  /** A trip to several enterprises on one day. */
  'visit.plan': command(
    z.object({
      enterpriseIds: z
        .array(entityId)
        .min(1, { message: '请选择企业' })
        .max(200, { message: '一次最多安排 200 家' }),
      leader: leaderInput,
      plannedOn: date,
      purpose: line(200),
    }),
    z.object({ ids: z.array(z.string()) }),
    { atLeader: true },
  ),
  'visit.reschedule': command(z.object({ id: entityId, plannedOn: date }), z.null(), { atLeader: true }),
  'visit.cancel': command(z.object({ id: entityId, reason }), z.null(), { atLeader: true }),
  /** One trip for both: the planned visit takes somebody along. */
  'visit.join': command(z.object({ id: entityId, name: line(50).min(1) }), z.null(), { atLeader: true }),
  /** Writes down a visit that was made: a planned one (id), a new one, or one written down before. */
  'visit.save': command(
    z.object({
      id: entityId.optional(),
      /** Of a new one that turned out to be a planned visit: that record becomes it. Refused when it is planned no more. */
      plannedId: entityId.optional(),
      enterpriseId: chosenEnterprise,
      fields: visitFields,
      promises: z.array(promiseDraft).max(50, { message: '一次走访最多记 50 项承诺' }),
      problems: z.array(visitProblemDraft).max(50, { message: '一次走访最多记 50 个问题' }),
      seen: seenHeads.optional(),
      seenPromises: z.record(entityId, seenHeads).optional(),
    }),
    z.object({ id: z.string() }),
    { atLeader: true },
  ),
  /** One entered by mistake; not one that problems were raised in. */
  'visit.remove': command(reference, z.null()),
  'promise.complete': command(
    z
      .object({
        id: entityId,
        done: z.boolean(),
        doneOn: optionalDate,
        note: lines(500),
        seen: seenHeads.optional(),
      })
      .refine(({ done, doneOn }) => !done || doneOn !== '', {
        message: '请填写兑现日期',
        path: ['doneOn'],
      }),
    z.null(),
    { atLeader: true },
  ),
  /**
   * As HTML for the preview: 走访单, to take along, or 走访记录 of a visit that was made. Errors: 'visit.not-planned', of one
   * that was cancelled.
   */
  'visit.paperPreview': action(paperOf, z.object({ kind: z.enum(['sheet', 'record']), html: z.string() })),
  /** Saves it where the officer says; null when cancelled. */
  'visit.exportPaper': action(
    paperOf.extend({ format: paperFormat }),
    z.object({ path: z.string() }).nullable(),
  ),
  'visit.printPaper': action(paperOf, z.object({ printed: z.boolean() })),
};
