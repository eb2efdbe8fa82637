/**
 * The desk folder: <userData>/desk/{desk.db,desk.lock,key.json,attempts.json,anchor.json,backups/,archive/,inbox/,
 * quarantine/}.
 */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { localDateTime } from '../../shared/clock.ts';

export interface DeskPaths {
  readonly folder: string;
  readonly database: string;
  readonly keyFile: string;
  readonly attempts: string;
  readonly anchor: string;
  readonly backups: string;
  readonly archive: string;
  readonly inbox: string;
  readonly quarantine: string;
}

export function deskPaths(folder: string): DeskPaths {
  return {
    folder,
    database: join(folder, 'desk.db'),
    keyFile: join(folder, 'key.json'),
    attempts: join(folder, 'attempts.json'),
    anchor: join(folder, 'anchor.json'),
    backups: join(folder, 'backups'),
    archive: join(folder, 'archive'),
    inbox: join(folder, 'inbox'),
    quarantine: join(folder, 'quarantine'),
  };
}

/** A first run only where there is neither a database nor a key nor a backup: otherwise something went missing. */
export function isSetUp(paths: DeskPaths): boolean {
  if (existsSync(paths.database) || existsSync(paths.keyFile)) return true;
  return existsSync(paths.backups) && readdirSync(paths.backups).length > 0;
}

/** A new folder in quarantine, named by the time: 2026-11-24-10-00, then 2026-11-24-10-00-2. */
export async function quarantineFolder(paths: DeskPaths, nowMs: number): Promise<string> {
  const base = join(paths.quarantine, localDateTime(nowMs).replaceAll(/[: ]/g, '-'));
  let folder = base;
  for (let again = 2; existsSync(folder); again += 1) folder = `${base}-${again}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
