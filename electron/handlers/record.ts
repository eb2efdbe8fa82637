import { entityHistory, type HistoryEntry, partitionHistory } from '../../db/log/history.ts';
import type { ReadDb } from '../../db/sql.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import type { HistoryEntryView, recordContract } from '../../shared/record/contract.ts';
import type { HandlersOf } from '../rpc.ts';
import { writerNames } from '../writer-names.ts';

export const recordHandlers: HandlersOf<typeof recordContract> = {
  'record.history': (db, { entityId }) => toViews(db, entityHistory(db, entityId)),
  'record.partitionHistory': (db, { partition, limit }) =>
    toViews(db, partitionHistory(db, partition, limit)),
};

/** Names the officer and the laptop behind each change. */
function toViews(db: ReadDb, entries: readonly HistoryEntry[]): HistoryEntryView[] {
  const writer = writerNames(db);
  return entries.map(({ deviceId, oldValues, ...entry }) => ({
    ...entry,
    ...writer({ ...entry, deviceId }),
    oldValues: [...oldValues],
    entityLabel: entitySpec(entry.entityType)?.label ?? entry.entityType,
  }));
}
