import { appendAudit } from '../../db/audit.ts';
import { findDevice } from '../../db/device.ts';
import { deleteOpenInvitation, listInvitations, type StoredInvitation } from '../../db/invitation.ts';
import { townNames } from '../../db/town.ts';
import { AppError } from '../../shared/errors.ts';
import type { InvitationView, invitationContract } from '../../shared/invitation/contract.ts';
import { cityName } from '../party-names.ts';
import type { HandlersOf } from '../rpc.ts';
import { makeInvitation } from '../session/invite.ts';

export const invitationHandlers: HandlersOf<typeof invitationContract> = {
  'invitation.list': (db, _input, { nowMs }) => {
    const nameOf = townNames(db);
    return listInvitations(db).map((invitation) => {
      const device = findDevice(db, invitation.usedByDevice);
      return {
        id: invitation.invitationId,
        side: invitation.side,
        townId: invitation.townId,
        townName: invitation.side === 'city' ? cityName : nameOf(invitation.townId),
        leaderId: invitation.leaderId,
        leaderName: invitation.leaderName,
        createdAtMs: invitation.createdAtMs,
        expiresAtMs: invitation.expiresAtMs,
        state: stateOf(invitation, nowMs),
        fileName: invitation.fileName,
        deviceName: device?.name ?? '',
        officer: device?.officer ?? '',
      };
    });
  },
  'invitation.code': (db, { id }, { nowMs }) => {
    const invitation = listInvitations(db).find(({ invitationId }) => invitationId === id);
    if (!invitation || stateOf(invitation, nowMs) !== 'open') throw new AppError('record.not-found');
    const { joinCode, fileName, expiresAtMs } = invitation;
    return { joinCode, fileName, expiresAtMs };
  },
  'invitation.create': (services, { for: guest }) => makeInvitation(services, guest),
  'invitation.withdraw': (db, { id }, { nowMs }) => {
    if (!deleteOpenInvitation(db, id)) throw new AppError('record.not-found');
    appendAudit(db, 'invitation-withdrawn', { invitation: id }, nowMs);
    return null;
  },
};

function stateOf({ usedByDevice, expiresAtMs }: StoredInvitation, nowMs: number): InvitationView['state'] {
  if (usedByDevice !== '') return 'used';
  return expiresAtMs < nowMs ? 'expired' : 'open';
}
