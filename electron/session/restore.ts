/** Back to a verified backup. What stood there before is moved into quarantine, never deleted. */
import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { keyLabel, readDeskLabel } from '../../db/key-file.ts';
import { inspectDatabase, readDatabaseSalt } from '../../db/open.ts';
import { writeWholeFile } from '../../db/write-file.ts';
import { parseBackupName } from '../../shared/backup/rules.ts';
import { localDateTime } from '../../shared/clock.ts';
import { AppError, errorText } from '../../shared/errors.ts';
import { toAppError } from '../app-error.ts';
import type { Services } from '../services.ts';
import { endTasks } from '../tasks.ts';
import { admitRenewed } from './admit.ts';
import { createBackup } from './backups.ts';
import { forgetKey } from './damage.ts';
import { keyCopy, readLocalKey } from './local-key.ts';
import { openDesk } from './open-desk.ts';
import { type DeskPaths, deskPaths, quarantineFolder } from './paths.ts';
import { syncFile } from './place.ts';

/**
 * Opens the desk as it was in the backup. History may have forked from here: the incarnation is replaced. An open desk
 * is backed up before, so that the way back stands in the list; not `withoutBackup`, which the officer was asked about.
 * @throws AppError session.locked (the passphrase comes first) | backup.not-found | backup.unusable |
 *   backup.not-before-restore | storage.*; the present database is then still in its place. What fails after it was
 *   closed leaves the desk locked.
 */
export async function restoreBackup(
  services: Services,
  name: string,
  { withoutBackup = false }: { readonly withoutBackup?: boolean } = {},
): Promise<void> {
  const { session } = services;
  const { key } = session;
  if (!key) throw new AppError('session.locked');
  const paths = deskPaths(services.folder);
  const backup = join(paths.backups, name);
  if (!parseBackupName(name) || !existsSync(backup)) throw new AppError('backup.not-found');
  assertUsable(backup, key);
  // Locked or damaged there is nothing that could be read for one.
  if (services.desk.current() && !withoutBackup) await backUpBefore(services, name);
  // A backup that is being made reads the files that are moved.
  await session.backups.run(() => layDown(services, name));
}

/** @throws AppError session.locked | backup.not-before-restore */
async function backUpBefore(services: Services, name: string): Promise<void> {
  try {
    await createBackup(services, 'restore', { keep: name });
  } catch (error) {
    const { code, details } = toAppError(error);
    if (code === 'session.locked') throw error;
    throw new AppError('backup.not-before-restore', { why: errorText(code, details) });
  }
}

/** The backup, which was found usable, in the place of the present database. */
async function layDown(services: Services, name: string): Promise<void> {
  const { session } = services;
  const { key } = session;
  const paths = deskPaths(services.folder);
  const backup = join(paths.backups, name);
  const parsed = parseBackupName(name);
  // It may have been locked while the present state was backed up.
  if (!key) throw new AppError('session.locked');
  if (!parsed || !existsSync(backup)) throw new AppError('backup.not-found');
  const incoming = join(paths.folder, 'desk.db.restoring');
  try {
    await copyFile(backup, incoming);
    await syncFile(incoming);
    assertUsable(incoming, key);
    await endTasks(services);
    session.stopTimers?.();
    services.desk.close();
    const hadDatabase = existsSync(paths.database);
    const quarantine = await moveAside(paths, services.nowMs());
    await rename(incoming, paths.database);
    const { db: opened } = await openDesk(paths, key, readDatabaseSalt(paths.database), services.nowMs());
    const rotation = {
      reason: 'restore',
      backup: name,
      quarantine: hadDatabase ? basename(quarantine) : '',
      time: localDateTime(parsed.atMs),
    } as const;
    admitRenewed(services, opened, key, rotation);
  } catch (error) {
    // A desk that was damaged before may still be restored from another backup: that takes the key.
    if (!services.desk.current() && session.damage === null) forgetKey(services, key);
    throw error;
  } finally {
    await rm(incoming, { force: true });
  }
}

/**
 * Puts the copy beside the backups in the place of a key file that cannot be used; that one goes into quarantine.
 * @throws AppError backup.not-found | desk.key-file-damaged (the copy too)
 */
export async function restoreKeyFile(services: Services): Promise<void> {
  const paths = deskPaths(services.folder);
  const copy = keyCopy(paths);
  if (!existsSync(copy)) throw new AppError('backup.not-found');
  await readDeskLabel(copy);
  const bytes = await readFile(copy);
  // A key file that can be used is never exchanged for an older one.
  if (!(await isUsable(services, paths))) {
    if (existsSync(paths.keyFile)) {
      await rename(paths.keyFile, join(await quarantineFolder(paths, services.nowMs()), 'key.json'));
    }
    await writeWholeFile(paths.keyFile, bytes);
  }
  if (services.session.damage === 'desk.keyring-lost') services.session.damage = null;
}

async function isUsable(services: Services, paths: DeskPaths): Promise<boolean> {
  try {
    keyLabel(await readLocalKey(paths, services.keyring));
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** @throws AppError backup.unusable | desk.newer-schema */
export function assertUsable(file: string, key: Uint8Array): void {
  try {
    inspectDatabase({ file, key, check: 'full' });
  } catch (error) {
    if (error instanceof AppError && error.code === 'desk.damaged') throw new AppError('backup.unusable');
    throw error;
  }
}

/** @returns the folder the present database went to. */
async function moveAside(paths: DeskPaths, nowMs: number): Promise<string> {
  const folder = await quarantineFolder(paths, nowMs);
  for (const end of ['', '-wal', '-shm']) {
    const file = `${paths.database}${end}`;
    if (existsSync(file)) await rename(file, join(folder, basename(file)));
  }
  return folder;
}
