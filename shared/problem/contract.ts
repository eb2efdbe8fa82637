import { z } from 'zod';
import { dateMessage, isDate } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { seenHeads } from '../record/contract.ts';
import { command, query } from '../rpc.ts';
import { typedLine, typedLines } from '../text/typed.ts';
import {
  confirmationWays,
  problemCategories,
  problemSources,
  problemStates,
  handlingStates,
} from './rules.ts';
import { entryKinds } from './steps.ts';

const date = z.string().refine(isDate, dateMessage);
const optionalDate = z.string().refine((text) => text === '' || isDate(text), dateMessage);
const line = (length: number) => typedLine().max(length, { message: `文字过长，请不超过 ${length} 字` });
const text = typedLines().trim().max(5000, { message: '文字过长，请不超过 5000 字' });
const unit = line(100);

/** What the enterprise asks for. */
export const problemFields = z.object({
  title: line(100).min(1, { message: '请用一句话写明问题' }),
  detail: text,
  category: z.enum(problemCategories, { error: '请选择问题类别' }),
  raisedOn: date,
  raisedBy: line(50),
  phone: line(50),
  source: z.enum(problemSources, { error: '请选择来源' }),
});
export type ProblemFields = z.output<typeof problemFields>;

/** With the deadline that a new one is given; '' for what the policy gives. */
export const newProblemFields = problemFields
  .extend({ hostDueOn: optionalDate })
  .refine(({ raisedOn, hostDueOn }) => hostDueOn === '' || hostDueOn >= raisedOn, {
    message: '办理期限早于提出日期',
    path: ['hostDueOn'],
  });

const side = z.enum(['city', 'town']);

export const handlingView = z.object({
  state: z.enum(handlingStates),
  round: z.int(),
  acceptedOn: z.string(),
  host: z.string(),
  helpers: z.array(z.string()),
  assignedOn: z.string(),
  hostDueOn: z.string(),
  helperDueOn: z.string(),
  extensions: z.int(),
  answeredOn: z.string(),
  endedOn: z.string(),
  returns: z.int(),
  lastOn: z.string(),
});

export const problemEntry = z.object({
  id: z.string(),
  /** One of entryKinds, or what a newer program wrote. */
  kind: z.string(),
  on: z.string(),
  /** 单位（人） */
  by: z.string(),
  text: z.string(),
  /** What the enterprise said, of 企业确认; null where it is in the words alone. */
  satisfied: z.boolean().nullable(),
  /**
   * Of one that stands in the place of another: the day that other bears, and who put it right, when and why; '' where an
   * older program did not say.
   */
  correction: z.object({ of: z.string(), by: z.string(), on: z.string(), reason: z.string() }).nullable(),
  /** The entry that stands in its place; '' for none. */
  correctedBy: z.string(),
  /** Whether this desk may put it right. */
  correctable: z.boolean(),
});
export type ProblemEntry = z.output<typeof problemEntry>;

const problemRow = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  townName: z.string(),
  title: z.string(),
  category: z.enum(problemCategories),
  raisedOn: z.string(),
  state: z.enum(problemStates),
  level: side,
  /** Who really deals with it (handlingUnits). */
  host: z.string(),
  helpers: z.array(z.string()),
  hostDueOn: z.string(),
  answeredOn: z.string(),
  endedOn: z.string(),
  isDissatisfied: z.boolean(),
  /**
   * It was closed by a desk that did not know: 办结 beside 不满意; of one merged, what it went into was closed without knowing
   * of the merge.
   */
  isClosedUnaware: z.boolean(),
  /** The day the town asked the city (提请市级协调), while the city has not taken it up; '' otherwise. */
  askedOn: z.string(),
  /** Answered by the deadline; null while it is not due. */
  isInTime: z.boolean().nullable(),
});
export type ProblemRow = z.output<typeof problemRow>;

const titledProblem = z.object({ id: z.string(), title: z.string() });

export const problem = z.object({
  ...problemRow.shape,
  ...problemFields.shape,
  /** '' when what a peer wrote is no date. */
  raisedOn: z.string(),
  visitId: z.string(),
  /** The visit was removed by somebody who did not know of the problem: there is nothing to open. */
  isVisitRemoved: z.boolean(),
  /** The record of the desk that has it now. */
  handling: handlingView,
  /** 协办期限 of `helpers`. */
  helperDueOn: z.string(),
  /** overtakenDueOn */
  overtakenDueOn: z.string(),
  escalation: z.object({ on: z.string(), reason: z.string() }).nullable(),
  confirmation: z
    .object({
      on: z.string(),
      way: z.string(),
      by: z.string(),
      satisfied: z.boolean(),
      note: z.string(),
      /** Of the answer that stands now, not of one before. */
      isCurrent: z.boolean(),
      /** The entry that says the same; '' where none does. */
      entryId: z.string(),
    })
    .nullable(),
  mergedInto: titledProblem.nullable(),
  merged: z.array(titledProblem),
  /** Merged into it, by way of another as well, without those knowing who ended what they go on as. */
  closedWithout: z.array(titledProblem),
  entries: z.array(problemEntry),
  /** What this desk may do now, the likeliest first. */
  actions: z.array(z.enum(entryKinds)),
  /** What it might do as well, were it not for the reason. */
  barred: z.array(z.object({ kind: z.enum(entryKinds), reason: z.string() })),
  /** Entered by mistake, it may be taken away. */
  removable: z.boolean(),
  /** Whether this desk may change what the enterprise asked for. */
  editable: z.boolean(),
  /** Said when the holidays of a year that the deadlines count with are not known; '' otherwise. */
  unknownHolidays: z.string(),
  heads: seenHeads,
});
export type Problem = z.output<typeof problem>;

const on = date;
const by = unit;
/** With what is written into 办理记录 beside it. */
export const problemStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept'), on, by, text }),
  z.object({
    kind: z.literal('assign'),
    on,
    by,
    text,
    host: unit.min(1, { message: '请填写主办单位' }),
    helpers: z.array(unit.min(1)).max(20, { message: '协办单位最多 20 个' }),
    /** '' for what the policy gives. */
    hostDueOn: optionalDate,
    helperDueOn: optionalDate,
  }),
  z.object({
    kind: z.literal('extend'),
    on,
    by,
    text: text.min(1, { message: '请写明延期原因' }),
    hostDueOn: date,
  }),
  z.object({
    kind: z.literal('answer'),
    on,
    by: unit.min(1, { message: '请填写答复单位' }),
    text: text.min(1, { message: '请填写答复内容' }),
  }),
  z.object({ kind: z.literal('close'), on, by, text }),
  z.object({ kind: z.literal('explain'), on, by, text: text.min(1, { message: '请写明向企业作出的解释' }) }),
  z.object({
    kind: z.literal('reopen'),
    on,
    by,
    text: text.min(1, { message: '请写明重新办理的原因' }),
    hostDueOn: optionalDate,
  }),
  z.object({ kind: z.literal('return'), on, by, text: text.min(1, { message: '请写明退回的原因' }) }),
]);
export type ProblemStep = z.output<typeof problemStep>;

export const confirmationFields = z.object({
  on,
  way: z.enum(confirmationWays, { error: '请选择确认方式' }),
  by: line(50).min(1, { message: '请填写企业确认人' }),
  satisfied: z.boolean({ error: '请选择企业是否满意' }),
  note: text,
});
export type ConfirmationFields = z.output<typeof confirmationFields>;

export const problemCorrection = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    on,
    by: unit.min(1, { message: '请填写答复单位' }),
    text: text.min(1, { message: '请填写答复内容' }),
  }),
  confirmationFields.extend({ kind: z.literal('confirm') }),
]);
export type ProblemCorrection = z.output<typeof problemCorrection>;

export const dueFilters = ['overdue', 'soon', 'unconfirmed'] as const;

export const problemFilter = z.object({
  /** Any part of the problem, of what was written about it, or of the enterprise. */
  text: z.string().max(200).default(''),
  enterpriseId: entityId.optional(),
  states: z.array(z.enum(problemStates)).optional(),
  categories: z.array(z.enum(problemCategories)).optional(),
  levels: z.array(side).optional(),
  /** Towns that the enterprises are assigned to; '' for those that none is. */
  towns: z.array(z.string().max(100)).max(200).optional(),
  /** 主办单位, whole names. */
  hosts: z.array(z.string().max(200)).max(200).optional(),
  due: z.enum(dueFilters).optional(),
  fromDate: date.optional(),
  toDate: date.optional(),
});
export type ProblemFilter = z.output<typeof problemFilter>;

export const problemSort = z.object({
  key: z.enum(['raisedOn', 'hostDueOn']),
  order: z.enum(['asc', 'desc']),
});
export type ProblemSort = z.output<typeof problemSort>;

const statisticsRow = z.object({
  key: z.string(),
  label: z.string(),
  raised: z.int(),
  open: z.int(),
  overdue: z.int(),
  /** Closed: 办结 and 解释说明后关闭. */
  ended: z.int(),
  /** Of `ended`: 解释说明后关闭. */
  explained: z.int(),
  /** Of those due or answered. */
  due: z.int(),
  inTime: z.int(),
  /** Of `inTime`: explained by the deadline, and never answered. */
  inTimeExplained: z.int(),
  asked: z.int(),
  satisfied: z.int(),
  /** Whatever the enterprise says now, of an answer it was once not content with. */
  wasDissatisfied: z.int(),
});
export type ProblemStatisticsRow = z.output<typeof statisticsRow>;

export const problemStatistics = z.object({
  total: statisticsRow,
  categories: z.array(statisticsRow),
  hosts: z.array(statisticsRow),
  towns: z.array(statisticsRow),
  /** Names of those that have not joined the exchange: of their problems only what the city wrote down is counted. */
  absentTowns: z.array(z.string()),
  months: z.array(statisticsRow),
  /** Open ones by the days since they were raised. */
  ages: z.array(z.object({ label: z.string(), open: z.int(), overdue: z.int() })),
});
export type ProblemStatistics = z.output<typeof problemStatistics>;

const chosenEnterprise = z.string().min(1, { message: '请选择企业' }).pipe(entityId);
const reference = z.object({ id: entityId });

export const problemContract = {
  'problem.list': query(
    z.object({
      filter: problemFilter,
      sort: problemSort.default({ key: 'raisedOn', order: 'desc' }),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    z.object({ rows: z.array(problemRow), total: z.int() }),
  ),
  'problem.get': query(reference, problem),
  /** Open ones of the enterprise that ask for much the same: perhaps it is raised twice. */
  'problem.similar': query(
    z.object({
      enterpriseId: z.union([z.literal(''), entityId]),
      title: z.string().max(1000),
      exceptId: entityId.optional(),
    }),
    z.array(z.object({ id: z.string(), title: z.string(), raisedOn: z.string() })),
  ),
  /** 主办、协办 named before, the latest first. */
  'problem.units': query(z.object({}), z.array(z.string())),
  /** By the day they were raised, both days included. */
  'problem.statistics': query(z.object({ fromDate: date, toDate: date }), problemStatistics),
  /**
   * Overdue, due soon, answered but not confirmed, and at the city what it was asked about: what this desk has to see to;
   * its own first, of them the most pressing. `overdue`: of all, however few are shown. `soonUntil`: the last day that is
   * 将到期.
   */
  'problem.due': query(
    z.object({}),
    z.object({ rows: z.array(problemRow), total: z.int(), overdue: z.int(), soonUntil: z.string() }),
  ),
  'problem.create': command(
    z.object({
      enterpriseId: chosenEnterprise,
      fields: problemFields,
      /** '' for what the policy gives. */
      hostDueOn: optionalDate.default(''),
    }),
    z.object({ id: z.string() }),
  ),
  'problem.update': command(z.object({ id: entityId, fields: problemFields, seen: seenHeads }), z.null()),
  /** Only one that nobody has dealt with yet: entered by mistake. */
  'problem.remove': command(reference, z.null()),
  'problem.step': command(
    z.object({ id: entityId, step: problemStep, seen: seenHeads.optional() }),
    z.null(),
  ),
  'problem.confirm': command(
    z.object({ id: entityId, confirmation: confirmationFields, seen: seenHeads.optional() }),
    z.null(),
  ),
  /** 更正: what the desk itself wrote of an answer or a confirmation stays, and another entry stands in its place. */
  'problem.correct': command(
    z.object({
      id: entityId,
      entryId: entityId,
      correction: problemCorrection,
      reason: line(200).min(1, { message: '请写明更正原因' }),
      seen: seenHeads.optional(),
    }),
    z.null(),
  ),
  'problem.comment': command(
    z.object({ id: entityId, text: text.min(1, { message: '请填写内容' }) }),
    z.null(),
    { atLeader: true },
  ),
  'problem.escalate': command(
    z.object({ id: entityId, reason: text.min(1, { message: '请写明提请市级协调的原因' }) }),
    z.null(),
    { side: 'town' },
  ),
  'problem.withdraw': command(reference, z.null(), { side: 'town' }),
  /** The same problem raised twice: it goes on as the other one. */
  'problem.merge': command(z.object({ id: entityId, intoId: entityId }), z.null()),
  'problem.unmerge': command(reference, z.null()),
};
