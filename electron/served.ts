/** Which enterprises this desk serves: visits them, and deals with their problems. */
import type { EnterpriseRecord } from '../db/enterprise.ts';
import { listHandovers } from '../db/handover.ts';
import type { ReadDb } from '../db/sql.ts';
import { isEditable, notEditable, requireEditable, requireEnterprise } from './editable.ts';
import type { HandlerContext } from './rpc.ts';

/**
 * A leader serves those that are linked to him: no others are on his laptop.
 * @throws record.not-found | enterprise.handed-over | enterprise.other-town
 */
export function requireServed(db: ReadDb, enterpriseId: string, context: HandlerContext): EnterpriseRecord {
  return context.desk.identity.leaderId === ''
    ? requireEditable(db, enterpriseId, context)
    : requireEnterprise(db, enterpriseId);
}

/**
 * Of a record that an enterprise has already: it is brought to its end though the enterprise was removed since.
 * @throws enterprise.handed-over | enterprise.other-town
 */
export function requireServedRecord(
  db: ReadDb,
  { enterpriseId: id, townId }: { readonly enterpriseId: string; readonly townId: string },
  context: HandlerContext,
): void {
  if (!isServed(db, { id, townId }, context)) throw notEditable(db, { id, townId }, context);
}

/** Enterprises that went to another town while this one still has their records: it has nothing to do about them. */
export function servedElsewhere(db: ReadDb, { desk: { identity } }: Pick<HandlerContext, 'desk'>): string[] {
  if (identity.side === 'city' || identity.leaderId !== '') return [];
  return listHandovers(db, identity.townId).flatMap(({ enterpriseId, isHere }) =>
    isHere ? [enterpriseId] : [],
  );
}

export function isServed(
  db: ReadDb,
  enterprise: Pick<EnterpriseRecord, 'id' | 'townId'>,
  context: HandlerContext,
): boolean {
  return context.desk.identity.leaderId !== '' || isEditable(db, enterprise, context);
}
