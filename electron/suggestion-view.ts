/** 修改建议 in the words an officer reads. */
import { handedOverTo } from '../db/handover.ts';
import type { LogAuthor } from '../db/log/append.ts';
import { readHeads } from '../db/log/record-heads.ts';
import type { ReadDb } from '../db/sql.ts';
import {
  answeringWrite,
  listSuggestions,
  type SuggestionFilter,
  type SuggestionRecord,
  withdrawingWrite,
  writtenIn,
} from '../db/suggestion.ts';
import { fieldSpec } from '../shared/log/entity.ts';
import { type Head, shownHead } from '../shared/log/merge.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { type ReadableNames, readableValue } from '../shared/record/readable.ts';
import { recordTitle } from '../shared/record/title.ts';
import type { Rewritable, Suggestion } from '../shared/suggestion/contract.ts';
import { reasonOf } from '../shared/suggestion/reason.ts';
import { isRewritable } from '../shared/suggestion/rewrite.ts';
import { readableNames } from './readable-names.ts';
import { type WriterNames, writerNames } from './writer-names.ts';

/** Whose desk it is. */
type Own = Pick<LogAuthor, 'side' | 'townId'>;
type Writer = ReturnType<typeof writerNames>;

export function suggestionsInWords(db: ReadDb, own: Own, filter: SuggestionFilter): Suggestion[] {
  const names = readableNames(db);
  const writer = writerNames(db);
  return listSuggestions(db, filter).map((record) => {
    const mine = isOwnHere(db, own, record);
    return {
      ...inWords(db, record, names),
      ...writer({ deviceId: record.body.author, opId: record.opId, side: record.side }),
      withdrawal:
        record.withdrawalId === null ? null : signedBy(withdrawingWrite(db, record.withdrawalId), writer),
      answeredBy: signedBy(answeringWrite(db, record.opId), writer),
      mine,
      rewrite: mine && record.state === 'waiting' ? rewriteOf(db, record) : null,
    };
  });
}

function inWords(
  db: ReadDb,
  record: SuggestionRecord,
  names: ReadableNames,
): Omit<Suggestion, keyof WriterNames | 'withdrawal' | 'answeredBy' | 'mine' | 'rewrite'> {
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
    reason: reasonOf(body),
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

/** Whether this desk's town made it and still keeps the enterprise. */
function isOwnHere(db: ReadDb, own: Own, { authorTownId, body }: SuggestionRecord): boolean {
  return isOwn(own, { authorTownId }) && handedOverTo(db, own.townId, body.partition) === undefined;
}

export function isOwn(own: Own, { authorTownId }: Pick<SuggestionRecord, 'authorTownId'>): boolean {
  return own.side === 'town' && authorTownId === own.townId;
}

function signedBy(write: ReturnType<typeof answeringWrite>, writer: Writer): Suggestion['answeredBy'] {
  if (!write) return null;
  const { opId, side, body } = write;
  const { unit, officer } = writer({ deviceId: body.author, opId, side });
  return { unit, officer, atMs: body.wall };
}

function rewriteOf(db: ReadDb, { body }: SuggestionRecord): Rewritable | null {
  const [type, entityId] = body.entity;
  const spec = entitySpec(type);
  if (!spec || !isRewritable(type, Object.keys(body.fields))) return null;
  const heads = readHeads(db, type, entityId);
  const standing = [...heads].map(([field, these]) => [field, valueOf(these, fieldSpec(spec, field)?.owner)]);
  return {
    entityType: type as Rewritable['entityType'],
    standing: Object.fromEntries(standing) as Record<string, unknown>,
    suggested: Object.fromEntries(Object.entries(body.fields).map(([field, { value }]) => [field, value])),
    seen: Object.fromEntries([...heads].map(([field, these]) => [field, these.map(({ opId }) => opId)])),
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
