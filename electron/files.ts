/** Files for the officer: whole or not at all. design/security.md, power cut and full disk. */
import { basename } from 'node:path';
import { type AtomicFile, createAtomicFile } from '../db/atomic-file.ts';
import { AppError } from '../shared/errors.ts';

/**
 * Writes beside the target, brings it to the disk, then takes the target's place: a full disk, a stick pulled out or a
 * power cut leaves either the old file or the new one, never half of it.
 * @throws AppError storage.full | storage.read-only | storage.io | storage.file-open
 */
export async function writeFileSafely(path: string, bytes: Uint8Array): Promise<void> {
  const file = await createAtomicFile(path);
  try {
    await file.write(bytes);
    await takePlace(file, path);
  } finally {
    await file.abort();
  }
}

/** Windows refuses to replace a file that WPS holds open. */
async function takePlace(file: AtomicFile, path: string): Promise<void> {
  try {
    await file.commit();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isHeldOpen =
      error.details['reason'] === 'EBUSY' ||
      (process.platform === 'win32' && error.code === 'storage.read-only');
    throw isHeldOpen ? new AppError('storage.file-open', { file: basename(path) }) : error;
  }
}
