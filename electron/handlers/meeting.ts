import { assignedOf, findAssignedDecision, partsToCarry } from '../../db/assigned-decision.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { seenHeadsOf } from '../../db/heads.ts';
import { appendWrite } from '../../db/log/append.ts';
import {
  type DecisionRecord,
  decisionsByMeeting,
  findDecision,
  findMeeting,
  isDecisionOf,
  listMeetings,
  type MeetingRecord,
  openDecisions,
} from '../../db/meeting.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import { localDate } from '../../shared/clock.ts';
import type { ParsedInputOf } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { cityInternalPartition, townPartition } from '../../shared/log/operation.ts';
import type {
  Decision,
  GivenDecision,
  meetingContract,
  MeetingPaperKind,
} from '../../shared/meeting/contract.ts';
import {
  type AssignedPart,
  assignedState,
  pressingFirst,
  standingReturned,
  waitsForTown,
} from '../../shared/meeting/assigned.ts';
import { assignedDecisionEntity, decisionEntity, meetingEntity } from '../../shared/meeting/entity.ts';
import { meetingTitle } from '../../shared/meeting/rules.ts';
import { latestUntil } from '../../shared/problem/rules.ts';
import { assignedTo, assignedView, decisionTownView, tellTowns } from '../assigned-decisions.ts';
import { authorOf, type DeskIdentity } from '../desk.ts';
import { type MeetingPaper, meetingDocx, meetingHtml } from '../documents/meeting.ts';
import { agendaDocx, agendaHtml, signInDocx, signInHtml } from '../documents/meeting-agenda.ts';
import { renderPdf } from '../documents/pdf.ts';
import { meetingPack } from '../meeting-pack.ts';
import { keeperName } from '../party-names.ts';
import { requirePastDay } from '../problem.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import { savePaper } from '../save-paper.ts';
import { openDesk, type Services } from '../services.ts';

/** More than 今日待办 lists. */
const shownDecisions = 20;

export const meetingHandlers: HandlersOf<typeof meetingContract> = {
  'meeting.list': (db, _input, { desk }) =>
    listMeetings(db).map((meeting) => {
      const decisions = decisionsByMeeting(db, meeting.id);
      return {
        id: meeting.id,
        month: meeting.month,
        heldOn: meeting.heldOn,
        place: meeting.place,
        chair: meeting.chair,
        keeper: keeperName(db, meeting.partition),
        topicCount: meeting.topics.length,
        decisionCount: decisions.length,
        openDecisionCount: decisions.filter((decision) => !decision.done).length,
        editable: isOwn(desk.identity, meeting.partition),
      };
    }),
  'meeting.get': (db, { id }, { desk }) => {
    const view = decisionViews(db);
    const { partition, ...meeting } = requireMeeting(db, id);
    return {
      ...meeting,
      keeper: keeperName(db, partition),
      editable: isOwn(desk.identity, partition),
      decisions: decisionsByMeeting(db, id).map(view),
      heads: seenHeadsOf(db, meetingEntity.type, id),
    };
  },
  'meeting.save': (db, input, context) => saveMeeting(db, input, context),
  'meeting.remove': (db, { id }, { desk, nowMs }) => {
    const { partition } = requireOwn(db, id, desk.identity);
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: meetingEntity,
      id,
      partition,
      fields: { deleted: true },
    });
    for (const decision of decisionsByMeeting(db, id)) removeDecision(db, decision, { desk, nowMs });
    tellTowns(db, desk.identity, nowMs, id);
    return null;
  },
  'decision.open': (db, _input, { desk, nowMs }) => {
    const { identity } = desk;
    // What the towns decided is the towns' to do; a leader reads whatever his laptop holds.
    const meetings = listMeetings(db).filter(
      ({ partition }) => identity.leaderId !== '' || isOwn(identity, partition),
    );
    const ids = new Set(meetings.map(({ id }) => id));
    const open = openDecisions(db).filter(({ meetingId }) => ids.has(meetingId));
    return {
      rows: open.slice(0, shownDecisions).map(decisionViews(db)),
      total: open.length,
      overdue: countOverdue(open, nowMs),
    };
  },
  'decision.complete': (db, { id, done, doneOn, seen }, context) => {
    const decision = findDecision(db, id);
    if (!decision) throw new AppError('record.not-found');
    const { heldOn } = requireOwn(db, decision.meetingId, context.desk.identity);
    if (done) requireDoneDay(doneOn, heldOn, context);
    appendWrite(db, authorOf(context.desk.identity, context.nowMs), {
      spec: decisionEntity,
      id,
      partition: decision.partition,
      fields: { completion: { done, doneOn: done ? doneOn : '' } },
      ...(seen ? { seen } : {}),
    });
    tellTowns(db, context.desk.identity, context.nowMs, decision.meetingId);
    return null;
  },
  'decision.assigned': (db, _input, { desk }) => {
    const nameOf = townNames(db);
    return pressingFirst(assignedTo(db, desk.identity)).map((each) => assignedView(db, each, nameOf));
  },
  'decision.waiting': (db, _input, { desk, nowMs }) => {
    const nameOf = townNames(db);
    const assigned = assignedTo(db, desk.identity);
    const waiting = pressingFirst(assigned.filter(({ state }) => waitsForTown(state)));
    return {
      rows: waiting.slice(0, shownDecisions).map((each) => assignedView(db, each, nameOf)),
      total: waiting.length,
      overdue: countOverdue(waiting, nowMs),
      assigned: assigned.length,
    };
  },
  'decision.report': (db, { id, round, report, seen }, context) => {
    const { identity } = context.desk;
    const found = findAssignedDecision(db, id);
    if (!found || found.townId !== identity.townId) throw new AppError('record.not-found');
    const state = assignedState(found.standing, found.report);
    if (state === 'done' || state === 'withdrawn') throw new AppError('decision.not-open');
    if (round !== found.standing.round) throw new AppError('decision.returned-since');
    // A town cannot put the day of the city's note right: one still to come bounds nothing.
    const heldOn = latestUntil([found.heldOn], localDate(context.nowMs));
    requireDayAfter(report.on, heldOn, context);
    appendWrite(db, authorOf(identity, context.nowMs), {
      spec: assignedDecisionEntity,
      id,
      partition: townPartition(identity.townId),
      fields: { report: { ...report, round } },
      ...(seen ? { seen } : {}),
    });
    return null;
  },
  'decision.return': (db, { id, reason, seen }, { desk, nowMs }) => {
    const found = findAssignedDecision(db, id);
    if (!found) throw new AppError('record.not-found');
    if (assignedState(found.standing, found.report) !== 'reported')
      throw new AppError('decision.not-reported');
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: assignedDecisionEntity,
      id,
      partition: townPartition(found.townId),
      fields: { standing: standingReturned(found.standing, localDate(nowMs), reason) },
      ...(seen ? { seen } : {}),
    });
    return null;
  },
  'meeting.pack': (db, { month }, context) => meetingPack(db, month, context),
  'meeting.preview': async (services, { id, paper }) => ({ html: paperHtml(services, id, paper) }),
  'meeting.exportPaper': async (services, { id, paper: kind, format }) => {
    const { db } = openDesk(services);
    const paper = toPaper(db, requireMeeting(db, id));
    const { label, end, docx } = papers[kind];
    const name = `${paper.title.replace(/纪要$/, '')}${end}（${paper.month}）`;
    return savePaper(
      services,
      { title: `保存${label}`, name, format },
      {
        docx: () => docx(paper),
        pdf: () => renderPdf(paperHtml(services, id, kind), services.printing.toPdf),
      },
    );
  },
  'meeting.print': async (services, { id, paper }) => ({
    printed: await services.printing.print(paperHtml(services, id, paper)),
  }),
};

function countOverdue(decisions: readonly { readonly dueDate: string }[], nowMs: number): number {
  const today = localDate(nowMs);
  return decisions.filter(({ dueDate }) => dueDate !== '' && dueDate < today).length;
}

function saveMeeting(
  db: WriteDb,
  input: ParsedInputOf<'meeting.save'>,
  context: HandlerContext,
): { id: string } {
  const { desk, nowMs } = context;
  const author = authorOf(desk.identity, nowMs);
  const partition =
    input.id === undefined ? ownPartition(desk.identity) : requireOwn(db, input.id, desk.identity).partition;
  const id = input.id ?? newRecordId(partition);
  appendWrite(db, author, {
    spec: meetingEntity,
    id,
    partition,
    fields: input.fields,
    ...(input.seen ? { seen: input.seen } : {}),
  });
  for (const decision of input.decisions) {
    if (decision.id !== undefined && !isDecisionOf(db, decision.id, id))
      throw new AppError('record.not-found');
  }
  const kept = new Set(input.decisions.map((decision) => decision.id));
  const standing = decisionsByMeeting(db, id);
  requireDoneDays(input, standing, context);
  for (const decision of standing) {
    // A line that came in after the form was opened was left out by nobody.
    const wasSeen = !input.seenDecisions || decision.id in input.seenDecisions;
    if (wasSeen && !kept.has(decision.id)) removeDecision(db, decision, { desk, nowMs });
  }
  input.decisions.forEach((decision, index) => {
    const decisionId = decision.id ?? newRecordId(partition);
    const seen = input.seenDecisions?.[decisionId];
    appendWrite(db, author, {
      spec: decisionEntity,
      id: decisionId,
      partition,
      fields: {
        meetingId: id,
        ordinal: index + 1,
        what: decision.what,
        who: decision.who,
        dueDate: decision.dueDate,
        completion: { done: decision.done, doneOn: decision.done ? decision.doneOn : '' },
      },
      ...(seen ? { seen } : {}),
    });
  });
  tellTowns(db, desk.identity, nowMs, id);
  return { id };
}

/**
 * What stands already, with another computer's clock, may stay as it is.
 * @throws problem.future-date | decision.no-day | decision.before-meeting
 */
function requireDoneDays(
  { decisions, fields }: ParsedInputOf<'meeting.save'>,
  standing: readonly DecisionRecord[],
  context: HandlerContext,
): void {
  const known = new Map(standing.map(({ id, doneOn }) => [id, doneOn]));
  for (const { id = '', done, doneOn } of decisions)
    if (done && doneOn !== known.get(id)) requireDoneDay(doneOn, fields.heldOn, context);
}

/** @throws problem.future-date | decision.no-day | decision.before-meeting */
function requireDoneDay(doneOn: string, heldOn: string, context: HandlerContext): void {
  if (doneOn === '') throw new AppError('decision.no-day');
  requireDayAfter(doneOn, heldOn, context);
}

/** Not before the meeting that decided it, and not to come. @throws problem.future-date | decision.before-meeting */
function requireDayAfter(day: string, heldOn: string, context: HandlerContext): void {
  requirePastDay(day, context);
  if (day < heldOn) throw new AppError('decision.before-meeting', { heldOn });
}

function removeDecision(db: WriteDb, decision: DecisionRecord, { desk, nowMs }: HandlerContext): void {
  appendWrite(db, authorOf(desk.identity, nowMs), {
    spec: decisionEntity,
    id: decision.id,
    partition: decision.partition,
    fields: { deleted: true },
  });
}

function ownPartition(identity: DeskIdentity): string {
  return identity.side === 'city' ? cityInternalPartition : townPartition(identity.townId);
}

function isOwn(identity: DeskIdentity, partition: string): boolean {
  return identity.leaderId === '' && partition === ownPartition(identity);
}

function requireMeeting(db: ReadDb, id: string): MeetingRecord {
  const meeting = findMeeting(db, id);
  if (!meeting) throw new AppError('record.not-found');
  return meeting;
}

/** A note is changed only by the desk that keeps it. */
function requireOwn(db: ReadDb, id: string, identity: DeskIdentity): MeetingRecord {
  const meeting = requireMeeting(db, id);
  if (!isOwn(identity, meeting.partition)) throw new AppError('meeting.not-yours');
  return meeting;
}

function decisionViews(db: ReadDb): (record: DecisionRecord) => Decision {
  const nameOf = townNames(db);
  return (record) => ({
    ...record,
    towns: assignedOf(db, record.id)
      .filter(({ standing }) => standing.state !== 'withdrawn')
      .map((each) => ({
        ...decisionTownView(db, each, nameOf),
        carried: carriedOf(partsToCarry(db, each.id, each.townId)),
      })),
    heads: seenHeadsOf(db, decisionEntity.type, record.id),
  });
}

function carriedOf(waiting: readonly AssignedPart[]): GivenDecision['carried'] {
  if (waiting.length === 0) return 'all';
  return waiting.includes('standing') ? 'none' : 'older';
}

/** What can be made of one meeting. */
const papers = {
  minutes: { label: '会议纪要', end: '纪要', html: meetingHtml, docx: meetingDocx },
  agenda: { label: '会议议程', end: '议程', html: agendaHtml, docx: agendaDocx },
  'sign-in': { label: '签到表', end: '签到表', html: signInHtml, docx: signInDocx },
} as const;

function paperHtml(services: Services, id: string, kind: MeetingPaperKind): string {
  const { db } = openDesk(services);
  return papers[kind].html(toPaper(db, requireMeeting(db, id)), services.paperFonts());
}

function toPaper(db: ReadDb, meeting: MeetingRecord): MeetingPaper {
  return {
    title: meetingTitle(keeperName(db, meeting.partition)),
    month: meeting.month,
    date: meeting.heldOn,
    place: meeting.place,
    chair: meeting.chair,
    chairRole: meeting.chairRole,
    recorder: meeting.recorder,
    departments: meeting.departments,
    topics: meeting.topics,
    decisions: decisionsByMeeting(db, meeting.id),
  };
}
