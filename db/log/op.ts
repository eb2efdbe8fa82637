/** The stored operations themselves. */
import type { OperationBody } from '../../shared/log/operation.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { prepare, type WriteDb } from '../sql.ts';
import { beginLink } from './chain-link.ts';
import { noteAdded } from './commit-chain.ts';

export type OperationState = 'applied' | 'held' | 'pending';

export interface StoredOperation {
  readonly id: string;
  readonly body: OperationBody;
  /** Canonical bytes, exactly as written or received. */
  readonly bytes: Uint8Array;
  readonly side: DeskSide | 'unknown';
  readonly state: OperationState;
  readonly holdReason: string;
  readonly receivedAtMs: number;
}

/** A stored operation that counts, as the fold reads it. */
export interface AppliedOperation {
  readonly id: string;
  readonly side: DeskSide;
  readonly body: OperationBody;
}

/** Bytes that were checked when they came in. */
export function parseBody(bytes: Uint8Array): OperationBody {
  return JSON.parse(textOf(bytes)) as OperationBody;
}

/** A list of them in JSON, each of which was checked when it came in. */
export function parseBodies(list: Uint8Array): readonly OperationBody[] {
  return JSON.parse(textOf(list)) as readonly OperationBody[];
}

function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString('utf8');
}

/** @returns false, and writes nothing, when the operation is already there. */
export function insertOperation(db: WriteDb, operation: StoredOperation): boolean {
  const { body } = operation;
  beginLink(db);
  const { changes } = prepare(
    db,
    `INSERT INTO op (id, partition_id, incarnation, seq, author, side, hlc_ms, hlc_counter,
                     entity_type, entity_id, state, hold_reason, received_at_ms, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  ).run(
    operation.id,
    body.partition,
    body.incarnation,
    body.seq,
    body.author,
    operation.side,
    body.hlc[0],
    body.hlc[1],
    body.entity[0],
    body.entity[1],
    operation.state,
    operation.holdReason,
    operation.receivedAtMs,
    operation.bytes,
  );
  if (changes === 0) return false;
  noteAdded(db, operation.id);
  return true;
}
