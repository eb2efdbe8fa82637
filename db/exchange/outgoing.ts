/** What goes into a bundle for a peer: its manifest, operations and attachments. Reads only. */
import { type BundleManifest, bundleFormat } from '../../shared/exchange/manifest.ts';
import { type AuditHead, auditHead } from '../audit.ts';
import { missingBlobs } from '../blob.ts';
import { lastBundle } from '../bundle.ts';
import { listDevices, standingOf } from '../device.ts';
import type { Identity } from '../identity.ts';
import { leaderOf, type Party } from '../party.ts';
import type { ReadDb } from '../sql.ts';
import { attachmentsFor, missingOutside } from './attachments.ts';
import { certificateOf } from './certify.ts';
import type { BlobSource } from './container/write.ts';
import { type Base, commonBase, isSmall, type LogSize, steadyAcknowledgementOf, streamKey } from './delta.ts';
import { type HeldStream, heldStreams, peerStreamsOutside, toPosition } from './holdings.ts';
import { createEnrolmentRequest } from './identity.ts';
import { isCityOffice, joinedInvitation, laptopsOf } from './keys.ts';
import { readRecoveryWord } from './recovery-word.ts';
import { receiptsFor } from './receipts.ts';
import { authorsOf, partitionsFor } from './scope.ts';
import { measureSelection, operationsOf, selectOperations } from './selection.ts';

export interface Outgoing {
  readonly manifest: BundleManifest;
  /** Canonical bytes as stored, streamed; may be iterated again. */
  readonly operations: Iterable<Uint8Array>;
  readonly size: LogSize;
  readonly blobs: readonly BlobSource[];
  readonly partitions: readonly string[];
  /** How far the bundle goes, for `putSent`. */
  readonly reach: readonly HeldStream[];
}

export interface OutgoingRequest {
  readonly bundleId: string;
  /** Version of the program, for reading only. */
  readonly program: string;
  readonly nowMs: number;
  /** `full` also when the log is large: for a peer that lacks what a delta would build upon. */
  readonly mode?: 'auto' | 'full';
  /** The log is sent whole up to this many bytes of the bundle. */
  readonly fullLogBytes?: number;
}

/** Only what the recipient may read (design/exchange.md, invariant 7). */
export function composeOutgoing(db: ReadDb, self: Identity, to: Party, request: OutgoingRequest): Outgoing {
  const partitions = partitionsFor(db, to, request.nowMs);
  const reach = heldStreams(db, partitions);
  const laptops = laptopsOf(db, self, to, request.nowMs);
  const whole = selectOperations(db, partitions, new Map());
  const wholeSize = measureSelection(db, whole);
  // A leader's laptop clears at the word of whoever wrote to it last: only he knows what it holds.
  const isLeader = leaderOf(to) !== '';
  const isWhole = request.mode === 'full' || isLeader || isSmall(wholeSize, request.fullLogBytes);
  const selection = isWhole
    ? whole
    : {
        ...whole,
        base: commonBase(
          reach,
          laptops,
          laptops.devices.map((device) => steadyAcknowledgementOf(db, device)),
        ),
      };
  return {
    manifest: buildManifest(db, self, to, request, { partitions, reach, base: selection.base }),
    operations: operationsOf(db, selection),
    size: isWhole ? wholeSize : measureSelection(db, selection),
    blobs: attachmentsFor(db, partitions, laptops),
    partitions,
    reach,
  };
}

/** A further part of the same hand-over: attachments only, and an importable bundle of its own. */
export function furtherPart(first: BundleManifest, bundleId: string): BundleManifest {
  return {
    ...first,
    bundleId,
    certificates: [],
    standings: [],
    recovery: null,
    receipts: { applied: [], held: [], rejected: [] },
    streams: [],
    forks: [],
    base: [],
    previous: null,
    attachmentsOnly: true,
    wantedBlobs: [],
  };
}

interface Content {
  readonly partitions: readonly string[];
  readonly reach: readonly HeldStream[];
  readonly base: Base;
}

function buildManifest(
  db: ReadDb,
  self: Identity,
  to: Party,
  { bundleId, program }: OutgoingRequest,
  { partitions, reach, base }: Content,
): BundleManifest {
  const outside = peerStreamsOutside(db, to, partitions);
  const held = [...reach, ...outside];
  const own = certificateOf(db, self.deviceId);
  const joined = joinedInvitation(self);
  const authors = new Set(authorsOf(db, partitions));
  // Another laptop of the city writes to every town, also to one whose laptop wrote nothing yet.
  const travelling = listDevices(db).filter(
    (device) =>
      device.state !== 'waiting' &&
      (isCityOffice(to) || authors.has(device.id) || device.side === 'city' || device.townId === to.townId),
  );
  const before = base.size > 0 ? lastBundle(db, 'out', to) : undefined;
  return {
    v: bundleFormat,
    minReader: 1,
    bundleId,
    program,
    sender: {
      deviceId: self.deviceId,
      certificate: own ?? null,
      enrolment: own || !joined ? null : createEnrolmentRequest(self, self, joined, self.createdAtMs),
    },
    certificates: travelling.flatMap((device) => certificateOf(db, device.id) ?? []),
    standings: travelling.flatMap((device) => standingOf(device) ?? []),
    recovery: readRecoveryWord(db) ?? null,
    receipts: receiptsFor(db, to, partitions),
    streams: held.map(toPosition),
    forks: held.flatMap(({ partition, incarnation, forkedAt }) =>
      forkedAt === null ? [] : [[partition, incarnation, forkedAt]],
    ),
    base: reach.flatMap(({ partition, incarnation }) => {
      const from = base.get(streamKey(partition, incarnation));
      return from ? [[partition, incarnation, from.seq, from.lastId]] : [];
    }),
    previous: before ? { bundleId: before.id, month: before.month } : null,
    group: null,
    attachmentsOnly: false,
    ...(leaderOf(to) === '' ? {} : { scope: [...partitions] }),
    wantedBlobs: [...new Set([...missingBlobs(db, partitions), ...missingOutside(db, outside)])].sort(),
    auditHead: witnessOf(auditHead(db)),
  };
}

/** Where this desk's audit chain stands: the recipient keeps it as a witness. */
function witnessOf({ n, hash }: AuditHead): BundleManifest['auditHead'] {
  return { seq: n, hash };
}
