/** 自检: the only evidence about real machines (design/security.md, On real machines). */
import { z } from 'zod';
import { action } from '../rpc.ts';

const selfTestCheck = z.strictObject({
  /** Names are data: compared between machines and releases. */
  name: z.string(),
  label: z.string(),
  /** `unknown`: this host cannot tell, and nothing is claimed. */
  outcome: z.enum(['passed', 'failed', 'unknown']),
  detail: z.string(),
});
export type SelfTestCheck = z.output<typeof selfTestCheck>;

const selfTestReport = z.strictObject({
  v: z.literal(2),
  program: z.string(),
  /** `browser-host` proves logic, never Electron's security. */
  host: z.enum(['electron', 'browser-host']),
  atMs: z.int(),
  versions: z.record(z.string(), z.string()),
  /** No check failed. Unknown ones are listed, not counted as passed. */
  ok: z.boolean(),
  checks: z.array(selfTestCheck),
});
export type SelfTestReport = z.output<typeof selfTestReport>;

/** Signed is the canonical JSON of everything but the signature. Strict: nothing unsigned rides along. */
export const signedSelfTestReport = selfTestReport.extend({
  signer: z.strictObject({ deviceId: z.string(), fingerprint: z.string() }).nullable(),
  unsignedBecause: z.string().nullable(),
  signature: z.string().nullable(),
});
export type SignedSelfTestReport = z.output<typeof signedSelfTestReport>;

export const selfTestContract = {
  'selfTest.run': action(z.object({}), signedSelfTestReport),
  /** The last report as a file; null when cancelled, or when there is none. */
  'selfTest.save': action(z.object({}), z.object({ path: z.string() }).nullable()),
};
