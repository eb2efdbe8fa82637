/** 问题诉求. */
import {
  countPressing,
  countProblems,
  pageOfProblems,
  pressingProblems,
  problemsInPeriod,
  type DueDays,
} from '../../db/problem-register.ts';
import {
  correctionName,
  entriesOf,
  findProblem,
  mergedBeneath,
  type ProblemRecord,
  openProblemsByEnterprise,
  usedProblemUnits,
} from '../../db/problem.ts';
import { seenHeadsOf } from '../../db/heads.ts';
import { absentTowns } from '../../db/month.ts';
import type { WriteDb } from '../../db/sql.ts';
import { townNames, townPlaces } from '../../db/town.ts';
import { addWorkdays } from '../../shared/calendar/workdays.ts';
import { localDate } from '../../shared/clock.ts';
import type { ParsedInputOf } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { problemContract } from '../../shared/problem/contract.ts';
import { problemEntity } from '../../shared/problem/entity.ts';
import { afterRaisedOn, raisedOnFault } from '../../shared/problem/raised.ts';
import { latestUntil, problemStanding, standingForCity, stepDays } from '../../shared/problem/rules.ts';
import {
  afterCorrection,
  correctionDays,
  confirmationText,
  corrections,
  placeOf,
  undoesClosing,
} from '../../shared/problem/thread.ts';
import { isAlike } from '../../shared/problem/similar.ts';
import { problemStatistics } from '../../shared/problem/statistics.ts';
import { handlingAfter, mayRemove, mayWithdraw, stepFault } from '../../shared/problem/steps.ts';
import {
  createProblem,
  isOwnEntry,
  problemActionsOf,
  problemRows,
  requirePastDay,
  problemView,
  requireProblem,
  servicePolicyOf,
  writeEntry,
  writeProblem,
} from '../problem.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import { requireServed, requireServedRecord, servedElsewhere } from '../served.ts';

/** Told so many working days before the deadline. */
const soonWorkdays = 2;
const shownPressing = 50;
const suggestedUnits = 60;

export const problemHandlers: HandlersOf<typeof problemContract> = {
  'problem.list': (db, { filter, sort, offset, limit }, { nowMs }) => {
    const { rows, total } = pageOfProblems(db, filter, dueDays(nowMs), sort, { offset, limit });
    return { total, rows: problemRows(db, rows, nowMs) };
  },
  'problem.get': (db, { id }, context) => problemView(db, requireProblem(db, id), context),
  'problem.similar': (db, { enterpriseId, title, exceptId }) =>
    openProblemsByEnterprise(db, enterpriseId)
      .filter((other) => other.id !== exceptId && isAlike(other.title, title))
      .map(({ id, title: text, raisedOn }) => ({ id, title: text, raisedOn })),
  'problem.units': (db) => usedProblemUnits(db, suggestedUnits),
  'problem.statistics': (db, { fromDate, toDate }, { nowMs }) =>
    problemStatistics(problemsInPeriod(db, fromDate, toDate), localDate(nowMs), {
      townName: townNames(db),
      townPlace: townPlaces(db),
      absentTowns: absentTowns(db),
    }),
  'problem.due': (db, _input, context) => {
    const days = { ...dueDays(context.nowMs), without: servedElsewhere(db, context) };
    const { nowMs, desk } = context;
    const { side } = desk.identity;
    return {
      rows: problemRows(db, pressingProblems(db, days, side, shownPressing), nowMs),
      total: countPressing(db, days, side),
      overdue: countProblems(db, { text: '', due: 'overdue' }, days),
      soonUntil: days.soonUntil,
    };
  },

  'problem.create': (db, { enterpriseId, fields, hostDueOn: given }, context) => {
    requireServed(db, enterpriseId, context);
    return { id: createProblem(db, enterpriseId, { fields, visitId: '', hostDueOn: given }, context) };
  },
  'problem.update': (db, { id, fields, seen }, context) => {
    const problem = requireOpenHere(db, id, context);
    requirePastDay(fields.raisedOn, context);
    const entries = entriesOf(db, problem);
    const { handling = [], cityHandling = [] } = seenHeadsOf(db, problemEntity.type, id);
    const follows = afterRaisedOn(problem, fields.raisedOn, servicePolicyOf(db), {
      today: localDate(context.nowMs),
      isUntouched: entries.length === 0,
      // Whoever writes over several heads decides between them; a change of the day decides nothing.
      mayMove: (field) =>
        field === 'handling'
          ? handling.length < 2
          : context.desk.identity.side === 'city' && cityHandling.length < 2,
    });
    if (fields.raisedOn !== problem.raisedOn) {
      const moved = { ...problem, ...follows, raisedOn: fields.raisedOn };
      const days = entries.map(({ on }) => on);
      const fault = raisedOnFault(moved, days, problem.raisedOn);
      if (fault) throw new AppError(fault.code, { day: fault.day });
    }
    // What follows is computed from what stands, however long ago the form was opened.
    writeProblem(db, problem, { ...fields, ...follows }, context, { ...seen, handling, cityHandling });
    return null;
  },
  'problem.remove': (db, { id }, context) => {
    const problem = requireOpenHere(db, id, context);
    if (!mayRemove(problem, entriesOf(db, problem).length)) throw new AppError('problem.touched');
    writeProblem(db, problem, { deleted: true }, context);
    return null;
  },
  'problem.step': (db, input, context) => step(db, input, context),
  'problem.confirm': (db, { id, confirmation, seen }, context) => {
    const problem = requireOpenHere(db, id, context);
    const { state, level, handling } = problemStanding(problem);
    requirePastDay(confirmation.on, context);
    if (state !== 'answered' && state !== 'confirmed') throw new AppError('problem.no-answer');
    const answeredOn = latestUntil(stepDays(handling), localDate(context.nowMs));
    if (confirmation.on < answeredOn) throw new AppError('problem.confirm-before-answer', { answeredOn });
    const { round } = handling;
    const said = { ...confirmation, level, round, corrections: problem.confirmation?.corrections ?? [] };
    writeProblem(db, problem, { confirmation: said }, context, seen);
    const { on, by, satisfied } = confirmation;
    const text = confirmationText(confirmation);
    writeEntry(db, problem, 'confirm', { on, by, text, satisfied }, context);
    return null;
  },
  'problem.correct': (db, { id, entryId, correction, reason, seen }, context) => {
    const problem = requireOpenHere(db, id, context);
    requirePastDay(correction.on, context);
    const entries = entriesOf(db, problem);
    const entry = entries.find(({ id: known }) => known === entryId);
    const isOwn = isOwnEntry(db, entryId, context);
    if (!entry || !isOwn || entry.kind !== correction.kind || corrections(entries).has(entryId))
      throw new AppError('problem.correct-not-own');
    if (undoesClosing(problem, entries, entryId, correction)) throw new AppError('problem.correct-closed');
    const [fromDate, toDate] = correctionDays(entries, entryId, problem.raisedOn, localDate(context.nowMs));
    if (correction.on < fromDate || correction.on > toDate)
      throw new AppError('problem.correct-order', { fromDate, toDate });
    const { on, by } = correction;
    const said = correction.kind === 'confirm' ? correction : null;
    const says = correctionName(placeOf(entries, entryId), correction);
    writeEntry(
      db,
      problem,
      correction.kind,
      {
        on,
        by,
        text: correction.kind === 'answer' ? correction.text : confirmationText(correction),
        corrects: entryId,
        says,
        correction: { by: context.desk.identity.officer, on: localDate(context.nowMs), reason },
        ...(said ? { satisfied: said.satisfied } : {}),
      },
      context,
    );
    const change = afterCorrection(problem, entries, { entryId, says }, correction);
    writeProblem(db, problem, change, context, seen);
    return null;
  },
  'problem.comment': (db, { id, text }, context) => {
    const problem = requireProblem(db, id);
    requireServedRecord(db, problem, context);
    writeEntry(db, problem, 'comment', { on: localDate(context.nowMs), by: '', text }, context);
    return null;
  },
  'problem.escalate': (db, { id, reason }, context) => {
    const problem = requireOpenHere(db, id, context);
    const { level, isOpen } = problemStanding(problem);
    if (level === 'city') throw new AppError('problem.at-city');
    if (!isOpen) throw new AppError('problem.step-not-next');
    const on = localDate(context.nowMs);
    const times = (problem.cityHandling?.returns ?? 0) + 1;
    writeProblem(db, problem, { escalation: { on, reason, times } }, context);
    writeEntry(db, problem, 'escalate', { on, by: '', text: reason }, context);
    return null;
  },
  'problem.withdraw': (db, { id }, context) => {
    const problem = requireOpenHere(db, id, context);
    if (!mayWithdraw(problem)) throw new AppError('problem.step-not-next');
    const on = localDate(context.nowMs);
    writeProblem(db, problem, { escalation: { on, reason: '', times: 0 } }, context);
    writeEntry(db, problem, 'withdraw', { on, by: '', text: '' }, context);
    return null;
  },
  'problem.merge': (db, { id, intoId }, context) => {
    const problem = requireOpenHere(db, id, context);
    const into = findProblem(db, intoId);
    const { actions, barred } = problemActionsOf(db, problem, context);
    if (barred.some(({ kind }) => kind === 'merge')) throw new AppError('problem.merge-none');
    const mayMerge = actions.includes('merge');
    const isElsewhere =
      into?.enterpriseId !== problem.enterpriseId || !problemStanding(into).isOpen || !mayMerge;
    if (intoId === id || isElsewhere) throw new AppError('problem.merge-elsewhere');
    writeProblem(db, problem, { mergedInto: intoId }, context);
    const on = localDate(context.nowMs);
    writeEntry(db, problem, 'merge', { on, by: '', text: `并入“${into.title}”` }, context);
    writeEntry(db, into, 'merge', { on, by: '', text: `“${problem.title}”并入` }, context);
    return null;
  },
  'problem.unmerge': (db, { id }, context) => {
    const problem = requireProblem(db, id);
    requireServedRecord(db, problem, context);
    if (problem.mergedInto === '') throw new AppError('problem.step-not-next');
    writeProblem(db, problem, { mergedInto: '' }, context);
    writeEntry(db, problem, 'unmerge', { on: localDate(context.nowMs), by: '', text: '' }, context);
    return null;
  },
};

function step(
  db: WriteDb,
  { id, step: taken, seen }: ParsedInputOf<'problem.step'>,
  context: HandlerContext,
): null {
  const problem = requireOpenHere(db, id, context);
  const { side } = context.desk.identity;
  const standing = standingFor(problem, taken.kind, side);
  const today = localDate(context.nowMs);
  const fault = stepFault(standing, taken, { raisedOn: problem.raisedOn, today });
  if (fault)
    throw new AppError(fault, {
      raisedOn: problem.raisedOn,
      on: taken.on,
      hostDueOn: standing.handling.hostDueOn,
      lastOn: latestUntil(standing.days, today),
    });
  const handling = handlingAfter(standing, taken, servicePolicyOf(db), mergedBeneath(db, problem));
  writeProblem(db, problem, side === 'city' ? { cityHandling: handling } : { handling }, context, seen);
  writeEntry(
    db,
    problem,
    taken.kind,
    { on: taken.on, by: taken.by, text: entryText(taken, handling) },
    context,
  );
  return null;
}

/** Where the problem stands for this desk. @throws problem.at-city | problem.at-town */
function standingFor(
  problem: ProblemRecord,
  kind: ParsedInputOf<'problem.step'>['step']['kind'],
  side: 'city' | 'town',
) {
  const standing = problemStanding(problem);
  if (standing.level === side) return standing;
  if (side === 'town') throw new AppError('problem.at-city');
  if (kind !== 'accept') throw new AppError('problem.at-town');
  return standingForCity(problem);
}

/** What the officer wrote, after what the step itself decided. */
function entryText(
  taken: ParsedInputOf<'problem.step'>['step'],
  {
    hostDueOn: due,
    helpers,
    helperDueOn,
  }: { hostDueOn: string; helpers: readonly string[]; helperDueOn: string },
): string {
  const decided = ((): string[] => {
    switch (taken.kind) {
      case 'assign':
        return [
          `主办：${taken.host}，期限 ${due}`,
          ...(helpers.length === 0 ? [] : [`协办：${helpers.join('、')}，期限 ${helperDueOn}`]),
        ];
      case 'extend':
      case 'reopen':
        return [`办理期限 ${due}`];
      default:
        return [];
    }
  })();
  return [...decided, ...(taken.text === '' ? [] : [taken.text])].join('\n');
}

/** A problem whose enterprise this desk serves, and that was not merged into another. */
function requireOpenHere(db: WriteDb, id: string, context: HandlerContext): ProblemRecord {
  const problem = requireProblem(db, id);
  requireServedRecord(db, problem, context);
  if (problem.mergedInto !== '') throw new AppError('problem.step-not-next');
  return problem;
}

function dueDays(nowMs: number): DueDays {
  const today = localDate(nowMs);
  return { today, soonUntil: addWorkdays(today, soonWorkdays) };
}
