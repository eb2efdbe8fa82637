/** One record from nothing but its applied operations: after some of them began or ceased to count. */
import type { EntitySpec } from '../../shared/log/entity.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { identifier, prepare, type WriteDb } from '../sql.ts';
import { noteDeletion } from './deletions.ts';
import { forgetDerived } from './derived.ts';
import { foldEntity } from './fold.ts';
import { type AppliedOperation, parseBody } from './op.ts';
import { entityKey } from './project.ts';

export function refoldEntity(db: WriteDb, spec: EntitySpec, entityId: string): void {
  forgetEntity(db, spec, entityId);
  const rows = prepare(
    db,
    "SELECT id, side, bytes FROM op WHERE entity_id = ? AND entity_type = ? AND state = 'applied'",
  ).all(entityId, spec.type) as { id: string; side: DeskSide; bytes: Uint8Array }[];
  const operations = rows.map(
    ({ id, side, bytes }): AppliedOperation => ({ id, side, body: parseBody(bytes) }),
  );
  if (operations.length > 0) foldEntity(db, spec, entityId, operations, { isNew: true });
  db.touched.add(spec.type);
}

/** Takes away everything derived for one record; its operations stay. */
function forgetEntity(db: WriteDb, spec: EntitySpec, entityId: string): void {
  const key = entityKey(spec.type, entityId);
  noteDeletion(db, spec.type, entityId);
  for (const table of ['head', 'missing_parent', 'conflict']) {
    prepare(db, `DELETE FROM ${table} WHERE entity = ?`).run(key);
  }
  forgetDerived(db, spec, entityId, () => {
    prepare(db, `DELETE FROM ${identifier(spec.table).text} WHERE id = ?`).run(entityId);
  });
  if (spec.type === 'enterprise') prepare(db, 'DELETE FROM assignment WHERE enterprise_id = ?').run(entityId);
  db.touched.add('conflict');
}
