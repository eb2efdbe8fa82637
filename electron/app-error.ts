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
  EMFILE: 'storage.too-many-open',
  ENFILE: 'storage.too-many-open',
};

/** SQLite's extended codes begin with the plain one: SQLITE_READONLY_DIRECTORY, SQLITE_BUSY_RECOVERY … */
const families: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_IOERR_SHMSIZE', 'storage.full'], // the WAL's index could not grow
  ['SQLITE_READONLY', 'storage.read-only'],
  ['SQLITE_CANTOPEN', 'storage.read-only'], // its WAL and journal could not be made
  ['SQLITE_PERM', 'storage.read-only'],
  ['SQLITE_BUSY', 'desk.in-use'],
  ['SQLITE_LOCKED', 'desk.in-use'],
];

/** The path leads nowhere, is a folder, is busy, or the device is failing or gone. */
const fileTroubles = new Set(
  'EIO ENOENT ENODEV ENXIO EISDIR ENOTDIR EEXIST ENOTEMPTY EBUSY ENAMETOOLONG EINVAL ELOOP EFBIG'.split(' '),
);

/** An AppError for any thrown value; unknown ones become `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDamage(error)) return new AppError('desk.damaged');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = codes[code] ?? families.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (known) return new AppError(known);
  if (code.startsWith('SQLITE_IOERR') || fileTroubles.has(code)) {
    return new AppError('storage.io', { reason: ioReason(code) });
  }
  return new AppError('internal');
}
