/** Takes a verified bundle in: a backup, then one transaction with everything in it. design/exchange.md, Import. */
import { appendAudit } from '../../db/audit.ts';
import { storeBlobs } from '../../db/blob.ts';
import { findBundle, insertBundle, isTakenIn, logState } from '../../db/bundle.ts';
import { insertBundleDetail } from '../../db/bundle-detail.ts';
import { insertBundleFile } from '../../db/bundle-file.ts';
import { fingerprint } from '../../db/crypto.ts';
import { issueFor } from '../../db/exchange/certify.ts';
import { takeIncoming } from '../../db/exchange/incoming.ts';
import { broughtBy, conflictNames } from '../../db/exchange/outcome.ts';
import { missingPrerequisites } from '../../db/exchange/prerequisites.ts';
import type { Staging } from '../../db/exchange/staging.ts';
import { requireIdentity } from '../../db/identity.ts';
import { deleteInbox, findInbox, type InboxItem, listInbox } from '../../db/inbox.ts';
import { markInvitationUsed } from '../../db/invitation.ts';
import { peerAuditState, putPeerAudit } from '../../db/peer-audit.ts';
import { leaderOf } from '../../db/party.ts';
import { rejudgeAuthor } from '../../db/log/judge.ts';
import { findAuthor, findDevice } from '../../db/device.ts';
import { transact, type WriteDb } from '../../db/sql.ts';
import { countAnswered } from '../../db/suggestion.ts';
import { AppError, errorText } from '../../shared/errors.ts';
import type { ImportReport, InboxImport } from '../../shared/exchange/contract.ts';
import { outcomeText } from '../../shared/exchange/outcome.ts';
import type { Desk } from '../desk.ts';
import { auditedPeer } from '../party-names.ts';
import { createBackup } from '../session/backups.ts';
import type { Services } from '../services.ts';
import { tellAnswers, tellLateAnswers } from '../late-answers.ts';
import { archiveCopy, lookAgain, openStaged } from './inbox.ts';
import { retiringShare, visibleEnterprises } from './preview.ts';
import { putConfirmed, senderOf } from './sender.ts';

/**
 * The city vouches for the laptop behind a staged bundle: its certificate is issued and goes with the next bundle.
 * @throws AppError device.not-the-key-holder | as openStaged
 */
export async function confirmDevice(
  services: Services,
  desk: Desk,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const staging = await openStaged(services, desk, name, signal);
  try {
    const sender = senderOf(desk.db, staging.facts);
    if (sender.kind !== 'enrolling') return;
    const { request } = sender;
    const self = requireIdentity(desk.db);
    if (self.citySignSecret === '') throw new AppError('device.not-the-key-holder');
    const issued = await issueFor(self, { ...request, leaderId: request.leaderId ?? '' }, services.nowMs());
    const { topics } = transact(desk.db, (db) => {
      putConfirmed(db, sender, services.nowMs(), JSON.stringify(issued));
      if (sender.isInvited) markInvitationUsed(db, request.invitationId, request.deviceId);
      rejudgeAuthor(db, request.deviceId, (deviceId) => findAuthor(db, deviceId));
      appendAudit(db, 'device-confirmed', { device: request.deviceId }, services.nowMs());
    });
    services.broadcast(topics);
  } finally {
    staging.close();
  }
}

export interface ImportRequest {
  readonly name: string;
  /** Of the log when the preview was made; null takes it in as things stand. */
  readonly state: string | null;
  readonly acceptRetiring: boolean;
  /** One backup may serve several imports in a row. */
  readonly isBackedUp?: boolean;
  /** Heeded up to the transaction; what is applied stays applied. */
  readonly signal?: AbortSignal;
}

/**
 * Applies a rehearsed bundle. Importing again is a no-op.
 * @throws AppError exchange.changed (rehearse again) | exchange.unconfirmed | exchange.waiting | exchange.retiring |
 *   bundle.* (bundle.cancelled too) | backup.* | storage.*; nothing has then changed.
 */
export async function importBundle(
  services: Services,
  desk: Desk,
  request: ImportRequest,
): Promise<ImportReport> {
  const { signal } = request;
  const staging = await openStaged(services, desk, request.name, signal);
  let report: ImportReport;
  try {
    assertImportable(desk, staging, request);
    const isAgain = isTakenIn(desk.db, staging.facts.header.bundleId);
    if (!isAgain && !request.isBackedUp) {
      services.progress({ taskId: 'import', label: '正在备份', fraction: null });
      await createBackup(services, 'import', { signal });
    }
    if (signal?.aborted) throw new AppError('bundle.cancelled');
    services.progress({ taskId: 'import', label: '正在导入', fraction: null });
    const { value, topics } = transact(desk.db, (db) =>
      apply(db, staging, { ...request, nowMs: services.nowMs() }),
    );
    services.broadcast(topics);
    report = value;
  } finally {
    staging.close();
  }
  await archiveCopy(services, desk, request.name, staging.facts.header.bundleId);
  await lookAgain(services, desk, signal);
  return report;
}

/** Asked before the backup; the transaction asks again. */
function assertImportable({ db }: Desk, { facts }: Staging, { state }: ImportRequest): void {
  if (state !== null && logState(db) !== state) throw new AppError('exchange.changed');
  const { kind } = senderOf(db, facts);
  if (kind === 'enrolling') throw new AppError('exchange.unconfirmed');
  if (kind === 'revoked') throw new AppError('bundle.revoked-sender', { from: facts.header.from.name });
  if (missingPrerequisites(db, facts.manifest).length > 0) throw new AppError('exchange.waiting');
}

/** Everything of one import, in the caller's transaction. */
function apply(
  db: WriteDb,
  staging: Staging,
  { name, state, acceptRetiring, nowMs }: ImportRequest & { readonly nowMs: number },
): ImportReport {
  if (state !== null && logState(db) !== state) throw new AppError('exchange.changed');
  const { facts } = staging;
  const { header, manifest } = facts;
  const before = visibleEnterprises(db);
  const conflictsBefore = conflictNames(db);
  const self = requireIdentity(db);
  // Only a town has suggestions that others answer.
  const answeredBefore = self.side === 'town' && self.leaderId === '' ? countAnswered(db, self.townId) : null;
  const taken = takeIncoming(db, self, { manifest, operations: staging.operations() }, nowMs);
  const after = new Set(visibleEnterprises(db).map((enterprise) => enterprise.id));
  const retiring = before.filter((enterprise) => !after.has(enterprise.id));
  if (!acceptRetiring && retiring.length > before.length * retiringShare) {
    throw new AppError('exchange.retiring', { count: retiring.length });
  }
  const attachments = facts.blobs === 0 ? 0 : storeBlobs(db, staging.blobs());
  if (!findBundle(db, header.bundleId) && peerAuditState(db, manifest) === 'put-back') {
    appendAudit(db, 'peer-put-back', { device: manifest.sender.deviceId }, nowMs);
  }
  putPeerAudit(db, manifest);
  const { outcome } = broughtBy(db, taken, conflictsBefore);
  const { added, held, cleared } = taken;
  tellLateAnswers(db, taken.answers, nowMs);
  if (answeredBefore) tellAnswers(db, self.townId, answeredBefore, nowMs);
  const report: ImportReport = {
    ...outcome,
    attachments,
    cleared: [...cleared],
  };
  insertBundle(db, {
    id: header.bundleId,
    direction: 'in',
    peerSide: header.from.side,
    peerTownId: header.from.townId,
    peerLeaderId: leaderOf(header.from),
    peerDevice: manifest.sender.deviceId,
    month: header.month,
    sha256: facts.fileSha256,
    sizeBytes: facts.bytes,
    atMs: nowMs,
    archiveName: `${header.bundleId}.drcb`,
    summary: summaryOf(report),
  });
  const device = manifest.sender.certificate ?? manifest.sender.enrolment;
  const known = findDevice(db, manifest.sender.deviceId);
  insertBundleDetail(db, {
    bundleId: header.bundleId,
    officer: device?.officer ?? known?.officer ?? '',
    deviceName: device?.deviceName ?? known?.name ?? '',
    fingerprint: fingerprint(facts.publicKey),
    receivedAtMs: findInbox(db, name)?.receivedAtMs ?? nowMs,
    partIndex: header.part.index,
    partCount: header.part.count,
    operations: facts.operations,
    attachments,
    added,
    held,
    conflicts: outcome.conflicts,
    rowBefore: taken.lastRowBefore,
    rowLast: taken.lastRowBefore + added,
  });
  insertBundleFile(db, {
    bundleId: header.bundleId,
    partIndex: header.part.index,
    groupId: manifest.group ?? header.bundleId,
    sha256: facts.fileSha256,
    sizeBytes: facts.bytes,
  });
  const { bundleId, month, from } = header;
  const detail = { ...auditedPeer(db, from), month, added, held };
  appendAudit(db, 'import', { ...detail, bundle: bundleId }, nowMs);
  deleteInbox(db, name);
  db.touched.add('exchange');
  return report;
}

/**
 * Imports everything in the inbox that is ready, as often as one import makes another ready. What needs a person (a
 * laptop to confirm, enterprises that would leave) stays where it is, with the reason.
 * @throws AppError backup.* | storage.*; nothing has then changed.
 */
export async function importInbox(
  services: Services,
  desk: Desk,
  signal?: AbortSignal,
): Promise<InboxImport[]> {
  const results = new Map<string, InboxImport>();
  if (!listInbox(desk.db).some(isToImport)) return [];
  services.progress({ taskId: 'import', label: '正在备份', fraction: null });
  await createBackup(services, 'import', { signal });
  for (;;) {
    // What is imported stays, and is told; the rest waits in the inbox.
    if (signal?.aborted) return [...results.values()];
    const next = listInbox(desk.db).find((entry) => isToImport(entry) && !results.has(entry.name));
    if (!next) return [...results.values()];
    const { name, fileName, peerName, month } = next;
    const peer = {
      side: next.peerSide,
      townId: next.peerTownId,
      leaderId: next.peerLeaderId,
      name: peerName,
    };
    const about = { name, fileName, peerName, peer, month };
    try {
      const report = await importBundle(services, desk, {
        name,
        state: null,
        acceptRetiring: false,
        isBackedUp: true,
        ...(signal ? { signal } : {}),
      });
      results.set(name, { ...about, report, obstacle: '' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'bundle.cancelled') continue;
      const obstacle = errorText(error.code, error.details);
      results.set(name, { ...about, report: null, obstacle });
    }
  }
}

/**
 * What was imported before lies there to be looked at, and to be thrown away. What a person has to confirm first is
 * tried too: the result says so.
 */
function isToImport({ state, importedAtMs }: InboxItem): boolean {
  return (state === 'ready' || state === 'unconfirmed') && importedAtMs === null;
}

function summaryOf({ attachments, cleared, ...outcome }: ImportReport): string {
  const parts = [outcomeText(outcome)];
  if (attachments > 0) parts.push(`附件 ${attachments} 个`);
  if (cleared.length > 0) parts.push(`清除不再由本机管理的企业 ${cleared.length} 家`);
  return parts.join('，');
}
