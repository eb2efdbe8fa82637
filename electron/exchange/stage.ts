/** Verifies a bundle in a thread that can be ended, with bounded memory and time. design/security.md rule 5. */
import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import type { BundleHeader } from '../../shared/exchange/manifest.ts';
import type { StageJob, StageMessage } from './stage-worker.ts';

/**
 * Fresh objects before a collection. The decrypter throws a copy of everything away, 64 KiB at a time: with more room
 * here, tens of megabytes of that lie about.
 */
const youngMb = 4;

/** For a thread that has answered: nothing keeps it. */
const endingMs = 10_000;

export interface StageOptions {
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
  readonly heapMb?: number;
  readonly timeoutMs?: number;
}

/** A refusal, with what the file says of itself where that much could be read. */
export class RefusedBundle extends AppError {
  readonly header: BundleHeader | undefined;

  constructor({ code, details, header }: Extract<StageMessage, { kind: 'refused' }>) {
    super(code, details);
    this.header = header;
  }
}

/** Ten minutes: a bundle of 1 GiB is read twice from a slow stick in less. */
const defaultTimeoutMs = 600_000;

/**
 * @throws RefusedBundle bundle.* | log.bad-operation | storage.*; AppError bundle.cancelled | bundle.limit. The staging
 *   file is then gone.
 */
export async function stageInThread(job: StageJob, options: StageOptions = {}): Promise<void> {
  try {
    await runThread(job, options);
  } catch (error) {
    await rm(job.staging, { force: true });
    throw error;
  }
}

function runThread(job: StageJob, options: StageOptions): Promise<void> {
  const { onProgress, signal, heapMb = 512, timeoutMs = defaultTimeoutMs } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new AppError('bundle.cancelled'));
      return;
    }
    const worker = new Worker(workerUrl(), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb },
      env: {},
      argv: [],
    });
    let isSettled = false;
    let answer: (() => void) | undefined;
    let ending: NodeJS.Timeout | undefined;
    const finish = (settle: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      clearTimeout(ending);
      signal?.removeEventListener('abort', onAbort);
      // The file is still open in there: settled only when the thread is gone.
      void worker.terminate().then(settle, settle);
    };
    const answered = (): void => finish(() => answer?.());
    const onAbort = (): void => finish(() => reject(new AppError('bundle.cancelled')));
    const timer = setTimeout(
      () => finish(() => reject(new AppError('bundle.limit', { what: '核验所用的时间' }))),
      timeoutMs,
    );
    signal?.addEventListener('abort', onAbort);
    worker.on('message', (message: StageMessage) => {
      if (message.kind === 'progress') onProgress?.(message.fraction);
      else {
        answer = () => (message.kind === 'done' ? resolve() : reject(new RefusedBundle(message)));
        // It ends by itself now. Ended from outside amid that, a thread can take the whole program along.
        ending = setTimeout(answered, endingMs);
      }
    });
    worker.once('error', (error: Error & { readonly code?: string }) => {
      const isOutOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      finish(() => reject(isOutOfMemory ? new AppError('bundle.limit', { what: '核验所用的内存' }) : error));
    });
    worker.once('exit', (code) => {
      if (answer) answered();
      else finish(() => reject(new Error(`the staging thread ended without an answer (exit code ${code})`)));
    });
  });
}

function workerUrl(): URL {
  // Not a literal `new URL('./stage-worker.ts', …)`: the bundler must not turn it into an asset.
  const name = import.meta.url.endsWith('.ts') ? 'stage-worker.ts' : 'stage-worker.js';
  return new URL(name, import.meta.url);
}
