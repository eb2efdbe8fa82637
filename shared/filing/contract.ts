import { z } from 'zod';
import { dateMessage, isDate } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { seenHeads } from '../record/contract.ts';
import { command, query } from '../rpc.ts';
import { clockKeys, clockStates } from './clocks.ts';
import { caseView, deliveryHow, givenReason } from './case-contract.ts';
import { moment } from './moment.ts';
import { filingStandings } from './case.ts';
import { clauseKeys } from './clauses.ts';
import { policyKeys } from '../policy/questions.ts';
import { demands, filingDomains, filingStatuses, filingTriggers } from './rules.ts';
import { filingWarningCodes } from './warnings.ts';
import { typedLine, typedLines } from '../text/typed.ts';

const date = z.string().refine(isDate, dateMessage);
const optionalDate = z.string().refine((text) => text === '' || isDate(text), dateMessage);
const short = typedLine().max(100, { message: '文字过长，请不超过 100 字' });
const long = typedLines().max(20_000, { message: '文字过长，请不超过 20000 字' });
const chosenEnterprise = z.string().min(1, { message: '请选择企业' }).pipe(entityId);
const atMs = moment;

/** 附件6 and what is kept beside it. */
export const filingFields = z.object({
  inspectingUnit: short.min(1, { message: '请填写检查处置单位' }),
  inspectionDate: date,
  trigger: z.enum(filingTriggers, { error: '请选择检查类型' }),
  triggerReference: typedLines().trim().max(500, { message: '文字过长，请不超过 500 字' }),
  domain: z.enum(filingDomains, { error: '请选择检查领域' }),
  basisAndReason: long.refine((text) => text.trim() !== '', { message: '请填写检查依据和原因' }),
  findings: long,
  conclusion: long,
  firstDiscovered: z.enum(['yes', 'no', '']),
  thisConclusion: typedLines().trim().max(500, { message: '文字过长，请不超过 500 字' }),
  rectificationDueDate: optionalDate,
  note: typedLines().max(5000, { message: '备注请不超过 5000 字' }),
});
export type FilingFields = z.output<typeof filingFields>;

export const filingLeader = z.object({
  personId: z.string(),
  name: z.string(),
  post: z.string(),
});
export type FilingLeader = z.output<typeof filingLeader>;

/** The link that names the leader. */
export const leaderOnDate = z.object({
  ...filingLeader.shape,
  unit: z.string(),
  fromDate: z.string(),
  toDate: z.string(),
});
export type LeaderOnDate = z.output<typeof leaderOnDate>;

export const registerNumber = z.object({ year: z.int(), n: z.int() });

export const filingProgress = z.object({
  status: z.enum(filingStatuses),
  reportedAtMs: z.int().nullable(),
  notifiedAtMs: z.int().nullable(),
  inspectedOn: z.string(),
  concludedOn: z.string(),
  sentAtMs: z.int().nullable(),
});

export const filingClock = z.object({
  key: z.enum(clockKeys),
  label: z.string(),
  dueAtMs: z.int().nullable(),
  remindAtMs: z.int().nullable(),
  doneAtMs: z.int().nullable(),
  state: z.enum(clockStates),
});

export const filingWarning = z.object({
  code: z.enum(filingWarningCodes),
  tone: z.enum(['error', 'warn', 'prompt']),
  text: z.string(),
});

const clockVerdict = z.object({
  demand: z.enum(demands),
  because: z.string(),
  clause: z.enum(clauseKeys).nullable(),
  question: z.enum(policyKeys).nullable(),
});

export const filingVerdict = z.object({
  report: clockVerdict,
  notify: clockVerdict,
  send: clockVerdict,
  isSoftFirst: z.boolean(),
});

export const filing = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  townName: z.string(),
  ...filingFields.shape,
  /** '' when what a peer wrote is no date. */
  inspectionDate: z.string(),
  cityLeader: filingLeader.nullable(),
  progress: filingProgress,
  verdict: filingVerdict,
  clocks: z.array(filingClock),
  /** Who 部门负责人 is, by the DRC's answer. */
  departmentHead: z.string(),
  /** Said when the holidays of a year that the clocks count with are not known; '' otherwise. */
  unknownHolidays: z.string(),
  warnings: z.array(filingWarning),
  standing: z.enum(filingStandings),
  case: caseView,
  /** The last paper made; `changed`: the form's text is no longer what was printed. */
  printed: z.object({ atMs: z.int(), format: z.string(), changed: z.boolean() }).nullable(),
  changedAtMs: z.int(),
  /** Whether this desk writes of it. */
  editable: z.boolean(),
  heads: seenHeads,
});
export type Filing = z.output<typeof filing>;

export const dueItem = z.object({
  filingId: z.string(),
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  inspectingUnit: z.string(),
  leader: z.string(),
  clock: filingClock,
});
export type DueItem = z.output<typeof dueItem>;

/** An inspection whose day is past and of which nothing is recorded. */
const unrecordedInspection = z.object({
  filingId: z.string(),
  enterpriseName: z.string(),
  /** YYYY-MM-DD */
  inspectionDate: z.string(),
});

export const filingContract = {
  'filing.get': query(z.object({ id: entityId }), filing),
  /** 挂钩联系市领导 by the link valid on the date; null when there is none. */
  'filing.leader': query(z.object({ enterpriseId: entityId, date }), leaderOnDate.nullable()),
  /** What would be warned of, while the form is being filled in. */
  'filing.check': query(
    z.object({
      id: entityId.optional(),
      enterpriseId: z.union([z.literal(''), entityId]),
      fields: filingFields
        .pick({
          inspectingUnit: true,
          inspectionDate: true,
          trigger: true,
          triggerReference: true,
          domain: true,
          findings: true,
          conclusion: true,
          thisConclusion: true,
          firstDiscovered: true,
          rectificationDueDate: true,
        })
        .extend({ inspectingUnit: z.string().max(1000), basisAndReason: long }),
    }),
    z.object({ verdict: filingVerdict, warnings: z.array(filingWarning) }),
  ),
  'filing.create': command(
    z.object({
      enterpriseId: chosenEnterprise,
      fields: filingFields,
      /** Why the officer goes on in spite of warnings. */
      reasons: z.array(givenReason).max(40).default([]),
    }),
    z.object({ id: z.string() }),
  ),
  /** Another enterprise makes another record (its number changes): a filing belongs to one dossier. */
  'filing.update': command(
    z.object({
      id: entityId,
      enterpriseId: chosenEnterprise,
      fields: filingFields,
      reasons: z.array(givenReason).max(40).default([]),
      seen: seenHeads,
    }),
    z.object({ id: z.string() }),
  ),
  /** One step on. Times for reporting and sending, dates for inspection and conclusion. */
  'filing.advance': command(
    z.object({
      id: entityId,
      step: z.discriminatedUnion('to', [
        z.object({
          to: z.literal('reported'),
          atMs,
          notifiedAtMs: atMs.nullable(),
          how: deliveryHow.optional(),
        }),
        z.object({ to: z.literal('inspected'), date }),
        z.object({ to: z.literal('concluded'), date }),
        z.object({ to: z.literal('sent'), atMs, how: deliveryHow.optional() }),
      ]),
      seen: seenHeads.optional(),
    }),
    z.null(),
  ),
  /** One step back: what that step recorded is taken away (and stays in the history). */
  'filing.stepBack': command(z.object({ id: entityId, seen: seenHeads.optional() }), z.null()),
  'filing.remove': command(z.object({ id: entityId }), z.null()),
  /** 检查处置单位 and 检查依据 used before, the latest first; of this unit's own bases first, when one is named. */
  'filing.suggest': query(
    z.object({ unit: z.string().max(1000).default('') }),
    z.object({ units: z.array(z.string()), bases: z.array(z.string()) }),
  ),
  /** Clocks due or overdue, and those that fall due within some days, the earliest first. */
  'filing.due': query(z.object({ withinDays: z.int().min(0).max(60).default(3) }), z.array(dueItem)),
  /** Reported beforehand, and the day has passed; the earliest first. */
  'filing.unrecorded': query(z.object({}), z.array(unrecordedInspection)),
};
