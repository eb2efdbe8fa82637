/** What a program that was killed left behind, before anything is written over it. design/security.md rule 3. */
import { existsSync, statSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openReadOnly } from '../../db/open.ts';
import { asReadDb, sql, value } from '../../db/sql.ts';
import { anchorProblemOf } from './anchor.ts';
import { type DeskPaths, quarantineFolder } from './paths.ts';
import { syncFile } from './place.ts';

/** A clean close folds the WAL into the database and removes it. */
export function endedUncleanly({ database }: DeskPaths): boolean {
  const wal = `${database}-wal`;
  return existsSync(wal) && statSync(wal).size > 0;
}

/**
 * Whether the database ends before the anchor beside it does, or tells another history. SQLite reads a WAL up to its
 * first damaged frame and takes the rest for the torn end of a write: it would write over saves that can still be read
 * by somebody who knows how. Looks only; nothing is written.
 */
export function lacksWhatWasSaved(paths: DeskPaths, key: Uint8Array): boolean {
  const connection = openReadOnly(paths.database, key);
  try {
    const db = asReadDb(connection);
    const chains = sql`SELECT count(*) FROM sqlite_schema WHERE name IN ('identity', 'commit_chain', 'audit')`;
    if (value<number>(db, chains) !== 3) return false; // of a program that wrote no anchor
    // The machine is no matter here: a folder that was copied whole lacks nothing.
    const problem = anchorProblemOf({ folder: paths.folder, machineId: () => '' }, db);
    return problem === 'behind-anchor' || problem === 'other-history';
  } finally {
    connection.close();
  }
}

/**
 * Copies the database with its WAL into quarantine. Null when there is none of them.
 * @returns the new folder's name. @throws storage errors; there is then no copy, and nobody may write to the database.
 */
export async function copyToQuarantine(paths: DeskPaths, nowMs: number): Promise<string | null> {
  const files = ['', '-wal', '-shm']
    .map((end) => `${paths.database}${end}`)
    .filter((file) => existsSync(file));
  if (files.length === 0) return null;
  const folder = await quarantineFolder(paths, nowMs);
  try {
    for (const file of files) {
      const copy = join(folder, basename(file));
      await copyFile(file, copy);
      await syncFile(copy);
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return basename(folder);
}
