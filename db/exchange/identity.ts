/** Keys of a laptop, its enrolment at the city, and the certificate the city signs. design/exchange.md, Identity. */
import {
  type Certificate,
  certificate,
  type EnrolmentRequest,
  enrolmentRequest,
} from '../../shared/exchange/identity.ts';
import type { BundleHeader, BundleManifest } from '../../shared/exchange/manifest.ts';
import { leaderRole, officerRole } from '../../shared/log/authority.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { generateRecipientKeys, isUsableRecipient, type RecipientKeys } from '../age.ts';
import {
  equalBytes,
  fingerprint,
  generateSigningKeys,
  hmacSha256,
  randomId,
  type SigningKeys,
  sha256Hex,
  sign,
  verify,
} from '../crypto.ts';

/** All keys of one laptop. `signSecret` and `ageIdentity` are secret and stay in the encrypted database. */
export interface DeviceKeys extends SigningKeys, RecipientKeys {
  readonly deviceId: string;
}

export async function createDeviceKeys(): Promise<DeviceKeys> {
  return { deviceId: randomId(), ...generateSigningKeys(), ...(await generateRecipientKeys()) };
}

/** What a laptop says of itself; texts as typed, they are normalised here. */
export interface DeviceDescription {
  readonly side: DeskSide;
  /** '' at the city */
  readonly townId: string;
  /** '' or absent: a laptop of the office */
  readonly leaderId?: string;
  readonly officer: string;
  readonly deviceName: string;
}

/** The laptop's public half. */
function publicDevice(
  keys: Pick<DeviceKeys, 'deviceId' | 'signPublic' | 'ageRecipient'>,
  of: DeviceDescription,
) {
  return {
    deviceId: keys.deviceId,
    side: of.side,
    townId: of.townId,
    ...(of.leaderId ? { leaderId: of.leaderId } : {}),
    officer: of.officer.normalize('NFC'),
    deviceName: of.deviceName.normalize('NFC'),
    signPublic: keys.signPublic,
    ageRecipient: keys.ageRecipient,
  };
}

/** The request that goes with the first bundle. `invitation` gives its id and token. */
export function createEnrolmentRequest(
  keys: DeviceKeys,
  description: DeviceDescription,
  invitation: { readonly invitationId: string; readonly token: string },
  nowMs: number,
): EnrolmentRequest {
  const request = {
    v: 1,
    ...publicDevice(keys, description),
    invitationId: invitation.invitationId,
    createdAtMs: nowMs,
  };
  return enrolmentRequest.parse({ ...request, proof: enrolmentProof(invitation.token, request) });
}

/** HMAC-SHA-256 with the invitation's token (32 bytes, base64url) over the request without its proof; base64url. */
export function enrolmentProof(token: string, request: Omit<EnrolmentRequest, 'proof'>): string {
  const { proof: _, ...claims } = request;
  const text = `DRCB enrolment v1\n${canonicalJson(claims)}`;
  return Buffer.from(hmacSha256(Buffer.from(token, 'base64url'), text)).toString('base64url');
}

/** Whether the request was made by someone who held the invitation's sealed part. */
export function verifyEnrolmentProof(token: string, request: EnrolmentRequest): boolean {
  return equalBytes(Buffer.from(request.proof), Buffer.from(enrolmentProof(token, request)));
}

export interface CertificateTerms {
  readonly validFromMs: number;
  readonly validToMs: number;
}

/**
 * The city's word for a laptop. The town is the invitation's, never merely what the request says: compare them before.
 * @throws Error when the recipient in the request cannot be encrypted to (`isUsableRecipient` tells beforehand)
 */
export async function issueCertificate(
  city: { readonly signPublic: string; readonly signSecret: string },
  device: Pick<DeviceKeys, 'deviceId' | 'signPublic' | 'ageRecipient'> & DeviceDescription,
  terms: CertificateTerms,
): Promise<Certificate> {
  if (!(await isUsableRecipient(device.ageRecipient))) throw new Error('the recipient is of no use');
  const body = {
    v: 1,
    serial: randomId(),
    issuerKeyId: keyId(city.signPublic),
    ...publicDevice(device, device),
    role: device.leaderId ? leaderRole : officerRole,
    validFromMs: terms.validFromMs,
    validToMs: terms.validToMs,
  };
  return certificate.parse({ ...body, signature: sign(city.signSecret, certificateText(body)) });
}

export interface CertificateVerdict {
  /** signed by the city's key, every field as signed */
  readonly valid: boolean;
  /** outside its dates by this laptop's clock: a warning, never a refusal, because clocks lie */
  readonly expired: boolean;
}

export function verifyCertificate(
  found: Certificate,
  citySignPublic: string,
  atMs: number,
): CertificateVerdict {
  const { signature, ...body } = found;
  const valid =
    found.issuerKeyId === keyId(citySignPublic) && verify(citySignPublic, certificateText(body), signature);
  return { valid, expired: atMs < found.validFromMs || atMs > found.validToMs };
}

/**
 * The signing key of a bundle's sender when its certificate is the city's and names the same laptop, side, town and leader as
 * the bundle does; undefined otherwise. For `resolveSender` of openBundle.
 */
export function certifiedSenderKey(
  manifest: BundleManifest,
  header: BundleHeader,
  citySignPublic: string,
): string | undefined {
  const found = manifest.sender.certificate;
  if (!found || !verifyCertificate(found, citySignPublic, header.createdAtMs).valid) return undefined;
  const matches =
    found.deviceId === manifest.sender.deviceId &&
    found.side === header.from.side &&
    found.townId === header.from.townId &&
    found.leaderId === header.from.leaderId &&
    fingerprint(found.signPublic) === header.from.fingerprint;
  return matches ? found.signPublic : undefined;
}

/** SHA-256 of the raw public key, hex. */
export function keyId(signPublic: string): string {
  return sha256Hex(Buffer.from(signPublic, 'base64url'));
}

function certificateText(body: Omit<Certificate, 'signature'>): string {
  return `DRCB certificate v1\n${canonicalJson(body)}`;
}
