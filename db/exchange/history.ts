/** What a bundle shows about the history of laptops: this one was behind itself, or another one forked. */
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import { appendAudit } from '../audit.ts';
import { findDevice } from '../device.ts';
import type { Identity } from '../identity.ts';
import { renewIncarnation } from '../incarnation.ts';
import { forkedDevices, hearForks } from '../log/fork.ts';
import type { IntegrateReport } from '../log/integrate.ts';
import { putNotice } from '../notice.ts';
import type { WriteDb } from '../sql.ts';
import { townNames } from '../town.ts';

/**
 * To be called before a bundle's operations are taken in; what it returns, after. That returns this laptop as it writes
 * from there on.
 */
export function watchHistory(
  db: WriteDb,
  self: Identity,
  nowMs: number,
): (manifest: BundleManifest, report: IntegrateReport) => Identity {
  const before = forkedDevices(db);
  return ({ forks }, { unseen }) => {
    hearForks(
      db,
      forks.map(([partition, incarnation, seq]) => ({ partition, incarnation, seq })),
    );
    // This database was behind what it had handed out: what it writes from here must not take the same numbers.
    const returned = unseen.get(self.incarnation);
    const incarnation =
      returned === undefined
        ? self.incarnation
        : renewIncarnation(db, { reason: 'own-returned', count: returned }, nowMs);
    if (self.side === 'city' && self.leaderId === '') tellOfForks(db, self, before, nowMs);
    return { ...self, incarnation };
  };
}

/** The city hears of every laptop that wrote one number twice: two people may be using one desk. */
function tellOfForks(db: WriteDb, self: Identity, before: ReadonlyMap<string, number>, nowMs: number): void {
  for (const [deviceId, partitions] of forkedDevices(db)) {
    if (deviceId === self.deviceId || partitions <= (before.get(deviceId) ?? 0)) continue;
    appendAudit(db, 'forked', { device: deviceId, count: partitions }, nowMs);
    putNotice(db, 'fork-seen', { place: placeOf(db, deviceId) }, nowMs);
  }
}

function placeOf(db: WriteDb, deviceId: string): string {
  const device = findDevice(db, deviceId);
  if (!device) return '一台未登记的电脑';
  const where = device.side === 'town' ? townNames(db)(device.townId) : '市级的另一台电脑';
  return `${where}（${device.officer}）`;
}
