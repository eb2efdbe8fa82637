/**
 * 问题诉求 from 提出 to 办结: which state a problem is in, whose it is, and what may be done with it next. The town keeps a
 * problem (`handling`) until it asks the city (提请市级协调) or the city takes it over; from then on the city's own record of
 * it (`cityHandling`) says where it stands. Dates are YYYY-MM-DD. Pure.
 */
import type { DeskSide } from '../rpc.ts';

/** What a desk writes down. `returned`: the city gave it back to the town. */
export const handlingStates = [
  'raised',
  'accepted',
  'assigned',
  'answered',
  'closed',
  'explained',
  'returned',
] as const;
export type HandlingState = (typeof handlingStates)[number];

/** What the screens show. */
export const problemStates = [
  'raised',
  'accepted',
  'assigned',
  'answered',
  'confirmed',
  'closed',
  'explained',
  'merged',
] as const;
export type ProblemState = (typeof problemStates)[number];

export const problemStateLabels: Readonly<Record<ProblemState, string>> = {
  raised: '待受理',
  accepted: '已受理',
  assigned: '办理中',
  answered: '已答复',
  confirmed: '企业已确认',
  closed: '已办结',
  explained: '解释说明后关闭',
  merged: '已并案',
};

export const openStates: readonly ProblemState[] = [
  'raised',
  'accepted',
  'assigned',
  'answered',
  'confirmed',
];
/** 并案 is no end of its own: the other problem goes on. */
export const endedStates: readonly ProblemState[] = ['closed', 'explained'];
/** The department still owes an answer. */
export const unansweredStates: readonly ProblemState[] = ['raised', 'accepted', 'assigned'];

export const problemCategories = [
  'land',
  'funds',
  'labour',
  'approval',
  'energy',
  'technology',
  'market',
  'environment',
  'logistics',
  'other',
] as const;
export type ProblemCategory = (typeof problemCategories)[number];

export const problemCategoryLabels: Readonly<Record<ProblemCategory, string>> = {
  land: '用地厂房',
  funds: '资金融资',
  labour: '用工人才',
  approval: '审批手续',
  energy: '水电气热',
  technology: '技术创新',
  market: '市场订单',
  environment: '环保安全',
  logistics: '交通物流',
  other: '其他',
};

export const problemSources = ['visit', 'meeting', 'call', 'letter', 'other'] as const;
export type ProblemSource = (typeof problemSources)[number];

export const problemSourceLabels: Readonly<Record<ProblemSource, string>> = {
  visit: '走访',
  meeting: '会议',
  call: '来电来访',
  letter: '来函',
  other: '其他',
};

export const confirmationWays = ['phone', 'visit', 'letter', 'message'] as const;
export type ConfirmationWay = (typeof confirmationWays)[number];

export const confirmationWayLabels: Readonly<Record<ConfirmationWay, string>> = {
  phone: '电话',
  visit: '当面',
  letter: '书面',
  message: '短信或微信',
};

/** How a desk deals with a problem. Everything changes as one: two desks that differ are shown to a person. */
export interface Handling {
  readonly state: HandlingState;
  /** 1, and one more each time it is reopened. */
  readonly round: number;
  readonly acceptedOn: string;
  /** 主办 */
  readonly host: string;
  /** 协办 */
  readonly helpers: readonly string[];
  readonly assignedOn: string;
  /** 办理期限 of the 主办: first from the day the problem was raised, then from the day it was given to somebody. */
  readonly hostDueOn: string;
  /** '' while nobody helps. */
  readonly helperDueOn: string;
  /** How often the deadline was put off. */
  readonly extensions: number;
  /** The first answer of the round. */
  readonly answeredOn: string;
  /** 办结, or 解释说明后关闭. */
  readonly endedOn: string;
  /** How often the city gave it back. */
  readonly returns: number;
  /** The day of its latest step; '' where an older program wrote it. */
  readonly lastOn: string;
  /**
   * The entries of 更正 that count, by what they say or, of older programs, by their ids: what the record says and what the
   * thread shows are settled as one.
   */
  readonly corrections: readonly string[];
  /** Of one that ended: ids of the problems merged into it by then, for which it ended too; null while it is open, and where an older program did not say. */
  readonly endedWith: readonly string[] | null;
}

export const newHandling: Handling = {
  state: 'raised',
  round: 1,
  acceptedOn: '',
  host: '',
  helpers: [],
  assignedOn: '',
  hostDueOn: '',
  helperDueOn: '',
  extensions: 0,
  answeredOn: '',
  endedOn: '',
  returns: 0,
  lastOn: '',
  corrections: [],
  endedWith: null,
};

/** 提请市级协调 */
export interface Escalation {
  readonly on: string;
  readonly reason: string;
  /** One more than the city has given it back, when it is asked for; 0 once it was withdrawn. */
  readonly times: number;
}

/** 企业确认 of the answers of one round. */
export interface Confirmation {
  readonly on: string;
  readonly way: ConfirmationWay | '';
  /** Who said so for the enterprise. */
  readonly by: string;
  readonly satisfied: boolean;
  readonly note: string;
  readonly level: DeskSide;
  readonly round: number;
  /** As those of a handling. */
  readonly corrections: readonly string[];
}

export interface ProblemFacts {
  readonly raisedOn: string;
  readonly handling: Handling;
  /** Null while the city has not touched it. */
  readonly cityHandling: Handling | null;
  readonly escalation: Escalation | null;
  readonly confirmation: Confirmation | null;
  /** The problem that goes on with it; '' for none. */
  readonly mergedInto: string;
}

export interface ProblemStanding {
  readonly state: ProblemState;
  /** Whose it is now. */
  readonly level: DeskSide;
  /** The record that says so. */
  readonly handling: Handling;
  readonly isOpen: boolean;
  /** The enterprise was asked and is not content. */
  readonly isDissatisfied: boolean;
  /** Closed by a desk that did not know what the enterprise said: it does not count as closed. */
  readonly isClosedUnaware: boolean;
  /** The days of what was done with it: the next step is not before the latest of them (latestUntil). */
  readonly days: readonly string[];
}

export function problemStanding(problem: ProblemFacts): ProblemStanding {
  const level = levelOf(problem);
  const written = governing(problem, level);
  const isAsked = isOfRound(problem.confirmation, level, written.round);
  const satisfied = isAsked && problem.confirmation?.satisfied === true;
  // 办结 rests on what the enterprise said: beside 不满意 the closing is as if it had not been.
  const isClosedUnaware = written.state === 'closed' && isAsked && !satisfied;
  const handling: Handling = isClosedUnaware ? { ...written, state: 'answered', endedOn: '' } : written;
  const state = stateOf(problem.mergedInto, handling, satisfied);
  return {
    state,
    level,
    handling,
    isOpen: openStates.includes(state),
    isDissatisfied: state === 'answered' && isAsked && !satisfied,
    isClosedUnaware: state === 'answered' && isClosedUnaware,
    days: [
      ...stepDays(level === 'town' ? problem.handling : problem.cityHandling),
      ...(isAsked ? [problem.confirmation?.on ?? ''] : []),
      ...handedOn(problem, level),
    ],
  };
}

/** The city's desk, while it has given what came from a town to nobody. */
export const cityDeskName = '市发改委';

export interface HandlingUnits {
  /** 主办; '' while it was given to nobody where it was raised. */
  readonly host: string;
  /** 协办 */
  readonly helpers: readonly string[];
  readonly helperDueOn: string;
}

/**
 * Who really deals with it: of what came to the city from a town, the town's units until the city gives it to another; where
 * the town gave it to nobody, the city's own desk.
 */
export function handlingUnits(
  problem: ProblemFacts,
  { level, handling }: Pick<ProblemStanding, 'level' | 'handling'>,
): HandlingUnits {
  if (level === 'town' || handling.host !== '') return handling;
  if (problem.handling.host !== '') return problem.handling;
  const isAsked = (problem.escalation?.times ?? 0) > 0;
  return { host: isAsked ? cityDeskName : '', helpers: [], helperDueOn: '' };
}

/**
 * The deadline that the town set when it gave the problem to a unit while the city took it up, not knowing of each other:
 * the city's holds. '' where there is none. Who takes it up knowing of the town's keeps its day, until it is moved.
 */
export function overtakenDueOn(
  { handling: ofTown }: ProblemFacts,
  { level, handling }: Pick<ProblemStanding, 'level' | 'handling'>,
): string {
  const isMoved = handling.extensions > 0 || handling.round > 1;
  const isOvertaken = level === 'city' && handling.host === '' && ofTown.host !== '' && !isMoved;
  return isOvertaken && ofTown.hostDueOn !== handling.hostDueOn ? ofTown.hostDueOn : '';
}

/** The days of the steps that a desk wrote down; '' for those it did not take. */
export function stepDays(handling: Handling | null): string[] {
  if (handling === null) return [];
  const { lastOn, acceptedOn, assignedOn, answeredOn, endedOn } = handling;
  return [lastOn, acceptedOn, assignedOn, answeredOn, endedOn];
}

/** The days the other side handed it over: asked the city, or gave it back. */
function handedOn({ cityHandling, escalation }: ProblemFacts, level: DeskSide): string[] {
  if (level === 'town') return cityHandling?.state === 'returned' ? stepDays(cityHandling) : [];
  return escalation !== null && escalation.times > (cityHandling?.returns ?? 0) ? [escalation.on] : [];
}

/**
 * The latest of the days that have come; '' for none. One still to come was written down by a computer whose clock was
 * wrong: it bounds nothing, or nothing more could be done.
 */
export function latestUntil(days: readonly string[], today: string): string {
  return (
    days
      .filter((day) => day <= today)
      .toSorted()
      .at(-1) ?? ''
  );
}

/** Where it stands for the city that takes it over now, or has it already. */
export function standingForCity(problem: ProblemFacts): ProblemStanding {
  const standing = problemStanding(problem);
  if (standing.level === 'city' || !standing.isOpen) return standing;
  const days = stepDays(problem.cityHandling);
  return {
    ...standing,
    level: 'city',
    state: 'raised',
    handling: untouched(problem),
    isDissatisfied: false,
    isClosedUnaware: false,
    days,
  };
}

/** The city's once it was asked, or took it over, until it gives it back. */
function levelOf({ cityHandling, escalation }: ProblemFacts): DeskSide {
  const isTaken = cityHandling !== null && cityHandling.state !== 'returned';
  const isAsked = (escalation?.times ?? 0) > (cityHandling?.returns ?? 0);
  return isTaken || isAsked ? 'city' : 'town';
}

/** A problem that the city was asked about and has not touched stands there as raised, with the town's deadline. */
function governing(problem: ProblemFacts, level: DeskSide): Handling {
  const { handling, cityHandling } = problem;
  if (level === 'town') return handling;
  return cityHandling === null || cityHandling.state === 'returned' ? untouched(problem) : cityHandling;
}

/** The city's handling before its first step, and after it gave the problem back. */
function untouched({ handling, cityHandling }: ProblemFacts): Handling {
  const { round, returns, corrections } = cityHandling ?? newHandling;
  return { ...newHandling, hostDueOn: handling.hostDueOn, round, returns, corrections };
}

function isOfRound(confirmation: Confirmation | null, level: DeskSide, round: number): boolean {
  return confirmation !== null && confirmation.level === level && confirmation.round === round;
}

function stateOf(mergedInto: string, { state }: Handling, satisfied: boolean): ProblemState {
  if (mergedInto !== '') return 'merged';
  if (state === 'answered') return satisfied ? 'confirmed' : 'answered';
  return state === 'returned' ? 'raised' : state;
}

/** What a deadline is judged by. */
export interface DeadlineFacts {
  readonly state: ProblemState;
  readonly hostDueOn: string;
  readonly answeredOn: string;
  readonly endedOn: string;
}

/** What the screens say of a deadline. `soon`: it comes within the days that are told beforehand. */
export type DueState = 'none' | 'ahead' | 'soon' | 'today' | 'overdue';

export function dueState(
  { state, hostDueOn }: Pick<DeadlineFacts, 'state' | 'hostDueOn'>,
  today: string,
  soonUntil: string,
): DueState {
  if (!unansweredStates.includes(state) || hostDueOn === '') return 'none';
  if (hostDueOn < today) return 'overdue';
  if (hostDueOn === today) return 'today';
  return hostDueOn <= soonUntil ? 'soon' : 'ahead';
}

/** Whether it was answered by its deadline, or explained; null while nothing was due, and of one merged into another. */
export function isInTime(
  { state, hostDueOn, answeredOn, endedOn }: DeadlineFacts,
  today: string,
): boolean | null {
  if (state === 'merged' || hostDueOn === '') return null;
  const answered = answeredOn || (state === 'explained' ? endedOn : '');
  if (answered !== '') return answered <= hostDueOn;
  return hostDueOn < today ? false : null;
}
