/**
 * 从备份恢复 on another computer: a backup and the key file beside it, copied to a removable disk, become this laptop's
 * desk; or they join the backups of the desk that is here.
 */
import { existsSync, statSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { randomId } from '../../db/crypto.ts';
import { type KeyFileContents, keyLabel, readKeyText, unwrapKey } from '../../db/key-file.ts';
import { isSealed } from '../../db/sealed-key-file.ts';
import { isForeignDatabase } from '../../db/open.ts';
import type { ChosenBackup } from '../../shared/backup/contract.ts';
import { backupName, parseBackupName } from '../../shared/backup/rules.ts';
import { localDateTime } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Services } from '../services.ts';
import { admitRenewed } from './admit.ts';
import { writeLocalKey } from './local-key.ts';
import type { PendingBackup } from './memory.ts';
import { openDesk } from './open-desk.ts';
import { deskPaths, isSetUp } from './paths.ts';
import { makeFolders, syncFile, takePlace } from './place.ts';
import { assertUsable } from './restore.ts';

/** @throws AppError backup.no-key-beside | desk.key-file-damaged | desk.keyring-lost; null when cancelled. */
export async function chooseBackup(services: Services): Promise<ChosenBackup | null> {
  const path = await askForBackup(services);
  if (path === null) return null;
  const keyFile = join(dirname(path), 'key.json');
  if (!existsSync(keyFile)) throw new AppError('backup.no-key-beside');
  const { side, townName, isLeader = false } = keyLabel(await readPortableKey(keyFile));
  const handle = randomId();
  services.session.chosenBackup = { handle, path, keyFile };
  return { handle, side, townName, isLeader, atMs: timeOf(path), sizeBytes: statSync(path).size };
}

/**
 * Builds this laptop's desk from the chosen backup and opens it. It may go on at its old place too: the incarnation is
 * replaced.
 * @throws AppError session.already-set-up | backup.not-found | session.wrong-passphrase | backup.unusable |
 *   desk.newer-schema | storage.*; there is then no desk here, as before.
 */
export async function bringBack(services: Services, handle: string, passphrase: string): Promise<void> {
  const paths = deskPaths(services.folder);
  if (services.desk.current() || isSetUp(paths)) throw new AppError('session.already-set-up');
  const chosen = services.session.chosenBackup;
  if (chosen?.handle !== handle || !existsSync(chosen.path)) throw new AppError('backup.not-found');
  const text = await readPortableKey(chosen.keyFile);
  const contents = await unwrapKey(text, passphrase);
  try {
    await place(services, chosen, { ...contents, text });
  } catch (error) {
    contents.key.fill(0);
    throw error;
  }
  services.session.chosenBackup = null;
}

interface PortableKey extends KeyFileContents {
  readonly text: string;
}

async function place(services: Services, chosen: PendingBackup, portable: PortableKey): Promise<void> {
  const { key, databaseSalt, text } = portable;
  const paths = deskPaths(services.folder);
  const building = deskPaths(`${services.folder}.new`);
  await rm(building.folder, { recursive: true, force: true });
  try {
    await makeFolders(building);
    await copyFile(chosen.path, building.database);
    await syncFile(building.database);
    if (isForeignDatabase(building.database, databaseSalt)) throw new AppError('backup.unusable');
    assertUsable(building.database, key);
    await writeLocalKey(building, services.keyring, text);
    await takePlace(building.folder, services.folder);
  } finally {
    await rm(building.folder, { recursive: true, force: true });
  }
  // Killed before this is written, the desk has no anchor and is renewed when it is first unlocked.
  const { db } = await openDesk(paths, key, databaseSalt, services.nowMs());
  const time = localDateTime(timeOf(chosen.path));
  const rotation = { reason: 'restore', backup: basename(chosen.path), quarantine: '', time } as const;
  admitRenewed(services, db, key, rotation);
}

/**
 * Copies a backup of this desk from elsewhere beside the others, once it is known to be sound. Null when cancelled.
 * @throws AppError session.locked | backup.unusable (also one of another desk) | desk.newer-schema | storage.*
 */
export async function addBackup(services: Services): Promise<{ readonly name: string } | null> {
  if (!services.session.key) throw new AppError('session.locked');
  const path = await askForBackup(services);
  if (path === null) return null;
  // Queued from here only: while the dialog stands open no backup, import or lock waits for it.
  return services.session.backups.run(() => copyIn(services, path));
}

async function copyIn(services: Services, path: string): Promise<{ readonly name: string }> {
  // Asked again, and copied: the desk may be locked while the dialog is open or the file is looked at.
  if (!services.session.key) throw new AppError('session.locked');
  const key = Uint8Array.from(services.session.key);
  const { backups } = deskPaths(services.folder);
  let atMs = timeOf(path);
  const reason = parseBackupName(basename(path))?.reason ?? 'manual';
  while (existsSync(join(backups, backupName(atMs, reason)))) atMs += 1000;
  const name = backupName(atMs, reason);
  const temporary = join(backups, `${randomId()}.part`);
  try {
    await copyFile(path, temporary);
    await syncFile(temporary);
    assertUsable(temporary, key);
    await rename(temporary, join(backups, name));
  } finally {
    key.fill(0);
    await rm(temporary, { force: true });
  }
  services.broadcast(['backup']);
  return { name };
}

/** @throws AppError desk.keyring-lost: the key file of the other computer itself, not its copy beside the backups. */
async function readPortableKey(path: string): Promise<string> {
  const text = await readKeyText(path);
  if (isSealed(text)) throw new AppError('desk.keyring-lost');
  return text;
}

function askForBackup(services: Services): Promise<string | null> {
  return services.dialogs.openFile({
    title: '选择备份文件夹里的备份文件',
    filters: [{ name: '台账备份', extensions: ['db'] }],
  });
}

/** As its name says, else as its file does. */
function timeOf(path: string): number {
  return parseBackupName(basename(path))?.atMs ?? Math.round(statSync(path).mtimeMs);
}
