import { decisionIdsByMeeting } from '../../db/meeting.ts';
import { untoldRecords } from '../../db/untold.ts';
import { bulletinEntity } from '../../shared/bulletin/entity.ts';
import type { ReadableHistoryEntry, recordContract } from '../../shared/record/contract.ts';
import { recordHistory } from '../readable-history.ts';
import type { HandlersOf } from '../rpc.ts';

export const recordHandlers: HandlersOf<typeof recordContract> = {
  'record.history': (db, { entityId }, { desk }) => {
    const { side, leaderId } = desk.identity;
    if (untoldRecords(db).has(entityId)) return [];
    const history = recordHistory(db, [entityId, ...decisionIdsByMeeting(db, entityId)]);
    return side === 'city' && leaderId === '' ? history : sinceIssued(history);
  },
};

/** Of a bulletin, outside the city's office: from its last issuing on, without what stood there before. Latest first. */
function sinceIssued(history: readonly ReadableHistoryEntry[]): ReadableHistoryEntry[] {
  const isIssuing = ({ entityType, field, newValue, oldValues }: ReadableHistoryEntry): boolean =>
    entityType === bulletinEntity.type &&
    field === 'issuedOn' &&
    newValue !== '' &&
    oldValues.every((value) => value === '' || value === null);
  const issuing = history.find(isIssuing);
  if (!issuing) return [...history];
  const last = history.findLastIndex(({ opId }) => opId === issuing.opId);
  return history
    .slice(0, last + 1)
    .map((entry) => (entry.opId === issuing.opId ? { ...entry, oldValues: [], oldTexts: [] } : entry));
}
