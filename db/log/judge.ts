/**
 * Whether an operation counts. The verdict is a function of what this desk knows, never of the order in which it came
 * to know it: when an assignment, a certificate or a revocation arrives late, what it concerns is judged again.
 */
import {
  type Assignments,
  type Author,
  holdReason,
  unassigned,
  valueReason,
} from '../../shared/log/authority.ts';
import { type OperationBody, putKind } from '../../shared/log/operation.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { prepare, type ReadDb, type WriteDb } from '../sql.ts';
import { enterpriseType, readAssignments } from './assignments.ts';
import { settleHome } from './home.ts';
import { type OperationState, parseBody } from './op.ts';
import { refoldEntity } from './refold.ts';
import { noteStream } from './stream.ts';

/** The certified author behind a device, or undefined when the device is unknown here. */
export type AuthorOf = (deviceId: string) => Author | undefined;

export interface Verdict {
  readonly state: OperationState;
  /** A HoldReason, or ''. */
  readonly reason: string;
  readonly side: DeskSide | 'unknown';
}

export interface Judge {
  verdict(body: OperationBody): Verdict;
}

/** One sitting: authors and assignments are asked for once each, so nothing may change them meanwhile. */
export function createJudge(db: ReadDb, authorOf: AuthorOf): Judge {
  const author = remember(authorOf);
  const assignments = remember((partition: string) => readAssignments(db, partition));
  return {
    verdict: (body) => {
      const found = author(body.author);
      // Only a town's right to write depends on assignments.
      const facts = found?.side === 'town' ? assignments(body.partition) : unassigned;
      return judgeBody(body, found, facts);
    },
  };
}

/** Unknown kinds and entities wait for the upgrade; what the author may not write is held. */
function judgeBody(body: OperationBody, author: Author | undefined, assignments: Assignments): Verdict {
  const side = author?.side ?? 'unknown';
  const spec = entitySpec(body.entity[0]);
  if (!spec || body.kind !== putKind || body.v > 1) return { state: 'pending', reason: '', side };
  const { partition, incarnation, seq, fields } = body;
  const claim = { partition, entityId: body.entity[1], incarnation, seq, fieldNames: Object.keys(fields) };
  const reason = holdReason(author, claim, spec, assignments) ?? valueReason(spec, fields);
  return reason ? { state: 'held', reason, side } : { state: 'applied', reason: '', side };
}

function remember<Value>(ask: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, ask(key));
    return known.get(key) as Value;
  };
}

interface JudgedRow {
  readonly id: string;
  readonly side: string;
  readonly state: OperationState;
  readonly hold_reason: string;
  readonly bytes: Uint8Array;
}

const columns = 'id, side, state, hold_reason, bytes';

/** After new assignments: every town's operations in those enterprises. */
export function rejudgePartitions(db: WriteDb, partitions: Iterable<string>, authorOf: AuthorOf): number {
  const select = prepare(db, `SELECT ${columns} FROM op WHERE partition_id = ? AND side <> 'city'`);
  let changed = 0;
  for (const partition of partitions) {
    changed += rejudge(db, select.all(partition) as JudgedRow[], createJudge(db, authorOf)).changed;
  }
  return changed;
}

/**
 * After the city's word on a laptop was given, renewed or taken back: everything that laptop wrote, and what the towns
 * wrote in the enterprises that it assigned.
 */
export function rejudgeAuthor(db: WriteDb, deviceId: string, authorOf: AuthorOf): number {
  const rows = prepare(db, `SELECT ${columns} FROM op WHERE author = ?`).all(deviceId) as JudgedRow[];
  const { changed, assigned } = rejudge(db, rows, createJudge(db, authorOf));
  return changed + rejudgePartitions(db, assigned, authorOf);
}

/**
 * After an upgrade: what waited for a program that understands it, and what only an older one let pass. The city's
 * first, since its assignments decide about the towns'. The projections must then be rebuilt.
 */
export function rejudgeAll(db: WriteDb, authorOf: AuthorOf): number {
  const partitions = prepare(db, 'SELECT DISTINCT partition_id FROM op').all() as { partition_id: string }[];
  let changed = 0;
  for (const order of [`side = 'city'`, `side <> 'city'`]) {
    const select = prepare(db, `SELECT ${columns} FROM op WHERE partition_id = ? AND ${order}`);
    for (const { partition_id } of partitions) {
      changed += rejudge(db, select.all(partition_id) as JudgedRow[], createJudge(db, authorOf)).changed;
    }
  }
  for (const { entity_type, entity_id } of scattered(db)) {
    const spec = entitySpec(entity_type);
    if (spec) changed += settleHome(db, spec, entity_id);
  }
  return changed;
}

/** Records that somebody wrote in several partitions: an older program let that pass, or gave them another home. */
function scattered(db: ReadDb): { entity_type: string; entity_id: string }[] {
  return prepare(
    db,
    `SELECT entity_type, entity_id FROM op WHERE state = 'applied' OR hold_reason = 'elsewhere'
     GROUP BY entity_type, entity_id HAVING count(DISTINCT partition_id) > 1`,
  ).all() as { entity_type: string; entity_id: string }[];
}

interface Rejudged {
  /** Operations whose verdict is another one now. */
  readonly changed: number;
  /** Enterprises with an assignment that began or ceased to count. */
  readonly assigned: ReadonlySet<string>;
}

/** Judges rows again and refolds the records whose operations now count, or no longer do. */
function rejudge(db: WriteDb, rows: readonly JudgedRow[], judge: Judge): Rejudged {
  const update = prepare(db, 'UPDATE op SET side = ?, state = ?, hold_reason = ? WHERE id = ?');
  const refold = new Map<string, readonly [type: string, entityId: string]>();
  const assigned = new Set<string>();
  let changed = 0;
  for (const row of rows) {
    const body = parseBody(row.bytes);
    const { state, reason, side } = judge.verdict(body);
    // Written elsewhere than at the record's home: that is settled last, over this verdict.
    const stays = row.hold_reason === 'elsewhere' ? state === 'applied' : reason === row.hold_reason;
    if (stays && (state === row.state || row.hold_reason === 'elsewhere') && side === row.side) continue;
    update.run(side, state, reason, row.id);
    if (side !== row.side) noteStream(db, body.partition, body.incarnation);
    changed += 1;
    if (state !== 'applied' && row.state !== 'applied') continue;
    refold.set(body.entity.join(' '), body.entity);
    if (body.entity[0] === enterpriseType && body.fields['townId']) assigned.add(body.entity[1]);
  }
  for (const [type, entityId] of refold.values()) {
    const spec = entitySpec(type);
    if (!spec) continue;
    settleHome(db, spec, entityId);
    refoldEntity(db, spec, entityId);
  }
  return { changed, assigned };
}
