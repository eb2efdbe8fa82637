/** The thread in which files from outside are parsed; a bundle entry of its own (`sheet-worker`). */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import { readSheet } from './read.ts';
import type { WorkerInput, WorkerReply } from './read-in-worker.ts';

async function answer(): Promise<WorkerReply> {
  const { bytes, fileName } = workerData as WorkerInput;
  try {
    return { ok: true, file: await readSheet(bytes, fileName) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, details: error.details };
    throw error;
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(await answer());
