/** The city's side of joining: the invitation file. design/exchange.md, Identity. */
import { rm } from 'node:fs/promises';
import { appendAudit } from '../../db/audit.ts';
import { listDevices } from '../../db/device.ts';
import { createInvitation } from '../../db/exchange/invitation.ts';
import { readRecoveryWord } from '../../db/exchange/recovery-word.ts';
import { readIdentity } from '../../db/identity.ts';
import { insertInvitation } from '../../db/invitation.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { listTowns } from '../../db/town.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Invitation } from '../../shared/exchange/identity.ts';
import type { TownSeed } from '../../shared/town/towns.ts';
import { writeFileSafely } from '../files.ts';
import { openDesk, type Services } from '../services.ts';
import { onAskedDesk } from '../write-from-desk.ts';

/** Long enough for the stick to reach the town, short enough that a lost one loses its worth. */
const validMs = 30 * 24 * 60 * 60 * 1000;

export interface MadeInvitation {
  readonly path: string;
  /** 16 digits in four groups: told by telephone, kept nowhere. */
  readonly joinCode: string;
  readonly townName: string;
  readonly expiresAtMs: number;
}

/** @throws AppError record.not-found (no such town) | session.locked-meanwhile | storage.*; null when cancelled. */
export async function makeInvitation(services: Services, townId: string): Promise<MadeInvitation | null> {
  const desk = openDesk(services);
  const town = listTowns(desk.db).find(({ id }) => id === townId);
  if (!town) throw new AppError('record.not-found');
  const nowMs = services.nowMs();
  const path = await services.dialogs.saveFile({
    title: `保存${town.name}的邀请文件`,
    defaultName: `${town.name}加入邀请_${localDate(nowMs)}.drci`,
    filters: [{ name: '邀请文件', extensions: ['drci'] }],
  });
  if (path === null) return null;
  return onAskedDesk(services, desk, ({ db }) => writeInvitation(services, db, { town, path, nowMs }));
}

async function writeInvitation(
  services: Services,
  db: ReadDb,
  { town, path, nowMs }: { readonly town: TownSeed; readonly path: string; readonly nowMs: number },
): Promise<MadeInvitation> {
  const { bytes, code, record } = await createInvitation({
    townId: town.id,
    townName: town.name,
    city: cityOf(db),
    createdAtMs: nowMs,
    expiresAtMs: nowMs + validMs,
  });
  await writeFileSafely(path, bytes);
  try {
    const { topics } = transact(db, (writable) => {
      insertInvitation(writable, record);
      appendAudit(writable, 'invitation', { town: town.id, invitation: record.invitationId }, nowMs);
    });
    services.broadcast(topics);
  } catch (error) {
    await rm(path, { force: true }); // nobody could join with it
    throw error;
  }
  return { path, joinCode: code, townName: town.name, expiresAtMs: record.expiresAtMs };
}

/** What a town pins: the city's key, and every laptop of the city that shall read the town's bundles. */
function cityOf(db: ReadDb): Invitation['city'] {
  const identity = readIdentity(db);
  if (!identity) throw new Error('an open desk without an identity');
  const laptops = listDevices(db).filter(
    ({ side, state }) => side === 'city' && (state === 'self' || state === 'confirmed'),
  );
  return {
    deviceId: identity.deviceId,
    name: '市发改委',
    signPublic: identity.citySignPublic,
    recipients: laptops.map(({ ageRecipient }) => ageRecipient),
    recoveryRecipient: readRecoveryWord(db)?.recipient ?? null,
  };
}
