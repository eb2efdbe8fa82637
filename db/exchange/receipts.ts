/** What became of each save on the other side. Received is what its vector reaches; here is what it set aside. */
import type { Receipts } from '../../shared/exchange/manifest.ts';
import { all, prepare, type ReadDb, run, sql, type WriteDb } from '../sql.ts';
import { leaderOf, type Party } from '../party.ts';

/** Reason for saves of a newer program: kept, and shown after the upgrade. */
export const pendingReason = 'pending';

/** Everything of the peer's laptops that this desk holds and does not show; all of it, every time. */
export function receiptsFor(db: ReadDb, peer: Party, partitions: readonly string[]): Receipts {
  const rows = all<{ id: string; reason: string }>(
    db,
    sql`SELECT o.id AS id, CASE o.state WHEN 'pending' THEN ${pendingReason} ELSE o.hold_reason END AS reason
        FROM op o LEFT JOIN device d ON d.id = o.author
        WHERE o.state <> 'applied'
          AND ((d.side = ${peer.side} AND d.town_id = ${peer.townId} AND d.leader_id = ${leaderOf(peer)} AND d.state <> 'self')
               OR (d.id IS NULL AND o.partition_id IN (SELECT value FROM json_each(${JSON.stringify(partitions)}))))
        ORDER BY o.id`,
  );
  return { applied: [], held: rows, rejected: [] };
}

/** Replaces what the laptop said before: what it no longer names, it shows by now. */
export function putReceipts(db: WriteDb, receipts: Receipts, device: string, bundleId: string): void {
  run(db, sql`DELETE FROM receipt WHERE device = ${device}`);
  const insert = prepare(
    db,
    'INSERT OR REPLACE INTO receipt (op_id, device, outcome, reason, bundle_id) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { id, reason } of receipts.held) insert.run(id, device, 'held', reason, bundleId);
  for (const { id, reason } of receipts.rejected) insert.run(id, device, 'rejected', reason, bundleId);
}

/**
 * Operations held on one side: ours that the other holds, and theirs that we hold. The copy of an answer (db/late-answer.ts)
 * is nobody's business: what it repeats counts.
 */
export function heldOperations(db: ReadDb): { id: string; where: 'theirs' | 'ours'; reason: string }[] {
  return all<{ id: string; where: 'theirs' | 'ours'; reason: string }>(
    db,
    sql`SELECT op_id AS id, 'theirs' AS "where", min(reason) AS reason FROM receipt
        WHERE outcome IN ('held', 'rejected') GROUP BY op_id
        UNION ALL
        SELECT id, 'ours' AS "where", hold_reason AS reason FROM op
        WHERE state = 'held' AND NOT (entity_type = 'suggestionDecision' AND hold_reason = 'elsewhere')
        LIMIT 1000`,
  );
}
