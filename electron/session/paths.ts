/** The desk folder: <userData>/desk/{desk.db,key.json,attempts.json,backups/,archive/,inbox/,quarantine/}. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface DeskPaths {
  readonly folder: string;
  readonly database: string;
  readonly keyFile: string;
  readonly attempts: string;
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
