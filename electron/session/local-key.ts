/**
 * The key file of this computer and its copy beside the backups. The first is sealed by the system's keyring where there
 * is one; the second is opened by the passphrase alone, so that a backup can be brought back on another computer.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readKeyText, withChecksum } from '../../db/key-file.ts';
import { isSealed, type Keyring, sealKeyText, unsealKeyText } from '../../db/sealed-key-file.ts';
import { writeWholeFile } from '../../db/write-file.ts';
import { AppError } from '../../shared/errors.ts';
import { toAppError } from '../app-error.ts';
import type { DeskPaths } from './paths.ts';

export const keyCopy = (paths: DeskPaths): string => join(paths.backups, 'key.json');

/**
 * The passphrase's key file of this desk.
 * @throws AppError desk.key-file-missing | desk.key-file-damaged | desk.keyring-lost
 */
export async function readLocalKey(paths: DeskPaths, keyring: Keyring): Promise<string> {
  return unsealKeyText(keyring, await readKeyText(paths.keyFile));
}

/**
 * Brings both files to `text`, which was just made or opened with the passphrase. The copy first: without it a keyring
 * that is lost would take the desk along.
 * @throws AppError storage.*
 */
export async function writeLocalKey(paths: DeskPaths, keyring: Keyring, text: string): Promise<void> {
  const key = withChecksum(text);
  await writeCopy(paths, key);
  await writeWholeFile(paths.keyFile, (await sealKeyText(keyring, key)) ?? key);
}

/** After the passphrase was right: the files of an earlier program, or of a time without a keyring, are brought up to date. */
export async function renewLocalKey(paths: DeskPaths, keyring: Keyring, text: string): Promise<void> {
  try {
    const isCurrent = isSealed(await readKeyText(paths.keyFile)) || (await isPlainEnough(keyring, text));
    if (!isCurrent) await writeLocalKey(paths, keyring, text);
    else await writeCopy(paths, text);
  } catch (error) {
    // A full or write-protected disk is no reason to keep the desk shut.
    if (toAppError(error).code === 'internal') throw error;
  }
}

/**
 * The key file lies beside the backups too: without it they could not be opened. Where this computer's own can no longer
 * be read the copy stays as it is. @throws AppError storage.*
 */
export async function keepKeyCopy(paths: DeskPaths, keyring: Keyring): Promise<void> {
  const text = await readLocalKey(paths, keyring).catch((error: unknown) => {
    if (error instanceof AppError) return undefined;
    throw error;
  });
  if (text !== undefined) await writeCopy(paths, text);
}

async function writeCopy(paths: DeskPaths, text: string): Promise<void> {
  await mkdir(paths.backups, { recursive: true, mode: 0o700 });
  const copy = keyCopy(paths);
  if (existsSync(copy) && (await readFile(copy, 'utf8')) === text) return;
  await writeWholeFile(copy, text);
}

async function isPlainEnough(keyring: Keyring, text: string): Promise<boolean> {
  return withChecksum(text) === text && (await keyring.backend().catch(() => null)) === null;
}
