/** What goes into a bundle for a peer: its manifest, operations and attachments. Reads only. */
import { type BundleManifest, bundleFormat } from '../../shared/exchange/manifest.ts';
import { blobBytes, missingBlobs } from '../blob.ts';
import { lastBundle, receiptsFor } from '../bundle.ts';
import { listDevices, standingOf } from '../device.ts';
import type { Identity } from '../identity.ts';
import type { ReadDb } from '../sql.ts';
import { certificateOf } from './certify.ts';
import type { BlobSource } from './container/write.ts';
import { heldStreams, peerStreamsOutside, toPosition } from './holdings.ts';
import { createEnrolmentRequest } from './identity.ts';
import { joinedInvitation } from './keys.ts';
import { authorsOf, blobsOf, operationsOf, type Party, partitionsFor } from './scope.ts';

export interface Outgoing {
  readonly manifest: BundleManifest;
  /** Canonical bytes as stored, streamed. */
  readonly operations: Iterable<Uint8Array>;
  readonly blobs: readonly BlobSource[];
}

export interface OutgoingRequest {
  readonly bundleId: string;
  /** Version of the program, for reading only. */
  readonly program: string;
}

/** Only what the recipient may read (design/exchange.md, invariant 7). */
export function composeOutgoing(db: ReadDb, self: Identity, to: Party, request: OutgoingRequest): Outgoing {
  const partitions = partitionsFor(db, to);
  return {
    manifest: buildManifest(db, self, to, request, partitions),
    operations: operationsOf(db, partitions),
    blobs: blobsOf(db, partitions).map(({ sha256, sizeBytes }) => ({
      sha256,
      size: sizeBytes,
      read: () => [blobBytes(db, sha256)],
    })),
  };
}

function buildManifest(
  db: ReadDb,
  self: Identity,
  to: Party,
  { bundleId, program }: OutgoingRequest,
  partitions: readonly string[],
): BundleManifest {
  const held = [...heldStreams(db, partitions), ...peerStreamsOutside(db, to, partitions)];
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
    program,
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
    standings: travelling.flatMap((device) => standingOf(device) ?? []),
    receipts:
      to.side === 'town'
        ? receiptsFor(db, to.townId, lastBundle(db, 'out', to.townId)?.atMs ?? 0)
        : { applied: [], held: [], rejected: [] },
    streams: held.map(toPosition),
    forks: held.flatMap(({ partition, incarnation, forkedAt }) =>
      forkedAt === null ? [] : [[partition, incarnation, forkedAt]],
    ),
    base: [],
    previous: null,
    group: null,
    attachmentsOnly: false,
    wantedBlobs: missingBlobs(db, partitions),
    auditHead: null,
  };
}
