/** Opens the database of this desk once its key is known: looked at first, opened for writing only when sound. */
import { existsSync, statSync } from 'node:fs';
import { inspectDatabase, isForeignDatabase, openDatabase } from '../../db/open.ts';
import { readAgainAfterUpgrade } from '../../db/log/upgrade.ts';
import { AppError } from '../../shared/errors.ts';
import type { ReadDb } from '../../db/sql.ts';
import type { DeskPaths } from './paths.ts';

/**
 * @throws AppError desk.missing | desk.foreign | desk.damaged | desk.newer-schema | desk.pragma-mismatch |
 *   desk.migration-failed; the files are then as they were.
 */
export function openDesk(paths: DeskPaths, key: Uint8Array, databaseSalt: Uint8Array): ReadDb {
  if (!existsSync(paths.database)) throw new AppError('desk.missing');
  if (isForeignDatabase(paths.database, databaseSalt)) throw new AppError('desk.foreign');
  inspectDatabase({ file: paths.database, key, check: endedUncleanly(paths) ? 'quick' : 'none' });
  const db = openDatabase({ file: paths.database, key, mustExist: true });
  readAgainAfterUpgrade(db);
  return db;
}

/** A clean close folds the WAL into the database and removes it. */
function endedUncleanly(paths: DeskPaths): boolean {
  const wal = `${paths.database}-wal`;
  return existsSync(wal) && statSync(wal).size > 0;
}
