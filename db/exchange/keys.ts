/** Whom a bundle is for, who may have made one, and with which keys it is opened. design/exchange.md, Identity. */
import type { DeskSide } from '../../shared/rpc.ts';
import { type Device, listDevices } from '../device.ts';
import { certifiedSenderKey, verifyEnrolmentProof } from './identity.ts';
import { readRecoveryWord } from './recovery-word.ts';
import type { Party } from './scope.ts';
import type { Identity } from '../identity.ts';
import { listInvitations, type StoredInvitation } from '../invitation.ts';
import type { ReadDb } from '../sql.ts';
import { invitation, type EnrolmentRequest, type Invitation } from '../../shared/exchange/identity.ts';
import type { BundleHeader, BundleManifest } from '../../shared/exchange/manifest.ts';

/** The invitation this town joined with; undefined at the city. */
export function joinedInvitation(identity: Identity): Invitation | undefined {
  return identity.invitation === '' ? undefined : invitation.parse(JSON.parse(identity.invitation));
}

/** Secret keys that open what is addressed to this desk; the recovery key's is there after 重建市级工作台 only. */
export function openingIdentities(identity: Identity, recoveryIdentity = ''): string[] {
  const others = [joinedInvitation(identity)?.invitationIdentity ?? '', recoveryIdentity];
  return [identity.ageIdentity, ...others.filter((other) => other !== '')];
}

/**
 * The age recipients of a peer; empty when nobody there can be reached yet.
 * City → town: its confirmed laptops and the invitations still open. Town → city: the city's laptops, but those it took
 * its word back from, and its recovery key.
 */
export function recipientsOf(db: ReadDb, self: Identity, to: Party): string[] {
  const devices = listDevices(db).filter(
    (device) => device.side === to.side && device.townId === to.townId && device.state === 'confirmed',
  );
  const recipients = new Set(devices.map((device) => device.ageRecipient));
  if (to.side === 'city') {
    const joined = joinedInvitation(self);
    const revoked = new Set(
      listDevices(db).flatMap(({ state, ageRecipient }) => (state === 'revoked' ? [ageRecipient] : [])),
    );
    for (const recipient of joined?.city.recipients ?? []) {
      if (!revoked.has(recipient)) recipients.add(recipient);
    }
    // What the invitation said holds until the city's own word comes: a replaced key is no longer written to.
    const recovery = readRecoveryWord(db)?.recipient ?? joined?.city.recoveryRecipient ?? null;
    if (recovery !== null) recipients.add(recovery);
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

/** What is known here of laptops: plain data, so that a thread without the database can judge a sender. */
export interface Trust {
  readonly side: DeskSide;
  readonly citySignPublic: string;
  readonly devices: readonly Pick<Device, 'id' | 'state' | 'side' | 'townId' | 'signPublic'>[];
  /** Of the city: id, town and secret of every invitation it made. */
  readonly invitations: readonly Pick<StoredInvitation, 'invitationId' | 'townId' | 'token'>[];
}

export function readTrust(db: ReadDb, self: Identity): Trust {
  return {
    side: self.side,
    citySignPublic: self.citySignPublic,
    devices: listDevices(db).map(({ id, state, side, townId, signPublic }) => ({
      id,
      state,
      side,
      townId,
      signPublic,
    })),
    invitations: listInvitations(db).map(({ invitationId, townId, token }) => ({
      invitationId,
      townId,
      token,
    })),
  };
}

export type Sender =
  | { readonly kind: 'certified'; readonly publicKey: string }
  /** Asks to be confirmed: nobody has compared its fingerprint yet. */
  | {
      readonly kind: 'enrolling';
      readonly publicKey: string;
      readonly request: EnrolmentRequest;
      readonly townId: string;
      /** It proved that it holds an invitation of ours. Otherwise only the fingerprint can tell. */
      readonly isInvited: boolean;
    }
  /** The city took its word for the laptop back. */
  | { readonly kind: 'revoked'; readonly publicKey: string }
  | { readonly kind: 'unknown' };

const unknown: Sender = { kind: 'unknown' };

/** Who made the bundle, by certificate or by the proof of an invitation. Both claims are checked here. */
export function identifySender(trust: Trust, manifest: BundleManifest, header: BundleHeader): Sender {
  const known = trust.devices.find(({ id }) => id === manifest.sender.deviceId);
  const matches = known?.side === header.from.side && known.townId === header.from.townId;
  // Its certificate still verifies, but the city took its word back.
  if (known?.state === 'revoked') {
    return matches ? { kind: 'revoked', publicKey: known.signPublic } : unknown;
  }
  const certified = certifiedSenderKey(manifest, header, trust.citySignPublic);
  if (certified) return { kind: 'certified', publicKey: certified };
  // Confirmed here, but the certificate has not reached it yet.
  if (known?.state === 'confirmed' && matches) return { kind: 'certified', publicKey: known.signPublic };
  // A newcomer has an id of its own: confirming it under a known laptop's id would put its key in that one's place.
  if (known && known.state !== 'waiting') return unknown;
  return identifyEnrolling(trust, manifest, header);
}

function identifyEnrolling(trust: Trust, manifest: BundleManifest, header: BundleHeader): Sender {
  const request = manifest.sender.enrolment;
  if (!request || trust.side !== 'city' || request.deviceId !== manifest.sender.deviceId) return unknown;
  const { townId } = request;
  if (header.from.side !== 'town' || header.from.townId !== townId) return unknown;
  const invited = trust.invitations.find((open) => open.invitationId === request.invitationId);
  const asking = { kind: 'enrolling', publicKey: request.signPublic, request, townId } as const;
  // Withdrawn, or made before this desk was put back to a backup: a person must vouch for the laptop.
  if (!invited) return { ...asking, isInvited: false };
  const isProved = invited.townId === townId && verifyEnrolmentProof(invited.token, request);
  return isProved ? { ...asking, isInvited: true } : unknown;
}
