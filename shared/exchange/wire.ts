/** Small schemas of everything that travels between laptops. */
import { z } from 'zod';
import { displayNameLength, visibleText } from '../text/display-name.ts';

/** 128-bit identifier as hex. */
export const wireId = z.string().regex(/^[0-9a-f]{32}$/);
/** SHA-256 as hex. */
export const wireHash = z.string().regex(/^[0-9a-f]{64}$/);
/** Ed25519 public key, or any 32 bytes, as base64url. */
export const wireKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Ed25519 signature as base64url. */
export const wireSignature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);
/** X25519 recipient of an age file. */
export const ageRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);
export const wireTimeMs = z.int().min(0);
/** Town identifier, '' at the city. */
export const wireTownId = z.string().regex(/^[0-9a-z-]{0,40}$/);
/** YYYY-MM */
export const wireMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** A name shown to people: no control, direction-changing or invisible characters; it must not lie on screen. */
export const displayName = z.string().min(1).max(displayNameLength).regex(visibleText);

/** The id of a record, a leader's among them. */
export const wireRecordId = z.string().regex(/^[0-9a-z:-]{1,80}$/);

/**
 * 市级 or a town; `townId` is '' at the city. `leaderId` when it is not the office but the laptop of 挂钩领导, by his
 * person's id. `name` is only for reading.
 */
export const party = z
  .looseObject({
    side: z.enum(['city', 'town']),
    townId: wireTownId,
    leaderId: wireRecordId.optional(),
    name: displayName,
  })
  .refine((value) => (value.side === 'city') === (value.townId === ''), { error: 'a town has an id' });
export type Party = z.output<typeof party>;
