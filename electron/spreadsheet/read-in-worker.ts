import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode, type ErrorDetails } from '../../shared/errors.ts';
import { type SheetFile, sheetLimits } from '../../shared/roster/sheet.ts';
import { tooLarge } from './refusal.ts';

export interface WorkerInput {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

export type WorkerReply =
  | { readonly ok: true; readonly file: SheetFile }
  | { readonly ok: false; readonly code: ErrorCode; readonly details: ErrorDetails };

export interface ReadInWorkerOptions {
  /** The worker's file; default: beside this module, `sheet-worker.js` when bundled. */
  readonly workerUrl?: URL;
  readonly timeoutMs?: number;
  readonly heapMb?: number;
  readonly signal?: AbortSignal;
}

/**
 * `readSheet` in a thread of its own with bounded memory and time: a file that exhausts them is refused
 * (roster.too-large) and the program goes on. Rejects with the signal's reason when cancelled.
 */
export function readSheetInWorker(
  bytes: Uint8Array,
  fileName: string,
  options: ReadInWorkerOptions = {},
): Promise<SheetFile> {
  const { timeoutMs = sheetLimits.parsingMs, heapMb = 512, signal } = options;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(options.workerUrl ?? defaultWorkerUrl(), {
      workerData: { bytes, fileName } satisfies WorkerInput,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64 },
      // A parser needs nothing of our surroundings.
      env: {},
      argv: [],
    });
    const timer = setTimeout(() => {
      finish(() => reject(tooLarge(fileName, `读取超过 ${Math.ceil(timeoutMs / 1000)} 秒`)));
    }, timeoutMs);
    const onAbort = (): void => {
      finish(() => reject(signal?.reason instanceof Error ? signal.reason : new Error('cancelled')));
    };
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      void worker.terminate();
      settle();
    };
    signal?.addEventListener('abort', onAbort);
    worker.once('message', (reply: WorkerReply) => {
      finish(() => (reply.ok ? resolve(reply.file) : reject(new AppError(reply.code, reply.details))));
    });
    worker.once('error', (error: Error & { readonly code?: string }) => {
      const isOutOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      finish(() => reject(isOutOfMemory ? tooLarge(fileName, '读取时内存不足') : error));
    });
    worker.once('exit', (code) => {
      finish(() => reject(new Error(`the sheet worker ended without an answer (exit code ${code})`)));
    });
  });
}

function defaultWorkerUrl(): URL {
  // Not a literal `new URL('./worker.ts', …)`: the bundler must not turn it into an asset.
  const name = import.meta.url.endsWith('.ts') ? 'worker.ts' : 'sheet-worker.js';
  return new URL(name, import.meta.url);
}
