/** What a bundle shows about the history of laptops: this one was behind itself, or another one forked. */
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import { appendAudit } from '../audit.ts';
import { findDevice } from '../device.ts';
import type { Identity } from '../identity.ts';
import { renewIncarnation } from '../incarnation.ts';
import { forkedDevices, hearForks } from '../log/fork.ts';
import type { IntegrateReport } from '../log/integrate.ts';
import { putNotice } from '../notice.ts';
import { prepare, type WriteDb } from '../sql.ts';
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
  return ({ forks }, { unseen, lastRowBefore }) => {
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
    const renewed = noteIncarnations(db, unseen.keys(), lastRowBefore);
    if (self.side === 'city' && self.leaderId === '') {
      tellOfForks(db, self, before, nowMs);
      tellOfRenewals(db, self, renewed, nowMs);
    }
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

/** Laptops that wrote before, and now under an incarnation that is new here. */
function noteIncarnations(
  db: WriteDb,
  incarnations: Iterable<string>,
  lastRowBefore: number,
): ReadonlySet<string> {
  const isSeen = prepare(db, 'SELECT 1 FROM seen_incarnation WHERE incarnation = ?');
  const firstOf = prepare(db, 'SELECT author FROM op WHERE rowid > ? AND incarnation = ? LIMIT 1');
  const wrote = prepare(db, 'SELECT 1 FROM seen_incarnation WHERE author = ? LIMIT 1');
  const insert = prepare(db, 'INSERT INTO seen_incarnation (incarnation, author) VALUES (?, ?)');
  const fresh = [...incarnations]
    .filter((incarnation) => !isSeen.get(incarnation))
    .map((incarnation) => {
      const { author } = firstOf.get(lastRowBefore, incarnation) as { readonly author: string };
      return { incarnation, author };
    });
  // Several at once, of a laptop that nobody heard of: its whole past, which is no news.
  const renewed = new Set(fresh.filter(({ author }) => wrote.get(author)).map(({ author }) => author));
  for (const { incarnation, author } of fresh) insert.run(incarnation, author);
  return renewed;
}

/**
 * The city hears of every laptop that goes on under a new incarnation: a backup was restored there, or the desk copied.
 * A shorter audit chain alone does not tell, once the laptop has worked on.
 */
function tellOfRenewals(db: WriteDb, self: Identity, devices: ReadonlySet<string>, nowMs: number): void {
  const forked = forkedDevices(db);
  for (const deviceId of devices) {
    // Of one that wrote the same numbers twice it heard so already.
    if (deviceId === self.deviceId || forked.has(deviceId)) continue;
    appendAudit(db, 'peer-renewed', { device: deviceId }, nowMs);
    putNotice(db, 'peer-renewed', { place: placeOf(db, deviceId) }, nowMs);
  }
}

function placeOf(db: WriteDb, deviceId: string): string {
  const device = findDevice(db, deviceId);
  if (!device) return '一台未登记的电脑';
  const where = device.side === 'town' ? townNames(db)(device.townId) : '市级的另一台电脑';
  return `${where}（${device.officer}）`;
}
