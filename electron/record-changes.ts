/** What bundles brought, in words. */
import { all, identifier, joinSql, type ReadDb, sql } from '../db/sql.ts';
import { type TakenField, type TakenRecord, valuesBefore } from '../db/taken-in.ts';
import { columnName, fieldSpec } from '../shared/log/entity.ts';
import { cityPartition } from '../shared/log/operation.ts';
import { assignedDecisionEntity } from '../shared/meeting/entity.ts';
import { type EntityType, entitySpec, entitySpecs } from '../shared/log/registry.ts';
import type { PartitionChange } from '../shared/record/changes.ts';
import { isReference, type ReadableNames, readableValue } from '../shared/record/readable.ts';
import { recordTitle } from '../shared/record/title.ts';
import { partyNames } from './party-names.ts';
import { partitionTitles } from './partition-titles.ts';
import { readableNames } from './readable-names.ts';

const byName = new Intl.Collator('zh-CN');

/** By town and part of the log as in a list, the enterprise itself before what is kept beside it; with the values before and after. */
export function changesByName(db: ReadDb, taken: readonly TakenRecord[]): PartitionChange[] {
  const records = taken.toSorted((a, b) => rankOf(a) - rankOf(b));
  return inWords(db, placesOf(records)).toSorted(
    (a, b) => byName.compare(a.townName, b.townName) || byName.compare(a.title, b.title),
  );
}

/**
 * What came last first, what was done before what is known of an enterprise. `places`: how many there are; at most `most` of
 * them are put into words, which is what costs.
 */
export function latestChanges(
  db: ReadDb,
  taken: readonly TakenRecord[],
  most = Number.POSITIVE_INFINITY,
): { readonly places: number; readonly changes: PartitionChange[] } {
  const records = taken.toSorted(
    (a, b) => Number(isKnowledge(a)) - Number(isKnowledge(b)) || b.lastRow - a.lastRow,
  );
  const places = placesOf(records).toSorted((a, b) => b.lastRow - a.lastRow);
  return { places: places.length, changes: inWords(db, places.slice(0, most)) };
}

/** A part of the log that somebody wrote in, with the records of it in their order. */
interface Place extends Pick<TakenRecord, 'townId' | 'leaderId' | 'partition'> {
  readonly isAssigned: boolean;
  /** Of the last write in it. */
  lastRow: number;
  readonly records: TakenRecord[];
}

function placesOf(records: readonly TakenRecord[]): Place[] {
  const found = new Map<string, Place>();
  for (const record of records) {
    const { townId, leaderId, partition, lastRow } = record;
    // What the city gives a town to do is not the town's own.
    const isAssigned = record.entityType === assignedDecisionEntity.type;
    const key = `${townId} ${leaderId} ${partition} ${isAssigned}`;
    const place = found.get(key) ?? { townId, leaderId, partition, isAssigned, lastRow, records: [] };
    place.records.push(record);
    place.lastRow = Math.max(place.lastRow, lastRow);
    found.set(key, place);
  }
  return [...found.values()];
}

function inWords(db: ReadDb, places: readonly Place[]): PartitionChange[] {
  const nameOf = partyNames(db);
  const titleOf = partitionTitles(db);
  const names = readableNames(db);
  const before = valuesBefore(
    db,
    places.flatMap(({ records }) => records),
  );
  return places.map(({ townId, leaderId, partition, isAssigned, records }) => ({
    townId,
    townName: nameOf({ side: townId === '' ? 'city' : 'town', townId, leaderId }),
    partition,
    title: isAssigned ? assignedTitle : titleOf(partition),
    isEnterprise: partition !== cityPartition && !partition.includes(':') && !partition.includes('-'),
    saves: records.reduce((total, { saves }) => total + saves, 0),
    records: records.map((record) => recordInWords(db, record, before, names)),
  }));
}

const assignedTitle = '市月度联席会议议定事项';

const ranks = new Map<string, number>(entitySpecs.map(({ type }, rank) => [type, rank]));

function rankOf({ entityType }: TakenRecord): number {
  return ranks.get(entityType) ?? ranks.size;
}

/** Describes what is there; everything else says that somebody did something. */
const knowledge: ReadonlySet<string> = new Set<EntityType>([
  'town',
  'enterprise',
  'title',
  'plan',
  'person',
  'cityLeaderLink',
  'link',
  'deskNames',
]);

function isKnowledge({ entityType }: TakenRecord): boolean {
  return knowledge.has(entityType);
}

/** The program's own bookkeeping: 序号、排序、示例分派. */
const bookkeeping: ReadonlySet<string> = new Set(['ordinal', 'sampleAssignment']);

function recordInWords(
  db: ReadDb,
  record: TakenRecord,
  valueBefore: ReturnType<typeof valuesBefore>,
  names: ReadableNames,
): PartitionChange['records'][number] {
  const { entityType, entityId, standing, saves, fields } = record;
  const spec = entitySpec(entityType);
  const unknown = { label: '（待升级后可见）', before: '', after: '' };
  const order = Object.keys(spec?.fields ?? {});
  const inOrder = [...fields]
    // What only points at another record says nothing.
    .filter(([field]) => !isReference(entityType, field) && !bookkeeping.has(field))
    .filter(([field, written]) => !isSaidAgain(valueBefore(field, written), written))
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const told = inOrder.map(([field, written]) => {
    const label = spec && fieldSpec(spec, field)?.label;
    if (label === undefined) return unknown;
    const inText = (value: unknown): string => readableValue(entityType, field, value, names);
    const old = valueBefore(field, written).map(inText);
    return {
      label,
      before: [...new Set(old.filter((text) => text !== ''))].join('、'),
      after: inText(written.after),
    };
  });
  return {
    entityType,
    entityId,
    entityLabel: spec?.label ?? '（待升级后可见）',
    title: titleOfRecord(db, entityType, entityId, names),
    standing,
    saves,
    fields: told.filter((each, at) => each !== unknown || told.indexOf(unknown) === at),
  };
}

/** As 印发 does with all that is printed. */
function isSaidAgain(before: readonly unknown[], { after }: TakenField): boolean {
  return before.length > 0 && before.every((value) => JSON.stringify(value) === JSON.stringify(after));
}

/** Of the record as it stands today; '' for one that is not shown here. */
export function titleOfRecord(
  db: ReadDb,
  entityType: string,
  entityId: string,
  names: ReadableNames,
): string {
  const spec = entitySpec(entityType);
  if (!spec || entityType === 'enterprise') return '';
  // By name: what the table computes besides would be computed for each.
  const plain = Object.entries(spec.fields).flatMap(([field, { kind }]) => (kind === 'json' ? [] : [field]));
  const columns = joinSql([sql`1`, ...plain.map((field) => identifier(columnName(field)))], ', ');
  const [row] = all<Record<string, unknown>>(
    db,
    sql`SELECT ${columns} FROM ${identifier(spec.table)} WHERE id = ${entityId}`,
  );
  if (!row) return '';
  const values = Object.fromEntries(plain.map((field) => [field, row[columnName(field)]]));
  return recordTitle(entityType, values, names);
}
