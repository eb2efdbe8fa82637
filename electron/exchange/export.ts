/** Writes a hand-over: every part beside its name, read back, and only then named, all of them or none. */
import { existsSync } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { appendAudit } from '../../db/audit.ts';
import { insertBundle } from '../../db/bundle.ts';
import { insertBundleDetail } from '../../db/bundle-detail.ts';
import { insertBundleFile } from '../../db/bundle-file.ts';
import { fingerprint } from '../../db/crypto.ts';
import { type PreparedBundle, prepareBundle } from '../../db/exchange/container/write.ts';
import { forgetOutside, putSent } from '../../db/exchange/delivery.ts';
import { leaderOf, type Party } from '../../db/party.ts';
import { transact } from '../../db/sql.ts';
import { copyWholeFile, removeLeftovers } from '../../db/atomic-file.ts';
import { storageError } from '../../db/storage-error.ts';
import { AppError } from '../../shared/errors.ts';
import type { ExportedFiles } from '../../shared/exchange/contract.ts';
import { type BundleHeader, bundleFormat } from '../../shared/exchange/manifest.ts';
import { partName, sealedBytes } from '../../shared/exchange/parts.ts';
import { sizeText } from '../../shared/record/readable.ts';
import { headerName } from '../../shared/text/display-name.ts';
import type { Desk } from '../desk.ts';
import { auditedPeer } from '../party-names.ts';
import { deskPaths } from '../session/paths.ts';
import type { Services } from '../services.ts';
import type { ExportPlan } from './export-plan.ts';
import { readBack } from './read-back.ts';

/**
 * Writes the planned files to `path` and beside it. On any failure, and when cancelled, nothing is left.
 * @throws AppError exchange.medium-gone | exchange.medium-full | exchange.name-taken | exchange.unverified |
 *   storage.* | bundle.cancelled
 */
export async function writeExport(
  services: Services,
  desk: Desk,
  plan: ExportPlan,
  path: string,
  signal: AbortSignal,
): Promise<ExportedFiles> {
  const paths = plan.parts.map((_, index) => partName(path, index + 1, plan.parts.length));
  refuseTaken(path, paths);
  await onMedium(plan, () => removeLeftovers(dirname(path), services.nowMs()));
  await refuseWithoutRoom(path, plan);
  const archived = join(deskPaths(services.folder).archive, archiveName(plan));
  const report = createReporter(services, plan);
  const prepared: PreparedBundle[] = [];
  const named: string[] = [];
  try {
    for (const [index, partPath] of paths.entries()) {
      prepared.push(await writePart(plan, index, partPath, { signal, report }));
    }
    await keepCopy(prepared[0], archived, services.nowMs());
    if (signal.aborted) throw new AppError('bundle.cancelled');
    for (const [index, part] of prepared.entries()) {
      await onMedium(plan, () => part.commit());
      named.push(paths[index] ?? path);
    }
    services.broadcast(note(desk, plan, prepared));
  } catch (error) {
    for (const part of prepared) await part.abort();
    await Promise.allSettled([...named, archived].map((left) => rm(left, { force: true })));
    throw error;
  }
  return describe(plan, paths, prepared);
}

interface Watch {
  readonly signal: AbortSignal;
  readonly report: (label: string, doneBytes: number) => void;
}

/** One part, on the disk and read back; it has no name yet. */
async function writePart(
  plan: ExportPlan,
  index: number,
  path: string,
  { signal, report }: Watch,
): Promise<PreparedBundle> {
  const { outgoing, self } = plan;
  const part = plan.parts[index];
  if (!part) throw new Error('no such part');
  const before = plan.parts.slice(0, index).reduce((sum, earlier) => sum + 2 * sealedBytes(earlier.bytes), 0);
  const expected = sealedBytes(part.bytes);
  const which = plan.parts.length === 1 ? '' : `第 ${index + 1} 包，共 ${plan.parts.length} 包`;
  const prepared = await onMedium(plan, () =>
    prepareBundle({
      path,
      header: headerOf(plan, index),
      lock: { recipients: plan.recipients },
      manifest: part.manifest,
      operations: index === 0 ? outgoing.operations : [],
      blobs: part.blobs,
      signer: { deviceId: self.deviceId, signSecret: self.signSecret },
      onProgress: ({ bytes }) => report(`正在写入${which}`, before + Math.min(bytes, expected)),
      signal,
    }),
  );
  try {
    await onMedium(plan, () =>
      readBack(prepared.temporaryPath, prepared.written, self, {
        signal,
        onProgress: (fraction) => report(`正在读回核对${which}`, before + expected * (1 + fraction)),
      }),
    );
    return prepared;
  } catch (error) {
    await prepared.abort();
    throw error;
  }
}

function headerOf(plan: ExportPlan, index: number): BundleHeader {
  const { self, to, parts } = plan;
  return {
    v: bundleFormat,
    minReader: 1,
    bundleId: parts[index]?.manifest.bundleId ?? '',
    from: {
      side: self.side,
      townId: self.townId,
      ...leaderField(self),
      name: headerName(plan.fromName),
      fingerprint: fingerprint(self.signPublic),
    },
    to: { side: to.side, townId: to.townId, ...leaderField(to), name: headerName(to.name) },
    month: plan.month,
    part: { index: index + 1, count: parts.length },
    createdAtMs: plan.nowMs,
  };
}

/** Absent for an office, as in bundles of programs that knew no others. */
function leaderField(party: Party): Pick<Party, 'leaderId'> {
  const leaderId = leaderOf(party);
  return leaderId === '' ? {} : { leaderId };
}

/** The dialog asked about the name it showed; the others must not replace anything unasked. */
function refuseTaken(path: string, paths: readonly string[]): void {
  if (paths[0] === path && existsSync(path)) return;
  const taken = paths.find((part) => part !== path && existsSync(part));
  if (taken) throw new AppError('exchange.name-taken', { file: basename(taken) });
}

/** Told at once, not after minutes of writing. */
async function refuseWithoutRoom(path: string, plan: ExportPlan): Promise<void> {
  const attachments = plan.parts.flatMap((part) => part.blobs).reduce((sum, blob) => sum + blob.size, 0);
  const disk = await onMedium(plan, () => statfs(dirname(path)));
  if (disk.bavail * disk.bsize < attachments) throw fullError(plan);
}

/** Codes of a stick that was pulled out, or of a folder that is gone. */
const gone = new Set(['ENOENT', 'ENODEV', 'ENXIO', 'EIO', 'ENOTCONN', 'EBADF', 'ENOTDIR', 'UNKNOWN']);

/** What the file system says of the place the officer chose, in words for that place. */
async function onMedium<Value>(plan: ExportPlan, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const known = storageError(error);
    if (!(known instanceof AppError)) throw error;
    if (known.code === 'storage.full') throw fullError(plan);
    if (known.code === 'storage.io' && gone.has(String(known.details['code']))) {
      throw new AppError('exchange.medium-gone');
    }
    throw known;
  }
}

function fullError(plan: ExportPlan): AppError {
  return new AppError('exchange.medium-full', { needed: sizeText(plan.bytes) });
}

function archiveName({ outgoing }: ExportPlan): string {
  return `${outgoing.manifest.bundleId}.drcb`;
}

/** The part with the operations is kept here; what the others carry lies in the database anyway. */
async function keepCopy(first: PreparedBundle | undefined, archived: string, nowMs: number): Promise<void> {
  if (!first) throw new Error('a hand-over without a part');
  await mkdir(dirname(archived), { recursive: true });
  await removeLeftovers(dirname(archived), nowMs);
  await copyWholeFile(first.temporaryPath, archived);
}

function note(desk: Desk, plan: ExportPlan, prepared: readonly PreparedBundle[]): readonly string[] {
  const { outgoing, to } = plan;
  const { operations, attachments, sizeBytes } = totals(prepared);
  const facts = [
    `${operations} 条记录`,
    ...(attachments > 0 ? [`${attachments} 个附件`] : []),
    ...(prepared.length > 1 ? [`分 ${prepared.length} 包`] : []),
    ...(isDelta(plan) ? ['只含新内容'] : []),
  ];
  return transact(desk.db, (writable) => {
    putSent(writable, to, outgoing.reach);
    forgetOutside(writable, to, outgoing.partitions);
    insertBundle(writable, {
      id: outgoing.manifest.bundleId,
      direction: 'out',
      peerSide: to.side,
      peerTownId: to.townId,
      peerLeaderId: leaderOf(to),
      peerDevice: '',
      month: plan.month,
      sha256: prepared[0]?.written.sha256 ?? '',
      sizeBytes,
      atMs: plan.nowMs,
      archiveName: archiveName(plan),
      summary: facts.join('，'),
    });
    insertBundleDetail(writable, {
      bundleId: outgoing.manifest.bundleId,
      officer: plan.self.officer,
      deviceName: plan.self.deviceName,
      fingerprint: fingerprint(plan.self.signPublic),
      receivedAtMs: plan.nowMs,
      partIndex: 1,
      partCount: prepared.length,
      operations,
      attachments,
      added: 0,
      held: 0,
      conflicts: 0,
      rowBefore: 0,
      rowLast: 0,
    });
    for (const [index, { written }] of prepared.entries()) {
      const bundleId = outgoing.manifest.bundleId;
      const { sha256, bytes: sizeBytes } = written;
      insertBundleFile(writable, { bundleId, partIndex: index + 1, groupId: bundleId, sha256, sizeBytes });
    }
    const detail = { ...auditedPeer(writable, to), month: plan.month, count: operations };
    appendAudit(writable, 'export', { ...detail, bundle: outgoing.manifest.bundleId }, plan.nowMs);
  }).topics;
}

function describe(
  plan: ExportPlan,
  paths: readonly string[],
  prepared: readonly PreparedBundle[],
): ExportedFiles {
  const [path = ''] = paths;
  return {
    bundleId: plan.outgoing.manifest.bundleId,
    path,
    folder: dirname(path),
    files: prepared.map(({ written }, index) => ({
      name: basename(paths[index] ?? path),
      sizeBytes: written.bytes,
      isOversized: written.bytes > plan.fileBytes,
    })),
    isDelta: isDelta(plan),
    ...totals(prepared),
  };
}

function isDelta({ outgoing }: ExportPlan): boolean {
  return outgoing.manifest.base.length > 0;
}

function totals(
  prepared: readonly PreparedBundle[],
): Pick<ExportedFiles, 'sizeBytes' | 'operations' | 'attachments'> {
  const sum = (of: (written: PreparedBundle['written']) => number): number =>
    prepared.reduce((total, { written }) => total + of(written), 0);
  return {
    sizeBytes: sum((written) => written.bytes),
    operations: sum((written) => written.operations),
    attachments: sum((written) => written.blobs),
  };
}

/** Writing and reading back count alike; steps too small to see are not told. */
function createReporter({ progress }: Services, plan: ExportPlan): Watch['report'] {
  let last = { label: '', fraction: 0 };
  return (label, doneBytes) => {
    const fraction = Math.min(1, doneBytes / (2 * plan.bytes));
    if (label === last.label && fraction - last.fraction < 0.005) return;
    last = { label, fraction };
    progress({ taskId: 'export', label, fraction });
  };
}
