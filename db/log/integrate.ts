/** Takes in operations written elsewhere: stores every one, applies what is authorised and understood. */
import { type Author, holdReason } from '../../shared/log/authority.ts';
import { type OperationBody, operationBody, operationLimits, putKind } from '../../shared/log/operation.ts';
import { isOperationBody } from '../../shared/log/operation-check.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { AppError } from '../../shared/errors.ts';
import { sha256Hex } from '../crypto.ts';
import { prepare, type WriteDb } from '../sql.ts';
import { type AppliedOperation, foldEntity } from './fold.ts';
import { insertOperation, type OperationState } from './op.ts';
import { advanceStream, hearClock } from './stream.ts';

export interface ParsedOperation {
  readonly id: string;
  readonly body: OperationBody;
  readonly bytes: Uint8Array;
}

export interface IntegrateReport {
  readonly added: number;
  readonly addedIds: readonly string[];
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

/** Undefined for anything but an operation. The schema itself decides where a key could be `__proto__`. */
function parseBodyText(bytes: Uint8Array): OperationBody | undefined {
  let text: string;
  let json: unknown;
  try {
    text = utf8.decode(bytes);
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (text.includes('__proto__') || text.includes('\\u')) return operationBody.safeParse(json).data;
  return isOperationBody(json) ? json : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function hasOversizedString(value: unknown): boolean {
  if (typeof value === 'string') return value.length > operationLimits.stringCharacters;
  if (typeof value !== 'object' || value === null) return false;
  for (const item of Object.values(value)) if (hasOversizedString(item)) return true;
  return false;
}

/**
 * Stores and applies operations in any order, any grouping, any repetition.
 * `authorOf` gives the certified author of a device, or undefined when the device is unknown here.
 */
export function integrateOperations(
  db: WriteDb,
  operations: Iterable<ParsedOperation>,
  authorOf: (deviceId: string) => Author | undefined,
  nowMs: number,
): IntegrateReport {
  const groups = new Map<string, { type: string; operations: AppliedOperation[] }>();
  const ends = new Map<string, StreamReached>();
  const authors = rememberAuthors(authorOf);
  const addedIds: string[] = [];
  let duplicates = 0;
  let held = 0;
  let pending = 0;
  let latestMs = 0;
  for (const operation of operations) {
    const { id, body, bytes } = operation;
    const author = authors.of(body.author);
    const { state, reason } = judge(body, author);
    const side = author?.side ?? 'unknown';
    if (!insertOperation(db, { id, body, bytes, side, state, holdReason: reason, receivedAtMs: nowMs })) {
      duplicates += 1;
      continue;
    }
    addedIds.push(id);
    noteEnd(ends, body, id);
    latestMs = Math.max(latestMs, body.hlc[0]);
    if (state === 'held') held += 1;
    else if (state === 'pending') pending += 1;
    else if (author) {
      const [type, entityId] = body.entity;
      const key = `${type} ${entityId}`;
      const group = groups.get(key);
      const applied = { id, side: author.side, body };
      if (group) group.operations.push(applied);
      else groups.set(key, { type, operations: [applied] });
    }
  }
  for (const { partition, incarnation, seq, id } of ends.values()) {
    advanceStream(db, partition, incarnation, seq, id);
  }
  if (latestMs > 0) hearClock(db, latestMs, nowMs);
  const changed = new Map<string, string>();
  for (const [key, group] of groups) {
    const spec = entitySpec(group.type);
    if (!spec) throw new Error(`judged applied without a description: ${group.type}`);
    const entityId = key.slice(group.type.length + 1);
    foldEntity(db, spec, entityId, group.operations);
    changed.set(entityId, group.type);
  }
  return { added: addedIds.length, addedIds, duplicates, held, pending, changed };
}

interface StreamReached {
  readonly partition: string;
  readonly incarnation: string;
  readonly seq: number;
  readonly id: string;
}

/** Of each stream only the end is written, as `advanceStream` orders it: the larger number, then the larger id. */
function noteEnd(ends: Map<string, StreamReached>, body: OperationBody, id: string): void {
  const { partition, incarnation, seq } = body;
  const key = `${partition} ${incarnation}`;
  const before = ends.get(key);
  if (before && (before.seq > seq || (before.seq === seq && before.id > id))) return;
  ends.set(key, { partition, incarnation, seq, id });
}

/** Asks once for each device: who a device belongs to does not change while its operations are taken in. */
function rememberAuthors(authorOf: (deviceId: string) => Author | undefined): {
  of(deviceId: string): Author | undefined;
} {
  const known = new Map<string, Author | undefined>();
  return {
    of: (deviceId) => {
      if (!known.has(deviceId)) known.set(deviceId, authorOf(deviceId));
      return known.get(deviceId);
    },
  };
}

interface HeldRow {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * Judges again what was held because its author was not known: once the city vouches for the laptop, its operations
 * count as if they had come after the certificate.
 */
export function reconsiderHeld(db: WriteDb, authorOf: (deviceId: string) => Author | undefined): number {
  const rows = prepare(
    db,
    "SELECT id, bytes FROM op WHERE state = 'held' AND hold_reason = 'unknown-author'",
  ).all() as HeldRow[];
  let applied = 0;
  for (const { id, bytes } of rows) {
    const { body } = parseOperation(bytes);
    const author = authorOf(body.author);
    if (!author) continue;
    const verdict = judge(body, author);
    prepare(db, 'UPDATE op SET side = ?, state = ?, hold_reason = ? WHERE id = ?').run(
      author.side,
      verdict.state,
      verdict.reason,
      id,
    );
    const [type, entityId] = body.entity;
    const spec = entitySpec(type);
    if (verdict.state !== 'applied' || !spec) continue;
    foldEntity(db, spec, entityId, [{ id, side: author.side, body }]);
    applied += 1;
  }
  return applied;
}

/** Unknown kinds and entities wait for the upgrade; what the author may not write is held. */
function judge(body: OperationBody, author: Author | undefined): { state: OperationState; reason: string } {
  const spec = entitySpec(body.entity[0]);
  if (!spec || body.kind !== putKind || body.v > 1) return { state: 'pending', reason: '' };
  const reason = holdReason(author, body.partition, spec, Object.keys(body.fields));
  return reason ? { state: 'held', reason } : { state: 'applied', reason: '' };
}
