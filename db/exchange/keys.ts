/** Whom a bundle is for, who may have made one, and with which keys it is opened. design/exchange.md, Identity. */
import type { DeskSide } from '../../shared/rpc.ts';
import { type Device, listDevices } from '../device.ts';
import { certifiedSenderKey, verifyEnrolmentProof } from './identity.ts';
import { readRecoveryWord } from './recovery-word.ts';
import { isSameParty, leaderOf, type Party } from '../party.ts';
import type { Identity } from '../identity.ts';
import { listInvitations, type StoredInvitation } from '../invitation.ts';
import type { ReadDb } from '../sql.ts';
import { invitation, type EnrolmentRequest, type Invitation } from '../../shared/exchange/identity.ts';
import type { BundleHeader, BundleManifest } from '../../shared/exchange/manifest.ts';

/** The invitation this laptop joined with; undefined on the one that holds the city's key. */
export function joinedInvitation(identity: Identity): Invitation | undefined {
  return identity.invitation === '' ? undefined : invitation.parse(JSON.parse(identity.invitation));
}

/** Secret keys that open what is addressed to this desk; the recovery key's is there after 重建市级工作台 only. */
export function openingIdentities(identity: Identity, recoveryIdentity = ''): string[] {
  const others = [joinedInvitation(identity)?.invitationIdentity ?? '', recoveryIdentity];
  return [identity.ageIdentity, ...others.filter((other) => other !== '')];
}

/**
 * The age recipients of a peer; empty when nobody there can be reached yet: its confirmed laptops, at the city also the
 * invitations still open. To the city: also the laptops that the invitation named, but those it took its word back from,
 * and its recovery key.
 */
export function recipientsOf(db: ReadDb, self: Identity, to: Party): string[] {
  const devices = listDevices(db).filter((device) => isSameParty(device, to) && device.state === 'confirmed');
  const recipients = new Set(devices.map((device) => device.ageRecipient));
  if (isCityOffice(to)) {
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
  }
  for (const open of openInvitations(db, to)) recipients.add(open.ageRecipient);
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
  const known = listDevices(db).filter((device) => isSameParty(device, to));
  const keys = new Set(known.map((device) => device.ageRecipient));
  const told = isCityOffice(to) ? (joinedInvitation(self)?.city.recipients ?? []) : [];
  const hasStrangers =
    told.some((recipient) => !keys.has(recipient)) ||
    openInvitations(db, to).some((open) => open.expiresAtMs > nowMs);
  const confirmed = known.filter((device) => device.state === 'confirmed');
  return { devices: confirmed.map((device) => device.id), hasStrangers };
}

export function isCityOffice(party: Party): boolean {
  return party.side === 'city' && leaderOf(party) === '';
}

/** Made for laptops of the party, and used by nobody yet. */
function openInvitations(db: ReadDb, to: Party): StoredInvitation[] {
  return listInvitations(db).filter((open) => isSameParty(open, to) && open.usedByDevice === '');
}

/** What is known here of laptops: plain data, so that a thread without the database can judge a sender. */
export interface Trust {
  readonly side: DeskSide;
  readonly citySignPublic: string;
  readonly devices: readonly Pick<Device, 'id' | 'state' | 'side' | 'townId' | 'leaderId' | 'signPublic'>[];
  /** Of the city: id, secret and whom it is for of every invitation it made. */
  readonly invitations: readonly Pick<
    StoredInvitation,
    'invitationId' | 'side' | 'townId' | 'leaderId' | 'token' | 'usedByDevice'
  >[];
}

export function readTrust(db: ReadDb, self: Identity): Trust {
  return {
    side: self.side,
    citySignPublic: self.citySignPublic,
    devices: listDevices(db).map(({ id, state, side, townId, leaderId, signPublic }) => ({
      id,
      state,
      side,
      townId,
      leaderId: leaderId ?? '',
      signPublic,
    })),
    invitations: listInvitations(db).map(({ invitationId, side, townId, leaderId, token, usedByDevice }) => ({
      invitationId,
      side,
      townId,
      leaderId,
      token,
      usedByDevice,
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
  const matches = known !== undefined && isSameParty(known, header.from);
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
  if (!isSameParty(request, header.from)) return unknown;
  // It is for one laptop: to another one that has the file and its code it is as good as withdrawn.
  const invited = trust.invitations.find(
    ({ invitationId, usedByDevice }) =>
      invitationId === request.invitationId && (usedByDevice === '' || usedByDevice === request.deviceId),
  );
  const asking = { kind: 'enrolling', publicKey: request.signPublic, request } as const;
  // Used by another, withdrawn, or made before this desk was put back to a backup: a person must vouch for the laptop. Not for one that
  // would read all the city has.
  if (!invited) return request.side === 'town' ? { ...asking, isInvited: false } : unknown;
  const isProved = isSameParty(invited, request) && verifyEnrolmentProof(invited.token, request);
  return isProved ? { ...asking, isInvited: true } : unknown;
}
