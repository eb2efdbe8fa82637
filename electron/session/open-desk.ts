/** Opens the database of this desk once its key is known: looked at first, opened for writing only when sound. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appendAudit } from '../../db/audit.ts';
import { lockFolder } from '../../db/folder-lock.ts';
import {
  closeDatabase,
  inspectDatabase,
  isForeignDatabase,
  openDatabase,
  whenClosed,
} from '../../db/open.ts';
import { readAgainAfterUpgrade } from '../../db/log/upgrade.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { copyToQuarantine, endedUncleanly, lacksWhatWasSaved } from './as-found.ts';
import { backUpForUpgrade } from './backups.ts';
import type { DeskPaths } from './paths.ts';

export interface OpenedDesk {
  readonly db: ReadDb;
  /** The folder in quarantine with the files as they were found, when saves are missing after an unclean end. */
  readonly keptIn: string | null;
}

/**
 * A database of an earlier program is backed up before it takes the new schema.
 * @throws AppError desk.missing | desk.foreign | desk.damaged | desk.newer-schema | desk.pragma-mismatch |
 *   desk.migration-failed | desk.upgrade-not-backed-up; the files are then as they were. SQLITE_BUSY when another
 *   process has this folder.
 */
export async function openDesk(
  paths: DeskPaths,
  key: Uint8Array,
  databaseSalt: Uint8Array,
  nowMs: number,
): Promise<OpenedDesk> {
  if (!existsSync(paths.database)) throw new AppError('desk.missing');
  const unlockFolder = lockFolder(paths.folder);
  try {
    await removeLeftovers(paths);
    const opened = await openSound(paths, key, databaseSalt, nowMs);
    whenClosed(opened.db, unlockFolder);
    return opened;
  } catch (error) {
    unlockFolder();
    throw error;
  }
}

async function openSound(
  paths: DeskPaths,
  key: Uint8Array,
  databaseSalt: Uint8Array,
  nowMs: number,
): Promise<OpenedDesk> {
  const file = paths.database;
  if (isForeignDatabase(file, databaseSalt)) throw new AppError('desk.foreign');
  const isUnclean = endedUncleanly(paths);
  const { isOlder } = inspectDatabase({ file, key, check: isUnclean ? 'quick' : 'none' });
  const keptIn = isUnclean && lacksWhatWasSaved(paths, key) ? await copyToQuarantine(paths, nowMs) : null;
  const db = isOlder ? await upgrade(paths, key, nowMs) : openDatabase({ file, key, mustExist: true });
  try {
    readAgainAfterUpgrade(db);
  } catch (error) {
    closeDatabase(db);
    throw error;
  }
  return { db, keptIn };
}

/** Of a program that was killed. The folder is ours alone, and nobody restores while a desk is opened. */
async function removeLeftovers({ folder }: DeskPaths): Promise<void> {
  for (const name of readdirSync(folder)) {
    if (name === 'desk.db.restoring' || name.endsWith('.part')) await rm(join(folder, name), { force: true });
  }
}

async function upgrade(paths: DeskPaths, key: Uint8Array, nowMs: number): Promise<ReadDb> {
  const backup = await backUpForUpgrade(paths, key, nowMs);
  let db: ReadDb;
  try {
    db = openDatabase({ file: paths.database, key, mustExist: true });
  } catch (error) {
    // The database is as it was, and each further try would leave one more copy of it.
    rmSync(join(paths.backups, backup), { force: true });
    throw error;
  }
  try {
    transact(db, (writable) => appendAudit(writable, 'upgrade', { backup }, nowMs));
  } catch (error) {
    closeDatabase(db);
    throw error;
  }
  return db;
}
