/** What the file system says, as expected failures. */
import { AppError, type ErrorCode } from '../shared/errors.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'storage.full',
  EDQUOT: 'storage.full',
  EFBIG: 'storage.full', // a FAT stick holds no file past 4 GiB
  EROFS: 'storage.read-only',
  EACCES: 'storage.read-only',
  EPERM: 'storage.read-only',
};

/** An AppError for an error of a file operation; anything else (a bug, an AppError) is returned as it is. */
export function storageError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || !('syscall' in error) || !('code' in error)) {
    return error;
  }
  const code = String(error.code);
  const known = codes[code];
  return known ? new AppError(known) : new AppError('storage.io', { reason: code });
}
