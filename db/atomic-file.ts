/** A file that appears under its name complete or not at all. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomId } from './crypto.ts';
import { storageError } from './storage-error.ts';

export interface AtomicFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Flushes to the disk, gives the file its name (replacing what stood there) and flushes the folder. */
  commit(): Promise<void>;
  /** Removes what was written; harmless after a commit. */
  abort(): Promise<void>;
}

/** Small writes are gathered to this size. */
const bufferSize = 1024 * 1024;

/**
 * Begins a file beside `path`. The temporary name is short and plain, so that any name the file system takes works.
 * @throws AppError storage.full | storage.read-only | storage.io, here and from every method but abort
 */
export async function createAtomicFile(path: string): Promise<AtomicFile> {
  const folder = dirname(path);
  const temporary = join(folder, `.${randomId()}.part`);
  const handle = await asStorage(() => open(temporary, 'wx', 0o600));
  const buffer = Buffer.alloc(bufferSize);
  let used = 0;
  let state: 'open' | 'committed' | 'aborted' = 'open';

  const flush = async (): Promise<void> => {
    await writeFully(handle, buffer.subarray(0, used));
    used = 0;
  };

  return {
    write: (bytes) =>
      asStorage(async () => {
        if (used + bytes.length > bufferSize) await flush();
        if (bytes.length >= bufferSize) await writeFully(handle, bytes);
        else {
          buffer.set(bytes, used);
          used += bytes.length;
        }
      }),
    commit: () =>
      asStorage(async () => {
        await flush();
        await handle.sync();
        await handle.close();
        await rename(temporary, path);
        state = 'committed';
        await syncFolder(folder);
      }),
    abort: async () => {
      if (state !== 'open') return;
      state = 'aborted';
      // The stick may be gone: then there is nothing to remove, and the first failure is the one to tell.
      await Promise.allSettled([handle.close()]);
      await Promise.allSettled([rm(temporary, { force: true })]);
    },
  };
}

/** One system call may take less than it was given: a disk that fills up says so only at the next one. */
async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset);
    offset += bytesWritten;
  }
}

/** Makes the new name last through a power cut. Windows has no such call, some sticks' drivers refuse it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EINVAL' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
  } finally {
    await handle.close();
  }
}

async function asStorage<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw storageError(error);
  }
}
