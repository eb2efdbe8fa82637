import { writeEnterprise } from '../../db/assignment.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { tellAuthorsTown } from '../../db/late-answer.ts';
import { appendWrite, type LogAuthor } from '../../db/log/append.ts';
import { findPlan } from '../../db/plan.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import {
  countSuggestions,
  findSuggestion,
  listSuggestions,
  type SuggestionRecord,
} from '../../db/suggestion.ts';
import { findTitle } from '../../db/title.ts';
import { listTowns } from '../../db/town.ts';
import { editorOf } from '../../shared/conflict/editor.ts';
import { enterpriseEntity, planEntity, titleEntity } from '../../shared/enterprise/entity.ts';
import { poolMembership } from '../../shared/enterprise/schema.ts';
import { AppError } from '../../shared/errors.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { type EntitySpec, type FieldValue, fieldSpec } from '../../shared/log/entity.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import type { Proposal, suggestionContract } from '../../shared/suggestion/contract.ts';
import {
  suggestionDecisionEntity,
  suggestionWithdrawalEntity,
  withdrawalId,
} from '../../shared/suggestion/entity.ts';
import { reasonOf } from '../../shared/suggestion/reason.ts';
import { rivalsOf } from '../../shared/suggestion/rival.ts';
import { authorOf } from '../desk.ts';
import { requireEditable } from '../editable.ts';
import type { HandlersOf } from '../rpc.ts';
import { isOwn, recordKey, suggestionsInWords } from '../suggestion-view.ts';

export const suggestionHandlers: HandlersOf<typeof suggestionContract> = {
  'suggestion.count': (db) => ({ count: countSuggestions(db) }),
  'suggestion.list': (db, filter, { desk }) => suggestionsInWords(db, desk.identity, filter),
  'suggestion.accept': (db, { items }, { desk, nowMs }) => {
    const author = authorOf(desk.identity, nowMs);
    assertNoRivals(items.map(({ opId }) => requireWaiting(db, opId)));
    for (const { opId, seen } of items) {
      const found = requireWaiting(db, opId);
      writeSuggested(db, author, found, seen);
      answer(db, author, found, { outcome: 'accepted', reason: '' });
    }
    return { answered: items.length };
  },
  'suggestion.decline': (db, { opIds, reason }, { desk, nowMs }) => {
    const author = authorOf(desk.identity, nowMs);
    for (const opId of opIds) answer(db, author, requireWaiting(db, opId), { outcome: 'declined', reason });
    return { answered: opIds.length };
  },
  'suggestion.propose': (db, proposed, context) => {
    const { desk, nowMs } = context;
    const { enterpriseId, seen, replaces } = proposed;
    const author = authorOf(desk.identity, nowMs);
    requireEditable(db, enterpriseId, context);
    const replaced = replaces === undefined ? undefined : requireOwn(requireWaiting(db, replaces), author);
    const { spec, id, isNew } = replaced ? sameRecord(proposed, replaced) : recordOf(db, proposed);
    assertTown(db, proposed);
    const fields: Readonly<Record<string, FieldValue | undefined>> = proposed.fields;
    const opId = appendWrite<EntitySpec['fields']>(db, author, {
      spec,
      id,
      partition: enterpriseId,
      fields,
      ...(isNew ? {} : { seen }),
      asSuggestion: true,
      suggestionReason: proposed.reason,
    });
    if (opId === null) throw new AppError('suggestion.unchanged');
    assertNew(db, opId, desk.identity.deviceId, replaced);
    if (replaced) putWithdrawal(db, author, replaced, true);
    return null;
  },
  'suggestion.withdraw': (db, { opId }, { desk, nowMs }) => {
    const author = authorOf(desk.identity, nowMs);
    putWithdrawal(db, author, requireOwn(requireWaiting(db, opId), author), true);
    return null;
  },
  'suggestion.restore': (db, { opId }, { desk, nowMs }) => {
    const author = authorOf(desk.identity, nowMs);
    const found = requireOwn(requireUnanswered(db, opId), author);
    if (found.state === 'withdrawn') putWithdrawal(db, author, found, false);
    return null;
  },
};

/** @throws suggestion.answered */
function requireUnanswered(db: ReadDb, opId: string): SuggestionRecord {
  const found = findSuggestion(db, opId);
  if (!found || found.state === 'accepted' || found.state === 'declined') {
    throw new AppError('suggestion.answered');
  }
  return found;
}

/** @throws suggestion.answered | suggestion.withdrawn */
function requireWaiting(db: ReadDb, opId: string): SuggestionRecord {
  const found = requireUnanswered(db, opId);
  if (found.state === 'withdrawn') throw new AppError('suggestion.withdrawn');
  return found;
}

/** @throws suggestion.not-own */
function requireOwn(found: SuggestionRecord, author: LogAuthor): SuggestionRecord {
  if (!isOwn(author, found)) throw new AppError('suggestion.not-own');
  return found;
}

function putWithdrawal(
  db: WriteDb,
  author: LogAuthor,
  { opId, body }: SuggestionRecord,
  withdrawn: boolean,
): void {
  appendWrite(db, author, {
    spec: suggestionWithdrawalEntity,
    id: withdrawalId(author.townId, opId),
    partition: body.partition,
    fields: { withdrawn },
  });
}

/**
 * What the officer saw of a field does not name the acceptance just before it: the second would stand against the first.
 * @throws suggestion.same-item
 */
function assertNoRivals(chosen: readonly SuggestionRecord[]): void {
  const changes = chosen.map(({ opId, body }) => ({
    opId,
    record: recordKey(body),
    fields: Object.keys(body.fields),
  }));
  if (rivalsOf(changes).size > 0) throw new AppError('suggestion.same-item');
}

/** The suggested values as a write of the owner's own: it names what the officer saw, and the suggestion. */
function writeSuggested(
  db: WriteDb,
  author: LogAuthor,
  { opId, body }: SuggestionRecord,
  seen: Readonly<Record<string, readonly string[]>>,
): void {
  const [type, id] = body.entity;
  const spec = entitySpec(type);
  if (!spec) throw new AppError('suggestion.answered');
  const fields: Record<string, FieldValue> = {};
  for (const [field, { value }] of Object.entries(body.fields)) {
    const known = fieldSpec(spec, field);
    if (!known) continue;
    if (!isAcceptable(db, type, field, value)) {
      throw new AppError('suggestion.not-acceptable', { field: known.label });
    }
    fields[field] = value;
  }
  const write = {
    id,
    fields,
    seen: Object.fromEntries(Object.keys(fields).map((field) => [field, [...(seen[field] ?? []), opId]])),
    isDecision: true,
  };
  if (type === enterpriseEntity.type) writeEnterprise(db, author, write);
  else appendWrite(db, author, { ...write, spec, partition: body.partition });
}

/** What the owner could have entered itself. */
function isAcceptable(db: ReadDb, entityType: string, field: string, value: unknown): boolean {
  switch (`${entityType}.${field}`) {
    case 'enterprise.townId':
      return value === '' || listTowns(db).some((town) => town.id === value);
    case 'enterprise.pool':
      return poolMembership.nullable().safeParse(value).success;
    default: {
      const editor = editorOf(entityType, field);
      return editor === null || editor.schema.safeParse({ [field]: value }).success;
    }
  }
}

function answer(
  db: WriteDb,
  author: LogAuthor,
  { opId, body, authorTownId }: SuggestionRecord,
  fields: { readonly outcome: 'accepted' | 'declined'; readonly reason: string },
): void {
  appendWrite(db, author, {
    spec: suggestionDecisionEntity,
    id: opId,
    partition: body.partition,
    fields,
  });
  tellAuthorsTown(db, author, { opId, authorTownId, enterpriseId: body.partition });
}

interface ProposedRecord {
  readonly spec: EntitySpec;
  readonly id: string;
  readonly isNew: boolean;
}

/** @throws record.not-found for a record that is not this enterprise's */
function recordOf(db: ReadDb, proposed: Proposal): ProposedRecord {
  switch (proposed.entityType) {
    case 'enterprise':
      return { spec: enterpriseEntity, id: proposed.enterpriseId, isNew: false };
    case 'title':
      return ofEnterprise(titleEntity, proposed.enterpriseId, proposed.titleId, (id) => findTitle(db, id));
    case 'plan':
      return ofEnterprise(planEntity, proposed.enterpriseId, proposed.planId, (id) => findPlan(db, id));
  }
}

/**
 * Worded anew, it is about the record of the one before, which may be in no table yet: should the city accept both, the
 * second changes what the first has made. @throws record.not-found for another record
 */
function sameRecord(proposed: Proposal, { body }: SuggestionRecord): ProposedRecord {
  const [type, id] = body.entity;
  const spec = entitySpec(type);
  const isSame = proposed.entityType === type && proposed.enterpriseId === body.partition;
  if (!spec || !isSame) throw new AppError('record.not-found');
  return { spec, id, isNew: false };
}

/** @throws record.not-found for a town that is not in the dictionary */
function assertTown(db: ReadDb, proposed: Proposal): void {
  if (proposed.entityType !== 'enterprise') return;
  const { townId } = proposed.fields;
  if (townId === undefined || isAcceptable(db, 'enterprise', 'townId', townId)) return;
  throw new AppError('record.not-found');
}

function ofEnterprise(
  spec: EntitySpec,
  enterpriseId: string,
  id: string | undefined,
  find: (id: string) => { readonly enterpriseId: string } | undefined,
): ProposedRecord {
  if (id === undefined) return { spec, id: newRecordId(enterpriseId), isNew: true };
  if (find(id)?.enterpriseId !== enterpriseId) throw new AppError('record.not-found');
  return { spec, id, isNew: false };
}

/**
 * Twice the same, as after a double click, says nothing new; worded anew it may bring another reason alone.
 * @throws suggestion.waiting
 */
function assertNew(db: ReadDb, opId: string, deviceId: string, replaced: SuggestionRecord | undefined): void {
  const own = findSuggestion(db, opId)?.body;
  if (!own) return;
  const contentOf = ({ fields }: typeof own): string =>
    canonicalJson(Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value])));
  const isTwice = listSuggestions(db, { answered: false, partition: own.partition }).some(
    ({ opId: other, body }) =>
      other !== opId &&
      (other !== replaced?.opId || reasonOf(body) === reasonOf(own)) &&
      body.author === deviceId &&
      body.entity[0] === own.entity[0] &&
      (body.entity[1] === own.entity[1] || isNewRecord(body)) &&
      contentOf(body) === contentOf(own),
  );
  if (isTwice) throw new AppError('suggestion.waiting');
}

/** It was written over nothing. */
function isNewRecord({ fields }: SuggestionRecord['body']): boolean {
  return Object.values(fields).every(({ parents }) => parents.length === 0);
}
