import { findEnterprise } from '../../db/enterprise.ts';
import { type FilingRecord, findFiling, lastPrintedPaper, usedBases, usedUnits } from '../../db/filing.ts';
import { sendingsPutRight } from '../../db/filing-register.ts';
import { seenHeadsOf } from '../../db/heads.ts';
import { appendWrite } from '../../db/log/append.ts';
import { nextRegisterNumber, reasonsOf } from '../../db/filing-case.ts';
import type { LinkRecord } from '../../db/link.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { policyAnswers } from '../../db/policy-answer.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import type { ParsedInputOf } from '../../shared/contract.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { unknownHolidays } from '../../shared/filing/clocks.ts';
import { departmentHeadLabels, filingPolicy } from '../../shared/filing/policy.ts';
import type { FilingFields, FilingLeader, filingContract } from '../../shared/filing/contract.ts';
import { type DeliverySlotKey, latestOf, registerYear } from '../../shared/filing/case.ts';
import type { GivenReason } from '../../shared/filing/case-contract.ts';
import { filingReasonEntity } from '../../shared/filing/case-entities.ts';
import { filingEntity } from '../../shared/filing/entity.ts';
import {
  emptyProgress,
  type FilingProgress,
  type FilingStatus,
  nextStatuses,
  stepBack,
} from '../../shared/filing/rules.ts';
import type { WarningFacts } from '../../shared/filing/warnings.ts';
import { requireEditable } from '../editable.ts';
import { authorOf } from '../desk.ts';
import { unprintableFields } from '../documents/annex6-characters.ts';
import { annex6Excess } from '../documents/annex6-room.ts';
import type { Annex6Paper } from '../documents/annex6-rows.ts';
import type { PaperFonts } from '../documents/fonts/paper-fonts.ts';
import { caseOf, recordedTimes, removeDeliveries, standsAlone, writeDeliveries } from '../filing-case.ts';
import { dueItems, unrecordedInspections } from '../filing-due.ts';
import { cityLeadersOn, clocksOf, judge, keepingTownNames } from '../filing-facts.ts';
import { contentHash } from '../filing-printed.ts';
import {
  isOwnFiling,
  requireCounting,
  requireFiling,
  requireOwnFiling,
  toPaper,
  writeBeside,
  writeFiling,
} from '../filing-write.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';

export const filingHandlers: HandlersOf<typeof filingContract> = {
  'filing.get': (db, { id }, context) => {
    const { nowMs, paperFonts } = context;
    const whole = requireFiling(db, id);
    const { row, townId, registerNumber: _, corrects: __, ...filing } = whole;
    const paper = toPaper(filing);
    const printed = lastPrintedPaper(db, filingEntity.type, id);
    return {
      ...filing,
      townName: keepingTownNames(db)({ ...filing, townId }),
      ...judge(db, { ...filing, toldAtMs: told(db, row), ...paperFacts(paper, paperFonts) }, nowMs),
      clocks: [...clocksOf(db, whole, nowMs)],
      case: caseOf(db, whole),
      unknownHolidays: unknownHolidays(filing),
      departmentHead: departmentHeadLabels[filingPolicy(policyAnswers(db)).departmentHead],
      printed: printed
        ? {
            atMs: printed.atMs,
            format: printed.format,
            changed: printed.contentSha256 !== contentHash(paper),
          }
        : null,
      editable: isOwnFiling(db, whole, context),
      heads: seenHeadsOf(db, filingEntity.type, id),
    };
  },
  'filing.leader': (db, { enterpriseId, date }) => {
    const [link] = cityLeadersOn(db, enterpriseId, date);
    if (!link) return null;
    return {
      personId: link.personId,
      name: link.personName,
      post: link.personPost,
      unit: link.personUnit,
      fromDate: link.fromDate,
      toDate: link.toDate,
    };
  },
  'filing.check': (db, { id, enterpriseId, fields }, { nowMs, paperFonts }) => {
    const known = id === undefined ? undefined : findFiling(db, id);
    const progress = known?.progress ?? emptyProgress;
    const toldAtMs = known ? told(db, known.row) : [];
    const [link] = cityLeadersOn(db, enterpriseId, fields.inspectionDate);
    const paper = toPaper({
      ...fields,
      enterpriseName: findEnterprise(db, enterpriseId)?.name ?? '',
      cityLeader: link ? leaderOf(link) : null,
    });
    const judged = { ...fields, id, enterpriseId, progress, toldAtMs, ...paperFacts(paper, paperFonts) };
    return judge(db, judged, nowMs);
  },

  'filing.create': (db, input, context) => create(db, input, emptyProgress, context),
  'filing.update': (db, { id, enterpriseId, fields, reasons, seen }, context) => {
    const before = requireCounting(db, id, context);
    if (before.enterpriseId !== enterpriseId) {
      // What stands beside it would stay with the other enterprise.
      if (!standsAlone(db, before)) throw new AppError('filing.enterprise-fixed');
      const moved = create(db, { enterpriseId, fields, reasons }, before.progress, context);
      remove(db, before, context);
      return moved;
    }
    requireSameWhenSent(before, fields);
    const isSameDay = before.inspectionDate === fields.inspectionDate && before.cityLeader !== null;
    const leader = isSameDay ? {} : { cityLeader: requireLeader(db, enterpriseId, fields.inspectionDate) };
    // The number is of the unit's own register.
    const isOtherUnit = before.inspectingUnit !== fields.inspectingUnit;
    const number = isOtherUnit
      ? { registerNumber: nextRegisterNumber(db, fields.inspectingUnit, registerYear(context.nowMs)) }
      : {};
    writeFiling(db, before, { ...fields, ...leader, ...number }, seen, context);
    explainAll(db, before, reasons, context);
    return { id };
  },
  'filing.advance': (db, { id, step, seen }, context) => {
    const filing = requireCounting(db, id, context);
    if (!nextStatuses(filing.progress.status).includes(step.to)) throw new AppError('filing.step-not-next');
    const progress = advanced(filing.progress, step, context.nowMs);
    const told = toldByStep(step);
    const times = recordedTimes(db, filing);
    writeFiling(db, filing, { progress: withRecorded(progress, times) }, seen, context);
    // Whoever was told before keeps the record of that.
    if (step.to !== 'inspected' && step.to !== 'concluded' && step.how)
      writeDeliveries(
        db,
        filing,
        told.filter(([slot]) => !times.has(slot)),
        step.how,
        context,
      );
    return null;
  },
  'filing.stepBack': (db, { id, seen }, context) => {
    const filing = requireCounting(db, id, context);
    const progress = stepBack(filing.progress);
    if (!progress) throw new AppError('filing.step-not-next');
    writeFiling(db, filing, { progress }, seen, context);
    removeDeliveries(db, filing, slotsOfStep(filing.progress.status), context);
    return null;
  },
  'filing.remove': (db, { id }, context) => {
    remove(db, requireOwnFiling(db, id, context), context);
    return null;
  },

  'filing.suggest': (db, { unit }) => ({
    units: usedUnits(db, 50),
    bases: usedBases(db, unit.trim(), 20),
  }),
  'filing.due': (db, { withinDays }, { nowMs }) => dueItems(db, withinDays, nowMs),
  'filing.unrecorded': (db, _, { nowMs }) =>
    unrecordedInspections(db, nowMs).map(({ id, enterpriseName, inspectionDate }) => ({
      filingId: id,
      enterpriseName,
      inspectionDate,
    })),
};

/** When the filings that this one puts right were sent. */
function told(db: ReadDb, row: number): readonly number[] {
  return sendingsPutRight(db).get(row) ?? [];
}

/** What the paper says of the text while it is typed. */
function paperFacts(
  paper: Annex6Paper,
  fonts: () => PaperFonts,
): Pick<WarningFacts, 'paperExcess' | 'unprintable'> {
  return { paperExcess: annex6Excess(paper), unprintable: unprintableFields(paper, fonts) };
}

function create(
  db: WriteDb,
  { enterpriseId, fields, reasons }: ParsedInputOf<'filing.create'>,
  progress: FilingProgress,
  context: HandlerContext,
): { id: string } {
  const { nowMs } = context;
  // One that was begun before the enterprise went to another town is brought to its end.
  requireEditable(db, enterpriseId, context);
  const cityLeader = requireLeader(db, enterpriseId, fields.inspectionDate);
  const id = newRecordId(enterpriseId);
  const registerNumber = nextRegisterNumber(db, fields.inspectingUnit, registerYear(nowMs));
  writeFiling(
    db,
    { id, enterpriseId },
    { ...fields, cityLeader, progress, registerNumber },
    undefined,
    context,
  );
  explainAll(db, { id, enterpriseId }, reasons, context);
  return { id };
}

/** Reasons given in the form, each once. */
function explainAll(
  db: WriteDb,
  { id, enterpriseId }: Pick<FilingRecord, 'id' | 'enterpriseId'>,
  reasons: readonly GivenReason[],
  context: HandlerContext,
): void {
  const given = reasonsOf(db, id);
  for (const { warning, reason } of reasons)
    if (!given.some((each) => each.warning === warning && each.reason === reason))
      writeBeside(
        db,
        enterpriseId,
        { spec: filingReasonEntity, fields: { filingId: id, warning, reason } },
        context,
      );
}

function remove(db: WriteDb, { id, enterpriseId }: FilingRecord, { desk, nowMs }: HandlerContext): void {
  appendWrite(db, authorOf(desk.identity, nowMs), {
    spec: filingEntity,
    id,
    partition: enterpriseId,
    fields: { deleted: true },
  });
}

type Step = ParsedInputOf<'filing.advance'>['step'];

/** Who is told with a step, and when. */
function toldByStep(step: Step): readonly (readonly [slot: DeliverySlotKey, atMs: number | null])[] {
  switch (step.to) {
    case 'reported':
      return [
        ['report-government', step.atMs],
        ['report-head', step.atMs],
        ['notify-leader', step.notifiedAtMs],
      ];
    case 'sent':
      return [['send-leader', step.atMs]];
    case 'inspected':
    case 'concluded':
      return [];
  }
}

/** A step never makes what was recorded before earlier or later: reported is from the last of the two on. */
function withRecorded(progress: FilingProgress, times: ReadonlyMap<DeliverySlotKey, number>): FilingProgress {
  if (progress.status === 'reported')
    return {
      ...progress,
      reportedAtMs: latestOf([
        times.get('report-government') ?? progress.reportedAtMs,
        times.get('report-head') ?? progress.reportedAtMs,
      ]),
      notifiedAtMs: times.get('notify-leader') ?? progress.notifiedAtMs,
    };
  return progress.status === 'sent'
    ? { ...progress, sentAtMs: times.get('send-leader') ?? progress.sentAtMs }
    : progress;
}

/** What was sent says what it said: another one puts it right. What is not printed may still be added. */
function requireSameWhenSent(before: FilingRecord, fields: FilingFields): void {
  if (before.progress.status !== 'sent') return;
  const printed = (each: FilingFields): string => {
    const { inspectingUnit, inspectionDate, basisAndReason, findings, conclusion } = each;
    const { firstDiscovered, thisConclusion } = each;
    return JSON.stringify([
      inspectingUnit,
      inspectionDate,
      basisAndReason,
      findings,
      conclusion,
      firstDiscovered,
      thisConclusion,
    ]);
  };
  if (printed(before) !== printed(fields)) throw new AppError('filing.already-sent');
}

/** Deliveries that go with a step. */
function slotsOfStep(status: FilingStatus): readonly DeliverySlotKey[] {
  if (status === 'reported') return ['report-government', 'report-head', 'notify-leader'];
  return status === 'sent' ? ['send-leader'] : [];
}

/** What stands after the step. @throws AppError filing.future-time */
function advanced(
  progress: FilingProgress,
  step: ParsedInputOf<'filing.advance'>['step'],
  nowMs: number,
): FilingProgress {
  switch (step.to) {
    case 'reported':
      requirePast(step.atMs, nowMs);
      if (step.notifiedAtMs !== null) requirePast(step.notifiedAtMs, nowMs);
      return {
        ...progress,
        status: 'reported',
        reportedAtMs: step.atMs,
        notifiedAtMs: step.notifiedAtMs ?? progress.notifiedAtMs,
      };
    case 'inspected':
      requirePastDay(step.date, nowMs);
      return { ...progress, status: 'inspected', inspectedOn: step.date };
    case 'concluded':
      requirePastDay(step.date, nowMs);
      return { ...progress, status: 'concluded', concludedOn: step.date };
    case 'sent':
      requirePast(step.atMs, nowMs);
      return { ...progress, status: 'sent', sentAtMs: step.atMs };
  }
}

/** What is recorded as done has happened. A minute of grace for the clock's rounding. */
function requirePast(atMs: number, nowMs: number): void {
  if (atMs > nowMs + 60_000) throw new AppError('filing.future-time');
}

function requirePastDay(date: string, nowMs: number): void {
  if (date > localDate(nowMs)) throw new AppError('filing.future-time');
}

/** @throws AppError filing.no-leader */
function requireLeader(db: ReadDb, enterpriseId: string, date: string): FilingLeader {
  const [link] = cityLeadersOn(db, enterpriseId, date);
  if (!link) throw new AppError('filing.no-leader', { date });
  return leaderOf(link);
}

function leaderOf({ personId, personName, personPost }: LinkRecord): FilingLeader {
  return { personId, name: personName, post: personPost };
}
