/** What stands in the fields of a record. */
import type { Head } from '../../shared/log/merge.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { all, type ReadDb, sql } from '../sql.ts';
import { entityKey } from './project.ts';

interface HeadRow {
  readonly field: string;
  readonly op_id: string;
  readonly value: string;
  readonly side: DeskSide;
  readonly hlc_ms: number;
  readonly hlc_counter: number;
}

/** The heads of one record. */
export function readHeads(db: ReadDb, entityType: string, entityId: string): Map<string, Head[]> {
  const heads = new Map<string, Head[]>();
  const rows = all<HeadRow>(
    db,
    sql`SELECT field, op_id, value, side, hlc_ms, hlc_counter FROM head
        WHERE entity = ${entityKey(entityType, entityId)}`,
  );
  for (const row of rows) {
    const list = heads.get(row.field);
    if (list) list.push(toHead(row));
    else heads.set(row.field, [toHead(row)]);
  }
  return heads;
}

function toHead(row: HeadRow): Head {
  return {
    opId: row.op_id,
    value: row.value,
    side: row.side,
    hlcMs: row.hlc_ms,
    hlcCounter: row.hlc_counter,
  };
}
