/** Locked → open or damaged. design/security.md rules 3, 8 and 9. */
import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type KeyFileContents, openKeyFile, readDeskLabel } from '../../db/key-file.ts';
import { localDateTime } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { type DeskProblem, deskProblem } from '../../shared/session/contract.ts';
import type { Services } from '../services.ts';
import { openDesk } from './open-desk.ts';
import { type DeskPaths, deskPaths } from './paths.ts';

/**
 * Opens the desk. When the passphrase is right and the database is not, the files are copied into quarantine, stay as
 * they are, and the session becomes `damaged`.
 * @throws AppError session.wait | session.wrong-passphrase | desk.key-file-missing | desk.key-file-damaged |
 *   desk.newer-schema | desk.pragma-mismatch | desk.migration-failed | storage.*
 */
export async function unlock(services: Services, passphrase: string): Promise<void> {
  if (services.desk.current()) return;
  const paths = deskPaths(services.folder);
  const { key, databaseSalt } = await checkPassphrase(services, passphrase);
  try {
    services.desk.open(openDesk(paths, key, databaseSalt));
    services.session.damage = null;
  } catch (error) {
    const problem = toDeskProblem(error);
    if (!problem) throw error;
    services.session.damage = { problem, quarantine: await quarantine(paths, services.nowMs()) };
  }
  services.session.key = key;
  services.session.lastActivityMs = services.uptimeMs();
}

/**
 * The key, if the passphrase opens it. Wrong ones are counted before they are tried, and soon have to wait.
 * @throws AppError session.wait | session.wrong-passphrase | desk.key-file-missing | desk.key-file-damaged
 */
export async function checkPassphrase(services: Services, passphrase: string): Promise<KeyFileContents> {
  const { keyFile } = deskPaths(services.folder);
  const { attempts } = services.session;
  assertMayTry(services);
  await readDeskLabel(keyFile); // a missing or broken key file is nobody's wrong try
  await attempts.count();
  try {
    const contents = await openKeyFile(keyFile, passphrase);
    await attempts.reset();
    return contents;
  } catch (error) {
    assertMayTry(services);
    throw error;
  }
}

function assertMayTry({ session }: Services): void {
  const seconds = session.attempts.waitSeconds();
  if (seconds > 0) throw new AppError('session.wait', { seconds });
}

function toDeskProblem(error: unknown): DeskProblem | undefined {
  return error instanceof AppError ? deskProblem.safeParse(error.code).data : undefined;
}

/** Copies the database as it was found. @returns the folder, '' when there was nothing to copy. */
async function quarantine(paths: DeskPaths, nowMs: number): Promise<string> {
  const found = [paths.database, `${paths.database}-wal`].filter((file) => existsSync(file));
  if (found.length === 0) return '';
  const folder = join(paths.quarantine, localDateTime(nowMs).replace(/[: ]/g, '-'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const file of found) await cp(file, join(folder, basename(file)));
  return folder;
}
