/** Files whose place the officer is asked for: he may lock the desk, or it locks itself, while the dialog is open. */
import type { ReadDb } from '../db/sql.ts';
import { AppError } from '../shared/errors.ts';
import type { Desk } from './desk.ts';
import { writeFileSafely } from './files.ts';
import type { Services } from './services.ts';
import { whileOpen } from './tasks.ts';

/** Of each opening of the desk: the page may have these shown in their folder, and no other path. */
const savedFrom = new WeakMap<ReadDb, Set<string>>();

/** Whether the file was written there since the desk was opened. */
export function wasSavedFrom({ db }: Desk, path: string): boolean {
  return savedFrom.get(db)?.has(path) ?? false;
}

/**
 * Writes what `make` gives to `path` while the desk is the one it was asked on; locking waits until it is written.
 * @throws AppError session.locked-meanwhile (nothing was written) | as writeFileSafely
 */
export function writeFromDesk(
  services: Services,
  asked: Desk,
  path: string,
  make: () => Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  return onAskedDesk(services, asked, async ({ db }) => {
    await writeFileSafely(path, await make());
    savedFrom.set(db, (savedFrom.get(db) ?? new Set()).add(path));
  });
}

/**
 * What follows upon the officer's choice of a place, done on the desk it was asked on, as whileOpen.
 * @throws AppError session.locked-meanwhile (nothing was begun)
 */
export async function onAskedDesk<Value>(
  services: Services,
  asked: Desk,
  work: (desk: Desk) => Promise<Value>,
): Promise<Value> {
  // Unlocked again is another connection: what was read before belongs to the one that was closed.
  if (services.desk.current()?.db !== asked.db) throw new AppError('session.locked-meanwhile');
  try {
    return await whileOpen(services, work);
  } catch (error) {
    const isLocked = error instanceof AppError && error.code === 'session.locked';
    throw isLocked ? new AppError('session.locked-meanwhile') : error;
  }
}
