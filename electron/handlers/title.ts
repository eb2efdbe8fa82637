import { newRecordId } from '../../db/log/record-id.ts';
import { findEnterprise } from '../../db/enterprise.ts';
import { appendWrite } from '../../db/log/append.ts';
import { findPlan } from '../../db/plan.ts';
import type { WriteDb } from '../../db/sql.ts';
import { findTitle } from '../../db/title.ts';
import { planEntity, titleEntity } from '../../shared/enterprise/entity.ts';
import type { titleContract } from '../../shared/enterprise/title-contract.ts';
import { AppError } from '../../shared/errors.ts';
import { authorOf } from '../desk.ts';
import type { HandlersOf } from '../rpc.ts';

export const titleHandlers: HandlersOf<typeof titleContract> = {
  'title.create': (db, { enterpriseId, fields }, { desk, nowMs }) => {
    requireEnterprise(db, enterpriseId);
    const id = newRecordId(enterpriseId);
    const write = { spec: titleEntity, id, partition: enterpriseId, fields };
    appendWrite(db, authorOf(desk.identity, nowMs), write);
    return { id };
  },
  'title.update': (db, { id, fields, seen }, { desk, nowMs }) => {
    const { enterpriseId } = found(findTitle(db, id));
    const write = { spec: titleEntity, id, partition: enterpriseId, fields, seen };
    appendWrite(db, authorOf(desk.identity, nowMs), write);
    return { id };
  },
  'title.remove': (db, { id }, { desk, nowMs }) => {
    const { enterpriseId } = found(findTitle(db, id));
    const write = { spec: titleEntity, id, partition: enterpriseId, fields: { deleted: true } };
    appendWrite(db, authorOf(desk.identity, nowMs), write);
    return null;
  },
  'plan.create': (db, { enterpriseId, fields }, { desk, nowMs }) => {
    requireEnterprise(db, enterpriseId);
    const id = newRecordId(enterpriseId);
    const write = { spec: planEntity, id, partition: enterpriseId, fields };
    appendWrite(db, authorOf(desk.identity, nowMs), write);
    return { id };
  },
  'plan.update': (db, { id, fields, seen }, { desk, nowMs }) => {
    const { enterpriseId } = found(findPlan(db, id));
    const write = { spec: planEntity, id, partition: enterpriseId, fields, seen };
    appendWrite(db, authorOf(desk.identity, nowMs), write);
    return { id };
  },
  'plan.remove': (db, { id }, { desk, nowMs }) => {
    const { enterpriseId } = found(findPlan(db, id));
    const write = { spec: planEntity, id, partition: enterpriseId, fields: { deleted: true } };
    appendWrite(db, authorOf(desk.identity, nowMs), write);
    return null;
  },
};

function requireEnterprise(db: WriteDb, id: string): void {
  found(findEnterprise(db, id));
}

function found<Value>(record: Value | undefined): Value {
  if (record === undefined) throw new AppError('record.not-found');
  return record;
}
