/**
 * Where a record is kept, when laptops wrote it in several partitions. Decided from all that is known of the record, so
 * it does not matter what came first.
 */
import type { EntitySpec } from '../../shared/log/entity.ts';
import { homePartition, markText, type PlacedWrite } from '../../shared/log/home.ts';
import { sha256Hex } from '../crypto.ts';
import { prepare, type WriteDb } from '../sql.ts';
import { parseBody } from './op.ts';
import { isBornIn } from './record-id.ts';

interface Row {
  readonly id: string;
  readonly partition: string;
  readonly side: string;
  readonly author: string;
  readonly state: 'applied' | 'held';
  readonly bytes: Uint8Array;
}

/**
 * Holds what was written elsewhere than at the record's home, and lets what was held so count when it is its home now.
 * @returns how many operations it changed; the record must then be folded anew.
 */
export function settleHome(db: WriteDb, spec: EntitySpec, entityId: string): number {
  const rows = prepare(
    db,
    `SELECT id, partition_id AS "partition", side, author, state, bytes FROM op
     WHERE entity_id = ? AND entity_type = ? AND (state = 'applied' OR hold_reason = 'elsewhere')`,
  ).all(entityId, spec.type) as Row[];
  const home = homeOf(rows, [spec.type, entityId]);
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

/** The bytes are read only where there is something to decide. */
function homeOf(rows: readonly Row[], entity: readonly [type: string, id: string]): string | undefined {
  const partitions = new Set(rows.map((row) => row.partition));
  if (partitions.size < 2) return rows[0]?.partition;
  const [, entityId] = entity;
  const facts = new Map(
    [...partitions].map((partition) => [
      partition,
      {
        isBornHere: isBornIn(entityId, partition),
        mark: sha256Hex(markText(entity, partition)),
      },
    ]),
  );
  return homePartition(
    rows.map(({ partition, side, author, bytes }): PlacedWrite => {
      const { isBornHere = false, mark = '' } = facts.get(partition) ?? {};
      const isFirst = Object.values(parseBody(bytes).fields).every(({ parents }) => parents.length === 0);
      return { partition, side, isOfBirth: isBornHere || author === entityId, isFirst, mark };
    }),
  );
}
