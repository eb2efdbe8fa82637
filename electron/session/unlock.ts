/** Locked → open or damaged. design/security.md rules 3, 8 and 9. */
import { appendAudit } from '../../db/audit.ts';
import { type KeyFileContents, keyLabel, unwrapKey } from '../../db/key-file.ts';
import { renewIncarnation } from '../../db/incarnation.ts';
import { closeDatabase } from '../../db/open.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';
import type { AnchorProblem } from '../../shared/session/anchor.ts';
import { deskProblem } from '../../shared/session/contract.ts';
import { toAppError } from '../app-error.ts';
import type { Services } from '../services.ts';
import { admit } from './admit.ts';
import { anchorProblemOf } from './anchor.ts';
import { noteClock } from './clock-notice.ts';
import { declareDamaged, forgetKey } from './damage.ts';
import { readLocalKey, renewLocalKey } from './local-key.ts';
import { type OpenedDesk, openDesk } from './open-desk.ts';
import { deskPaths } from './paths.ts';

/**
 * Opens the desk. When the passphrase is right and the database is not, the files are copied into quarantine, stay as
 * they are, and the session becomes `damaged`; so it does when the system's keyring no longer opens the key file.
 * @throws AppError session.wait | session.wrong-passphrase | desk.key-file-missing | desk.key-file-damaged |
 *   desk.newer-schema | desk.pragma-mismatch | desk.migration-failed | desk.upgrade-not-backed-up | storage.*; also
 *   whatever nobody thought of. The desk is then locked, and its key forgotten.
 */
export async function unlock(services: Services, passphrase: string): Promise<void> {
  if (services.desk.current() || services.session.damage) return;
  const paths = deskPaths(services.folder);
  const wrongTries = services.session.attempts.wrongTries();
  const opened = await checkPassphrase(services, passphrase).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'desk.keyring-lost') throw error;
    services.session.damage = error.code;
    return null;
  });
  if (opened === null) return;
  const { key, databaseSalt } = opened;
  let db: ReadDb | undefined;
  try {
    const found = await openDesk(paths, key, databaseSalt, services.nowMs());
    db = found.db;
    noteOpening(found, anchorProblemOf(services, db), wrongTries, services.nowMs());
    admit(services, db, key);
  } catch (error) {
    if (db) closeDatabase(db);
    const problem = deskProblem.safeParse(toAppError(error).code);
    if (!problem.success) {
      forgetKey(services, key);
      throw error;
    }
    await declareDamaged(services, problem.data, key);
  }
}

/** A database that does not fit its anchor may have a twin that went on: it writes on as a new incarnation. */
function noteOpening(
  { db: opened, keptIn }: OpenedDesk,
  problem: AnchorProblem | null,
  wrongTries: number,
  nowMs: number,
): void {
  transact(opened, (db) => {
    if (keptIn !== null) renewIncarnation(db, { reason: 'saves-missing', quarantine: keptIn }, nowMs);
    else if (problem) renewIncarnation(db, { reason: problem }, nowMs);
    if (wrongTries > 0) appendAudit(db, 'wrong-passphrase', { tries: wrongTries }, nowMs);
    appendAudit(db, 'unlock', {}, nowMs);
    noteClock(db, nowMs);
  });
}

/**
 * The key, if the passphrase opens it. Wrong ones are counted before they are tried, and soon have to wait.
 * @throws AppError session.wait | session.wrong-passphrase | desk.key-file-missing | desk.key-file-damaged |
 *   desk.keyring-lost
 */
export async function checkPassphrase(services: Services, passphrase: string): Promise<KeyFileContents> {
  const paths = deskPaths(services.folder);
  const { attempts } = services.session;
  assertMayTry(services);
  const text = await readLocalKey(paths, services.keyring);
  keyLabel(text); // a missing or broken key file is nobody's wrong try
  await attempts.count();
  try {
    const contents = await unwrapKey(text, passphrase);
    try {
      await attempts.reset();
      await renewLocalKey(paths, services.keyring, text);
    } catch (error) {
      contents.key.fill(0);
      throw error;
    }
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
