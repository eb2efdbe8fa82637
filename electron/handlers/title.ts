import { appendWrite } from '../../db/log/append.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { findPlan } from '../../db/plan.ts';
import type { WriteDb } from '../../db/sql.ts';
import { findTitle } from '../../db/title.ts';
import { planEntity, titleEntity } from '../../shared/enterprise/entity.ts';
import type { titleContract } from '../../shared/enterprise/title-contract.ts';
import { AppError } from '../../shared/errors.ts';
import { authorOf } from '../desk.ts';
import { requireEnterprise } from '../editable.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';

export const titleHandlers: HandlersOf<typeof titleContract> = {
  'title.create': (db, { enterpriseId, fields }, context) => {
    const id = newRecordId(enterpriseId);
    return write(db, { spec: titleEntity, id, partition: enterpriseId, fields }, context);
  },
  'title.update': (db, { id, fields, seen }, context) => {
    const { enterpriseId } = found(findTitle(db, id));
    return write(db, { spec: titleEntity, id, partition: enterpriseId, fields, seen }, context);
  },
  'title.remove': (db, { id }, context) => {
    const { enterpriseId } = found(findTitle(db, id));
    write(db, { spec: titleEntity, id, partition: enterpriseId, fields: { deleted: true } }, context);
    return null;
  },
  'plan.create': (db, { enterpriseId, fields }, context) => {
    const id = newRecordId(enterpriseId);
    return write(db, { spec: planEntity, id, partition: enterpriseId, fields }, context);
  },
  'plan.update': (db, { id, fields, seen }, context) => {
    const { enterpriseId } = found(findPlan(db, id));
    return write(db, { spec: planEntity, id, partition: enterpriseId, fields, seen }, context);
  },
  'plan.remove': (db, { id }, context) => {
    const { enterpriseId } = found(findPlan(db, id));
    write(db, { spec: planEntity, id, partition: enterpriseId, fields: { deleted: true } }, context);
    return null;
  },
};

function write(
  db: WriteDb,
  record: Parameters<typeof appendWrite>[2],
  context: HandlerContext,
): { readonly id: string } {
  requireEnterprise(db, record.partition);
  appendWrite(db, authorOf(context.desk.identity, context.nowMs), record);
  return { id: record.id };
}

function found<Value>(record: Value | undefined): Value {
  if (record === undefined) throw new AppError('record.not-found');
  return record;
}
