/**
 * What a bundle says about itself. Loose objects: fields of a newer program are kept and relayed.
 * design/exchange.md, Container.
 */
import { z } from 'zod';
import { partitionId } from '../log/operation.ts';
import { certificate, enrolmentRequest } from './identity.ts';
import { recoveryWord } from './recovery.ts';
import { standing } from './standing.ts';
import { party, wireHash, wireId, wireMonth, wireSignature, wireTimeMs } from './wire.ts';

/** Version of the bundle format this program reads and writes. */
export const bundleFormat = 1;

/** Clear routing header: enough to sort files on a stick, no data of any enterprise. Signed, but not secret. */
export const bundleHeader = z.looseObject({
  v: z.int().min(1),
  /** oldest format version that can read the bundle */
  minReader: z.int().min(1),
  bundleId: wireId,
  from: party.and(
    z.looseObject({
      /** of the sender's signing key: eight groups of four digits */
      fingerprint: z.string().regex(/^\d{4}( \d{4}){7}$/),
    }),
  ),
  to: party,
  month: wireMonth,
  /** attachments travel in parts of their own, each importable alone */
  part: z
    .looseObject({ index: z.int().min(1), count: z.int().min(1) })
    .refine((value) => value.index <= value.count, { error: 'index is past count' }),
  createdAtMs: wireTimeMs,
});
export type BundleHeader = z.output<typeof bundleHeader>;

const refusal = z.looseObject({ id: wireHash, reason: z.string().max(200) });

/** 回执: what became of operations received from the recipient of this bundle. */
export const receipts = z.looseObject({
  applied: z.array(wireHash),
  held: z.array(refusal),
  rejected: z.array(refusal),
});
export type Receipts = z.output<typeof receipts>;

/** End of one stream at the sender: partition, incarnation, last seq, its operation id. */
export const streamPosition = z.tuple([partitionId, wireId, z.int().min(1), wireHash]);
export type StreamPosition = z.output<typeof streamPosition>;

export const bundleManifest = z.looseObject({
  v: z.int().min(1),
  minReader: z.int().min(1),
  /** the same as in the clear header */
  bundleId: wireId,
  /** version of the program that wrote it, for reading only */
  program: z.string().max(40),
  sender: z.looseObject({
    deviceId: wireId,
    certificate: certificate.nullable(),
    /** present until the sender holds a certificate */
    enrolment: enrolmentRequest.nullable(),
  }),
  /** certificates of other devices, so that their operations can be judged */
  certificates: z.array(certificate),
  /** the city's later words on laptops: revoked, confirmed again */
  standings: z.array(standing).default([]),
  /** The city's word on its recovery key: bundles for the city are encrypted to it as well. */
  recovery: recoveryWord.nullable().default(null),
  receipts,
  /** What the sender holds of what the recipient may read, and of what the recipient wrote: its acknowledgement. */
  streams: z.array(streamPosition),
  /** Of `streams`: those with two branches, and the first number that was used twice. */
  forks: z.array(z.tuple([partitionId, wireId, z.int().min(1)])).default([]),
  /** What a delta leaves out and its recipient must hold already; empty for the full log. */
  base: z.array(streamPosition).default([]),
  /** The hand-over before this one: what a delta without its base waits for. */
  previous: z.looseObject({ bundleId: wireId, month: wireMonth }).nullable().default(null),
  /** The same in all parts of one hand-over. */
  group: wireId.nullable().default(null),
  /** A further part of a hand-over: attachments, and no word on what its sender holds. */
  attachmentsOnly: z.boolean().default(false),
  /** To a leader: the partitions that are his to read now; absent to an office. */
  scope: z.array(partitionId).optional(),
  /** attachments the sender lacks */
  wantedBlobs: z.array(wireHash),
  /** head of the sender's audit chain, kept by the recipient as a witness */
  auditHead: z.looseObject({ seq: z.int().min(0), hash: wireHash }).nullable(),
});
export type BundleManifest = z.output<typeof bundleManifest>;

/** Last frame: what the sender's key signs, together with the clear header. */
export const bundleEnd = z.looseObject({
  /** device that signs */
  sender: wireId,
  operations: z.int().min(0),
  blobs: z.int().min(0),
  /** SHA-256 over the SHA-256 of each frame before this one, in order */
  content: wireHash,
  signature: wireSignature,
});
export type BundleEnd = z.output<typeof bundleEnd>;
