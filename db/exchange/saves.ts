/** Each save of this side and what became of it at the peer. */
import type { SaveState } from '../../shared/exchange/save-state.ts';
import { withdrawal } from '../suggestion.ts';
import { all, get, type ReadDb, type Sql, sql } from '../sql.ts';
import { ownStreams } from './delivery.ts';
import { pendingReason } from './receipts.ts';
import type { Party } from '../party.ts';

export interface Save {
  readonly opId: string;
  readonly partition: string;
  readonly bytes: Uint8Array;
  /** Who wrote it: 经办人. */
  readonly officer: string;
  readonly state: SaveState;
  /** Why it is held, or what the owner answered. */
  readonly reason: string;
}

export interface SavesRequest {
  readonly own: Party;
  readonly peer: Party;
  /** What the peer may read. */
  readonly partitions: readonly string[];
  /** Empty: all. */
  readonly states: readonly SaveState[];
  readonly limit: number;
  readonly offset: number;
}

/** The latest first. `total` counts all of the states asked for. */
export function listSaves(db: ReadDb, request: SavesRequest): { saves: Save[]; total: number } {
  const judged = judgedSaves(db, request);
  const wanted =
    request.states.length === 0
      ? sql`1`
      : sql`state IN (SELECT value FROM json_each(${JSON.stringify(request.states)}))`;
  const total = get<{ n: number }>(db, sql`SELECT count(*) AS n FROM (${judged}) WHERE ${wanted}`);
  const saves = all<Save>(
    db,
    sql`SELECT o.id AS opId, o.partition_id AS "partition", o.bytes AS bytes, coalesce(d.officer, '') AS officer,
               j.state AS state, j.reason AS reason
        FROM (SELECT * FROM (${judged}) WHERE ${wanted}
              ORDER BY "row" DESC LIMIT ${request.limit} OFFSET ${request.offset}) j
        JOIN op o ON o.id = j.id LEFT JOIN device d ON d.id = o.author
        ORDER BY j."row" DESC`,
  );
  return { saves, total: total?.n ?? 0 };
}

/** What was withdrawn before it arrived is still on its way. */
const isWithdrawn = sql`w.id IS NOT NULL AND o.state = 'held' AND (r.outcome = 'held' OR o.seq <= s.acknowledged)`;

/** The answer of the owner stands before the withdrawal, that before the receipt, and that before the mere arrival. */
function judgedSaves(db: ReadDb, { own, peer, partitions }: SavesRequest): Sql {
  return sql`SELECT o.rowid AS "row", o.id AS id,
      CASE
        WHEN a.outcome IN ('accepted', 'declined') THEN a.outcome
        WHEN r.outcome = 'rejected' THEN 'rejected'
        WHEN r.reason = ${pendingReason} THEN 'pending'
        WHEN ${isWithdrawn} THEN 'withdrawn'
        WHEN r.outcome = 'held' THEN 'held'
        WHEN o.seq <= s.acknowledged THEN 'received'
        WHEN o.seq <= s.sent THEN 'awaiting'
        ELSE 'unsent'
      END AS state,
      CASE WHEN a.outcome IN ('accepted', 'declined') THEN a.reason WHEN ${isWithdrawn} THEN ''
        ELSE coalesce(r.reason, '') END AS reason
    FROM (${ownStreams(db, own, peer, partitions)}) s
    JOIN op o ON o.partition_id = s."partition" AND o.incarnation = s.incarnation
    LEFT JOIN (SELECT op_id, max(outcome) AS outcome, max(reason) AS reason FROM receipt GROUP BY op_id) r
      ON r.op_id = o.id
    LEFT JOIN suggestion_decision a ON a.id = o.id AND a.deleted = 0
    ${withdrawal}`;
}

/**
 * Saves of this laptop that are in no bundle for anybody and that nobody has acknowledged: what it alone has. The latest
 * first, at most `limit`; `total` counts all.
 */
export function listUnexported(
  db: ReadDb,
  limit: number,
): { saves: { readonly partition: string; readonly bytes: Uint8Array }[]; total: number } {
  const alone = sql`FROM stream s
    JOIN op o ON o.partition_id = s.partition_id AND o.incarnation = s.incarnation
    JOIN device d ON d.id = o.author AND d.state = 'self'
    WHERE o.seq > max(
      coalesce((SELECT max(t.seq) FROM sent_stream t
                WHERE t.partition_id = s.partition_id AND t.incarnation = s.incarnation), 0),
      coalesce((SELECT max(p.seq) FROM peer_stream p
                WHERE p.partition_id = s.partition_id AND p.incarnation = s.incarnation), 0))`;
  const total = get<{ n: number }>(db, sql`SELECT count(*) AS n ${alone}`);
  const saves = all<{ partition: string; bytes: Uint8Array }>(
    db,
    sql`SELECT o.partition_id AS "partition", o.bytes AS bytes ${alone} ORDER BY o.rowid DESC LIMIT ${limit}`,
  );
  return { saves, total: total?.n ?? 0 };
}
