import { fingerprint } from '../../db/crypto.ts';
import { findDevice } from '../../db/device.ts';
import { validityEnd } from '../../db/exchange/certify.ts';
import { readIdentity } from '../../db/identity.ts';
import { townNames } from '../../db/town.ts';
import type { DeskInfo } from '../../shared/session/contract.ts';
import { openDesk, type Services } from '../services.ts';
import { leaderNameOf } from './state.ts';

/** What the settings screen says about this laptop. */
export function deskInfoOf(services: Services): DeskInfo {
  const { db } = openDesk(services);
  const identity = readIdentity(db);
  if (!identity) throw new Error('an open desk without an identity');
  const { side, townId, officer, deviceName } = identity;
  const own = findDevice(db, identity.deviceId);
  return {
    side,
    townName: side === 'town' ? townNames(db)(townId) : '',
    leaderName: identity.leaderId === '' ? '' : leaderNameOf(db),
    officer,
    deviceName,
    fingerprint: fingerprint(identity.signPublic),
    cityFingerprint: fingerprint(identity.citySignPublic),
    createdAtMs: identity.createdAtMs,
    confirmed: identity.citySignSecret !== '' || own?.certificate !== '',
    validToMs: own ? validityEnd(own) : null,
    holdsCityKey: identity.citySignSecret !== '',
    folder: services.folder,
    programVersion: services.program.version,
    host: services.program.host,
  };
}
