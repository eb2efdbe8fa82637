/** The last step of every way in, and the only way out. */
import { readIdentity } from '../../db/identity.ts';
import { type Rotation, renewIncarnation } from '../../db/incarnation.ts';
import { closeDatabase } from '../../db/open.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { returnFromArchive } from '../exchange/from-archive.ts';
import { tidyInbox } from '../exchange/inbox.ts';
import type { Services } from '../services.ts';
import { endTasks } from '../tasks.ts';
import { flushAnchor, keepAnchor } from './anchor.ts';
import { tidyBackups } from './backups.ts';
import { startDailyBackup } from './daily-backup.ts';
import { startTelling } from './telling.ts';

/** Makes a sound, checked database the open desk, or closes it and leaves the session as it was. */
export function admit(services: Services, db: ReadDb, key: Uint8Array): void {
  const { session } = services;
  const identity = readIdentity(db);
  if (!identity) {
    closeDatabase(db);
    throw new AppError('desk.damaged');
  }
  services.desk.open({ db, identity });
  try {
    keepAnchor(services, db);
    const stops = [startDailyBackup(services), startTelling(services)];
    session.stopTimers = () => stops.forEach((stop) => stop());
  } catch (error) {
    services.desk.close();
    throw error;
  }
  session.key = key;
  session.damage = null;
  session.lockedHow = null;
  session.lastActivityMs = services.uptimeMs();
  // Neither is waited for; a file that cannot be removed is in nobody's way.
  void tidyBackups(services).catch(() => undefined);
  const desk = services.desk.current();
  // Not waited for: what lies there can neither be seen nor imported before it is looked at again.
  if (desk) {
    const tidied = tidyInbox(services, desk).then(() => returnFromArchive(services, desk));
    void tidied.catch(() => undefined);
  }
}

/**
 * Lets in what was brought back, as a new incarnation. Where that cannot be written down (a full disk), nobody goes on
 * holding the database: it is renewed when it is next unlocked.
 */
export function admitRenewed(services: Services, opened: ReadDb, key: Uint8Array, rotation: Rotation): void {
  try {
    transact(opened, (db) => renewIncarnation(db, rotation, services.nowMs()));
    admit(services, opened, key);
  } catch (error) {
    closeDatabase(opened);
    throw error;
  }
}

/** Closes the desk and forgets the key. What runs on the desk is cancelled, or comes to its end, first. */
export async function dismiss(services: Services): Promise<void> {
  const { desk, session } = services;
  await endTasks(services);
  flushAnchor(services);
  session.stopTimers?.();
  session.stopTimers = null;
  desk.close();
  session.key?.fill(0);
  session.key = null;
  session.damage = null;
}
