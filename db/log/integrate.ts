/** Takes in operations written elsewhere: stores every one, applies what is authorised and understood. */
import { type Author, holdReason } from '../../shared/log/authority.ts';
import { type OperationBody, operationBody, operationLimits, putKind } from '../../shared/log/operation.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { AppError } from '../../shared/errors.ts';
import { sha256Hex } from '../crypto.ts';
import { prepare, type WriteDb } from '../sql.ts';
import { type AppliedOperation, foldEntity } from './fold.ts';
import { insertOperation, isKnown, type OperationState } from './op.ts';
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
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(bytes));
  } catch {
    throw new AppError('log.bad-operation');
  }
  const parsed = operationBody.safeParse(json);
  if (!parsed.success || hasOversizedString(parsed.data.fields)) throw new AppError('log.bad-operation');
  return { id: sha256Hex(bytes), body: parsed.data, bytes };
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
  const addedIds: string[] = [];
  let duplicates = 0;
  let held = 0;
  let pending = 0;
  let latestMs = 0;
  for (const operation of operations) {
    if (isKnown(db, operation.id)) {
      duplicates += 1;
      continue;
    }
    addedIds.push(operation.id);
    const author = authorOf(operation.body.author);
    const verdict = judge(operation.body, author);
    insertOperation(db, {
      ...operation,
      side: author?.side ?? 'unknown',
      state: verdict.state,
      holdReason: verdict.reason,
      receivedAtMs: nowMs,
    });
    const { body } = operation;
    advanceStream(db, body.partition, body.incarnation, body.seq, operation.id);
    latestMs = Math.max(latestMs, body.hlc[0]);
    if (verdict.state === 'held') held += 1;
    else if (verdict.state === 'pending') pending += 1;
    else if (author) {
      const [type, entityId] = body.entity;
      const group = groups.get(`${type} ${entityId}`) ?? { type, operations: [] };
      group.operations.push({ id: operation.id, side: author.side, body });
      groups.set(`${type} ${entityId}`, group);
    }
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
