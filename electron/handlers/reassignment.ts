/** 改派记录: at the city of all towns, at a town its own. */
import {
  countHandovers,
  countReassigned,
  listHandovers,
  listReassigned,
  type Reassigned,
} from '../../db/handover.ts';
import type { Party } from '../../db/party.ts';
import type { ReadDb } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import type {
  Reassignment,
  reassignmentContract,
  ReassignmentStanding,
} from '../../shared/enterprise/reassignment-contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const reassignmentHandlers: HandlersOf<typeof reassignmentContract> = {
  'reassignment.count': (db, _, { desk: { identity } }) => ({
    count: identity.side === 'city' ? countReassigned(db) : countHandovers(db, identity.townId),
  }),
  'reassignment.list': (db, _, { desk }) => reassignments(db, desk.identity),
};

function reassignments(db: ReadDb, { side, townId }: Party): Reassignment[] {
  const townName = townNames(db);
  const nameOf = (id: string): string => (id === '' ? '' : townName(id));
  if (side === 'city') {
    return listReassigned(db).map((row) => ({
      enterpriseId: row.enterpriseId,
      enterpriseName: row.enterpriseName,
      fromTown: nameOf(row.fromTownId),
      toTown: nameOf(row.toTownId),
      onDate: row.onDate,
      standing: standingOf(row),
      late: row.late,
    }));
  }
  return listHandovers(db, townId).map((row) => ({
    enterpriseId: row.enterpriseId,
    enterpriseName: row.enterpriseName,
    fromTown: nameOf(townId),
    toTown: nameOf(row.toTownId),
    onDate: row.onDate,
    standing: row.isHere ? 'kept' : 'cleared',
    late: 0,
  }));
}

function standingOf({ hasLaptop, isInvited, isReceived, isSent }: Reassigned): ReassignmentStanding {
  if (!hasLaptop) return isInvited ? 'invited' : 'nobody';
  if (isReceived) return 'received';
  return isSent ? 'sent' : 'unsent';
}
