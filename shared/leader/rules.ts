/** 挂钩工作: what presses of a leader's enterprises, and in which order they are shown. Dates are YYYY-MM-DD. Pure. */
import { dueState, problemStateLabels, type ProblemState } from '../problem/rules.ts';

interface DueProblem {
  readonly title: string;
  readonly state: ProblemState;
  readonly host: string;
  readonly hostDueOn: string;
  readonly isDissatisfied: boolean;
}

export interface WorkFacts {
  readonly enterpriseName: string;
  readonly isLinked: boolean;
  readonly lastVisit: { readonly on: string } | null;
  /** His own visit was planned for a day that is over, and nobody wrote down that it was made. */
  readonly unrecordedVisit: { readonly on: string } | null;
  readonly promises: readonly { readonly dueDate: string }[];
  readonly problems: readonly DueProblem[];
}

export function isPromiseOverdue({ dueDate }: { readonly dueDate: string }, today: string): boolean {
  return dueDate !== '' && dueDate < today;
}

export function isProblemOverdue(problem: DueProblem, today: string): boolean {
  return dueState(problem, today, today) === 'overdue';
}

/** How much of an enterprise is overdue. */
export function overdueCount(enterprise: WorkFacts, today: string): number {
  return (
    enterprise.promises.filter((promise) => isPromiseOverdue(promise, today)).length +
    enterprise.problems.filter((problem) => isProblemOverdue(problem, today)).length +
    (enterprise.unrecordedVisit === null ? 0 : 1)
  );
}

/** What is overdue first, then whose last visit is the longest ago; those that are not his any more last. */
export function inWorkOrder<Enterprise extends WorkFacts>(
  enterprises: readonly Enterprise[],
  today: string,
): readonly Enterprise[] {
  const rank = (enterprise: Enterprise): number =>
    enterprise.isLinked ? (overdueCount(enterprise, today) > 0 ? 0 : 1) : 2;
  return enterprises.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(a.lastVisit?.on ?? '', b.lastVisit?.on ?? '') ||
      compare(a.enterpriseName, b.enterpriseName),
  );
}

/** 办理中，主办：市人社局，期限 2026-11-28 */
export function problemFacts(
  { state, host, hostDueOn, isDissatisfied }: DueProblem,
  today: string,
  spell: (date: string) => string = (date) => date,
): string {
  const due = dueState({ state, hostDueOn }, today, today);
  return [
    isDissatisfied ? `${problemStateLabels[state]}，企业不满意` : problemStateLabels[state],
    host === '' ? '' : `主办：${host}`,
    due === 'none' ? '' : `期限 ${spell(hostDueOn)}`,
  ]
    .filter((text) => text !== '')
    .join('，');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
