/** 走访服务 and 承诺事项. */
import { enterprisesForFigures } from '../../db/bulletin-facts.ts';
import { openConflicts } from '../../db/dossier.ts';
import { problemsOfVisit } from '../../db/problem.ts';
import { absentTowns } from '../../db/month.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import {
  countVisits,
  findPromise,
  findVisit,
  listVisits,
  promisesOfVisit,
  type VisitRecord,
} from '../../db/visit.ts';
import { townNames, townPlaces } from '../../db/town.ts';
import { countedVisits } from '../../db/visit-statistics.ts';
import { localDate } from '../../shared/clock.ts';
import type { ParsedInputOf } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { mostParticipants, type visitContract } from '../../shared/visit/contract.ts';
import { promiseEntity, visitEntity } from '../../shared/visit/entity.ts';
import { visitPeriod } from '../../shared/visit/rules.ts';
import { statisticsOfVisits } from '../../shared/visit/statistics.ts';
import { writeBeside } from '../filing-write.ts';
import { isVisitAttachable } from '../attached.ts';
import { createProblem, requirePastDay, servicePolicyOf } from '../problem.ts';
import { renderPdf } from '../documents/pdf.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import { savePaper } from '../save-paper.ts';
import { requireServed, requireServedRecord, servedElsewhere } from '../served.ts';
import { openDesk, type Services } from '../services.ts';
import { dutiesHere, linkedTo, visitsDue } from '../visit-duty.ts';
import { gatherVisitPaper, type VisitPaper } from '../visit-paper.ts';
import { requireVisit, visitContextOf, visitRows, visitView, writeVisit } from '../visit.ts';

export const visitHandlers: HandlersOf<typeof visitContract> = {
  'visit.list': (db, { filter, offset, limit }, { nowMs }) => {
    const asked = { ...filter, today: localDate(nowMs) };
    return {
      total: countVisits(db, asked),
      rows: visitRows(db, listVisits(db, asked, { offset, limit })),
    };
  },
  'visit.get': (db, { id }, context) => visitView(db, requireVisit(db, id), context),
  'visit.context': (db, input, context) => visitContextOf(db, input, context),
  'visit.board': (db, { month }, context) => {
    const period = visitPeriod(month, servicePolicyOf(db).visitEvery);
    const leaders = dutiesHere(db, period, context).map((found) => {
      const { called: _, missing: __, ...duty } = found;
      return duty;
    });
    return { ...period, leaders };
  },
  'visit.boardOf': (db, { month, personId }, context) =>
    linkedTo(
      db,
      visitPeriod(month, servicePolicyOf(db).visitEvery),
      personId,
      context.nowMs,
      servedElsewhere(db, context),
    ),
  'visit.statistics': (db, { fromDate, toDate }, context) => {
    const without = servedElsewhere(db, context);
    const elsewhere = new Set(without);
    return statisticsOfVisits({
      visits: countedVisits(db, fromDate, toDate),
      enterprises: enterprisesForFigures(db).filter(({ id }) => !elsewhere.has(id)),
      duties: dutiesHere(db, { fromDate, toDate }, context, without),
      onlyLeader: context.desk.identity.leaderId,
      townName: townNames(db),
      townPlace: townPlaces(db),
      absentTowns: absentTowns(db),
    });
  },
  'visit.due': (db, _input, context) => visitsDue(db, context),
  'visit.plan': (db, { enterpriseIds, leader, plannedOn, purpose }, context) => ({
    ids: [...new Set(enterpriseIds)].map((enterpriseId) => {
      requireServed(db, enterpriseId, context);
      const timing = { status: 'planned', plannedOn, visitedOn: '', reason: '' } as const;
      return writeVisit(db, { enterpriseId }, { timing, leader, purpose, participants: [] }, context);
    }),
  }),
  'visit.reschedule': (db, { id, plannedOn }, context) => {
    const visit = requirePlanned(db, id, context);
    writeVisit(db, visit, { timing: { ...visit.timing, plannedOn } }, context);
    return null;
  },
  'visit.cancel': (db, { id, reason }, context) => {
    const visit = requirePlanned(db, id, context);
    writeVisit(db, visit, { timing: { ...visit.timing, status: 'cancelled', reason } }, context);
    return null;
  },
  'visit.join': (db, { id, name }, context) => {
    // Whose plan it is: he goes along.
    const visit = requireVisit(db, id);
    requireServedRecord(db, visit, context);
    requirePlan(visit);
    const participants = [...new Set([...visit.participants, name])];
    if (participants.length > mostParticipants) throw new AppError('visit.too-many');
    writeVisit(db, visit, { participants }, context);
    return null;
  },
  'visit.save': (db, input, context) => saveVisit(db, input, context),
  'visit.remove': (db, { id }, context) => {
    const visit = requireHere(db, id, context);
    if (problemsOfVisit(db, visit).length > 0) throw new AppError('visit.has-problems');
    const promises = promisesOfVisit(db, visit);
    writeVisit(db, visit, { deleted: true }, context);
    for (const promise of promises) removePromise(db, promise, context);
    return null;
  },
  'promise.complete': (db, { id, done, doneOn, note, seen }, context) => {
    const promise = findPromise(db, id);
    if (!promise) throw new AppError('record.not-found');
    requireServedRecord(db, promise, context);
    const visit = findVisit(db, promise.visitId);
    requireOwn(db, visit, context);
    if (done) requireKeptSince(visit?.timing.visitedOn ?? '', doneOn, context);
    writeBeside(
      db,
      promise.enterpriseId,
      {
        spec: promiseEntity,
        id,
        fields: { completion: { done, doneOn: done ? doneOn : '', note } },
        ...(seen ? { seen } : {}),
      },
      context,
    );
    return null;
  },
  'visit.paperPreview': async (services, of) => {
    const paper = paperOf(services, of);
    return { kind: paper.kind, html: paper.html(services.paperFonts()) };
  },
  'visit.exportPaper': async (services, { format, ...of }) => {
    const paper = paperOf(services, of);
    const title = paper.kind === 'sheet' ? '保存走访单' : '保存走访记录';
    return savePaper(
      services,
      { title, name: paper.name, format },
      {
        docx: () => paper.docx(),
        pdf: () => renderPdf(paper.html(services.paperFonts()), services.printing.toPdf),
      },
    );
  },
  'visit.printPaper': async (services, of) => ({
    printed: await services.printing.print(paperOf(services, of).html(services.paperFonts())),
  }),
};

function paperOf(services: Services, of: ParsedInputOf<'visit.paperPreview'>): VisitPaper {
  const { db, identity } = openDesk(services);
  return gatherVisitPaper(db, of, { identity, nowMs: services.nowMs() });
}

function saveVisit(
  db: WriteDb,
  {
    id: known,
    plannedId,
    enterpriseId,
    fields,
    promises,
    problems,
    seen,
    seenPromises,
  }: ParsedInputOf<'visit.save'>,
  context: HandlerContext,
): { id: string } {
  const { visitedOn, ...facts } = fields;
  if (visitedOn > localDate(context.nowMs)) throw new AppError('visit.future-date');
  const before = standingVisit(db, { known, plannedId }, context);
  if (before && before.enterpriseId !== enterpriseId) throw new AppError('record.not-found');
  if (!before || problems.length > 0) requireServed(db, enterpriseId, context);
  const isKeptBefore =
    before && promisesOfVisit(db, before).some((each) => each.done && each.doneOn < visitedOn);
  if (isKeptBefore && visitedOn > before.timing.visitedOn)
    throw new AppError('visit.after-kept', { visitedOn });
  const timing = {
    status: 'made',
    plannedOn: before?.timing.plannedOn ?? '',
    visitedOn,
    reason: before?.timing.reason ?? '',
  } as const;
  const place = { enterpriseId, ...(before ? { id: before.id } : {}) };
  const id = writeVisit(db, place, { timing, ...facts }, context, seen);
  // Of a plan nothing was seen that could be left out.
  const seenLines = plannedId === undefined ? seenPromises : {};
  savePromises(db, { id, enterpriseId }, { promises, seenPromises: seenLines }, context);
  for (const problem of problems) {
    const raised = {
      ...problem,
      raisedOn: visitedOn,
      raisedBy: [...fields.hosts].slice(0, 50).join(''),
      phone: '',
      source: 'visit',
    } as const;
    createProblem(db, enterpriseId, { fields: raised, visitId: id, hostDueOn: '' }, context);
  }
  return { id };
}

/** The record that is written on: undefined for a new one. @throws visit.not-planned | visit.plan-disputed, and as `requireHere` */
function standingVisit(
  db: WriteDb,
  { known, plannedId }: { readonly known: string | undefined; readonly plannedId: string | undefined },
  context: HandlerContext,
): VisitRecord | undefined {
  if (known !== undefined) return requireHere(db, known, context);
  if (plannedId === undefined) return undefined;
  const plan = requirePlanned(db, plannedId, context);
  // Another laptop wrote it down while this one put it off: what was said there is to be read first.
  const isDisputed = openConflicts(db, visitEntity.type, plannedId).length > 0;
  if (isDisputed || promisesOfVisit(db, plan).length > 0) throw new AppError('visit.plan-disputed');
  return plan;
}

/** The lines of the form; those left out are taken away, unless they came in after it was opened. */
function savePromises(
  db: WriteDb,
  visit: { readonly id: string; readonly enterpriseId: string },
  { promises, seenPromises }: Pick<ParsedInputOf<'visit.save'>, 'promises' | 'seenPromises'>,
  context: HandlerContext,
): void {
  const standing = promisesOfVisit(db, visit);
  const own = new Set(standing.map(({ id }) => id));
  for (const { id } of promises) if (id !== undefined && !own.has(id)) throw new AppError('record.not-found');
  const kept = new Set(promises.map(({ id }) => id));
  for (const promise of standing) {
    const wasSeen = !seenPromises || promise.id in seenPromises;
    if (wasSeen && !kept.has(promise.id)) removePromise(db, promise, context);
  }
  promises.forEach(({ id, what, who, dueDate }, index) => {
    const seen = id === undefined ? undefined : seenPromises?.[id];
    writeBeside(
      db,
      visit.enterpriseId,
      {
        spec: promiseEntity,
        ...(id === undefined ? {} : { id }),
        fields: {
          visitId: visit.id,
          ordinal: index + 1,
          what,
          who,
          dueDate,
          ...(id === undefined ? { completion: { done: false, doneOn: '', note: '' } } : {}),
        },
        ...(seen ? { seen } : {}),
      },
      context,
    );
  });
}

function removePromise(
  db: WriteDb,
  { id, enterpriseId }: { readonly id: string; readonly enterpriseId: string },
  context: HandlerContext,
): void {
  writeBeside(db, enterpriseId, { spec: promiseEntity, id, fields: { deleted: true } }, context);
}

/** A leader writes of his own visits, and no other leader's. */
function requireHere(db: WriteDb, id: string, context: HandlerContext): VisitRecord {
  const visit = requireVisit(db, id);
  requireServedRecord(db, visit, context);
  requireOwn(db, visit, context);
  return visit;
}

/** @throws rpc.leaders-desk */
function requireOwn(db: ReadDb, visit: VisitRecord | undefined, context: HandlerContext): void {
  if (context.desk.identity.leaderId === '') return;
  if (!visit || !isVisitAttachable(db, visit, context)) throw new AppError('rpc.leaders-desk');
}

/**
 * A visit still to come was dated by a computer whose clock was wrong: it bounds nothing.
 * @throws problem.future-date | visit.promise-kept-before
 */
function requireKeptSince(visitedOn: string, doneOn: string, context: HandlerContext): void {
  requirePastDay(doneOn, context);
  const isBounded = visitedOn <= localDate(context.nowMs);
  if (isBounded && doneOn < visitedOn) throw new AppError('visit.promise-kept-before', { visitedOn });
}

function requirePlanned(db: WriteDb, id: string, context: HandlerContext): VisitRecord {
  const visit = requireHere(db, id, context);
  requirePlan(visit);
  return visit;
}

function requirePlan(visit: VisitRecord): void {
  if (visit.timing.status !== 'planned') throw new AppError('visit.not-planned');
}
