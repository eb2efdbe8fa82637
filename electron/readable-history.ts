/** The history of an enterprise and all that belongs to it, in the words an officer reads. */
import { partitionHistory } from '../db/log/history.ts';
import { get, type ReadDb, sql } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import { writerNames } from './writer-names.ts';
import type { ReadableHistoryEntry } from '../shared/enterprise/contract.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { readableValue } from '../shared/record/readable.ts';

/** Latest first, at most `limit` saves. */
export function readableHistory(db: ReadDb, enterpriseId: string, limit: number): ReadableHistoryEntry[] {
  const names = { town: townNames(db), person: (id: string) => personName(db, id) };
  const writer = writerNames(db);
  return partitionHistory(db, enterpriseId, limit).map(({ deviceId, oldValues, ...entry }) => ({
    ...entry,
    ...writer({ ...entry, deviceId }),
    entityLabel: entitySpec(entry.entityType)?.label ?? entry.entityType,
    oldValues: [...oldValues],
    newText: readableValue(entry.entityType, entry.field, entry.newValue, names),
    oldTexts: oldValues.map((old) => readableValue(entry.entityType, entry.field, old, names)),
  }));
}

/** Also of people who were removed: the history still speaks of them. */
function personName(db: ReadDb, id: string): string {
  return (
    get<{ name: string }>(db, sql`SELECT name FROM person WHERE id = ${id}`)?.name ?? '（人员资料尚未收到）'
  );
}
