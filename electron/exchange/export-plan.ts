/** What an export will write: operations, attachments by part, sizes. Reads only. */
import { randomId } from '../../db/crypto.ts';
import { ensureCityCertificate, renewCertificates } from '../../db/exchange/certify.ts';
import { type BlobSource, measureOperations } from '../../db/exchange/container/write.ts';
import { estimatedBytes } from '../../db/exchange/delta.ts';
import { recipientsOf } from '../../db/exchange/keys.ts';
import { composeOutgoing, furtherPart, type Outgoing } from '../../db/exchange/outgoing.ts';
import type { Party } from '../../db/party.ts';
import { type Identity, requireIdentity } from '../../db/identity.ts';
import { transact } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import {
  type Medium,
  mediumFileBytes,
  type PartPlan,
  partName,
  planParts,
  sealedBytes,
} from '../../shared/exchange/parts.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import type { Desk } from '../desk.ts';
import { tellTowns } from '../assigned-decisions.ts';
import { partyNames } from '../party-names.ts';
import type { Services } from '../services.ts';

export interface ExportRequest {
  readonly to: Party & { readonly name: string };
  /** YYYY-MM */
  readonly month: string;
  readonly medium: Medium;
  /** `full`: the whole log, for a peer that lacks what a delta would build upon. */
  readonly mode: 'auto' | 'full';
  /** Largest file; the medium's when left out. */
  readonly fileBytes?: number;
}

export interface PlannedPart extends PartPlan<BlobSource> {
  readonly manifest: BundleManifest;
}

export interface ExportPlan extends ExportRequest {
  readonly fileBytes: number;
  readonly self: Identity;
  readonly fromName: string;
  readonly recipients: readonly string[];
  readonly nowMs: number;
  readonly outgoing: Outgoing;
  /** At least one; the first carries the operations. */
  readonly parts: readonly PlannedPart[];
  /** Expected size of all files. */
  readonly bytes: number;
  /** Offered to the officer, for the first part. */
  readonly fileName: string;
}

/** @throws AppError exchange.nobody-there | bundle.cancelled */
export async function planExport(
  services: Services,
  desk: Desk,
  request: ExportRequest,
  signal: AbortSignal,
): Promise<ExportPlan> {
  const { db } = desk;
  const nowMs = services.nowMs();
  const self = requireIdentity(db);
  const recipients = recipientsOf(db, self, request.to);
  if (recipients.length === 0) throw new AppError('exchange.nobody-there', { peer: request.to.name });
  await ensureCityCertificate(db, self, nowMs);
  await renewCertificates(db, self, nowMs);
  // A meeting may have been held since its note was saved.
  services.broadcast(transact(db, (writable) => tellTowns(writable, desk.identity, nowMs)).topics);
  const program = services.program.version;
  const { mode } = request;
  const outgoing = composeOutgoing(db, self, request.to, { bundleId: randomId(), program, nowMs, mode });
  const fileBytes = request.fileBytes ?? mediumFileBytes[request.medium];
  const parts = await divide(outgoing, fileBytes, signal);
  const fromName = partyNames(db)(self);
  const name = safeFileName(`${fromName}至${request.to.name}_${request.month}.drcb`);
  return {
    ...request,
    fileBytes,
    self,
    fromName,
    recipients,
    nowMs,
    outgoing,
    parts,
    bytes: parts.reduce((sum, part) => sum + sealedBytes(part.bytes), 0),
    fileName: partName(name, 1, parts.length),
  };
}

async function divide(outgoing: Outgoing, limitBytes: number, signal: AbortSignal): Promise<PlannedPart[]> {
  const { manifest, blobs } = outgoing;
  const further = furtherPart(manifest, manifest.bundleId);
  const plan = planParts({
    firstBytes: jsonBytes(manifest) + (await operationBytes(outgoing, limitBytes, signal)),
    furtherBytes: jsonBytes(further),
    blobs,
    limitBytes,
  });
  if (plan.length === 1) return plan.map((part) => ({ ...part, manifest }));
  const first = { ...manifest, group: manifest.bundleId };
  return plan.map((part, index) => ({
    ...part,
    manifest: index === 0 ? first : { ...furtherPart(first, randomId()) },
  }));
}

/** Measured only where it decides what fits: it costs as much as writing. */
async function operationBytes(
  { operations, size, blobs }: Outgoing,
  limitBytes: number,
  signal: AbortSignal,
): Promise<number> {
  const attachments = blobs.reduce((sum, blob) => sum + blob.size, 0);
  const isRoomy = size.bytes + attachments * 1.01 < limitBytes * 0.9;
  return blobs.length === 0 || isRoomy ? estimatedBytes(size) : measureOperations(operations, signal);
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(canonicalJson(value));
}
