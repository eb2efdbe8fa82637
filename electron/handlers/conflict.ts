import { writeEnterprise } from '../../db/assignment.ts';
import { countConflicts, listConflicts } from '../../db/conflict.ts';
import { appendWrite, mayWrite } from '../../db/log/append.ts';
import { get, sql } from '../../db/sql.ts';
import type { conflictContract } from '../../shared/conflict/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { fieldSpec } from '../../shared/log/entity.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { authorOf } from '../desk.ts';
import type { HandlersOf } from '../rpc.ts';
import { writerNames } from '../writer-names.ts';

export const conflictHandlers: HandlersOf<typeof conflictContract> = {
  'conflict.count': (db) => ({ count: countConflicts(db) }),
  'conflict.list': (db, _input, { desk, nowMs }) => {
    const writer = writerNames(db);
    return listConflicts(db).map(({ heads, ...record }) => {
      const spec = entitySpec(record.entityType);
      const author = authorOf(desk.identity, nowMs);
      return {
        ...record,
        entityLabel: spec?.label ?? record.entityType,
        fieldLabel: (spec && fieldSpec(spec, record.field)?.label) ?? record.field,
        mine: spec !== undefined && mayWrite(db, author, spec, record.partition, [record.field]),
        values: heads.map((head) => {
          const { officer, deviceName } = writer({ deviceId: head.author, opId: head.opId, side: head.side });
          return {
            opId: head.opId,
            value: JSON.parse(head.value) as unknown,
            seenValue: head.seenValue,
            side: head.side,
            officer,
            deviceName,
            writtenAtMs: head.writtenAtMs,
            isShown: head.isShown,
          };
        }),
      };
    });
  },
  'conflict.settle': (db, { entityType, entityId, field, value, seen }, { desk, nowMs }) => {
    const spec = entitySpec(entityType);
    const row = get<{ partition_id: string }>(
      db,
      sql`SELECT partition_id FROM conflict
          WHERE entity_type = ${entityType} AND entity_id = ${entityId} AND field = ${field}`,
    );
    if (!spec || !row || !fieldSpec(spec, field)) throw new AppError('conflict.settled');
    const author = authorOf(desk.identity, nowMs);
    const decided = { id: entityId, fields: { [field]: value }, seen: { [field]: seen }, isDecision: true };
    // Deciding which town keeps an enterprise is an assignment like any other.
    if (spec.type === 'enterprise') writeEnterprise(db, author, decided);
    else appendWrite(db, author, { ...decided, spec, partition: row.partition_id });
    return null;
  },
};
