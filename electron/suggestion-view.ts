/** 修改建议 in the words an officer reads. */
import { readHeads } from '../db/log/fold.ts';
import type { ReadDb } from '../db/sql.ts';
import {
  listSuggestions,
  type SuggestionFilter,
  type SuggestionRecord,
  writtenIn,
} from '../db/suggestion.ts';
import { fieldSpec } from '../shared/log/entity.ts';
import { type Head, shownHead } from '../shared/log/merge.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { type ReadableNames, readableValue } from '../shared/record/readable.ts';
import { recordTitle } from '../shared/record/title.ts';
import type { Suggestion } from '../shared/suggestion/contract.ts';
import { readableNames } from './readable-names.ts';
import { writerNames } from './writer-names.ts';

export function suggestionsInWords(db: ReadDb, filter: SuggestionFilter): Suggestion[] {
  const names = readableNames(db);
  const writer = writerNames(db);
  return listSuggestions(db, filter).map((record) => ({
    ...inWords(db, record, names),
    ...writer({ deviceId: record.body.author, opId: record.opId, side: record.side }),
  }));
}

function inWords(
  db: ReadDb,
  record: SuggestionRecord,
  names: ReadableNames,
): Omit<Suggestion, 'unit' | 'officer' | 'deviceName'> {
  const { opId, body, townId, enterpriseName, reassigned, state, answer } = record;
  const [type, entityId] = body.entity;
  const spec = entitySpec(type);
  const heads = readHeads(db, type, entityId);
  const shown = (field: string): unknown => valueOf(heads.get(field), spec && fieldSpec(spec, field)?.owner);
  const suggestedValues = Object.fromEntries(
    Object.entries(body.fields).map(([field, { value }]) => [field, value]),
  );
  const standing = Object.fromEntries([...heads.keys()].map((field) => [field, shown(field)]));
  const order = Object.keys(spec?.fields ?? {});
  const fields = Object.entries(body.fields)
    .filter(([field]) => spec && fieldSpec(spec, field))
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([field, { value, parents }]) => ({
      field,
      label: (spec && fieldSpec(spec, field)?.label) ?? field,
      currentText: readableValue(type, field, shown(field), names),
      suggestedText: readableValue(type, field, value, names),
      madeFromText: madeFrom(db, parents, field, (seen) => readableValue(type, field, seen, names)),
      changedSince: (heads.get(field) ?? []).some((head) => !parents.includes(head.opId)),
    }));
  return {
    opId,
    record: recordKey(body),
    entityLabel: spec?.label ?? type,
    recordTitle: type === 'enterprise' ? '' : recordTitle(type, { ...suggestedValues, ...standing }, names),
    isNew: heads.size === 0,
    partition: body.partition,
    enterpriseName,
    townName: townId === '' ? '' : names.town(townId),
    fields,
    seen: Object.fromEntries(
      fields.map(({ field }) => [field, (heads.get(field) ?? []).map((head) => head.opId)]),
    ),
    reassigned,
    writtenAtMs: body.wall,
    state,
    answer,
  };
}

/** What the town had before its eyes; several values where they stood against each other. */
function madeFrom(
  db: ReadDb,
  parents: readonly string[],
  field: string,
  inText: (value: unknown) => string,
): string | null {
  const values = parents.map((parent) => writtenIn(db, parent, field)).filter((value) => value !== undefined);
  return values.length === 0 ? null : [...new Set(values.map(inText))].join(' / ');
}

export function recordKey({ entity: [type, id] }: SuggestionRecord['body']): string {
  return `${type}:${id}`;
}

function valueOf(heads: readonly Head[] | undefined, owner: 'city' | 'town' | 'both' = 'both'): unknown {
  const head = shownHead(heads ?? [], owner);
  return head === undefined ? null : (JSON.parse(head.value) as unknown);
}
