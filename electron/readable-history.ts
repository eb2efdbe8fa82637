/** Histories in the words an officer reads: who, when, on which laptop, old → new. */
import { entityHistory, type HistoryEntry, partitionHistory } from '../db/log/history.ts';
import { get, type ReadDb, sql } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import { writerNames } from './writer-names.ts';
import { entitySpec } from '../shared/log/registry.ts';
import type { ReadableHistoryEntry } from '../shared/record/contract.ts';
import { readableValue } from '../shared/record/readable.ts';

/** Of an enterprise and all that belongs to it, latest first, at most `limit` saves. */
export function enterpriseHistory(db: ReadDb, enterpriseId: string, limit: number): ReadableHistoryEntry[] {
  return inWords(db, partitionHistory(db, enterpriseId, limit));
}

/** Of some records that are read together (a meeting and its decisions), latest first. */
export function recordHistory(db: ReadDb, entityIds: readonly string[]): ReadableHistoryEntry[] {
  return inWords(db, entityHistory(db, entityIds));
}

function inWords(db: ReadDb, entries: readonly HistoryEntry[]): ReadableHistoryEntry[] {
  const names = { town: townNames(db), person: (id: string) => personName(db, id) };
  const writer = writerNames(db);
  return entries.map(({ deviceId, oldValues, ...entry }) => ({
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
