import { listAudit, verifyAuditChain } from '../../db/audit.ts';
import type { auditContract } from '../../shared/audit/contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const auditHandlers: HandlersOf<typeof auditContract> = {
  'audit.list': (db, { limit }) => listAudit(db, limit),
  'audit.verify': (db) => verifyAuditChain(db),
};
