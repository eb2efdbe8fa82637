import { appendAudit } from '../../db/audit.ts';
import { fingerprint } from '../../db/crypto.ts';
import { type Device, findDevice, listDevices, putDevice } from '../../db/device.ts';
import type { WriteDb } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import type { deviceContract } from '../../shared/device/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { HandlersOf } from '../rpc.ts';

export const deviceHandlers: HandlersOf<typeof deviceContract> = {
  'device.list': (db) => {
    const nameOf = townNames(db);
    return listDevices(db).map((device) => ({
      id: device.id,
      side: device.side,
      townId: device.townId,
      townName: device.side === 'town' ? nameOf(device.townId) : '',
      officer: device.officer,
      name: device.name,
      state: device.state,
      fingerprint: fingerprint(device.signPublic),
      addedAtMs: device.addedAtMs,
    }));
  },
  'device.revoke': (db, { id }, { nowMs }) => {
    changeState(db, id, 'confirmed', 'revoked');
    appendAudit(db, 'device-revoked', { device: id }, nowMs);
    return null;
  },
  'device.reinstate': (db, { id }, { nowMs }) => {
    changeState(db, id, 'revoked', 'confirmed');
    appendAudit(db, 'device-confirmed', { device: id }, nowMs);
    return null;
  },
};

function changeState(db: WriteDb, id: string, from: Device['state'], to: Device['state']): void {
  const device = findDevice(db, id);
  if (device?.state !== from) throw new AppError('record.not-found');
  putDevice(db, { ...device, state: to });
}
