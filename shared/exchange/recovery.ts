/** 恢复密钥: what brings the city's desk back when its only laptop is lost. design/exchange.md, Identity. */
import { z } from 'zod';
import { certificate } from './identity.ts';
import { standing } from './standing.ts';
import { ageRecipient, displayName, wireHash, wireKey, wireSignature, wireTimeMs } from './wire.ts';

/**
 * 恢复密钥声明: to whom besides its laptops the city wants to be written. Signed by the city's key, so that it may travel
 * through any hands; of two the larger number stands, then the later.
 */
export const recoveryWord = z.looseObject({
  v: z.int().min(1),
  /** SHA-256 of the city's raw public key */
  issuerKeyId: wireHash,
  n: z.int().min(1),
  recipient: ageRecipient,
  atMs: wireTimeMs,
  signature: wireSignature,
});
export type RecoveryWord = z.output<typeof recoveryWord>;

/** Clear part of a recovery key file: which city it brings back. Not trusted. */
export const recoveryHeader = z.looseObject({
  v: z.int().min(1),
  minReader: z.int().min(1),
  cityName: displayName,
  n: z.int().min(1),
  createdAtMs: wireTimeMs,
});
export type RecoveryHeader = z.output<typeof recoveryHeader>;

/** The sealed part. Whoever opens it is the city. */
export const recoveryContents = z.looseObject({
  v: z.int().min(1),
  cityName: displayName,
  signPublic: wireKey,
  /** secret half of `signPublic`, PKCS #8 */
  signSecret: z.string().regex(/^[A-Za-z0-9_-]{64}$/),
  word: recoveryWord,
  /** secret half of `word.recipient` */
  ageIdentity: z.string().regex(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/),
  /** The fleet when the file was made: the rebuilt desk can write to the towns before they have written to it. */
  certificates: z.array(certificate).max(2000),
  standings: z.array(standing).max(2000),
  createdAtMs: wireTimeMs,
});
export type RecoveryContents = z.output<typeof recoveryContents>;
