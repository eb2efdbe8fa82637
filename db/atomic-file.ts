/** A file that appears under its name complete or not at all. */
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { randomId } from './crypto.ts';
import { storageError } from './storage-error.ts';

export interface AtomicFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Brings everything to the disk and closes the file, which has no name yet. @returns where it lies, to be read back. */
  settle(): Promise<string>;
  /** Settles, gives the file its name (replacing what stood there) and flushes the folder. */
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
  let state: 'open' | 'settled' | 'committed' | 'aborted' = 'open';

  const flush = async (): Promise<void> => {
    await writeFully(handle, buffer.subarray(0, used));
    used = 0;
  };

  const settle = async (): Promise<void> => {
    if (state !== 'open') return;
    await flush();
    await handle.sync();
    await handle.close();
    state = 'settled';
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
    settle: () =>
      asStorage(async () => {
        await settle();
        return temporary;
      }),
    commit: () =>
      asStorage(async () => {
        await settle();
        await rename(temporary, path);
        state = 'committed';
        await syncFolder(folder);
      }),
    abort: async () => {
      if (state === 'committed' || state === 'aborted') return;
      // The stick may be gone: then there is nothing to remove, and the first failure is the one to tell.
      if (state === 'open') await Promise.allSettled([handle.close()]);
      state = 'aborted';
      await Promise.allSettled([rm(temporary, { force: true })]);
    },
  };
}

const temporaryName = /^\.[0-9a-f]{32}\.part$/;
const leftoverAgeMs = 60 * 60 * 1000;

/**
 * Removes what a program that was killed while writing left in a folder: nameless files, as large as a stick perhaps.
 * Young ones may be somebody's work.
 * @throws AppError storage.io when the folder is not there
 */
export function removeLeftovers(folder: string, nowMs: number): Promise<void> {
  return asStorage(async () => {
    for (const name of await readdir(folder)) {
      if (!temporaryName.test(name)) continue;
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      // A write-protected stick says so when it is written to.
      if (nowMs - mtimeMs > leftoverAgeMs) await Promise.allSettled([rm(path, { force: true })]);
    }
  });
}

export interface CopyOptions {
  /** Told of every piece that was copied. */
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Copies a file; it appears under its new name complete or not at all.
 * @throws AppError storage.full | storage.read-only | storage.io | bundle.cancelled; what stood under the name is then
 *   untouched.
 */
export async function copyWholeFile(from: string, to: string, options: CopyOptions = {}): Promise<void> {
  const source = await asStorage(() => open(from, 'r'));
  try {
    const copy = await createAtomicFile(to);
    try {
      await copyPieces(source, copy, options);
      await copy.commit();
    } finally {
      await copy.abort();
    }
  } finally {
    await source.close();
  }
}

/** One piece of memory serves the whole file: a stream takes a fresh one each time, and hundreds wait to be collected. */
async function copyPieces(
  source: FileHandle,
  copy: AtomicFile,
  { onBytes, signal }: CopyOptions,
): Promise<void> {
  const piece = Buffer.alloc(bufferSize);
  for (;;) {
    if (signal?.aborted) throw new AppError('bundle.cancelled');
    const { bytesRead } = await asStorage(() => source.read(piece, 0, bufferSize));
    if (bytesRead === 0) return;
    await copy.write(piece.subarray(0, bytesRead));
    onBytes?.(bytesRead);
  }
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
