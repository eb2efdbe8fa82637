/** Backups of this desk: made, listed, rotated. design/security.md rule 4. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { appendAudit } from '../../db/audit.ts';
import type { BackupJob, MadeBackup } from '../../db/backup.ts';
import { transact } from '../../db/sql.ts';
import type { BackupView } from '../../shared/backup/contract.ts';
import {
  backupName,
  type BackupReason,
  expendableBackups,
  parseBackupName,
} from '../../shared/backup/rules.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { toAppError } from '../app-error.ts';
import type { Services } from '../services.ts';
import { unlessCancelled } from '../tasks.ts';
import type { BackupReply } from './backup-worker.ts';
import { examineOpenDesk } from './damage.ts';
import { keepKeyCopy, keyCopy } from './local-key.ts';
import { type DeskPaths, deskPaths } from './paths.ts';

/** Latest first, whatever their date says. */
export function listBackups(services: Services): BackupView[] {
  const { backups } = deskPaths(services.folder);
  if (!existsSync(backups)) return [];
  const nowMs = services.nowMs();
  return readdirSync(backups)
    .flatMap((name) => parseBackupName(name) ?? [])
    .map((backup) => ({
      ...backup,
      sizeBytes: statSync(join(backups, backup.name)).size,
      inFuture: backup.atMs > nowMs,
    }))
    .toSorted((a, b) => b.atMs - a.atMs);
}

export interface BackupOptions {
  readonly signal?: AbortSignal | undefined;
  /** The name of one that stays, though its turn to go has come: it is about to be restored. */
  readonly keep?: string;
}

/**
 * Makes a verified backup of the open desk, then lets go of the ones no longer needed. One at a time. Once begun it is
 * finished and stands, even when the desk is locked meanwhile; whoever waits for it may stop waiting.
 * @throws AppError session.locked | backup.source-damaged | backup.unverified | storage.*; all other backups are then
 *   as they were. bundle.cancelled by `signal`.
 */
export function createBackup(
  services: Services,
  reason: BackupReason,
  { signal, keep }: BackupOptions = {},
): Promise<{ readonly name: string }> {
  const backup = services.session.backups.run(async () => {
    if (signal?.aborted) throw new AppError('bundle.cancelled');
    const desk = services.desk.current();
    if (!desk || !services.session.key) throw new AppError('session.locked');
    // A copy: locking overwrites the desk's own while the thread is being started.
    const key = Uint8Array.from(services.session.key);
    const paths = deskPaths(services.folder);
    const name = freeName(paths, services.nowMs(), reason);
    try {
      await mkdir(paths.backups, { recursive: true, mode: 0o700 });
      const source = desk.db.connection.name;
      await backUpInThread({ source, key, target: join(paths.backups, name) });
      await services.session.keyFiles.run(() => keepKeyCopy(paths, services.keyring));
      note(services, 'backup', { name, reason });
    } catch (error) {
      const { code } = toAppError(error);
      note(services, 'backup-failed', { reason, code });
      // Not waited for: whoever changes the session may be waiting for this backup.
      if (code === 'backup.source-damaged') void examineOpenDesk(services);
      throw error;
    } finally {
      key.fill(0);
    }
    for (const { name: old } of expendableBackups(listBackups(services), services.nowMs())) {
      if (old !== keep) await rm(join(paths.backups, old), { force: true });
    }
    services.broadcast(['backup']);
    return { name };
  });
  return unlessCancelled(backup, signal);
}

/** Before the program ends: a backup that has begun is finished, or the thread would die with half a file. */
export async function backupsEnded({ session }: Services): Promise<void> {
  await session.backups.run(async () => undefined);
}

const tidied = new WeakSet<Services>();

/** Once in a run of the program: halves left by one that was killed. In the queue, so that none is being written. */
export async function tidyBackups(services: Services): Promise<void> {
  if (tidied.has(services)) return;
  tidied.add(services);
  const { backups } = deskPaths(services.folder);
  await services.session.backups.run(async () => {
    if (!existsSync(backups)) return;
    for (const name of readdirSync(backups)) {
      if (/\.part(-journal|-wal|-shm)?$/.test(name)) await rm(join(backups, name), { force: true });
    }
  });
}

/**
 * Before the database takes the schema of a newer program: a verified backup with the schema it has.
 * @returns its name. @throws AppError desk.damaged | desk.upgrade-not-backed-up; the database is then as it was.
 */
export async function backUpForUpgrade(paths: DeskPaths, key: Uint8Array, nowMs: number): Promise<string> {
  const name = freeName(paths, nowMs, 'upgrade');
  const target = join(paths.backups, name);
  try {
    await mkdir(paths.backups, { recursive: true, mode: 0o700 });
    await backUpInThread({ source: paths.database, key, target });
    // Written when the passphrase was right; a backup without it could not be opened.
    if (!statSync(keyCopy(paths), { throwIfNoEntry: false })?.isFile()) {
      throw new AppError('desk.upgrade-not-backed-up');
    }
    return name;
  } catch (error) {
    await rm(target, { force: true });
    const { code } = toAppError(error);
    if (code === 'internal') throw error;
    throw new AppError(code === 'backup.source-damaged' ? 'desk.damaged' : 'desk.upgrade-not-backed-up');
  }
}

/**
 * Once a day, by the calendar of this laptop; a backup dated in the future does not count as today's. Also where none can
 * be listed: trying to make one says what is wrong.
 */
export function isDailyBackupDue(services: Services): boolean {
  try {
    const last = listBackups(services).find(({ inFuture }) => !inFuture);
    return !last || localDate(last.atMs) !== localDate(services.nowMs());
  } catch {
    return true;
  }
}

/** Two backups within one second must not share a name. */
function freeName(paths: DeskPaths, nowMs: number, reason: BackupReason): string {
  let atMs = nowMs;
  while (existsSync(join(paths.backups, backupName(atMs, reason)))) atMs += 1000;
  return backupName(atMs, reason);
}

/** The desk may have been locked meanwhile: then the backup stands and nobody noted it. */
function note(services: Services, event: 'backup' | 'backup-failed', detail: Record<string, string>): void {
  const desk = services.desk.current();
  if (!desk) return;
  const { topics } = transact(desk.db, (db) => appendAudit(db, event, detail, services.nowMs()));
  services.broadcast(topics);
}

/** `makeBackup` in a thread of its own. */
export function backUpInThread(job: BackupJob): Promise<MadeBackup> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl(), { workerData: job, env: {}, argv: [] });
    worker.once('message', (reply: BackupReply) => {
      if (reply.ok) resolve(reply.made);
      else reject(new AppError(reply.code));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the backup thread ended without an answer (${code})`)));
  });
}

function workerUrl(): URL {
  // Not a literal `new URL('./backup-worker.ts', …)`: the bundler must not turn it into an asset.
  const name = import.meta.url.endsWith('.ts') ? 'backup-worker.ts' : 'backup-worker.js';
  return new URL(name, import.meta.url);
}
