/** Takes in operations written elsewhere: stores every one, applies what is authorised and understood. */
import { isNestedTooDeeply } from '../../shared/log/canonical.ts';
import { type OperationBody, operationLimits } from '../../shared/log/operation.ts';
import { hasOversizedString, hasPrototypeKey, isOperationBody } from '../../shared/log/operation-check.ts';
import type { EntitySpec } from '../../shared/log/entity.ts';
import { lineKindOf } from '../../shared/record/lines.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { AppError } from '../../shared/errors.ts';
import { sha256Hex } from '../crypto.ts';
import { sql, value, type WriteDb } from '../sql.ts';
import { noteDeletion } from './deletions.ts';
import { foldEntity } from './fold.ts';
import { type AuthorOf, createJudge, rejudgePartitions } from './judge.ts';
import { settleHome } from './home.ts';
import { type AppliedOperation, insertOperation } from './op.ts';
import { refoldEntity } from './refold.ts';
import { hearClock } from './clock.ts';
import { watchStreams } from './stream-watch.ts';

export interface ParsedOperation {
  readonly id: string;
  readonly body: OperationBody;
  readonly bytes: Uint8Array;
}

export interface IntegrateReport {
  readonly added: number;
  /** The last row of `op` before: what was added lies behind it. */
  readonly lastRowBefore: number;
  /** incarnation → how many of the added ones this desk had never held before */
  readonly unseen: ReadonlyMap<string, number>;
  readonly duplicates: number;
  readonly held: number;
  readonly pending: number;
  /** entity id → its type, for every record that changed */
  readonly changed: ReadonlyMap<string, string>;
}

/**
 * Parses one received line.
 * @throws AppError log.bad-operation when it is not an operation within the limits.
 */
export function parseOperation(bytes: Uint8Array): ParsedOperation {
  if (bytes.length > operationLimits.operationBytes) throw new AppError('log.bad-operation');
  const body = parseBodyText(bytes);
  // No string can be longer than the bytes it was written with.
  const mayBeOversized = bytes.length > operationLimits.stringCharacters;
  if (!body || (mayBeOversized && hasOversizedString(body.fields))) throw new AppError('log.bad-operation');
  return { id: sha256Hex(bytes), body, bytes };
}

/** Undefined for anything but an operation. */
function parseBodyText(bytes: Uint8Array): OperationBody | undefined {
  let text: string;
  let json: unknown;
  try {
    text = utf8.decode(bytes);
    if (isNestedTooDeeply(text)) return undefined;
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  // Only where the key is written, plainly or in escapes, is it looked for.
  const mayHold = text.includes('__proto__') || text.includes('\\u');
  if (mayHold && hasPrototypeKey(json)) return undefined;
  return isOperationBody(json) ? json : undefined;
}

/** A byte order mark stays and is no JSON: what reads the bytes again would stumble over it. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Stores and applies operations in any order, any grouping, any repetition. */
export function integrateOperations(
  db: WriteDb,
  operations: Iterable<ParsedOperation>,
  authorOf: AuthorOf,
  nowMs: number,
): IntegrateReport {
  const groups = new Map<string, { type: string; operations: AppliedOperation[] }>();
  const judge = createJudge(db, authorOf);
  const assigned = new Set<string>();
  const changed = new Map<string, string>();
  const homeless = new Map<string, { readonly spec: EntitySpec; readonly entityId: string }>();
  const lastRowBefore = value<number | null>(db, sql`SELECT max(rowid) FROM op`) ?? 0;
  const streams = watchStreams(db, lastRowBefore);
  let waiting = 0;
  let partition = '';
  const foldWaiting = (): void => {
    for (const [key, group] of groups) {
      const spec = entitySpec(group.type);
      if (!spec) throw new Error(`judged applied without a description: ${group.type}`);
      const entityId = key.slice(group.type.length + 1);
      if (!foldEntity(db, spec, entityId, group.operations)) homeless.set(key, { spec, entityId });
      changed.set(entityId, group.type);
    }
    groups.clear();
    waiting = 0;
  };
  let added = 0;
  let duplicates = 0;
  let held = 0;
  let pending = 0;
  let latestMs = 0;
  for (const operation of operations) {
    const { id, body, bytes } = operation;
    if (waiting >= (body.partition === partition ? foldedAtOnce * 10 : foldedAtOnce)) foldWaiting();
    partition = body.partition;
    const { state, reason, side } = judge.verdict(body);
    if (!insertOperation(db, { id, body, bytes, side, state, holdReason: reason, receivedAtMs: nowMs })) {
      duplicates += 1;
      continue;
    }
    added += 1;
    streams.added({ partition: body.partition, incarnation: body.incarnation, seq: body.seq });
    latestMs = Math.max(latestMs, body.hlc[0]);
    if (state === 'held') {
      held += 1;
      // Held or not, it stands between the removals of a record and its lines.
      if (lineKindOf(body.entity[0])) noteDeletion(db, body.entity[0], body.entity[1]);
    } else if (state === 'pending') pending += 1;
    else if (side !== 'unknown') {
      const [type, entityId] = body.entity;
      const key = `${type} ${entityId}`;
      const group = groups.get(key);
      const applied = { id, side, body };
      waiting += 1;
      if (type === 'enterprise' && body.fields['townId']) assigned.add(entityId);
      if (group) group.operations.push(applied);
      else groups.set(key, { type, operations: [applied] });
    }
  }
  const unseen = streams.finish();
  if (added > 0) hearClock(db, latestMs, nowMs);
  foldWaiting();
  if (settleHomes(db, homeless.values())) held = countHeld(db, lastRowBefore);
  // The towns' operations may have come before the assignment that decides about them.
  if (assigned.size > 0 && rejudgePartitions(db, assigned, authorOf) > 0) held = countHeld(db, lastRowBefore);
  return { added, lastRowBefore, unseen, duplicates, held, pending, changed };
}

/**
 * As many operations wait to be folded, so that memory does not grow with the bundle. A bundle comes partition by
 * partition: a record is folded once, unless its partition is very long.
 */
const foldedAtOnce = 2000;

/** @returns whether an operation was held, or counts, because of it. */
function settleHomes(
  db: WriteDb,
  records: Iterable<{ readonly spec: EntitySpec; readonly entityId: string }>,
): boolean {
  let settled = false;
  for (const { spec, entityId } of records) {
    if (settleHome(db, spec, entityId) === 0) continue;
    refoldEntity(db, spec, entityId);
    settled = true;
  }
  return settled;
}

function countHeld(db: WriteDb, lastRowBefore: number): number {
  return (
    value<number>(db, sql`SELECT count(*) FROM op WHERE state = 'held' AND rowid > ${lastRowBefore}`) ?? 0
  );
}
