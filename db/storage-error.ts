/** What the file system says, as expected failures. */
import { AppError, type ErrorCode } from '../shared/errors.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'storage.full',
  EDQUOT: 'storage.full',
  EFBIG: 'storage.full', // a FAT stick holds no file past 4 GiB
  EROFS: 'storage.read-only',
  EACCES: 'storage.read-only',
  EPERM: 'storage.read-only',
  EMFILE: 'storage.too-many-open',
  ENFILE: 'storage.too-many-open',
};

/** What is the matter, for the sentence of `storage.io`; the code itself says nothing to an officer. */
export function ioReason(code: string): string {
  return ioReasons[code] ?? '磁盘或U盘读写出错';
}

const ioReasons: Readonly<Record<string, string>> = {
  ENOENT: '找不到这个文件或文件夹，U盘可能已经拔出',
  ENODEV: '设备已经不在，U盘可能已经拔出',
  ENXIO: '设备已经不在，U盘可能已经拔出',
  EISDIR: '这个位置是文件夹，不是文件',
  ENOTDIR: '路径中有一段不是文件夹',
  EEXIST: '同名的文件或文件夹已经存在',
  ENOTEMPTY: '文件夹里还有其他文件',
  EBUSY: '文件正被其他程序使用',
  ENAMETOOLONG: '文件名或路径太长',
  EINVAL: '文件名或位置不合要求',
  ELOOP: '文件夹的快捷方式指向了自己',
  EFBIG: '文件太大，这个磁盘放不下',
};

/** An AppError for an error of a file operation; anything else (a bug, an AppError) is returned as it is. */
export function storageError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || !('syscall' in error) || !('code' in error)) {
    return error;
  }
  const code = String(error.code);
  const known = codes[code];
  return known ? new AppError(known) : new AppError('storage.io', { reason: ioReason(code), code });
}
