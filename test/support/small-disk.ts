/** A small disk of its own (a tmpfs) that can be filled and write-protected, where this system lets us mount one. */
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeAfterTest } from './cleanup.ts';
import { temporaryFolder } from './database.ts';

export interface SmallDisk {
  readonly folder: string;
  /** Nothing more fits, but for `spareBytes`. */
  fill(spareBytes?: number): void;
  empty(): void;
  protect(isReadOnly: boolean): void;
}

/** Undefined where mounting is not allowed. Gone after the test. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = temporaryFolder();
  const size = `size=${megabytes}m`;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).status !== 0) return undefined;
  closeAfterTest(() => {
    // Lazily: a thread that was ended may still have a file open.
    spawnSync('umount', ['-l', folder]);
  });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: (spareBytes = 0) => {
      rmSync(ballast, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - spareBytes)));
    },
    empty: () => rmSync(ballast, { force: true }),
    protect: (isReadOnly) => {
      const mode = isReadOnly ? 'ro' : 'rw';
      const done = spawnSync('mount', ['-o', `remount,${mode},${size}`, folder], { encoding: 'utf8' });
      if (done.status !== 0) throw new Error(done.stderr);
    },
  };
}
