/** Maps what SQLite and the file system say to the closed list of errors. */
import { isDamage } from '../db/open.ts';
import { ioReason } from '../db/storage-error.ts';
import { AppError, type ErrorCode } from '../shared/errors.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  SQLITE_FULL: 'storage.full',
  ENOSPC: 'storage.full',
  EDQUOT: 'storage.full',
  EROFS: 'storage.read-only',
  EACCES: 'storage.read-only',
  EPERM: 'storage.read-only',
  SQLITE_READONLY: 'storage.read-only',
  SQLITE_BUSY: 'desk.in-use',
  SQLITE_LOCKED: 'desk.in-use',
};

/** The path leads nowhere, is a folder, is busy, or the device is failing or gone. */
const fileTroubles = new Set(
  'EIO ENOENT ENODEV ENXIO EISDIR ENOTDIR EBUSY ENAMETOOLONG EINVAL ELOOP EFBIG EMFILE ENFILE'.split(' '),
);

/** An AppError for any thrown value; unknown ones become `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDamage(error)) return new AppError('desk.damaged');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = codes[code];
  if (known) return new AppError(known);
  if (code.startsWith('SQLITE_IOERR') || fileTroubles.has(code)) {
    return new AppError('storage.io', { reason: ioReason(code) });
  }
  return new AppError('internal');
}
