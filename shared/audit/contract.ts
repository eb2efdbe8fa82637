/** 安全审计 */
import { z } from 'zod';
import { query } from '../rpc.ts';

const auditEntry = z.object({
  n: z.int(),
  atMs: z.number(),
  event: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  hash: z.string(),
});
export type AuditEntryView = z.output<typeof auditEntry>;

export const auditContract = {
  /** Latest first. */
  'audit.list': query(z.object({ limit: z.int().min(1).max(1000) }), z.array(auditEntry)),
  'audit.verify': query(z.object({}), z.object({ entries: z.int(), brokenAt: z.int().nullable() })),
};
