/** Writes the month's bundle for the other side. */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { appendAudit } from '../../db/audit.ts';
import { insertBundle } from '../../db/bundle.ts';
import { fingerprint, randomId } from '../../db/crypto.ts';
import { ensureCityCertificate } from '../../db/exchange/certify.ts';
import { type WrittenBundle, writeBundle } from '../../db/exchange/container/write.ts';
import { forgetOutside, putSent } from '../../db/exchange/delivery.ts';
import { recipientsOf } from '../../db/exchange/keys.ts';
import { composeOutgoing } from '../../db/exchange/outgoing.ts';
import type { Party } from '../../db/exchange/scope.ts';
import { requireIdentity } from '../../db/identity.ts';
import { transact } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import { AppError } from '../../shared/errors.ts';
import { bundleFormat } from '../../shared/exchange/manifest.ts';
import type { Desk } from '../desk.ts';
import { deskPaths } from '../session/paths.ts';
import type { Services } from '../services.ts';

const programVersion = '0.1.0';

export interface ExportRequest {
  readonly to: Party & { readonly name: string };
  readonly month: string;
  readonly path: string;
  readonly signal?: AbortSignal;
}

/** @throws AppError exchange.nobody-there | storage.* | bundle.cancelled */
export async function exportBundle(
  services: Services,
  desk: Desk,
  request: ExportRequest,
): Promise<WrittenBundle> {
  const { db } = desk;
  const nowMs = services.nowMs();
  const self = requireIdentity(db);
  const recipients = recipientsOf(db, self, request.to);
  if (recipients.length === 0) throw new AppError('exchange.nobody-there', { peer: request.to.name });
  await ensureCityCertificate(db, self, nowMs);
  const bundleId = randomId();
  const header = {
    v: bundleFormat,
    minReader: 1,
    bundleId,
    from: {
      side: self.side,
      townId: self.townId,
      name: self.side === 'city' ? '市发改委' : townNames(db)(self.townId),
      fingerprint: fingerprint(self.signPublic),
    },
    to: { ...request.to },
    month: request.month,
    part: { index: 1, count: 1 },
    createdAtMs: nowMs,
  };
  const outgoing = composeOutgoing(db, self, request.to, { bundleId, program: programVersion, nowMs });
  const written = await writeBundle({
    path: request.path,
    header,
    lock: { recipients },
    ...outgoing,
    signer: { deviceId: self.deviceId, signSecret: self.signSecret },
    onProgress: ({ operations }) =>
      services.progress({ taskId: 'export', label: `正在写入第 ${operations} 条记录`, fraction: null }),
    ...(request.signal ? { signal: request.signal } : {}),
  });
  const { archive } = deskPaths(services.folder);
  const archiveName = `${bundleId}.drcb`;
  await mkdir(archive, { recursive: true });
  await copyFile(request.path, join(archive, archiveName));
  const { topics } = transact(db, (writable) => {
    putSent(writable, request.to, outgoing.reach);
    forgetOutside(writable, request.to, outgoing.partitions);
    insertBundle(writable, {
      id: bundleId,
      direction: 'out',
      peerSide: request.to.side,
      peerTownId: request.to.townId,
      peerDevice: '',
      month: request.month,
      sha256: written.sha256,
      sizeBytes: written.bytes,
      atMs: nowMs,
      archiveName,
      summary: `${written.operations} 条记录${written.blobs > 0 ? `，${written.blobs} 个附件` : ''}`,
    });
    appendAudit(writable, 'export', { bundle: bundleId }, nowMs);
  });
  services.broadcast(topics);
  return written;
}
