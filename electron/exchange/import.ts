/** Takes a bundle in: copied to the inbox, verified whole, rehearsed, then applied in one transaction. */
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { storeBlob } from '../../db/blob.ts';
import { findBundle, insertBundle, logState } from '../../db/bundle.ts';
import { countConflicts } from '../../db/conflict.ts';
import { fingerprint, randomId } from '../../db/crypto.ts';
import { findDevice, putDevice } from '../../db/device.ts';
import { issueFor } from '../../db/exchange/certify.ts';
import { describeChanges, type PartitionChanges } from '../../db/exchange/changes.ts';
import { openBundle, type VerifiedBundle } from '../../db/exchange/container/read.ts';
import { dryRun } from '../../db/exchange/dry-run.ts';
import { type TakenIn, takeIncoming } from '../../db/exchange/incoming.ts';
import { identifySender, openingIdentities, type Sender } from '../../db/exchange/keys.ts';
import { requireIdentity } from '../../db/identity.ts';
import { markInvitationUsed } from '../../db/invitation.ts';
import { type ParsedOperation, parseOperation } from '../../db/log/integrate.ts';
import { all, prepare, type ReadDb, sql, transact, type WriteDb } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import { AppError } from '../../shared/errors.ts';
import type { FieldChangeView, ImportPreview, ImportReport } from '../../shared/exchange/contract.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import { readableValue } from '../../shared/record/readable.ts';
import type { Desk } from '../desk.ts';
import { readableNames } from '../readable-names.ts';
import { deskPaths } from '../session/paths.ts';
import type { Services } from '../services.ts';

/** Changes shown for one enterprise; the rest is counted. */
const shownChanges = 30;
/** An import that takes more than this share of the enterprises away asks first. */
const retiringShare = 0.2;

interface Opened {
  readonly bundle: VerifiedBundle;
  readonly sender: Exclude<Sender, { kind: 'unknown' }>;
  readonly operations: readonly ParsedOperation[];
  readonly blobs: readonly Uint8Array[];
}

/** Copies the chosen file into the inbox, so that the stick may be pulled out, and rehearses it. */
export async function openForImport(services: Services, desk: Desk, path: string): Promise<ImportPreview> {
  const { inbox } = deskPaths(services.folder);
  await mkdir(inbox, { recursive: true });
  const name = randomId();
  const staged = join(inbox, `${name}.drcb`);
  try {
    await copyFile(path, staged);
    return await rehearse(services, desk, name);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}

/** What the import would do; nothing is written. */
export async function rehearse(services: Services, desk: Desk, name: string): Promise<ImportPreview> {
  const opened = await openStaged(services, desk, name);
  const { bundle, sender } = opened;
  const { db } = desk;
  const { manifest, header } = bundle;
  const before = visibleEnterprises(db);
  const conflictsBefore = countConflicts(db);
  const isKnown = knownPartition(db);
  const rehearsal = dryRun(db, (writable) => {
    if (sender.kind === 'enrolling') putWaiting(writable, sender, services.nowMs(), 'confirmed');
    const report = integrate(writable, opened, services.nowMs());
    const after = new Set(visibleEnterprises(writable).map((enterprise) => enterprise.id));
    return {
      report,
      newConflicts: countConflicts(writable) - conflictsBefore,
      retiring: before.filter((enterprise) => !after.has(enterprise.id)).map(({ name: title }) => title),
      partitions: inWords(writable, describeChanges(writable, report.addedIds, isKnown, shownChanges)),
      townName: townNames(writable),
    };
  });
  const { report } = rehearsal;
  const device = manifest.sender.certificate ?? manifest.sender.enrolment;
  const isLarge = rehearsal.retiring.length > before.length * retiringShare;
  return {
    token: `${name}.${logState(db)}`,
    bundleId: header.bundleId,
    from: {
      side: header.from.side,
      townId: header.from.townId,
      name: header.from.name,
      officer: device?.officer ?? findDevice(db, manifest.sender.deviceId)?.officer ?? '',
      deviceName: device?.deviceName ?? findDevice(db, manifest.sender.deviceId)?.name ?? '',
      fingerprint: fingerprint(sender.publicKey),
    },
    month: header.month,
    createdAtMs: header.createdAtMs,
    sizeBytes: bundle.bytes,
    unconfirmed: sender.kind === 'enrolling',
    importedAtMs: importedAt(db, header.bundleId),
    operations: bundle.operations,
    added: report.added,
    duplicates: report.duplicates,
    held: report.held,
    pending: report.pending,
    newConflicts: Math.max(0, rehearsal.newConflicts),
    attachments: bundle.blobs,
    retiring: isLarge ? rehearsal.retiring : [],
    partitions: rehearsal.partitions.map((partition) => ({
      partition: partition.partition,
      title: partition.enterpriseName || partitionTitle(partition.partition, rehearsal.townName),
      isNew: partition.isNew,
      operations: partition.operations,
      conflicts: partition.conflicts,
      changes: partition.changes,
    })),
  };
}

/** The changes as an officer reads them; what stays empty is left out. */
function inWords(
  db: ReadDb,
  partitions: readonly PartitionChanges[],
): (Omit<PartitionChanges, 'changes'> & { readonly changes: FieldChangeView[] })[] {
  const names = readableNames(db);
  return partitions.map((partition) => ({
    ...partition,
    changes: partition.changes
      .map((change) => ({
        ...change,
        oldText: readableValue(change.entityType, change.field, change.oldValue, names),
        newText: readableValue(change.entityType, change.field, change.newValue, names),
      }))
      .filter(({ oldText, newText }) => oldText !== '' || newText !== ''),
  }));
}

/**
 * The city vouches for the laptop behind a staged bundle: its certificate is issued and goes with the next bundle.
 * @throws AppError exchange.changed when it is no longer waiting
 */
export async function confirmDevice(services: Services, desk: Desk, name: string): Promise<void> {
  const { sender } = await openStaged(services, desk, name);
  if (sender.kind !== 'enrolling') return;
  const { request, townId } = sender;
  const self = requireIdentity(desk.db);
  const issued = await issueFor(self, { ...request, townId }, services.nowMs());
  const { topics } = transact(desk.db, (writable) => {
    putWaiting(writable, sender, services.nowMs(), 'confirmed', JSON.stringify(issued));
    markInvitationUsed(writable, request.invitationId, request.deviceId);
  });
  services.broadcast(topics);
}

/**
 * Applies a rehearsed bundle. Importing again is a no-op.
 * @throws AppError exchange.changed (rehearse again) | exchange.unconfirmed | exchange.retiring | bundle.* | log.bad-operation
 */
export async function importBundle(
  services: Services,
  desk: Desk,
  token: { readonly name: string; readonly state: string },
  acceptRetiring: boolean,
): Promise<ImportReport> {
  const { db } = desk;
  const opened = await openStaged(services, desk, token.name);
  const { bundle, sender } = opened;
  if (sender.kind === 'enrolling') throw new AppError('exchange.unconfirmed');
  const { archive, inbox } = deskPaths(services.folder);
  const archiveName = `${bundle.header.bundleId}.drcb`;
  const { value, topics } = transact(db, (writable) => {
    if (logState(writable) !== token.state) throw new AppError('exchange.changed');
    const before = visibleEnterprises(writable);
    const report = integrate(writable, opened, services.nowMs());
    const after = new Set(visibleEnterprises(writable).map((enterprise) => enterprise.id));
    const retiring = before.filter((enterprise) => !after.has(enterprise.id));
    if (!acceptRetiring && retiring.length > before.length * retiringShare) {
      throw new AppError('exchange.retiring', { count: retiring.length });
    }
    for (const bytes of opened.blobs) storeBlob(writable, bytes);
    const { header, manifest } = bundle;
    insertBundle(writable, {
      id: header.bundleId,
      direction: 'in',
      peerSide: header.from.side,
      peerTownId: header.from.townId,
      peerDevice: manifest.sender.deviceId,
      month: header.month,
      sha256: bundle.fileSha256,
      sizeBytes: bundle.bytes,
      atMs: services.nowMs(),
      archiveName,
      summary: summaryOf(report, opened.blobs.length),
    });
    return { ...report, conflicts: countConflicts(writable) };
  });
  await mkdir(archive, { recursive: true });
  await rename(join(inbox, `${token.name}.drcb`), join(archive, archiveName));
  services.broadcast(topics);
  const { added, duplicates, held, pending, conflicts } = value;
  return { added, duplicates, held, pending, conflicts, attachments: opened.blobs.length };
}

/** Verifies the staged file whole and reads it. Signature first, operations after (design/security.md rule 5). */
async function openStaged(services: Services, desk: Desk, name: string): Promise<Opened> {
  const self = requireIdentity(desk.db);
  let sender: Opened['sender'] | undefined;
  const bundle = await openBundle({
    path: join(deskPaths(services.folder).inbox, `${name}.drcb`),
    key: { identities: openingIdentities(self) },
    accepts: (to) => to.side === self.side && to.townId === self.townId,
    resolveSender: (manifest, header) => {
      const found = identifySender(desk.db, self, manifest, header);
      if (found.kind === 'unknown') return 'unknown';
      sender = found;
      return { publicKey: found.publicKey };
    },
    onProgress: (fraction) => services.progress({ taskId: 'import', label: '正在核验数据包', fraction }),
  });
  try {
    const operations: ParsedOperation[] = [];
    const blobs: Uint8Array[] = [];
    let parts: Uint8Array[] = [];
    for await (const batch of bundle.contents()) {
      if (batch.kind === 'operations') {
        // Views into the frame's memory: what is kept is copied.
        for (const line of batch.lines) operations.push(parseOperation(Buffer.from(line)));
      } else {
        parts.push(Buffer.from(batch.bytes));
        if (batch.isLast) {
          blobs.push(Buffer.concat(parts));
          parts = [];
        }
      }
    }
    if (!sender) throw new Error('a verified bundle without a sender');
    return { bundle, sender, operations, blobs };
  } finally {
    await bundle.close();
  }
}

function integrate(db: WriteDb, opened: Opened, nowMs: number): TakenIn {
  const self = requireIdentity(db);
  const { operations, bundle } = opened;
  const report = takeIncoming(db, self, { manifest: bundle.manifest, operations }, nowMs);
  if (self.side === 'town' && report.added > 0) db.touched.add('exchange');
  return report;
}

function putWaiting(
  db: WriteDb,
  { request, townId }: Extract<Sender, { kind: 'enrolling' }>,
  nowMs: number,
  state: 'waiting' | 'confirmed',
  certificate = '',
): void {
  putDevice(db, {
    id: request.deviceId,
    side: 'town',
    townId,
    officer: request.officer,
    name: request.deviceName,
    signPublic: request.signPublic,
    ageRecipient: request.ageRecipient,
    certificate,
    state,
    addedAtMs: nowMs,
  });
}

/** The enterprises this desk works with: all at the city, its own at a town. */
function visibleEnterprises(db: ReadDb): { id: string; name: string }[] {
  const self = requireIdentity(db);
  return all<{ id: string; name: string }>(
    db,
    sql`SELECT id, name FROM enterprise
        WHERE deleted = 0 AND (${self.side} = 'city' OR town_id = ${self.townId}) ORDER BY name`,
  );
}

function knownPartition(db: ReadDb): (partition: string) => boolean {
  const known = new Set(
    (prepare(db, 'SELECT id FROM enterprise').all() as { id: string }[]).map((row) => row.id),
  );
  return (partition) => known.has(partition);
}

function partitionTitle(partition: string, nameOf: (townId: string) => string): string {
  if (partition === cityPartition) return '市级公共资料（镇区、市领导）';
  return partition.startsWith('town:')
    ? `${nameOf(partition.slice('town:'.length))}自有资料（人员、会议）`
    : '其他资料';
}

function importedAt(db: ReadDb, bundleId: string): number | null {
  const found = findBundle(db, bundleId);
  return found?.direction === 'in' ? found.atMs : null;
}

function summaryOf(report: TakenIn, attachments: number): string {
  const parts = [`新增 ${report.added} 条`, `已有 ${report.duplicates} 条`];
  if (report.held > 0) parts.push(`暂存待定 ${report.held} 条`);
  if (report.pending > 0) parts.push(`待升级后可见 ${report.pending} 条`);
  if (attachments > 0) parts.push(`附件 ${attachments} 个`);
  return parts.join('，');
}
