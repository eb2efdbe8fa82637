/** The heads of other laptops' audit chains, as their bundles said: witnesses that they were not put back. */
import type { BundleManifest } from '../shared/exchange/manifest.ts';
import { get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

/** `put-back`: the chain is shorter than it was, or another one of the same length: a backup was restored there. */
export type PeerAuditState = 'unknown' | 'onward' | 'put-back';

export function peerAuditState(db: ReadDb, { sender, auditHead }: BundleManifest): PeerAuditState {
  const known = get<{ n: number; hash: string }>(
    db,
    sql`SELECT n, hash FROM peer_audit WHERE device = ${sender.deviceId}`,
  );
  if (!known || !auditHead) return 'unknown';
  const isSame = auditHead.seq === known.n && auditHead.hash === known.hash;
  return isSame || auditHead.seq > known.n ? 'onward' : 'put-back';
}

export function putPeerAudit(db: WriteDb, { sender, auditHead }: BundleManifest): void {
  if (!auditHead) return;
  run(
    db,
    sql`INSERT OR REPLACE INTO peer_audit (device, n, hash)
        VALUES (${sender.deviceId}, ${auditHead.seq}, ${auditHead.hash})`,
  );
}
