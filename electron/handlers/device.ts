import { appendAudit } from '../../db/audit.ts';
import { fingerprint } from '../../db/crypto.ts';
import { deskNamesNow } from '../../db/desk-names.ts';
import { findAuthor, findDevice, listDevices } from '../../db/device.ts';
import { validityEnd } from '../../db/exchange/certify.ts';
import { issueStanding, storeStanding } from '../../db/exchange/standing.ts';
import { requireIdentity } from '../../db/identity.ts';
import { forkedDevices } from '../../db/log/fork.ts';
import { rejudgeAuthor } from '../../db/log/judge.ts';
import { leaderOf } from '../../db/party.ts';
import type { WriteDb } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import type { deviceContract } from '../../shared/device/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { partyNames } from '../party-names.ts';
import type { HandlersOf } from '../rpc.ts';

export const deviceHandlers: HandlersOf<typeof deviceContract> = {
  'device.list': (db) => {
    const nameOf = townNames(db);
    const partyName = partyNames(db);
    const forked = forkedDevices(db);
    return listDevices(db).map((device) => {
      const { officer, deviceName } = deskNamesNow(db, device.id) ?? { officer: '', deviceName: '' };
      return {
        id: device.id,
        side: device.side,
        townId: device.townId,
        townName: device.side === 'town' ? nameOf(device.townId) : '',
        leaderId: leaderOf(device),
        leaderName: leaderOf(device) === '' ? '' : partyName(device),
        officer,
        name: deviceName,
        state: device.state,
        fingerprint: fingerprint(device.signPublic),
        addedAtMs: device.addedAtMs,
        validToMs: validityEnd(device),
        forked: forked.get(device.id) ?? 0,
      };
    });
  },
  'device.revoke': (db, { id }, { nowMs }) => {
    changeStanding(db, id, 'revoked', nowMs);
    appendAudit(db, 'device-revoked', { device: id }, nowMs);
    return null;
  },
  'device.reinstate': (db, { id }, { nowMs }) => {
    changeStanding(db, id, 'confirmed', nowMs);
    appendAudit(db, 'device-confirmed', { device: id }, nowMs);
    return null;
  },
};

/** The word travels with the next bundles; what the laptop wrote is judged by it everywhere. */
function changeStanding(db: WriteDb, id: string, to: 'confirmed' | 'revoked', nowMs: number): void {
  const device = findDevice(db, id);
  if (device?.state !== (to === 'revoked' ? 'confirmed' : 'revoked')) throw new AppError('record.not-found');
  const city = requireIdentity(db);
  if (city.citySignSecret === '') throw new AppError('device.not-the-key-holder');
  storeStanding(db, issueStanding(db, city, id, to, nowMs));
  rejudgeAuthor(db, id, (deviceId) => findAuthor(db, deviceId));
}
