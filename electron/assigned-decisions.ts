/** At the city: which towns are told of which 议定事项, and what they are told. The note itself stays at the city. */
import {
  type AssignedDecisionRecord,
  assignedDecisionId,
  listAssignedDecisions,
} from '../db/assigned-decision.ts';
import { seenHeadsOf } from '../db/heads.ts';
import { appendWrite } from '../db/log/append.ts';
import { type CityDecision, cityDecisions } from '../db/meeting.ts';
import type { ReadDb, WriteDb } from '../db/sql.ts';
import { listTowns } from '../db/town.ts';
import { localDate } from '../shared/clock.ts';
import { townPartition } from '../shared/log/operation.ts';
import {
  type AssignedStanding,
  assignedState,
  standingAfter,
  townsNamed,
} from '../shared/meeting/assigned.ts';
import type { AssignedDecision } from '../shared/meeting/contract.ts';
import { assignedDecisionEntity } from '../shared/meeting/entity.ts';
import { authorOf, type DeskIdentity } from './desk.ts';

/**
 * Brings what the towns are told in line with the city's own notes: a decision of a meeting that has been held goes to the
 * towns it names; what was changed, taken away, given to others or done is said again. Where all is told, nothing is written.
 * A decision whose note this desk does not know (it was put back to a backup) is left as it is.
 */
export function tellTowns(db: WriteDb, identity: DeskIdentity, nowMs: number): void {
  if (identity.side !== 'city' || identity.leaderId !== '') return;
  const today = localDate(nowMs);
  const towns = listTowns(db);
  const toldOf = Map.groupBy(listAssignedDecisions(db), ({ decisionId }) => decisionId);
  const tell = (townId: string, decision: CityDecision, standing: AssignedStanding): void => {
    const { id: decisionId, month: meetingMonth, heldOn, what, who, dueDate } = decision;
    appendWrite(db, authorOf(identity, nowMs), {
      spec: assignedDecisionEntity,
      id: assignedDecisionId(decisionId, townId),
      partition: townPartition(townId),
      fields: { decisionId, meetingMonth, heldOn, what, who, dueDate, standing },
    });
  };
  for (const decision of cityDecisions(db)) {
    const told = toldOf.get(decision.id) ?? [];
    const wanted = new Set(decision.isStanding ? townsNamed(decision.who, towns) : []);
    for (const known of told) {
      // A town that was renamed, or left the dictionary, still has what it was given.
      const isKept =
        decision.isStanding && known.who === decision.who && known.standing.state !== 'withdrawn';
      const isWanted = isKept || wanted.has(known.townId);
      const standing = standingAfter(
        known.standing,
        isWanted ? (decision.done ? 'done' : 'open') : 'withdrawn',
        decision.done && isWanted ? decision.doneOn : today,
      );
      wanted.delete(known.townId);
      if (isWanted ? !isTold(known, decision, standing) : standing !== known.standing)
        tell(known.townId, decision, standing);
    }
    const isHeld = decision.heldOn !== '' && decision.heldOn <= today;
    if (decision.done || !isHeld) continue;
    for (const townId of wanted) tell(townId, decision, { state: 'open', on: '', round: 1, reason: '' });
  }
}

function isTold(known: AssignedDecisionRecord, decision: CityDecision, standing: AssignedStanding): boolean {
  return (
    standing === known.standing &&
    known.what === decision.what &&
    known.who === decision.who &&
    known.dueDate === decision.dueDate &&
    known.heldOn === decision.heldOn &&
    known.meetingMonth === decision.month
  );
}

/** As the screens show it. */
export function assignedView(
  db: ReadDb,
  record: AssignedDecisionRecord,
  townName: (townId: string) => string,
): AssignedDecision {
  const { id, townId, standing, report } = record;
  return {
    id,
    townId,
    townName: townName(townId),
    meetingMonth: record.meetingMonth,
    heldOn: record.heldOn,
    what: record.what,
    who: record.who,
    dueDate: record.dueDate,
    state: assignedState(standing, report),
    round: standing.round,
    returnReason: standing.reason,
    report: report && { done: report.done, on: report.on, text: report.text },
    heads: seenHeadsOf(db, assignedDecisionEntity.type, id),
  };
}
