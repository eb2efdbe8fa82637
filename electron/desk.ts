/** An open workspace: its database and who this laptop is. */
import { leaderRole, officerRole } from '../shared/log/authority.ts';
import type { DeskSide } from '../shared/rpc.ts';
import type { LogAuthor } from '../db/log/append.ts';
import type { ReadDb } from '../db/sql.ts';

/** This laptop, as enrolled. */
export interface DeskIdentity {
  readonly deviceId: string;
  readonly incarnation: string;
  readonly side: DeskSide;
  /** '' at the city. */
  readonly townId: string;
  /** 挂钩领导 whose own laptop it is; '' on the office's. */
  readonly leaderId: string;
  /** 经办人 */
  readonly officer: string;
  readonly deviceName: string;
}

export interface Desk {
  readonly db: ReadDb;
  readonly identity: DeskIdentity;
}

/** The author of a local write made now. */
export function authorOf(identity: DeskIdentity, nowMs: number): LogAuthor {
  return {
    deviceId: identity.deviceId,
    incarnation: identity.incarnation,
    side: identity.side,
    townId: identity.townId,
    role: identity.leaderId === '' ? officerRole : leaderRole,
    nowMs,
  };
}
