/** Who made a verified bundle, as this desk sees it now: it may have been confirmed or revoked since. */
import { putDevice } from '../../db/device.ts';
import { identifySender, readTrust, type Sender } from '../../db/exchange/keys.ts';
import type { StagedFacts } from '../../db/exchange/staging.ts';
import { requireIdentity } from '../../db/identity.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';

export type KnownSender = Exclude<Sender, { kind: 'unknown' }>;

/** @throws AppError bundle.unknown-sender when the key its signature was checked with is not that laptop's any more. */
export function senderOf(db: ReadDb, { manifest, header, publicKey }: StagedFacts): KnownSender {
  const sender = identifySender(readTrust(db, requireIdentity(db)), manifest, header);
  if (sender.kind !== 'unknown' && sender.publicKey === publicKey) return sender;
  throw new AppError('bundle.unknown-sender', {
    from: header.from.name,
    fingerprint: header.from.fingerprint,
  });
}

/** The laptop becomes a known one; the rehearsal does so too, to show what its operations would do. */
export function putConfirmed(
  db: WriteDb,
  { request }: Extract<Sender, { kind: 'enrolling' }>,
  nowMs: number,
  certificate = '',
): void {
  putDevice(db, {
    id: request.deviceId,
    side: request.side,
    townId: request.townId,
    leaderId: request.leaderId ?? '',
    officer: request.officer,
    name: request.deviceName,
    signPublic: request.signPublic,
    ageRecipient: request.ageRecipient,
    certificate,
    state: 'confirmed',
    addedAtMs: nowMs,
  });
}
