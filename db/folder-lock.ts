/**
 * One process in one desk folder. Held by SQLite's own lock on a file of its own, which the system lets go of when the
 * process ends in whatever way: nothing stale is left, and the database itself stays free for the backup's thread.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** A connection that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<Database.Database>();

/** @returns what lets go of it. @throws SQLITE_BUSY when somebody else has it; storage errors of SQLite. */
export function lockFolder(folder: string): () => void {
  const connection = new Database(join(folder, 'desk.lock'), { timeout: 0 });
  try {
    connection.pragma('journal_mode = MEMORY'); // nothing is ever written: no journal beside it
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    throw error;
  }
  held.add(connection);
  return () => {
    held.delete(connection);
    connection.close();
  };
}
