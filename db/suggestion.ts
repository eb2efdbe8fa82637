/** 修改建议: writes held because their author does not own the field, the owner's answers, and what the author took back. */
import type { OperationBody } from '../shared/log/operation.ts';
import { suggestionDecisionEntity, suggestionWithdrawalEntity } from '../shared/suggestion/entity.ts';
import { parseBody } from './log/op.ts';
import { entityKey } from './log/project.ts';
import { all, get, type ReadDb, type Sql, sql } from './sql.ts';

export interface SuggestionRecord {
  readonly opId: string;
  readonly body: OperationBody;
  readonly side: string;
  readonly reassigned: boolean;
  /** '' when the record does not belong to an enterprise. */
  readonly enterpriseName: string;
  readonly townId: string;
  /** The town whose laptop wrote it; '' when none did, or the laptop is not known here. */
  readonly authorTownId: string;
  /** The answer stands over a withdrawal that it did not know of, or that did not know of it. */
  readonly state: 'waiting' | 'accepted' | 'declined' | 'withdrawn';
  readonly answer: string;
  /** The record of its withdrawal; null while it stands. */
  readonly withdrawalId: string | null;
}

interface Row {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly side: string;
  readonly hold_reason: string;
  readonly enterprise_name: string | null;
  readonly town_id: string | null;
  readonly outcome: 'accepted' | 'declined' | null;
  readonly reason: string | null;
  readonly author_town_id: string | null;
  readonly withdrawal_id: string | null;
}

/**
 * The owner of a field is the city; what is held for another reason is no suggestion, nor is a withdrawal that a leader's
 * laptop wrote: there the city has nothing to accept. (The first term is the index's.)
 */
export const isSuggestion = sql`o.state <> 'applied' AND o.state = 'held'
  AND o.hold_reason IN ('not-owner', 'reassigned') AND o.entity_type <> 'suggestionWithdrawal'`;
/** The operation `o` and the city's answer `a`; `a.id` is null while there is none. */
export const answer = sql`LEFT JOIN suggestion_decision a
  ON a.id = o.id AND a.deleted = 0 AND a.outcome IN ('accepted', 'declined')`;

/**
 * The operation `o` and its withdrawal `w`, by whichever laptop of the town that wrote it (shared/suggestion/entity.ts,
 * withdrawalId); `w.id` is null while it stands.
 */
export const withdrawal = sql`LEFT JOIN device wd ON wd.id = o.author
  LEFT JOIN suggestion_withdrawal w ON w.id = wd.town_id || ':' || o.id AND w.deleted = 0 AND w.withdrawn = 1`;

export function countSuggestions(db: ReadDb): number {
  const row = get<{ n: number }>(
    db,
    sql`SELECT count(*) AS n FROM op o ${answer} ${withdrawal}
        WHERE ${isSuggestion} AND a.id IS NULL AND w.id IS NULL`,
  );
  return row?.n ?? 0;
}

/** How many suggestions of the town's laptops the city has answered here; those about enterprises it no longer keeps apart. */
export function countAnswered(db: ReadDb, townId: string): Readonly<Record<'accepted' | 'declined', number>> {
  const row = get<{ accepted: number | null; declined: number | null }>(
    db,
    sql`SELECT sum(a.outcome = 'accepted') AS accepted, sum(a.outcome = 'declined') AS declined
        FROM suggestion_decision a JOIN op o ON o.id = a.id JOIN device d ON d.id = o.author
        WHERE a.deleted = 0 AND a.outcome IN ('accepted', 'declined') AND o.hold_reason = 'not-owner'
          AND d.side = 'town' AND d.leader_id = '' AND d.town_id = ${townId}`,
  );
  return { accepted: row?.accepted ?? 0, declined: row?.declined ?? 0 };
}

export interface SuggestionFilter {
  /** Or taken back. */
  readonly answered: boolean;
  readonly partition?: string | undefined;
}

/** Those waiting by enterprise and time; the answered and withdrawn ones the latest first, the last 500. */
export function listSuggestions(db: ReadDb, { answered, partition }: SuggestionFilter): SuggestionRecord[] {
  const here = partition === undefined ? sql`1` : sql`o.partition_id = ${partition}`;
  return answered
    ? select(db, sql`${here} AND (a.id IS NOT NULL OR w.id IS NOT NULL) ORDER BY o.rowid DESC LIMIT 500`)
    : select(db, sql`${here} AND a.id IS NULL AND w.id IS NULL ORDER BY e.name, o.partition_id, o.rowid`);
}

/** Waiting or not; undefined when there is none. */
export function findSuggestion(db: ReadDb, opId: string): SuggestionRecord | undefined {
  return select(db, sql`o.id = ${opId}`)[0];
}

interface HeadWrite {
  readonly opId: string;
  readonly side: string;
  readonly body: OperationBody;
}

/** The write by which a suggestion was withdrawn; of several the same one at every desk. */
export function withdrawingWrite(db: ReadDb, withdrawalId: string): HeadWrite | undefined {
  const entity = entityKey(suggestionWithdrawalEntity.type, withdrawalId);
  return firstHead(db, sql`h.entity = ${entity} AND h.field = 'withdrawn' AND h.value = 'true'`);
}

/** The write by which the city answered a suggestion; likewise. */
export function answeringWrite(db: ReadDb, opId: string): HeadWrite | undefined {
  const entity = entityKey(suggestionDecisionEntity.type, opId);
  return firstHead(db, sql`h.entity = ${entity} AND h.field = 'outcome'`);
}

function firstHead(db: ReadDb, which: Sql): HeadWrite | undefined {
  const row = get<{ id: string; side: string; bytes: Uint8Array }>(
    db,
    sql`SELECT o.id, o.side, o.bytes FROM head h JOIN op o ON o.id = h.op_id WHERE ${which} ORDER BY o.id LIMIT 1`,
  );
  return row && { opId: row.id, side: row.side, body: parseBody(row.bytes) };
}

/** What an operation wrote in a field; undefined where the operation, or the field in it, is not known here. */
export function writtenIn(db: ReadDb, opId: string, field: string): unknown {
  const row = get<{ bytes: Uint8Array }>(db, sql`SELECT bytes FROM op WHERE id = ${opId}`);
  return row && parseBody(row.bytes).fields[field]?.value;
}

function select(db: ReadDb, rest: Sql): SuggestionRecord[] {
  const rows = all<Row>(
    db,
    sql`SELECT o.id, o.bytes, o.side, o.hold_reason, e.name AS enterprise_name, e.town_id, a.outcome, a.reason,
               wd.town_id AS author_town_id, w.id AS withdrawal_id
        FROM op o LEFT JOIN enterprise e ON e.id = o.partition_id ${answer} ${withdrawal}
        WHERE ${isSuggestion} AND ${rest}`,
  );
  return rows.map((row) => ({
    opId: row.id,
    body: parseBody(row.bytes),
    side: row.side,
    reassigned: row.hold_reason === 'reassigned',
    enterpriseName: row.enterprise_name ?? '',
    townId: row.town_id ?? '',
    authorTownId: row.author_town_id ?? '',
    state: row.outcome ?? (row.withdrawal_id === null ? 'waiting' : 'withdrawn'),
    answer: row.reason ?? '',
    withdrawalId: row.withdrawal_id,
  }));
}
