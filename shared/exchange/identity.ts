/** Who a laptop is, and how the city vouches for it. design/exchange.md, Identity. */
import { z } from 'zod';
import { leaderRole } from '../log/authority.ts';
import {
  ageRecipient,
  displayName,
  wireHash,
  wireId,
  wireKey,
  wireRecordId,
  wireSignature,
  wireTimeMs,
  wireTownId,
} from './wire.ts';

const device = {
  deviceId: wireId,
  side: z.enum(['city', 'town']),
  /** '' at the city */
  townId: wireTownId,
  /** 挂钩领导 whose own laptop it is, by his person's id; absent: a laptop of the office */
  leaderId: wireRecordId.optional(),
  /** 经办人 */
  officer: displayName,
  deviceName: displayName,
  signPublic: wireKey,
  ageRecipient,
};

const townHasId = (value: { side: 'city' | 'town'; townId: string }): boolean =>
  (value.side === 'city') === (value.townId === '');
const noTownId = { error: 'a town has an id' };

/** 设备登记申请: what a new laptop tells the city with its first bundle. */
export const enrolmentRequest = z
  .looseObject({
    v: z.int().min(1),
    ...device,
    invitationId: wireId,
    createdAtMs: wireTimeMs,
    /** HMAC-SHA-256 with the invitation's token over the request without this field, base64url */
    proof: wireKey,
  })
  .refine(townHasId, noTownId);
export type EnrolmentRequest = z.output<typeof enrolmentRequest>;

/** 设备证书: the city's word for a laptop. Fields added later are covered by the signature too. */
export const certificate = z
  .looseObject({
    v: z.int().min(1),
    serial: wireId,
    /** SHA-256 of the city's raw public key */
    issuerKeyId: wireHash,
    ...device,
    /** `officer` 经办, `leader` 挂钩领导; an open list */
    role: z.string().regex(/^[a-z][a-z-]{0,31}$/),
    validFromMs: wireTimeMs,
    validToMs: wireTimeMs,
    signature: wireSignature,
  })
  .refine(townHasId, noTownId)
  .refine(({ role, leaderId }) => (role === leaderRole) === (leaderId !== undefined), {
    error: 'a leader is somebody',
  });
export type Certificate = z.output<typeof certificate>;

/** Who is invited. Without `side`, `leader`: a town's office, as before there were others. */
const invited = {
  side: z.enum(['city', 'town']).default('town'),
  /** '' at the city */
  townId: wireTownId,
  /** 市发改委 at the city */
  townName: displayName,
};

/** 挂钩领导 for whose own laptop an invitation is. */
const invitedLeader = z.looseObject({ id: wireRecordId, name: displayName });

/** Clear part of an invitation file: what it is, before the join code is typed. Not trusted. */
export const invitationHeader = z
  .looseObject({
    v: z.int().min(1),
    /** oldest program version of this format that can read it */
    minReader: z.int().min(1),
    invitationId: wireId,
    ...invited,
    createdAtMs: wireTimeMs,
    expiresAtMs: wireTimeMs,
  })
  .refine(townHasId, noTownId);
export type InvitationHeader = z.output<typeof invitationHeader>;

/** 加入邀请: the sealed part, authentic because only the city knew the join code. */
export const invitation = z
  .looseObject({
    v: z.int().min(1),
    invitationId: wireId,
    ...invited,
    leader: invitedLeader.nullable().default(null),
    city: z.looseObject({
      deviceId: wireId,
      name: displayName,
      /** pinned: every certificate must be signed with it */
      signPublic: wireKey,
      /** every laptop of the city */
      recipients: z.array(ageRecipient).min(1).max(64),
      /** the city's offline recovery key */
      recoveryRecipient: ageRecipient.nullable(),
    }),
    /** opens the first bundle, made before the city knows the town's laptop */
    invitationIdentity: z.string().regex(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/),
    /** 32 secret bytes, base64url: key of the enrolment proof */
    token: wireKey,
    createdAtMs: wireTimeMs,
    expiresAtMs: wireTimeMs,
  })
  .refine(townHasId, noTownId);
export type Invitation = z.output<typeof invitation>;
