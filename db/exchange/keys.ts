/** Whom a bundle is for, who may have made one, and with which keys it is opened. design/exchange.md, Identity. */
import { findDevice, listDevices } from '../device.ts';
import { certifiedSenderKey, verifyEnrolmentProof } from './identity.ts';
import type { Party } from './scope.ts';
import type { Identity } from '../identity.ts';
import { listInvitations } from '../invitation.ts';
import type { ReadDb } from '../sql.ts';
import { invitation, type EnrolmentRequest, type Invitation } from '../../shared/exchange/identity.ts';
import type { BundleHeader, BundleManifest } from '../../shared/exchange/manifest.ts';

/** The invitation this town joined with; undefined at the city. */
export function joinedInvitation(identity: Identity): Invitation | undefined {
  return identity.invitation === '' ? undefined : invitation.parse(JSON.parse(identity.invitation));
}

/** Secret keys that open what is addressed to this desk. */
export function openingIdentities(identity: Identity): string[] {
  const joined = joinedInvitation(identity);
  return joined ? [identity.ageIdentity, joined.invitationIdentity] : [identity.ageIdentity];
}

/**
 * The age recipients of a peer; empty when nobody there can be reached yet.
 * City → town: its confirmed laptops and the invitations still open. Town → city: the city's laptops.
 */
export function recipientsOf(db: ReadDb, self: Identity, to: Party): string[] {
  const devices = listDevices(db).filter(
    (device) => device.side === to.side && device.townId === to.townId && device.state === 'confirmed',
  );
  const recipients = new Set(devices.map((device) => device.ageRecipient));
  if (to.side === 'city') {
    const joined = joinedInvitation(self);
    for (const recipient of joined?.city.recipients ?? []) recipients.add(recipient);
    if (joined?.city.recoveryRecipient) recipients.add(joined.city.recoveryRecipient);
  } else {
    for (const open of listInvitations(db)) {
      if (open.townId === to.townId && open.usedByDevice === '') recipients.add(open.ageRecipient);
    }
  }
  // The sender can read its own archive.
  if (recipients.size > 0) recipients.add(self.ageRecipient);
  return [...recipients];
}

export interface PeerLaptops {
  /** Device ids; each says in its bundles what it holds. */
  readonly devices: readonly string[];
  /** Somebody else can open the bundle too and may hold nothing yet: a laptop about to join, a key of the city's. */
  readonly hasStrangers: boolean;
}

/** Whose acknowledgement a delta needs: every laptop that could open it. The recovery key is no laptop. */
export function laptopsOf(db: ReadDb, self: Identity, to: Party, nowMs: number): PeerLaptops {
  const known = listDevices(db).filter((device) => device.side === to.side && device.townId === to.townId);
  const keys = new Set(known.map((device) => device.ageRecipient));
  const hasStrangers =
    to.side === 'city'
      ? (joinedInvitation(self)?.city.recipients ?? []).some((recipient) => !keys.has(recipient))
      : listInvitations(db).some(
          (open) => open.townId === to.townId && open.usedByDevice === '' && open.expiresAtMs > nowMs,
        );
  const confirmed = known.filter((device) => device.state === 'confirmed');
  return { devices: confirmed.map((device) => device.id), hasStrangers };
}

export type Sender =
  | { readonly kind: 'certified'; readonly publicKey: string }
  /** Holds a sealed invitation of ours, and nobody has compared its fingerprint yet. */
  | {
      readonly kind: 'enrolling';
      readonly publicKey: string;
      readonly request: EnrolmentRequest;
      readonly townId: string;
    }
  | { readonly kind: 'unknown' };

/** Who made the bundle, by certificate or by the proof of an invitation. Both claims are checked here. */
export function identifySender(
  db: ReadDb,
  self: Identity,
  manifest: BundleManifest,
  header: BundleHeader,
): Sender {
  const known = findDevice(db, manifest.sender.deviceId);
  // Its certificate still verifies, but the city took its word back.
  if (known?.state === 'revoked') return { kind: 'unknown' };
  const certified = certifiedSenderKey(manifest, header, self.citySignPublic);
  if (certified) return { kind: 'certified', publicKey: certified };
  // Confirmed here, but the certificate has not reached it yet.
  if (
    known?.state === 'confirmed' &&
    known.side === header.from.side &&
    known.townId === header.from.townId
  ) {
    return { kind: 'certified', publicKey: known.signPublic };
  }
  const request = manifest.sender.enrolment;
  if (!request || self.side !== 'city' || request.deviceId !== manifest.sender.deviceId)
    return { kind: 'unknown' };
  const invited = listInvitations(db).find((open) => open.invitationId === request.invitationId);
  const matches =
    invited !== undefined &&
    invited.townId === request.townId &&
    header.from.townId === request.townId &&
    header.from.side === 'town' &&
    verifyEnrolmentProof(invited.token, request);
  if (!matches) return { kind: 'unknown' };
  return { kind: 'enrolling', publicKey: request.signPublic, request, townId: invited.townId };
}
