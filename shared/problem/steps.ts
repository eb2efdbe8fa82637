/** One step of dealing with a problem: whether it may be done now, and how the problem is handled after it. Pure. */
import { addWorkdays } from '../calendar/workdays.ts';
import type { ErrorCode } from '../errors.ts';
import type { DeskSide } from '../rpc.ts';
import {
  type Handling,
  latestUntil,
  type ProblemFacts,
  type ProblemStanding,
  problemStanding,
  unansweredStates,
} from './rules.ts';

export const entryKinds = [
  'accept',
  'assign',
  'extend',
  'answer',
  'confirm',
  'close',
  'explain',
  'reopen',
  'escalate',
  'withdraw',
  'return',
  'merge',
  'unmerge',
  'comment',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export const entryKindLabels: Readonly<Record<EntryKind, string>> = {
  accept: '受理',
  assign: '交办',
  extend: '延期',
  answer: '答复',
  confirm: '企业确认',
  close: '办结',
  explain: '解释说明后关闭',
  reopen: '重新办理',
  escalate: '提请市级协调',
  withdraw: '撤回提请',
  return: '转镇区办理',
  merge: '并案',
  unmerge: '撤销并案',
  comment: '补充说明',
};

/** Working days of 主办 and 协办, by the DRC's answer. */
export interface ServicePolicy {
  readonly hostDays: number;
  readonly helperDays: number;
  /** 无事不扰: who was called on within so many days is not called on again without a reason. */
  readonly quietDays: number;
  /** How often a linked leader calls on an enterprise. */
  readonly visitEvery: 'month' | 'quarter';
}

export type HandlingStep =
  | { readonly kind: 'accept'; readonly on: string }
  | {
      readonly kind: 'assign';
      readonly on: string;
      readonly host: string;
      readonly helpers: readonly string[];
      /** '' for what the policy gives. */
      readonly hostDueOn: string;
      readonly helperDueOn: string;
    }
  | { readonly kind: 'extend'; readonly on: string; readonly hostDueOn: string }
  | { readonly kind: 'answer'; readonly on: string }
  | { readonly kind: 'close'; readonly on: string }
  | { readonly kind: 'explain'; readonly on: string }
  | { readonly kind: 'reopen'; readonly on: string; readonly hostDueOn: string }
  | { readonly kind: 'return'; readonly on: string };

export type HandlingStepKind = HandlingStep['kind'];

/** The deadline of a problem that nobody was given yet, and of one that is given today. */
export function hostDueOn(from: string, { hostDays }: ServicePolicy): string {
  return addWorkdays(from, hostDays);
}

export function helperDueOn(from: string, { helperDays }: ServicePolicy): string {
  return addWorkdays(from, helperDays);
}

/** Steps that the desk which has the problem may take now, the likeliest first. */
export function nextSteps({ state, level, isOpen, isDissatisfied }: ProblemStanding): HandlingStepKind[] {
  if (state === 'merged') return [];
  if (!isOpen) return ['reopen'];
  const back: HandlingStepKind[] = level === 'city' ? ['return'] : [];
  switch (state) {
    case 'raised':
      return ['assign', 'accept', 'answer', 'extend', 'explain', ...back];
    case 'accepted':
      return ['assign', 'answer', 'extend', 'explain', ...back];
    case 'assigned':
      return ['answer', 'extend', 'assign', 'explain', ...back];
    case 'answered':
      return isDissatisfied ? ['reopen', 'answer', 'explain', ...back] : ['answer', 'explain', ...back];
    case 'confirmed':
      return ['close', 'answer'];
    case 'closed':
    case 'explained':
      return ['reopen'];
  }
}

/** What stands in the way of a step, in the words of the errors; null when nothing does. */
export function stepFault(
  standing: ProblemStanding,
  step: HandlingStep,
  { raisedOn, today }: { readonly raisedOn: string; readonly today: string },
): ErrorCode | null {
  const { state, handling } = standing;
  if (step.on > today) return 'problem.future-date';
  if (raisedOn !== '' && step.on < raisedOn) return 'problem.before-raised';
  if (step.kind === 'close' && unansweredStates.includes(state)) return 'problem.no-answer';
  if (step.kind === 'close' && state === 'answered') return 'problem.not-confirmed';
  if (!nextSteps(standing).includes(step.kind)) return 'problem.step-not-next';
  if (step.on < latestUntil(standing.days, today)) return 'problem.before-last';
  if (step.kind === 'assign' && step.host === '') return 'problem.no-host';
  // Given to another, it is due when it was: a later day is an extension.
  const isPutOff = step.kind === 'assign' && state === 'assigned' && step.hostDueOn > handling.hostDueOn;
  const barred = actionBar(standing, isPutOff ? 'extend' : step.kind, { today });
  if (barred !== null) return barred;
  if (step.kind === 'extend' && step.hostDueOn <= handling.hostDueOn) return 'problem.extension-shorter';
  const dues = 'hostDueOn' in step ? [step.hostDueOn, 'helperDueOn' in step ? step.helperDueOn : ''] : [];
  return dues.some((due) => due !== '' && due < step.on) ? 'problem.deadline-before' : null;
}

/** What may bar an action whatever is written into it. */
const actionBars = ['problem.extension-late', 'problem.merge-none'] as const satisfies readonly ErrorCode[];
export type ActionBar = (typeof actionBars)[number];

interface ActionDay {
  readonly today: string;
  /** Open problems of the enterprise beside this one; not needed for a step. */
  readonly others?: number;
}

/** Known before anything is asked: what the page offers greyed out, and a handler refuses; null when nothing bars it. */
export function actionBar(
  { handling: { hostDueOn: due } }: Pick<ProblemStanding, 'handling'>,
  kind: EntryKind,
  { today, others = 0 }: ActionDay,
): ActionBar | null {
  // By the day it is written down: a deadline that has passed is not moved by a date that is put back.
  if (kind === 'extend' && due !== '' && due < today) return 'problem.extension-late';
  return kind === 'merge' && others === 0 ? 'problem.merge-none' : null;
}

export function actionBarText(bar: ActionBar, { hostDueOn: due }: Pick<Handling, 'hostDueOn'>): string {
  switch (bar) {
    case 'problem.extension-late':
      return `办理期限 ${due} 已过，不能再延期`;
    case 'problem.merge-none':
      return '本企业没有其他在办问题可并';
  }
}

/** After a step that nothing stands in the way of. `merged`: ids of the problems that were merged into it. */
export function handlingAfter(
  standing: ProblemStanding,
  step: HandlingStep,
  policy: ServicePolicy,
  merged: readonly string[] = [],
): Handling {
  const handling = untilStep(standing.handling, step.on);
  const endedWith = step.kind === 'close' || step.kind === 'explain' ? [...merged] : null;
  return { ...stepped({ ...standing, handling }, step, policy), lastOn: step.on, endedWith };
}

/** What is dated later than the next step was dated by a computer whose clock was wrong: it was no later than the step. */
function untilStep(handling: Handling, on: string): Handling {
  const until = (day: string): string => (day > on ? on : day);
  const { acceptedOn, assignedOn, answeredOn } = handling;
  return {
    ...handling,
    acceptedOn: until(acceptedOn),
    assignedOn: until(assignedOn),
    answeredOn: until(answeredOn),
  };
}

function stepped(
  { state, handling, isDissatisfied }: ProblemStanding,
  step: HandlingStep,
  policy: ServicePolicy,
): Handling {
  const accepted = handling.acceptedOn === '' ? { acceptedOn: step.on } : {};
  switch (step.kind) {
    case 'accept':
      return { ...handling, ...accepted, state: 'accepted' };
    case 'assign': {
      const isLater = state === 'assigned' && step.hostDueOn > handling.hostDueOn;
      return {
        ...handling,
        ...accepted,
        state: 'assigned',
        host: step.host,
        helpers: [...step.helpers],
        assignedOn: step.on,
        hostDueOn: step.hostDueOn || (state === 'assigned' ? handling.hostDueOn : hostDueOn(step.on, policy)),
        extensions: handling.extensions + (isLater ? 1 : 0),
        helperDueOn: step.helpers.length === 0 ? '' : step.helperDueOn || helperDueOn(step.on, policy),
      };
    }
    case 'extend':
      return { ...handling, hostDueOn: step.hostDueOn, extensions: handling.extensions + 1 };
    case 'answer':
      return {
        ...handling,
        ...accepted,
        state: 'answered',
        // A second answer does not move the first, and the enterprise is asked again.
        answeredOn: handling.answeredOn || step.on,
        round: state === 'confirmed' || isDissatisfied ? handling.round + 1 : handling.round,
      };
    case 'close':
      return { ...handling, state: 'closed', endedOn: step.on };
    case 'explain':
      return { ...handling, state: 'explained', endedOn: step.on };
    case 'reopen':
      return {
        ...handling,
        state: handling.host === '' ? 'accepted' : 'assigned',
        round: handling.round + 1,
        hostDueOn: step.hostDueOn || hostDueOn(step.on, policy),
        helperDueOn: handling.helpers.length === 0 ? '' : helperDueOn(step.on, policy),
        answeredOn: '',
        endedOn: '',
      };
    case 'return':
      // What the enterprise says of the next round's answer is not taken for this one's.
      return { ...handling, state: 'returned', returns: handling.returns + 1, round: handling.round + 1 };
  }
}

/** Who sits at the desk that asks. */
export interface ProblemDesk {
  readonly side: DeskSide;
  /** 挂钩领导's own laptop. */
  readonly isLeader: boolean;
  /** The enterprise is this desk's to serve: not another town's, not handed over. */
  readonly isServed: boolean;
}

/** What a desk may do with a problem now, the likeliest first. */
export function problemActions(problem: ProblemFacts, desk: ProblemDesk): EntryKind[] {
  if (!desk.isServed) return [];
  if (desk.isLeader) return ['comment'];
  const standing = problemStanding(problem);
  const { state, level, isOpen } = standing;
  if (state === 'merged') return ['unmerge', 'comment'];
  const isAnswered = state === 'answered' || state === 'confirmed';
  const confirm: EntryKind[] = isAnswered && !standing.isDissatisfied ? ['confirm'] : [];
  const merge: EntryKind[] = isOpen ? ['merge'] : [];
  if (level === desk.side) {
    const escalate: EntryKind[] = level === 'town' && isOpen ? ['escalate'] : [];
    const steps = nextSteps(standing);
    return state === 'confirmed'
      ? [...steps, ...confirm, ...escalate, ...merge, 'comment']
      : [...confirm, ...steps, ...escalate, ...merge, 'comment'];
  }
  // The city takes over what a town has; a town helps with what the city has.
  if (desk.side === 'city') return isOpen ? ['accept', ...merge, 'comment'] : ['comment'];
  return [...confirm, ...(mayWithdraw(problem) ? (['withdraw'] as const) : []), 'comment'];
}

/** Entered by mistake: nobody has dealt with it yet. The city's own begins accepted. */
export function mayRemove({ handling, cityHandling, mergedInto }: ProblemFacts, entries: number): boolean {
  const isAsCreated =
    cityHandling === null ||
    (cityHandling.state === 'accepted' && cityHandling.host === '' && cityHandling.round === 1);
  return entries === 0 && handling.state === 'raised' && isAsCreated && mergedInto === '';
}

/** Whether the city was asked and has done nothing yet. */
export function mayWithdraw({ escalation, cityHandling }: ProblemFacts): boolean {
  const isUntouched = cityHandling === null || cityHandling.state === 'returned';
  return isUntouched && (escalation?.times ?? 0) > (cityHandling?.returns ?? 0);
}
