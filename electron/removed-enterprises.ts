/** 已删除的企业: what carries the reversible mark, and who set it. */
import { enterprisesById, removedEnterpriseIds } from '../db/enterprise.ts';
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import type { RemovedEnterprise } from '../shared/enterprise/contract.ts';
import { deletedField } from '../shared/log/entity.ts';
import type { ReadableHistoryEntry } from '../shared/record/contract.ts';
import { recordHistory } from './readable-history.ts';

/** The latest removed first. */
export function removedEnterprises(db: ReadDb): RemovedEnterprise[] {
  const ids = removedEnterpriseIds(db);
  const townName = townNames(db);
  const removals = new Map<string, ReadableHistoryEntry>();
  for (const entry of recordHistory(db, ids)) {
    const isRemoval = entry.field === deletedField && entry.newValue === true;
    // Latest first: an earlier removal that was taken back does not count.
    if (isRemoval && !removals.has(entry.entityId)) removals.set(entry.entityId, entry);
  }
  return enterprisesById(db, ids)
    .map(({ id, name, creditCode, townId }) => ({
      id,
      name,
      creditCode,
      townName: townId === '' ? '' : townName(townId),
      removedAtMs: removals.get(id)?.writtenAtMs ?? 0,
      unit: removals.get(id)?.unit ?? '',
      officer: removals.get(id)?.officer ?? '',
      deviceName: removals.get(id)?.deviceName ?? '',
    }))
    .toSorted((a, b) => b.removedAtMs - a.removedAtMs);
}
