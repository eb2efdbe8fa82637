/** Projections from nothing but the log. What it gives must equal what was there (invariant 3). */
import { entitySpec, entitySpecs } from '../../shared/log/registry.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { removeAllSearchLines } from '../search/lines.ts';
import { removeAllProblemWords } from '../search/problem-words.ts';
import { prepare, type WriteDb } from '../sql.ts';
import { forgetNoted, lookAtNoted } from './deletions.ts';
import { foldEntity } from './fold.ts';
import { type AppliedOperation, parseBody } from './op.ts';

interface Row {
  readonly id: string;
  readonly side: DeskSide;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly bytes: Uint8Array;
}

/** @returns how many operations were folded. */
export function rebuildProjections(db: WriteDb): number {
  const { connection } = db;
  for (const spec of entitySpecs) connection.exec(`DELETE FROM ${spec.table}`);
  for (const table of ['head', 'missing_parent', 'conflict', 'disputed_deletion', 'assignment']) {
    connection.exec(`DELETE FROM ${table}`);
  }
  forgetNoted(db);
  removeAllSearchLines(db);
  removeAllProblemWords(db);
  const keys = prepare(
    db,
    "SELECT DISTINCT entity_type, entity_id FROM op WHERE state = 'applied'",
  ).all() as Pick<Row, 'entity_type' | 'entity_id'>[];
  let folded = 0;
  for (const key of keys) {
    const spec = entitySpec(key.entity_type);
    if (!spec) continue;
    const rows = prepare(
      db,
      "SELECT id, side, entity_type, entity_id, bytes FROM op WHERE entity_id = ? AND entity_type = ? AND state = 'applied'",
    ).all(key.entity_id, key.entity_type) as Row[];
    const operations = rows.map(
      (row): AppliedOperation => ({ id: row.id, side: row.side, body: parseBody(row.bytes) }),
    );
    foldEntity(db, spec, key.entity_id, operations, { isNew: true });
    folded += operations.length;
  }
  lookAtNoted(db);
  return folded;
}
