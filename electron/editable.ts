/** Which enterprises' facts this desk may change, or propose to change. */
import { type EnterpriseRecord, findEnterprise } from '../db/enterprise.ts';
import { handedOverTo } from '../db/handover.ts';
import { hasWritten } from '../db/record-author.ts';
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import { mayEditProfile } from '../shared/enterprise/rules.ts';
import { AppError } from '../shared/errors.ts';
import type { HandlerContext } from './rpc.ts';

/** @throws record.not-found */
export function requireEnterprise(db: ReadDb, id: string): EnterpriseRecord {
  const enterprise = findEnterprise(db, id);
  if (!enterprise) throw new AppError('record.not-found');
  return enterprise;
}

/** @throws record.not-found | enterprise.handed-over | enterprise.other-town | rpc.leaders-desk */
export function requireEditable(db: ReadDb, id: string, context: HandlerContext): EnterpriseRecord {
  const enterprise = requireEnterprise(db, id);
  if (!isEditable(db, enterprise, context)) throw notEditable(db, enterprise, context);
  return enterprise;
}

/** Says who keeps the enterprise instead. */
export function notEditable(
  db: ReadDb,
  { id, townId }: Pick<EnterpriseRecord, 'id' | 'townId'>,
  { desk: { identity } }: HandlerContext,
): AppError {
  if (identity.leaderId !== '') return new AppError('rpc.leaders-desk');
  const to = handedOverTo(db, identity.townId, id);
  return to === undefined
    ? new AppError('enterprise.other-town', { town: townNames(db)(townId) })
    : new AppError('enterprise.handed-over', { town: townNames(db)(to) });
}

/**
 * A record that an enterprise has: whoever keeps the enterprise writes of it, and the town that did so before the
 * enterprise went to another one brings its own to an end. A leader's laptop does not.
 */
export interface KeptRecord {
  readonly type: string;
  readonly id: string;
  readonly enterpriseId: string;
  /** Of the enterprise. */
  readonly townId: string;
}

export function isWritable(db: ReadDb, record: KeptRecord, context: HandlerContext): boolean {
  const { identity } = context.desk;
  const { enterpriseId: id, townId } = record;
  if (isEditable(db, { id, townId }, context)) return true;
  return identity.leaderId === '' && hasWritten(db, identity, record);
}

/** @throws enterprise.handed-over | enterprise.other-town | rpc.leaders-desk */
export function requireWritable(db: ReadDb, record: KeptRecord, context: HandlerContext): void {
  const { enterpriseId: id, townId } = record;
  if (!isWritable(db, record, context)) throw notEditable(db, { id, townId }, context);
}

export function isEditable(
  db: ReadDb,
  { id, townId }: Pick<EnterpriseRecord, 'id' | 'townId'>,
  { desk: { identity } }: HandlerContext,
): boolean {
  if (identity.leaderId !== '') return false;
  if (identity.side === 'town' && handedOverTo(db, identity.townId, id) !== undefined) return false;
  return mayEditProfile(identity.side, identity.townId, townId);
}
