/** 待定冲突 in the words an officer reads. */
import { z } from 'zod';
import { type ConflictRecord, listConflicts, type StandingWrite } from '../db/conflict.ts';
import { type LogAuthor, mayWrite } from '../db/log/append.ts';
import { readHeads } from '../db/log/record-heads.ts';
import type { ReadDb } from '../db/sql.ts';
import type { Conflict } from '../shared/conflict/contract.ts';
import { clockOf } from '../shared/conflict/rules.ts';
import { fieldSpec } from '../shared/log/entity.ts';
import { shownHead } from '../shared/log/merge.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { type ReadableNames, readableValue } from '../shared/record/readable.ts';
import { recordTitle } from '../shared/record/title.ts';
import { entriesOf } from '../db/problem.ts';
import { readableNames } from './readable-names.ts';
import { writerNames, type WriterNames } from './writer-names.ts';

export function conflictsInWords(db: ReadDb, author: LogAuthor): Conflict[] {
  const names = readableNames(db);
  const writer = writerNames(db);
  return listConflicts(db).map((record) => inWords(db, record, { author, names, writer }));
}

interface Words {
  readonly author: LogAuthor;
  readonly names: ReadableNames;
  readonly writer: (write: { deviceId: string; opId: string; side: string }) => WriterNames;
}

function inWords(db: ReadDb, record: ConflictRecord, { author, names, writer }: Words): Conflict {
  const { entityType, entityId, partition, kind } = record;
  // The same order every time: the city's on the left, the older before the newer. A deletion stands first already.
  const heads = kind === 'deletion' ? record.heads : record.heads.toSorted(bySide);
  const spec = entitySpec(entityType);
  const ordered = [...heads].sort(byTime).map(({ opId }) => opId);
  const values = heads.map((head) => {
    const seen = [...new Map(head.parents.map((parent) => [parent.value, parent])).values()];
    return {
      opId: head.opId,
      value: JSON.parse(head.value) as unknown,
      text: inText(head.entityType, head.field, head.value, names) + correctionText(db, head, record),
      seenTexts: seen.map(({ value }) => inText(head.entityType, head.field, value, names)),
      isDecision: seen.length > 1,
      side: head.side,
      ...writer({ deviceId: head.author, opId: head.opId, side: head.side }),
      writtenAtMs: head.writtenAtMs,
      clock: clockOf(head, head.parents),
      order: ordered.indexOf(head.opId),
      isShown: head.isShown,
    };
  });
  return {
    kind,
    entityType,
    entityId,
    partition,
    enterpriseName: record.enterpriseName,
    townId: record.townId,
    townName: record.townId === '' ? '' : names.town(record.townId),
    entityLabel: spec?.label ?? entityType,
    recordTitle: entityType === 'enterprise' ? '' : titleOf(db, entityType, entityId, names),
    field: record.field,
    fieldLabel: kind === 'deletion' ? '删除与修改' : labelOf(entityType, record.field),
    mine:
      spec !== undefined && mayWrite(db, author, spec, { partition, entityId, fieldNames: [record.field] }),
    reopened: values.some((value) => value.isDecision),
    baseText: record.base === undefined ? null : inText(entityType, record.field, record.base, names),
    values,
    changedLabels: kind === 'deletion' ? heads.slice(1).map((head) => changedLabel(head, entityType)) : [],
  };
}

function labelOf(entityType: string, field: string): string {
  const spec = entitySpec(entityType);
  return (spec && fieldSpec(spec, field)?.label) ?? field;
}

/** A line of the record says which kind of line it is. */
function changedLabel({ entityType, field, isAdded }: StandingWrite, ofRecord: string): string {
  const label = labelOf(entityType, field);
  const line = entitySpec(entityType)?.label ?? entityType;
  return entityType === ofRecord ? label : `${isAdded ? '新增的' : ''}${line}　${label}`;
}

function bySide(a: StandingWrite, b: StandingWrite): number {
  return Number(a.side !== 'city') - Number(b.side !== 'city') || byTime(a, b);
}

function byTime(a: StandingWrite, b: StandingWrite): number {
  return a.hlcMs - b.hlcMs || a.hlcCounter - b.hlcCounter || (a.opId < b.opId ? -1 : 1);
}

function inText(entityType: string, field: string, json: string, names: ReadableNames): string {
  return readableValue(entityType, field, JSON.parse(json) as unknown, names);
}

const corrected = z.object({ corrections: z.array(z.string()) });

/** The words of the 更正 that goes with this value of 办理 alone: two laptops may have put one answer right in words only. */
function correctionText(
  db: ReadDb,
  head: StandingWrite,
  { heads, entityId, partition }: ConflictRecord,
): string {
  if (!/handling$/iu.test(head.field)) return '';
  const namesOf = ({ value }: StandingWrite): readonly string[] =>
    corrected.safeParse(JSON.parse(value)).data?.corrections ?? [];
  const elsewhere = new Set(heads.filter((other) => other !== head).flatMap(namesOf));
  const own = namesOf(head).filter((name) => !elsewhere.has(name));
  if (own.length === 0) return '';
  const entries = entriesOf(db, { id: entityId, enterpriseId: partition });
  return own
    .flatMap((name) => entries.find(({ id, says }) => id === name || says === name) ?? [])
    .map(({ on, by, text }) => `\n更正：${[on, by, text].join('，')}`)
    .join('');
}

/** From what is shown of it, also when it is deleted. */
function titleOf(db: ReadDb, entityType: string, entityId: string, names: ReadableNames): string {
  const spec = entitySpec(entityType);
  const shown = [...readHeads(db, entityType, entityId)].map(([field, heads]) => {
    const owner = (spec && fieldSpec(spec, field)?.owner) ?? 'both';
    return [field, JSON.parse(shownHead(heads, owner)?.value ?? 'null')] as const;
  });
  return recordTitle(entityType, Object.fromEntries(shown), names);
}
