/**
 * Where a record is kept, when laptops wrote it in several partitions. Decided from all that is known of the record, so
 * it does not matter what came first.
 */
import { homePartition } from '../../shared/log/authority.ts';
import type { EntitySpec } from '../../shared/log/entity.ts';
import { prepare, type WriteDb } from '../sql.ts';

interface Row {
  readonly id: string;
  readonly partition: string;
  readonly side: string;
  readonly state: 'applied' | 'held';
  readonly hlc_ms: number;
  readonly hlc_counter: number;
}

/**
 * Holds what was written elsewhere than at the record's home, and lets what was held so count when it is its home now.
 * @returns how many operations it changed; the record must then be folded anew.
 */
export function settleHome(db: WriteDb, spec: EntitySpec, entityId: string): number {
  const rows = prepare(
    db,
    `SELECT id, partition_id AS "partition", side, state, hlc_ms, hlc_counter FROM op
     WHERE entity_id = ? AND entity_type = ? AND (state = 'applied' OR hold_reason = 'elsewhere')`,
  ).all(entityId, spec.type) as Row[];
  const home = homePartition(rows.map((row) => ({ ...row, hlc: [row.hlc_ms, row.hlc_counter] })));
  const update = prepare(db, 'UPDATE op SET state = ?, hold_reason = ? WHERE id = ?');
  let changed = 0;
  for (const { id, partition, state } of rows) {
    const isHome = partition === home;
    if (isHome === (state === 'applied')) continue;
    update.run(isHome ? 'applied' : 'held', isHome ? '' : 'elsewhere', id);
    changed += 1;
  }
  return changed;
}
