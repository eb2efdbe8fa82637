/** Takes what a verified bundle says into the desk: certificates, operations, receipts. In the caller's transaction. */
import type { Certificate } from '../../shared/exchange/identity.ts';
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import { findAuthor, findDevice, putDevice } from '../device.ts';
import type { Identity } from '../identity.ts';
import {
  type IntegrateReport,
  integrateOperations,
  type ParsedOperation,
  reconsiderHeld,
} from '../log/integrate.ts';
import type { WriteDb } from '../sql.ts';
import { verifyCertificate } from './identity.ts';

export interface Incoming {
  readonly manifest: BundleManifest;
  readonly operations: Iterable<ParsedOperation>;
}

/** Importing again is a no-op. */
export function takeIncoming(
  db: WriteDb,
  self: Identity,
  { manifest, operations }: Incoming,
  nowMs: number,
): IntegrateReport {
  for (const found of [manifest.sender.certificate, ...manifest.certificates]) {
    if (found && verifyCertificate(found, self.citySignPublic, nowMs).valid)
      storeCertificate(db, found, nowMs);
  }
  const authorOf = (deviceId: string) => findAuthor(db, deviceId);
  const report = integrateOperations(db, operations, authorOf, nowMs);
  reconsiderHeld(db, authorOf);
  return report;
}

/** A laptop the city vouches for; its own certificate makes this laptop a confirmed one. */
function storeCertificate(db: WriteDb, found: Certificate, nowMs: number): void {
  const known = findDevice(db, found.deviceId);
  const text = JSON.stringify(found);
  if (known?.certificate === text) return;
  putDevice(db, {
    id: found.deviceId,
    side: found.side,
    townId: found.townId,
    officer: found.officer,
    name: found.deviceName,
    signPublic: found.signPublic,
    ageRecipient: found.ageRecipient,
    certificate: text,
    state: known?.state === 'self' || known?.state === 'revoked' ? known.state : 'confirmed',
    addedAtMs: known?.addedAtMs ?? nowMs,
  });
}
