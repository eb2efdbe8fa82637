/** The thread in which a backup is made, so that the window goes on; a bundle entry of its own (`backup-worker`). */
import { parentPort, workerData } from 'node:worker_threads';
import { type BackupJob, type MadeBackup, makeBackup } from '../../db/backup.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { toAppError } from '../app-error.ts';

export type BackupReply =
  | { readonly ok: true; readonly made: MadeBackup }
  | { readonly ok: false; readonly code: ErrorCode };

function answer(): BackupReply {
  try {
    return { ok: true, made: makeBackup(workerData as BackupJob) };
  } catch (error) {
    const { code } = toAppError(error);
    if (code === 'internal') throw error;
    return { ok: false, code };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(answer());
