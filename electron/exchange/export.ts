/** Writes the month's bundle for the other side. */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { insertBundle, lastBundle, receiptsFor } from '../../db/bundle.ts';
import { blobBytes, missingBlobs } from '../../db/blob.ts';
import { randomId } from '../../db/crypto.ts';
import { fingerprint } from '../../db/crypto.ts';
import { findDevice, listDevices, putDevice } from '../../db/device.ts';
import { type WrittenBundle, writeBundle } from '../../db/exchange/container/write.ts';
import { createEnrolmentRequest, issueCertificate } from '../../db/exchange/identity.ts';
import {
  authorsOf,
  blobsOf,
  operationsOf,
  type Party,
  partitionsFor,
  streamVector,
} from '../../db/exchange/scope.ts';
import { type Identity, readIdentity } from '../../db/identity.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import { AppError } from '../../shared/errors.ts';
import { type Certificate, certificate } from '../../shared/exchange/identity.ts';
import { type BundleManifest, bundleFormat } from '../../shared/exchange/manifest.ts';
import type { Desk } from '../desk.ts';
import { deskPaths } from '../session/paths.ts';
import type { Services } from '../services.ts';
import { joinedInvitation, recipientsOf } from './keys.ts';

/** Two years: renewed with the next certificate the city issues. */
const certificateMs = 2 * 365 * 24 * 60 * 60 * 1000;
const programVersion = '0.1.0';

export interface ExportRequest {
  readonly to: Party & { readonly name: string };
  readonly month: string;
  readonly path: string;
  readonly signal?: AbortSignal;
}

/** This laptop's identity with its secrets. */
export function requireIdentity(db: ReadDb): Identity {
  const identity = readIdentity(db);
  if (!identity) throw new Error('an open desk without an identity');
  return identity;
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
  const partitions = partitionsFor(db, request.to);
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
  const written = await writeBundle({
    path: request.path,
    header,
    lock: { recipients },
    manifest: buildManifest(db, self, bundleId, partitions, request.to),
    operations: operationsOf(db, partitions),
    blobs: blobsOf(db, partitions).map(({ sha256, sizeBytes }) => ({
      sha256,
      size: sizeBytes,
      read: () => [blobBytes(db, sha256)],
    })),
    signer: { deviceId: self.deviceId, signSecret: self.signSecret },
    onProgress: ({ operations }) =>
      services.progress({ taskId: 'export', label: `正在写入第 ${operations} 条记录`, fraction: null }),
    ...(request.signal ? { signal: request.signal } : {}),
  });
  const { archive } = deskPaths(services.folder);
  const archiveName = `${bundleId}.drcb`;
  await mkdir(archive, { recursive: true });
  await copyFile(request.path, join(archive, archiveName));
  const { topics } = transact(db, (writable) =>
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
    }),
  );
  services.broadcast(topics);
  return written;
}

function buildManifest(
  db: ReadDb,
  self: Identity,
  bundleId: string,
  partitions: readonly string[],
  to: Party,
): BundleManifest {
  const own = certificateOf(db, self.deviceId);
  const joined = joinedInvitation(self);
  const authors = new Set(authorsOf(db, partitions));
  const travelling = listDevices(db).filter(
    (device) =>
      device.state !== 'waiting' &&
      (authors.has(device.id) || device.side === 'city' || device.townId === to.townId),
  );
  return {
    v: bundleFormat,
    minReader: 1,
    bundleId,
    program: programVersion,
    sender: {
      deviceId: self.deviceId,
      certificate: own ?? null,
      enrolment:
        own || !joined
          ? null
          : createEnrolmentRequest(
              self,
              { side: self.side, townId: self.townId, officer: self.officer, deviceName: self.deviceName },
              joined,
              self.createdAtMs,
            ),
    },
    certificates: travelling.flatMap((device) => certificateOf(db, device.id) ?? []),
    receipts:
      to.side === 'town'
        ? receiptsFor(db, to.townId, lastBundle(db, 'out', to.townId)?.atMs ?? 0)
        : { applied: [], held: [], rejected: [] },
    streams: streamVector(db, partitions).map(({ partition, incarnation, seq, lastId }) => [
      partition,
      incarnation,
      seq,
      lastId,
    ]),
    wantedBlobs: missingBlobs(db, partitions),
    auditHead: null,
  };
}

function certificateOf(db: ReadDb, deviceId: string): Certificate | undefined {
  const text = findDevice(db, deviceId)?.certificate ?? '';
  return text === '' ? undefined : certificate.parse(JSON.parse(text));
}

/** The city vouches for its own laptop like for any other. */
async function ensureCityCertificate(db: ReadDb, self: Identity, nowMs: number): Promise<void> {
  const own = findDevice(db, self.deviceId);
  if (self.side !== 'city' || !own || own.certificate !== '') return;
  const issued = await issueFor(self, { ...self }, nowMs);
  transact(db, (writable) => putDevice(writable, { ...own, certificate: JSON.stringify(issued) }));
}

/** The city's certificate for a laptop. */
export function issueFor(
  city: Identity,
  device: Parameters<typeof issueCertificate>[1],
  nowMs: number,
): Promise<Certificate> {
  return issueCertificate(
    { signPublic: city.citySignPublic, signSecret: city.citySignSecret },
    device,
    // A day of grace: a laptop whose clock is behind must not see it as not yet valid.
    { role: 'officer', validFromMs: Math.max(0, nowMs - 86_400_000), validToMs: nowMs + certificateMs },
  );
}
