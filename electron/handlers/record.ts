import { decisionIdsByMeeting } from '../../db/meeting.ts';
import type { recordContract } from '../../shared/record/contract.ts';
import { recordHistory } from '../readable-history.ts';
import type { HandlersOf } from '../rpc.ts';

export const recordHandlers: HandlersOf<typeof recordContract> = {
  'record.history': (db, { entityId }) =>
    recordHistory(db, [entityId, ...decisionIdsByMeeting(db, entityId)]),
};
