/** A problem in its surroundings: where it stands, what this desk may do with it, and how it is written. */
import {
  endedWithout,
  mergedBeneath,
  findProblem,
  entriesOf,
  nextEntryOrdinal,
  openProblemsByEnterprise,
  type ProblemRecord,
  problemsMergedInto,
} from '../db/problem.ts';
import { policyAnswers } from '../db/policy-answer.ts';
import { seenHeadsOf } from '../db/heads.ts';
import { hasWritten } from '../db/record-author.ts';
import type { ReadDb, WriteDb } from '../db/sql.ts';
import { isRemovedVisit } from '../db/visit.ts';
import { unknownHolidayText } from '../shared/calendar/workdays.ts';
import { localDate } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import type { Problem, ProblemEntry, ProblemFields, ProblemRow } from '../shared/problem/contract.ts';
import { problemEntity, problemEntryEntity } from '../shared/problem/entity.ts';
import { servicePolicy } from '../shared/problem/policy.ts';
import {
  type Confirmation,
  type Escalation,
  type Handling,
  handlingUnits,
  overtakenDueOn,
  isInTime,
  newHandling,
  problemStanding,
} from '../shared/problem/rules.ts';
import {
  type ActionBar,
  actionBar,
  actionBarText,
  type EntryKind,
  hostDueOn,
  mayRemove,
  problemActions,
  type ServicePolicy,
} from '../shared/problem/steps.ts';
import {
  confirmationText,
  corrections,
  isCorrectable,
  lastConfirmation,
  type Correction,
  type ThreadEntry,
} from '../shared/problem/thread.ts';
import { keepingTownNames } from './filing-facts.ts';
import { writeBeside } from './filing-write.ts';
import type { HandlerContext } from './rpc.ts';
import { isServed } from './served.ts';

/** @throws record.not-found */
export function requireProblem(db: ReadDb, id: string): ProblemRecord {
  const problem = findProblem(db, id);
  if (!problem) throw new AppError('record.not-found');
  return problem;
}

export function servicePolicyOf(db: ReadDb): ServicePolicy {
  return servicePolicy(policyAnswers(db));
}

export function problemRows(db: ReadDb, problems: readonly ProblemRecord[], nowMs: number): ProblemRow[] {
  const townNameOf = keepingTownNames(db);
  const today = localDate(nowMs);
  const merged = problems.filter(({ mergedInto }) => mergedInto !== '').map(({ id }) => id);
  const unanswered = endedWithout(db, merged);
  return problems.map((problem) => {
    const standing = problemStanding(problem);
    const { state, level, handling, isDissatisfied } = standing;
    const { hostDueOn, answeredOn, endedOn } = handling;
    const { host, helpers } = handlingUnits(problem, standing);
    return {
      id: problem.id,
      enterpriseId: problem.enterpriseId,
      enterpriseName: problem.enterpriseName,
      townName: townNameOf(problem),
      title: problem.title,
      category: problem.category,
      raisedOn: problem.raisedOn,
      state,
      level,
      host,
      helpers: [...helpers],
      hostDueOn,
      answeredOn,
      endedOn,
      isDissatisfied,
      isClosedUnaware: standing.isClosedUnaware || unanswered.has(problem.id),
      askedOn: level === 'city' && state === 'raised' ? (problem.escalation?.on ?? '') : '',
      isInTime: isInTime({ state, hostDueOn, answeredOn, endedOn }, today),
    };
  });
}

export function problemView(db: ReadDb, problem: ProblemRecord, context: HandlerContext): Problem {
  const [row] = problemRows(db, [problem], context.nowMs);
  if (!row) throw new Error('a problem without a row');
  const standing = problemStanding(problem);
  const { handling, level } = standing;
  const { confirmation, escalation } = problem;
  const { actions, barred, editable } = problemActionsOf(db, problem, context);
  const entries = entriesOf(db, problem);
  const merged = problemsMergedInto(db, problem);
  const closedWithout = endedWithout(db, mergedBeneath(db, problem));
  return {
    ...row,
    detail: problem.detail,
    raisedBy: problem.raisedBy,
    phone: problem.phone,
    source: problem.source,
    visitId: problem.visitId,
    isVisitRemoved: isRemovedVisit(db, problem.visitId),
    handling: { ...handling, helpers: [...handling.helpers] },
    helperDueOn: handlingUnits(problem, standing).helperDueOn,
    overtakenDueOn: overtakenDueOn(problem, standing),
    escalation: escalation && escalation.times > 0 ? { on: escalation.on, reason: escalation.reason } : null,
    confirmation: confirmation
      ? {
          on: confirmation.on,
          way: confirmation.way,
          by: confirmation.by,
          satisfied: confirmation.satisfied,
          note: confirmation.note,
          isCurrent: confirmation.level === level && confirmation.round === handling.round,
          entryId: entryOfConfirmation(entries, confirmation),
        }
      : null,
    mergedInto: problem.mergedInto === '' ? null : titleOf(db, problem.mergedInto),
    merged: merged.map(({ id, title }) => ({ id, title })),
    closedWithout: [...closedWithout].map((id) => titleOf(db, id)),
    entries: threadView(db, entries, editable, context),
    actions,
    barred: barred.map(({ kind, bar }) => ({ kind, reason: actionBarText(bar, handling) })),
    removable: editable && mayRemove(problem, entries.length),
    editable,
    unknownHolidays: unknownHolidayText([handling.hostDueOn]),
    heads: seenHeadsOf(db, problemEntity.type, problem.id),
  };
}

interface DeskActions {
  readonly actions: EntryKind[];
  readonly barred: readonly { readonly kind: EntryKind; readonly bar: ActionBar }[];
  readonly editable: boolean;
}

/** What this desk may do now, and what it might were it not for the reason. */
export function problemActionsOf(db: ReadDb, problem: ProblemRecord, context: HandlerContext): DeskActions {
  const { id, enterpriseId, townId, mergedInto } = problem;
  const { side, leaderId } = context.desk.identity;
  const isLeader = leaderId !== '';
  const served = isServed(db, { id: enterpriseId, townId }, context);
  const standing = problemStanding(problem);
  const kinds = problemActions(problem, { side, isLeader, isServed: served });
  const others = kinds.includes('merge')
    ? openProblemsByEnterprise(db, enterpriseId).filter((other) => other.id !== id).length
    : 0;
  const today = localDate(context.nowMs);
  const barred = kinds.flatMap((kind) => {
    const bar = actionBar(standing, kind, { today, others });
    return bar === null ? [] : [{ kind, bar }];
  });
  return {
    actions: kinds.filter((kind) => !barred.some((entry) => entry.kind === kind)),
    barred,
    editable: served && !isLeader && mergedInto === '',
  };
}

/** Whether an office's entry was written here, by whichever of its laptops. */
export function isOwnEntry(db: ReadDb, entryId: string, { desk }: HandlerContext): boolean {
  const { side, townId, leaderId } = desk.identity;
  return hasWritten(db, { side, townId, leaderId }, { type: problemEntryEntity.type, id: entryId });
}

/** Of two laptops that were told different things the record may hold what is not the last entry. */
function entryOfConfirmation(entries: readonly ThreadEntry[], confirmation: Confirmation): string {
  const entry = lastConfirmation(entries);
  const isSame =
    entry?.on === confirmation.on &&
    entry.by === confirmation.by &&
    entry.text === confirmationText(confirmation);
  return isSame ? entry.id : '';
}

function threadView(
  db: ReadDb,
  entries: readonly ThreadEntry[],
  editable: boolean,
  context: HandlerContext,
): ProblemEntry[] {
  const replaced = corrections(entries);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const correctionOf = ({ corrects, correction }: ThreadEntry): ProblemEntry['correction'] =>
    replaced.has(corrects)
      ? { by: '', on: '', reason: '', ...correction, of: byId.get(corrects)?.on ?? '' }
      : null;
  return entries.map((entry) => ({
    id: entry.id,
    kind: entry.kind,
    on: entry.on,
    by: entry.by,
    text: entry.text,
    satisfied: entry.satisfied,
    correctedBy: replaced.get(entry.id) ?? '',
    correction: correctionOf(entry),
    correctable:
      editable && isCorrectable(entry.kind) && !replaced.has(entry.id) && isOwnEntry(db, entry.id, context),
  }));
}

function titleOf(db: ReadDb, id: string): { id: string; title: string } {
  return { id, title: findProblem(db, id)?.title ?? '（尚未收到）' };
}

export type ProblemWrite = Partial<
  Pick<
    ProblemRecord,
    'title' | 'detail' | 'category' | 'raisedOn' | 'raisedBy' | 'phone' | 'source' | 'visitId'
  >
> & {
  readonly handling?: Handling;
  readonly cityHandling?: Handling;
  readonly escalation?: Escalation;
  readonly confirmation?: Confirmation;
  readonly mergedInto?: string;
  readonly deleted?: true;
};

/** @returns the problem's id: a new one when it has none. */
export function writeProblem(
  db: WriteDb,
  { id, enterpriseId }: { readonly id?: string; readonly enterpriseId: string },
  change: ProblemWrite,
  context: HandlerContext,
  seen?: Readonly<Record<string, readonly string[]>>,
): string {
  const { handling, cityHandling, escalation, confirmation, ...plain } = change;
  return writeBeside(
    db,
    enterpriseId,
    {
      spec: problemEntity,
      ...(id === undefined ? {} : { id }),
      fields: {
        ...plain,
        ...(handling ? { handling: { ...handling } } : {}),
        ...(cityHandling ? { cityHandling: { ...cityHandling } } : {}),
        ...(escalation ? { escalation: { ...escalation } } : {}),
        ...(confirmation ? { confirmation: { ...confirmation } } : {}),
      },
      ...(seen ? { seen } : {}),
    },
    context,
  );
}

/** @returns the entry's id */
export function writeEntry(
  db: WriteDb,
  { id, enterpriseId }: Pick<ProblemRecord, 'id' | 'enterpriseId'>,
  kind: EntryKind,
  facts: {
    readonly on: string;
    readonly by: string;
    readonly text: string;
    readonly corrects?: string;
    readonly says?: string;
    readonly correction?: Correction;
    readonly satisfied?: boolean;
  },
  context: HandlerContext,
): string {
  const { officer } = context.desk.identity;
  return writeBeside(
    db,
    enterpriseId,
    {
      spec: problemEntryEntity,
      fields: {
        problemId: id,
        ordinal: nextEntryOrdinal(db, { id, enterpriseId }),
        kind,
        facts: { ...facts, by: facts.by || officer },
      },
    },
    context,
  );
}

/**
 * A problem as it begins, in the hands of the desk that wrote it down.
 * @throws problem.future-date | problem.deadline-before
 */
export function createProblem(
  db: WriteDb,
  enterpriseId: string,
  problem: { readonly fields: ProblemFields; readonly visitId: string; readonly hostDueOn: string },
  context: HandlerContext,
): string {
  const { fields, visitId, hostDueOn: given } = problem;
  const { raisedOn } = fields;
  requirePastDay(raisedOn, context);
  if (given !== '' && given < raisedOn) throw new AppError('problem.deadline-before', { on: raisedOn });
  const handling = { ...newHandling, hostDueOn: given || hostDueOn(raisedOn, servicePolicyOf(db)) };
  // A city leader's own laptop raises it; the office accepts it.
  const isCity = context.desk.identity.side === 'city' && context.desk.identity.leaderId === '';
  const city: ProblemWrite = isCity
    ? { cityHandling: { ...handling, state: 'accepted', acceptedOn: raisedOn } }
    : {};
  return writeProblem(db, { enterpriseId }, { ...fields, visitId, handling, ...city }, context);
}

/** @throws problem.future-date */
export function requirePastDay(day: string, { nowMs }: HandlerContext): void {
  if (day > localDate(nowMs)) throw new AppError('problem.future-date');
}
