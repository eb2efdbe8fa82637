/** 自检: the only evidence about real machines (design/security.md, On real machines). */
import { z } from 'zod';
import { action } from '../rpc.ts';

const selfTestCheck = z.object({
  /** Names are data: compared between machines and releases. */
  name: z.string(),
  label: z.string(),
  /** `unknown`: this host cannot tell, and nothing is claimed. */
  outcome: z.enum(['passed', 'failed', 'unknown']),
  detail: z.string(),
});
export type SelfTestCheck = z.output<typeof selfTestCheck>;

export const selfTestReport = z.object({
  v: z.literal(1),
  program: z.string(),
  /** `browser-host` proves logic, never Electron's security. */
  host: z.enum(['electron', 'browser-host']),
  atMs: z.number(),
  versions: z.record(z.string(), z.string()),
  /** No check failed. Unknown ones are listed, not counted as passed. */
  ok: z.boolean(),
  checks: z.array(selfTestCheck),
});
export type SelfTestReport = z.output<typeof selfTestReport>;

export const selfTestContract = {
  'selfTest.run': action(z.object({}), selfTestReport),
};
