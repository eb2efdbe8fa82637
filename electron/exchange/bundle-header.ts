/** The clear header of a file that lies in the inbox or the archive, unverified. */
import { readBundleLabel } from '../../db/exchange/container/read.ts';
import { storageError } from '../../db/storage-error.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { BundleHeader } from '../../shared/exchange/manifest.ts';

/** Nothing is known of the file itself: a disk was full or busy, or only a newer program can tell. */
export function isLeftOpen(code: ErrorCode): boolean {
  return code.startsWith('storage.') || code === 'bundle.newer-version';
}

/** 'later' when the file could not be judged: it is perhaps the last copy. */
export async function readableHeader(path: string): Promise<BundleHeader | 'later' | undefined> {
  try {
    return (await readBundleLabel(path)).header;
  } catch (caught) {
    const error = storageError(caught);
    if (!(error instanceof AppError)) throw error;
    return isLeftOpen(error.code) ? 'later' : undefined;
  }
}

/** Undefined for a file that is no bundle (any more). */
export async function headerOf(path: string): Promise<BundleHeader | undefined> {
  const header = await readableHeader(path);
  return header === 'later' ? undefined : header;
}
