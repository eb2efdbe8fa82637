/** Invitations the city made: what is needed to know a town's laptop by its first bundle. */
import type { InvitationRecord } from './exchange/invitation.ts';
import type { DeskSide } from '../shared/rpc.ts';
import { all, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface StoredInvitation extends InvitationRecord {
  /** The laptop that joined with it; '' while it is open. */
  readonly usedByDevice: string;
  /** What the file was called where it was saved; '' of earlier programs' invitations. */
  readonly fileName: string;
  /** Said again by telephone until somebody joined with it; '' afterwards, and of earlier programs' invitations. */
  readonly joinCode: string;
}

interface InvitationRow {
  readonly id: string;
  readonly town_id: string;
  readonly secret: string;
  readonly created_at_ms: number;
  readonly used_by_device: string;
}

interface Secret {
  /** Absent in invitations of earlier programs: towns' offices. */
  readonly side?: DeskSide;
  readonly leaderId?: string;
  readonly leaderName?: string;
  readonly token: string;
  readonly ageRecipient: string;
  readonly expiresAtMs: number;
  readonly fileName?: string;
  /** Taken away when the invitation is used; a withdrawn one goes as a whole. */
  readonly joinCode?: string;
}

export function insertInvitation(
  db: WriteDb,
  record: InvitationRecord,
  { fileName, joinCode }: Pick<StoredInvitation, 'fileName' | 'joinCode'> = { fileName: '', joinCode: '' },
): void {
  const secret: Secret = {
    side: record.side,
    leaderId: record.leaderId,
    leaderName: record.leaderName,
    token: record.token,
    ageRecipient: record.ageRecipient,
    expiresAtMs: record.expiresAtMs,
    fileName,
    joinCode,
  };
  run(
    db,
    sql`INSERT INTO invitation (id, town_id, secret, created_at_ms)
        VALUES (${record.invitationId}, ${record.townId}, ${JSON.stringify(secret)}, ${record.createdAtMs})`,
  );
  db.touched.add('device');
}

/** Latest first. */
export function listInvitations(db: ReadDb): StoredInvitation[] {
  return all<InvitationRow>(
    db,
    sql`SELECT id, town_id, secret, created_at_ms, used_by_device FROM invitation
        ORDER BY created_at_ms DESC, id`,
  ).map((row) => ({
    side: 'town',
    leaderId: '',
    leaderName: '',
    fileName: '',
    joinCode: '',
    ...(JSON.parse(row.secret) as Secret),
    invitationId: row.id,
    townId: row.town_id,
    createdAtMs: row.created_at_ms,
    usedByDevice: row.used_by_device,
  }));
}

/** Removes an invitation nobody used. @returns false when there is none such. */
export function deleteOpenInvitation(db: WriteDb, invitationId: string): boolean {
  const { changes } = run(db, sql`DELETE FROM invitation WHERE id = ${invitationId} AND used_by_device = ''`);
  db.touched.add('device');
  return changes > 0;
}

export function markInvitationUsed(db: WriteDb, invitationId: string, deviceId: string): void {
  run(
    db,
    sql`UPDATE invitation SET used_by_device = ${deviceId}, secret = json_remove(secret, '$.joinCode')
        WHERE id = ${invitationId}`,
  );
  db.touched.add('device');
}
