/** 季度通报 that the city has not issued: its desks alone tell of it. */
import { unissuedBulletins } from '../db/bulletin.ts';
import type { ReadDb } from '../db/sql.ts';
import type { DeskIdentity } from './desk.ts';

/** Ids of the records that are here and told to nobody at this desk; none at the city's office. */
export function untoldRecords(
  db: ReadDb,
  { side, leaderId }: Pick<DeskIdentity, 'side' | 'leaderId'>,
): ReadonlySet<string> {
  return side === 'city' && leaderId === '' ? new Set() : unissuedBulletins(db);
}
