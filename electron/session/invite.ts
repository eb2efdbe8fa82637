/** The city's side of joining: the invitation file. design/exchange.md, Identity. */
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { appendAudit } from '../../db/audit.ts';
import { listDevices } from '../../db/device.ts';
import { createInvitation, type InvitationTerms } from '../../db/exchange/invitation.ts';
import { readRecoveryWord } from '../../db/exchange/recovery-word.ts';
import { readIdentity, requireIdentity } from '../../db/identity.ts';
import { insertInvitation, listInvitations } from '../../db/invitation.ts';
import { cityOffice, isSameParty } from '../../db/party.ts';
import { findPerson } from '../../db/person.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { listTowns, townNames } from '../../db/town.ts';
import { localDate } from '../../shared/clock.ts';
import type { ParsedInputOf } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { Invitation } from '../../shared/exchange/identity.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { writeFileSafely } from '../files.ts';
import { cityName, partyNames } from '../party-names.ts';
import { openDesk, type Services } from '../services.ts';
import { onAskedDesk } from '../write-from-desk.ts';

/** Long enough for the stick to reach the town, short enough that a lost one loses its worth. */
const validMs = 30 * 24 * 60 * 60 * 1000;

/** For whose laptop an invitation is. */
export type Guest = ParsedInputOf<'invitation.create'>['for'];

/** A second one of the same day gets a name of its own: the first must not be overwritten, and the list tells them apart. */
function newFileName(db: ReadDb, name: string): string {
  const taken = new Set(listInvitations(db).map(({ fileName }) => fileName));
  for (let number = 1; ; number += 1) {
    const fileName = number === 1 ? `${name}.drci` : `${name}_${number}.drci`;
    if (!taken.has(fileName)) return fileName;
  }
}

interface Invited extends Pick<InvitationTerms, 'side' | 'townId' | 'townName' | 'leader'> {
  readonly forWhom: string;
}

function invitedBy(db: ReadDb, guest: Guest): Invited {
  const nameOf = partyNames(db);
  const office = (townId: string): Omit<Invited, 'leader' | 'forWhom'> =>
    townId === ''
      ? { side: 'city', townId: '', townName: cityName }
      : { side: 'town', townId, townName: townNames(db)(townId) };
  switch (guest.kind) {
    case 'city':
      return { ...office(''), leader: null, forWhom: '市发改委另一台电脑' };
    case 'town':
      if (!listTowns(db).some(({ id }) => id === guest.townId)) throw new AppError('record.not-found');
      return { ...office(guest.townId), leader: null, forWhom: townNames(db)(guest.townId) };
    case 'leader': {
      const person = findPerson(db, guest.personId);
      if (!person) throw new AppError('record.not-found');
      const { id, name, partition } = person;
      const of = office(partition === cityPartition ? '' : partition.slice('town:'.length));
      return { ...of, leader: { id, name }, forWhom: nameOf({ ...of, leaderId: id }) };
    }
  }
}

export interface MadeInvitation {
  readonly path: string;
  readonly id: string;
  /** 16 digits in four groups: told by telephone. */
  readonly joinCode: string;
  readonly forWhom: string;
  readonly expiresAtMs: number;
}

/**
 * @throws AppError record.not-found (no such town or person) | device.not-the-key-holder | session.locked-meanwhile |
 *   storage.*; null when cancelled.
 */
export async function makeInvitation(services: Services, guest: Guest): Promise<MadeInvitation | null> {
  const desk = openDesk(services);
  // Only here the laptop that joins can be known by its invitation, and vouched for.
  if (requireIdentity(desk.db).citySignSecret === '') throw new AppError('device.not-the-key-holder');
  const invited = invitedBy(desk.db, guest);
  const nowMs = services.nowMs();
  const path = await services.dialogs.saveFile({
    title: `保存${invited.forWhom}的邀请文件`,
    defaultName: newFileName(desk.db, `${safeFileName(invited.forWhom)}加入邀请_${localDate(nowMs)}`),
    filters: [{ name: '邀请文件', extensions: ['drci'] }],
  });
  if (path === null) return null;
  return onAskedDesk(services, desk, ({ db }) => writeInvitation(services, db, { invited, path, nowMs }));
}

async function writeInvitation(
  services: Services,
  db: ReadDb,
  { invited, path, nowMs }: { readonly invited: Invited; readonly path: string; readonly nowMs: number },
): Promise<MadeInvitation> {
  const { bytes, code, record } = await createInvitation(
    {
      side: invited.side,
      townId: invited.townId,
      townName: invited.townName,
      leader: invited.leader,
      city: cityOf(db),
      createdAtMs: nowMs,
      expiresAtMs: nowMs + validMs,
    },
    services.session.scrypt.logN,
  );
  await writeFileSafely(path, bytes);
  try {
    const { topics } = transact(db, (writable) => {
      insertInvitation(writable, record, { fileName: basename(path), joinCode: code });
      const about = { town: invited.townId, invitation: record.invitationId };
      const detail = invited.leader ? { ...about, leader: invited.forWhom } : about;
      appendAudit(writable, 'invitation', detail, nowMs);
    });
    services.broadcast(topics);
  } catch (error) {
    await rm(path, { force: true }); // nobody could join with it
    throw error;
  }
  return {
    id: record.invitationId,
    path,
    joinCode: code,
    forWhom: invited.forWhom,
    expiresAtMs: record.expiresAtMs,
  };
}

/** What a town pins: the city's key, and every laptop of the city that shall read the town's bundles. */
function cityOf(db: ReadDb): Invitation['city'] {
  const identity = readIdentity(db);
  if (!identity) throw new Error('an open desk without an identity');
  const laptops = listDevices(db).filter(
    (device) => isSameParty(device, cityOffice) && (device.state === 'self' || device.state === 'confirmed'),
  );
  return {
    deviceId: identity.deviceId,
    name: cityName,
    signPublic: identity.citySignPublic,
    recipients: laptops.map(({ ageRecipient }) => ageRecipient),
    recoveryRecipient: readRecoveryWord(db)?.recipient ?? null,
  };
}
