/** Another day on which a problem was raised: what follows from it, and what it cannot be. Pure. */
import { addDays, daysBetween } from '../clock.ts';
import type { ErrorCode } from '../errors.ts';
import { type Handling, type ProblemFacts, problemStanding } from './rules.ts';
import { helperDueOn, hostDueOn, type ServicePolicy } from './steps.ts';

/** What the day's change changes beside it. */
export interface RaisedChange {
  readonly handling?: Handling;
  readonly cityHandling?: Handling;
}

/**
 * A deadline that nobody set and that still counts from the day it was raised moves with it; so does what a computer whose
 * clock was ahead dated after `today`, with the deadline that counts from there. `mayMove`: what the desk may write of it.
 */
export function afterRaisedOn(
  problem: ProblemFacts,
  raisedOn: string,
  policy: ServicePolicy,
  {
    today,
    isUntouched,
    mayMove,
  }: {
    readonly today: string;
    readonly isUntouched: boolean;
    readonly mayMove: (field: keyof RaisedChange) => boolean;
  },
): RaisedChange {
  const before = problem.raisedOn;
  const moved = (field: keyof RaisedChange): Handling | null => {
    const of = problem[field];
    if (of === null || !mayMove(field) || raisedOn === before || before === '') return null;
    if (!isOfRaising(of, before, policy)) {
      const put = (day: string): string => latest(raisedOn, addDays(day, daysBetween(before, raisedOn)));
      return notAhead(of, policy, (day) => (day <= today ? day : earliest(today, put(day))));
    }
    // The city's own is accepted on the day it is written down as raised.
    const accepted = isUntouched && of.state === 'accepted' ? { acceptedOn: raisedOn } : {};
    return { ...of, ...accepted, hostDueOn: hostDueOn(raisedOn, policy) };
  };
  const [town, city] = [moved('handling'), moved('cityHandling')];
  return { ...(town ? { handling: town } : {}), ...(city ? { cityHandling: city } : {}) };
}

const earliest = (a: string, b: string): string => (a < b ? a : b);
const latest = (a: string, b: string): string => (a > b ? a : b);

/** Null where nothing of it lies ahead. `put`: the day that is taken for one that does; the same day for any other. */
function notAhead(of: Handling, policy: ServicePolicy, put: (day: string) => string): Handling | null {
  const { state, acceptedOn, assignedOn, lastOn, extensions } = of;
  const isUnanswered = state === 'accepted' || state === 'assigned';
  const ahead = [assignedOn, lastOn, acceptedOn].filter((day) => day !== put(day));
  if (!isUnanswered || ahead.length === 0) return null;
  const dueAgain = (due: string, count: (from: string, policy: ServicePolicy) => string): string => {
    const from = ahead.find((day) => due === count(day, policy));
    return from === undefined ? due : count(put(from), policy);
  };
  return {
    ...of,
    acceptedOn: put(acceptedOn),
    assignedOn: put(assignedOn),
    lastOn: put(lastOn),
    hostDueOn: extensions > 0 ? of.hostDueOn : dueAgain(of.hostDueOn, hostDueOn),
    helperDueOn: dueAgain(of.helperDueOn, helperDueOn),
  };
}

/** Given to nobody, never put off, and due when the policy says. */
function isOfRaising(
  { state, assignedOn, extensions, round, hostDueOn: due }: Handling,
  raisedOn: string,
  policy: ServicePolicy,
): boolean {
  const isEarly = state === 'raised' || state === 'accepted';
  return (
    isEarly && assignedOn === '' && extensions === 0 && round === 1 && due === hostDueOn(raisedOn, policy)
  );
}

/**
 * What a day contradicts, as the problem stands with it. `entryDays`: of 办理记录. `before`: the day it was raised on so
 * far; what was dated earlier, by a computer whose clock was wrong, speaks against no other day.
 * @returns the day or the deadline that lies before it, null for none
 */
export function raisedOnFault(
  problem: ProblemFacts,
  entryDays: readonly string[],
  before: string,
): { readonly code: ErrorCode; readonly day: string } | null {
  const { raisedOn, handling, cityHandling, escalation, confirmation } = problem;
  const days = [handling, ...(cityHandling ? [cityHandling] : [])].flatMap(
    ({ acceptedOn, assignedOn, answeredOn, endedOn }) => [acceptedOn, assignedOn, answeredOn, endedOn],
  );
  const asked = escalation !== null && escalation.times > 0 ? [escalation.on] : [];
  const [first = ''] = [...days, ...entryDays, ...asked, confirmation?.on ?? '']
    .filter((day) => day !== '' && day >= before)
    .toSorted();
  if (first !== '' && raisedOn > first) return { code: 'problem.raised-after-step', day: first };
  const due = problemStanding(problem).handling.hostDueOn;
  return due !== '' && raisedOn > due ? { code: 'problem.raised-after-due', day: due } : null;
}
