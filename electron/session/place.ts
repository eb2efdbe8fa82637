/** A desk folder is built beside its place and appears there whole, or not at all. */
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomId } from '../../db/crypto.ts';
import type { DeskPaths } from './paths.ts';

export async function makeFolders(paths: DeskPaths): Promise<void> {
  for (const folder of [paths.backups, paths.archive, paths.inbox, paths.quarantine]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
}

/** One rename puts the desk in its place. What stood there (no desk: that was checked) is kept beside it. */
export async function takePlace(from: string, to: string): Promise<void> {
  if (existsSync(to)) {
    // Windows does not rename onto a folder, not even an empty one.
    if ((await readdir(to)).length === 0) await rmdir(to);
    else await rename(to, `${to}.before-${randomId()}`);
  }
  await rename(from, to);
  await syncFolder(dirname(to));
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
