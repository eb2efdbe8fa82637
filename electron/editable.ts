/** Which enterprises' facts this desk may change, or propose to change. */
import { type EnterpriseRecord, findEnterprise } from '../db/enterprise.ts';
import { handedOverTo } from '../db/handover.ts';
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

/** @throws record.not-found | enterprise.handed-over | enterprise.other-town */
export function requireEditable(db: ReadDb, id: string, context: HandlerContext): EnterpriseRecord {
  const enterprise = requireEnterprise(db, id);
  if (!isEditable(db, enterprise, context)) {
    const { identity } = context.desk;
    const to = handedOverTo(db, identity.townId, id);
    if (to !== undefined) throw new AppError('enterprise.handed-over', { town: townNames(db)(to) });
    throw new AppError('enterprise.other-town', { town: townNames(db)(enterprise.townId) });
  }
  return enterprise;
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
