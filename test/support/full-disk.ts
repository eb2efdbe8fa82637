/** A folder on a disk that is (nearly) full: a small tmpfs where we may mount one, else writes stop after 64 KB. */
import { spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './database.ts';

/** Runs `work` with a folder that holds no more than 64 KB; everything is as before afterwards. */
export async function withFullDisk(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0) {
    try {
      await work(folder);
    } finally {
      spawnSync('umount', [folder]);
    }
    return;
  }
  const handle = await open(join(folder, 'probe'), 'w');
  await handle.close();
  const prototype = Object.getPrototypeOf(handle) as { write: (...args: readonly unknown[]) => unknown };
  const write = prototype.write;
  let room = 64 * 1024;
  prototype.write = function (this: unknown, bytes: unknown, offset: unknown, length: unknown): unknown {
    if (room === 0) {
      const trouble = { code: 'ENOSPC', syscall: 'write' };
      return Promise.reject(Object.assign(new Error('no space left on device'), trouble));
    }
    const taken = Math.min(Number(length), room);
    room -= taken;
    return write.call(this, bytes, offset, taken);
  };
  try {
    await work(folder);
  } finally {
    prototype.write = write;
  }
}
