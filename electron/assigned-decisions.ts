/** At the city: which towns are told of which 议定事项, and what they are told. The note itself stays at the city. */
import {
  type AssignedDecisionRecord,
  assignedDecisionId,
  assignedOf,
  listAssignedDecisions,
} from '../db/assigned-decision.ts';
import { noteHeads, readBasis } from '../db/assigned-basis.ts';
import { isRemovalOpen } from '../db/disputed-deletion.ts';
import { seenHeadsOf } from '../db/heads.ts';
import { appendWrite } from '../db/log/append.ts';
import { type CityDecision, cityDecisions } from '../db/meeting.ts';
import type { ReadDb, WriteDb } from '../db/sql.ts';
import { listTowns } from '../db/town.ts';
import { addMonths, localDate, localMonth } from '../shared/clock.ts';
import { townPartition } from '../shared/log/operation.ts';
import {
  type AssignedPart,
  assignedParts,
  type AssignedStanding,
  type AssignedState,
  assignedState,
  reportInForce,
  standingAfter,
  townsNamed,
} from '../shared/meeting/assigned.ts';
import type { AssignedDecision, GivenDecision } from '../shared/meeting/contract.ts';
import { assignedDecisionEntity, decisionEntity } from '../shared/meeting/entity.ts';
import type { TownSeed } from '../shared/town/towns.ts';
import { authorOf, type DeskIdentity } from './desk.ts';

/**
 * How long a note is looked at again by itself, and how long after a meeting a town may first be told of it: a year, since
 * a decision with a longer time limit is told when it is made. Older ones that no town was ever told, as all are on the day
 * a desk is upgraded, have been carried out by word of mouth; and what a look costs does not grow with the years.
 */
const followedMonths = 12;

/**
 * Brings what the towns are told in line with the city's own notes: a decision of a meeting that has been held goes to the
 * towns it names; what was changed, taken away, given to others or done is said again. Where all is told, nothing is written.
 * What was told from saves that this desk does not know (another laptop's, or forgotten with an older backup) stands until
 * they come or somebody writes it anew here. `meetingId`: a note that was written in just now, whatever its age.
 */
export function tellTowns(db: WriteDb, identity: DeskIdentity, nowMs: number, meetingId = ''): void {
  if (identity.side !== 'city' || identity.leaderId !== '') return;
  const today = localDate(nowMs);
  const towns = listTowns(db);
  const fromMonth = addMonths(localMonth(nowMs), -followedMonths);
  for (const decision of cityDecisions(db, { fromMonth, meetingId })) {
    const told = assignedOf(db, decision.id);
    // A person is still to say whether it was taken away: until then the towns keep it, and no other is told of it.
    const isOpen =
      !decision.isStanding && told.length > 0 && isRemovalOpen(db, decisionEntity.type, decision.id);
    const isKept = decision.isStanding || isOpen;
    const named = new Set(isKept ? townsNamed(decision.who, towns) : []);
    for (const known of told)
      tellAgain(db, { identity, nowMs, today, decision, isKept, named, towns }, known);
    if (isOpen) continue;
    const isHeld = decision.heldOn >= fromMonth && decision.heldOn <= today;
    const untold = [...named].filter((townId) => !told.some((known) => known.townId === townId));
    if (decision.done || !isHeld || untold.length === 0) continue;
    const note = noteHeads(db, decision.id, decision.meetingId);
    // Whoever told the others may have known another list of them.
    const isKnown = told.every(({ id }) =>
      readBasis(db, id, identity.incarnation).mayTell('who', note.of.who),
    );
    if (!isKnown) continue;
    const standing = { state: 'open', on: '', round: 1, reason: '' };
    for (const townId of untold)
      appendWrite(db, authorOf(identity, nowMs), {
        spec: assignedDecisionEntity,
        id: assignedDecisionId(decision.id, townId),
        partition: townPartition(townId),
        fields: { decisionId: decision.id, ...wordOf(decision, standing), basis: note.of },
      });
  }
}

interface Telling {
  readonly identity: DeskIdentity;
  readonly nowMs: number;
  readonly today: string;
  readonly decision: CityDecision;
  /** Not taken away for certain. */
  readonly isKept: boolean;
  readonly named: ReadonlySet<string>;
  readonly towns: readonly TownSeed[];
}

function tellAgain(
  db: WriteDb,
  { identity, nowMs, today, decision, isKept, named, towns }: Telling,
  known: AssignedDecisionRecord,
): void {
  const { state } = known.standing;
  // A town that was renamed, or left the dictionary, still has what it was given.
  const stillHas = isKept && known.who === decision.who && state !== 'withdrawn';
  const isWanted = stillHas || named.has(known.townId);
  // By what it was told it is its own: withdrawn only with the note or the decision, whose removal did not last.
  const isTakenBack = known.who === decision.who || townsNamed(known.who, towns).includes(known.townId);
  const standing = standingAfter(
    known.standing,
    isWanted ? (decision.done ? 'done' : 'open') : 'withdrawn',
    decision.done && isWanted ? decision.doneOn : today,
    isTakenBack,
  );
  if (!isWanted && standing === known.standing) return;
  const word = wordOf(decision, standing);
  const changed = assignedParts.filter((part) => word[part] !== known[part]);
  if (changed.length === 0) return;
  const note = noteHeads(db, decision.id, decision.meetingId);
  const basis = readBasis(db, known.id, identity.incarnation);
  const ofStanding = isWanted && state !== 'withdrawn' ? note.completion : note.whose;
  const parts = changed.filter((part) =>
    basis.mayTell(part, part === 'standing' ? ofStanding : note.of[part]),
  );
  if (parts.length === 0) return;
  const told = <Values extends Record<AssignedPart, unknown>>(values: Values): Partial<Values> =>
    Object.fromEntries(parts.map((part) => [part, values[part]])) as Partial<Values>;
  appendWrite(db, authorOf(identity, nowMs), {
    spec: assignedDecisionEntity,
    id: known.id,
    partition: townPartition(known.townId),
    fields: { ...told(word), basis: { ...basis.of, ...told(note.of) } },
  });
}

type Word = Pick<AssignedDecisionRecord, AssignedPart>;

function wordOf({ month, heldOn, what, who, dueDate }: CityDecision, standing: AssignedStanding): Word {
  return { meetingMonth: month, heldOn, what, who, dueDate, standing };
}

/** As the screens show it. */
export function assignedView(
  db: ReadDb,
  record: AssignedDecisionRecord,
  townName: (townId: string) => string,
): AssignedDecision {
  return {
    ...decisionTownView(db, record, townName),
    meetingMonth: record.meetingMonth,
    heldOn: record.heldOn,
    what: record.what,
    who: record.who,
    dueDate: record.dueDate,
  };
}

/** As it is shown beside its decision; with the heads of what a desk writes in it, since a list has many. */
export function decisionTownView(
  db: ReadDb,
  record: AssignedDecisionRecord,
  townName: (townId: string) => string,
): Omit<GivenDecision, 'carried'> {
  const { id, townId, standing } = record;
  const report = reportInForce(standing, record.report);
  const { standing: ofCity, report: ofTown } = seenHeadsOf(db, assignedDecisionEntity.type, id);
  return {
    id,
    townId,
    townName: townName(townId),
    state: assignedState(standing, report),
    round: standing.round,
    returnReason: standing.reason,
    report: report && { done: report.done, on: report.on, text: report.text },
    heads: { ...(ofCity ? { standing: ofCity } : {}), ...(ofTown ? { report: ofTown } : {}) },
  };
}

/** At a town: what the city gave it to do, with its state. */
export function assignedTo(
  db: ReadDb,
  { side, townId }: DeskIdentity,
): (AssignedDecisionRecord & { readonly state: AssignedState })[] {
  if (side === 'city') return [];
  return listAssignedDecisions(db)
    .filter((each) => each.townId === townId)
    .map((each) => ({ ...each, state: assignedState(each.standing, each.report) }));
}
