import { findDevice } from '../../db/device.ts';
import { entityHistory, type HistoryEntry, partitionHistory } from '../../db/log/history.ts';
import type { ReadDb } from '../../db/sql.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import type { HistoryEntryView, recordContract } from '../../shared/record/contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const recordHandlers: HandlersOf<typeof recordContract> = {
  'record.history': (db, { entityId }) => toViews(db, entityHistory(db, entityId)),
  'record.partitionHistory': (db, { partition, limit }) =>
    toViews(db, partitionHistory(db, partition, limit)),
};

/** Names the officer and the laptop behind each change. */
function toViews(db: ReadDb, entries: readonly HistoryEntry[]): HistoryEntryView[] {
  const devices = new Map<string, { officer: string; name: string }>();
  return entries.map(({ deviceId, oldValues, ...entry }) => {
    let device = devices.get(deviceId);
    if (!device) {
      const found = findDevice(db, deviceId);
      device = { officer: found?.officer ?? '', name: found?.name ?? deviceId.slice(0, 8) };
      devices.set(deviceId, device);
    }
    return {
      ...entry,
      oldValues: [...oldValues],
      entityLabel: entitySpec(entry.entityType)?.label ?? entry.entityType,
      officer: device.officer,
      deviceName: device.name,
    };
  });
}
