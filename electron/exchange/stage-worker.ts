/**
 * The thread in which a bundle is verified and laid out: a bundle entry of its own (`stage-worker`). It has neither the
 * database nor its key; when it is ended, nothing but a file of noise is left.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openBundle, type VerifiedBundle } from '../../db/exchange/container/read.ts';
import { identifySender, type Sender, type Trust } from '../../db/exchange/keys.ts';
import { createStaging, type StagingWriter } from '../../db/exchange/staging.ts';
import { isSameParty } from '../../db/party.ts';
import { parseOperation } from '../../db/log/integrate.ts';
import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts';
import type { BundleHeader } from '../../shared/exchange/manifest.ts';
import { toAppError } from '../app-error.ts';

export interface StageJob {
  /** The bundle's own copy in the inbox. */
  readonly path: string;
  /** Secret keys that open what is addressed to this desk. */
  readonly identities: readonly string[];
  readonly trust: Trust;
  /** Whom this desk is: bundles for anybody else are refused. */
  readonly side: Trust['side'];
  readonly townId: string;
  readonly leaderId: string;
  readonly staging: string;
  readonly stagingKey: Uint8Array;
}

export type StageMessage =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly details: ErrorDetails;
      /** As far as it could be read; nothing in it is verified. */
      readonly header: BundleHeader | undefined;
    };

const post = (message: StageMessage): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message);
};

async function stage(job: StageJob): Promise<void> {
  let header: BundleHeader | undefined;
  try {
    const bundle = await openBundle({
      path: job.path,
      key: { identities: [...job.identities] },
      accepts: (to) => isSameParty(to, job),
      resolveSender: (manifest, found) => {
        header = found;
        return keyOf(identifySender(job.trust, manifest, found));
      },
      onProgress: progressReporter(),
    });
    const staging = createStaging(job.staging, job.stagingKey);
    try {
      await layOut(bundle, staging);
    } finally {
      staging.close();
      await bundle.close();
    }
    post({ kind: 'done' });
  } catch (error) {
    const { code, details } = toAppError(error);
    if (code === 'internal') throw error;
    post({ kind: 'refused', code, details, header });
  }
}

/** A laptop that the city took its word back from is known all the same: its bundle can be read, not imported. */
function keyOf(sender: Sender): { publicKey: string } | 'unknown' {
  return sender.kind === 'unknown' ? 'unknown' : { publicKey: sender.publicKey };
}

async function layOut(bundle: VerifiedBundle, staging: StagingWriter): Promise<void> {
  for await (const batch of bundle.contents()) {
    if (batch.kind === 'operations') {
      for (const line of batch.lines) staging.addOperation(parseOperation(line));
    } else {
      staging.addBlobPiece(batch);
    }
  }
  const { header, manifest, publicKey, operations, blobs, bytes, fileSha256 } = bundle;
  staging.finish({ header, manifest, publicKey, operations, blobs, bytes, fileSha256 });
}

/** At most a hundred messages, however many pieces there are. */
function progressReporter(): (fraction: number) => void {
  let last = 0;
  return (fraction) => {
    if (fraction - last < 0.01) return;
    last = fraction;
    post({ kind: 'progress', fraction });
  };
}

await stage(workerData as StageJob);
