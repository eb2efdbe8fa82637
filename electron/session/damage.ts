/** A database that is bad: copied into quarantine as it was found, and the desk says so. design/security.md rule 3. */
import { inspectDatabase } from '../../db/open.ts';
import { AppError } from '../../shared/errors.ts';
import type { DeskProblem } from '../../shared/session/contract.ts';
import type { Services } from '../services.ts';
import { endTasks } from '../tasks.ts';
import { copyToQuarantine } from './as-found.ts';
import { deskPaths } from './paths.ts';

/** The passphrase was right; `key` stays to open the backups. @throws AppError storage.*: `key` is then forgotten. */
export async function declareDamaged(
  services: Services,
  problem: DeskProblem,
  key: Uint8Array,
): Promise<void> {
  const { session } = services;
  try {
    await copyToQuarantine(deskPaths(services.folder), services.nowMs());
  } catch (error) {
    forgetKey(services, key);
    throw error;
  }
  session.key = key;
  session.damage = problem;
}

/** Of a desk that stays shut: it is locked, and nobody holds what opens it. */
export function forgetKey({ session }: Services, key: Uint8Array): void {
  key.fill(0);
  session.key = null;
}

/**
 * Something met damage while the desk is open: looks whether it is the desk's own database, and if so closes it before
 * more is written into it.
 */
export async function examineOpenDesk(services: Services): Promise<void> {
  const { session } = services;
  try {
    await session.changes.run(async () => {
      const desk = services.desk.current();
      if (!desk || !session.key || isSound(desk.db.connection.name, session.key)) return;
      await endTasks(services);
      session.stopTimers?.();
      services.desk.close();
      await declareDamaged(services, 'desk.damaged', session.key);
    });
  } finally {
    services.broadcast(['session']);
  }
}

function isSound(file: string, key: Uint8Array): boolean {
  try {
    inspectDatabase({ file, key, check: 'quick' });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'desk.damaged') return false;
    throw error;
  }
}
