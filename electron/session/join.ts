/** The newcomer's side of joining: the file is chosen, then opened with the join code, then the desk is made from it. */
import { readFile, stat } from 'node:fs/promises';
import { fingerprint, randomId } from '../../db/crypto.ts';
import { openInvitation, readInvitationHeader } from '../../db/exchange/invitation.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Invitation } from '../../shared/exchange/identity.ts';
import type { ChosenInvitation, OpenedInvitation } from '../../shared/session/contract.ts';
import type { Services } from '../services.ts';
import type { PendingInvitation } from './memory.ts';

/** A real one has a few kilobytes; more is not read at all. */
const largestBytes = 64 * 1024;

/** @throws AppError invitation.not-an-invitation | invitation.damaged | invitation.newer-version; null when cancelled. */
export async function chooseInvitation(services: Services): Promise<ChosenInvitation | null> {
  const path = await services.dialogs.openFile({
    title: '选择市发改委提供的邀请文件',
    filters: [{ name: '邀请文件', extensions: ['drci'] }],
  });
  if (path === null) return null;
  if ((await stat(path)).size > largestBytes) throw new AppError('invitation.not-an-invitation');
  const bytes = await readFile(path);
  const header = await readInvitationHeader(bytes);
  const handle = randomId();
  services.session.invitation = { handle, bytes };
  return { handle, townName: header.townName, expiresAtMs: header.expiresAtMs };
}

/**
 * @throws AppError invitation.wrong-code | invitation.damaged | invitation.expired | session.invitation-gone
 */
export async function openChosenInvitation(
  services: Services,
  handle: string,
  joinCode: string,
): Promise<OpenedInvitation> {
  const pending = pendingInvitation(services, handle);
  const opened = await openInvitation(pending.bytes, joinCode);
  if (opened.expiresAtMs < services.nowMs()) {
    throw new AppError('invitation.expired', { date: localDate(opened.expiresAtMs) });
  }
  services.session.invitation = { ...pending, opened };
  return {
    side: opened.side,
    townId: opened.townId,
    townName: opened.townName,
    leaderName: opened.leader?.name ?? '',
    cityName: opened.city.name,
    cityFingerprint: fingerprint(opened.city.signPublic),
    expiresAtMs: opened.expiresAtMs,
  };
}

/** @throws AppError session.invitation-gone */
export function openedInvitation(services: Services, handle: string): Invitation {
  const { opened } = pendingInvitation(services, handle);
  if (!opened) throw new AppError('session.invitation-gone');
  return opened;
}

function pendingInvitation(services: Services, handle: string): PendingInvitation {
  const { invitation } = services.session;
  if (invitation?.handle !== handle) throw new AppError('session.invitation-gone');
  return invitation;
}
