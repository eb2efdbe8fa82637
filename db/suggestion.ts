/** 修改建议: writes held because their author does not own the field, and the owner's answers. */
import type { OperationBody } from '../shared/log/operation.ts';
import { parseBody } from './log/op.ts';
import { all, get, type ReadDb, type Sql, sql } from './sql.ts';

export interface SuggestionRecord {
  readonly opId: string;
  readonly body: OperationBody;
  readonly side: string;
  readonly reassigned: boolean;
  /** '' when the record does not belong to an enterprise. */
  readonly enterpriseName: string;
  readonly townId: string;
  readonly state: 'waiting' | 'accepted' | 'declined';
  readonly answer: string;
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
}

/** The owner of a field is the city; what is held for another reason is no suggestion. (The first term is the index's.) */
const suggested = sql`o.state <> 'applied' AND o.state = 'held' AND o.hold_reason IN ('not-owner', 'reassigned')`;
const answer = sql`LEFT JOIN suggestion_decision a
  ON a.id = o.id AND a.deleted = 0 AND a.outcome IN ('accepted', 'declined')`;

export function countSuggestions(db: ReadDb): number {
  const row = get<{ n: number }>(
    db,
    sql`SELECT count(*) AS n FROM op o ${answer} WHERE ${suggested} AND a.id IS NULL`,
  );
  return row?.n ?? 0;
}

export interface SuggestionFilter {
  readonly answered: boolean;
  readonly partition?: string | undefined;
}

/** Those waiting by enterprise and time; the answered ones the latest first, the last 500. */
export function listSuggestions(db: ReadDb, { answered, partition }: SuggestionFilter): SuggestionRecord[] {
  const here = partition === undefined ? sql`1` : sql`o.partition_id = ${partition}`;
  return answered
    ? select(db, sql`${here} AND a.id IS NOT NULL ORDER BY o.rowid DESC LIMIT 500`)
    : select(db, sql`${here} AND a.id IS NULL ORDER BY e.name, o.partition_id, o.rowid`);
}

/** Undefined when there is none, or it has been answered. */
export function findWaiting(db: ReadDb, opId: string): SuggestionRecord | undefined {
  return select(db, sql`o.id = ${opId} AND a.id IS NULL`)[0];
}

/** What an operation wrote in a field; undefined where the operation, or the field in it, is not known here. */
export function writtenIn(db: ReadDb, opId: string, field: string): unknown {
  const row = get<{ bytes: Uint8Array }>(db, sql`SELECT bytes FROM op WHERE id = ${opId}`);
  return row && parseBody(row.bytes).fields[field]?.value;
}

function select(db: ReadDb, rest: Sql): SuggestionRecord[] {
  const rows = all<Row>(
    db,
    sql`SELECT o.id, o.bytes, o.side, o.hold_reason, e.name AS enterprise_name, e.town_id, a.outcome, a.reason
        FROM op o LEFT JOIN enterprise e ON e.id = o.partition_id ${answer}
        WHERE ${suggested} AND ${rest}`,
  );
  return rows.map((row) => ({
    opId: row.id,
    body: parseBody(row.bytes),
    side: row.side,
    reassigned: row.hold_reason === 'reassigned',
    enterpriseName: row.enterprise_name ?? '',
    townId: row.town_id ?? '',
    state: row.outcome ?? 'waiting',
    answer: row.reason ?? '',
  }));
}
